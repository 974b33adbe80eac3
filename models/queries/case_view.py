"""One case read whole: the rows and the events that stand, as dataclasses without any ORM."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.entities import Agent, Case, CaseParty, Event, Evidence, Party, Patent, Staff
from models.entities.base import Entity
from models.errors import BadInput
from models.queries.rows import rows
from models.rules.procedure.state import (
    AgentState,
    CaseState,
    Happening,
    PanelMember,
    PartyState,
)
from models.store.db import connection
from models.store.desk import Desk


@dataclass(frozen=True)
class PartyView:
    """A party of the case with its identity and agents; `key` is P1, R1, T1 …"""

    key: str
    side: str
    standing: str | None
    note: str
    data: dict[str, Any]  # the columns of the party row
    agents: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class EventView:
    """One event as recorded; `voided_by` is the event that voided it, if any."""

    id: int
    type: str
    on: date
    recorded_at: str
    actor: str
    payload: dict[str, Any]
    voids: int | None
    reason: str
    voided_by: int | None


@dataclass(frozen=True)
class CaseView:
    """A case as its pages, papers and rules read it."""

    id: int
    row: dict[str, Any]
    patent: dict[str, Any]
    handler: dict[str, Any] | None
    parties: tuple[PartyView, ...]
    events: tuple[EventView, ...]
    evidence: tuple[dict[str, Any], ...] = field(default=())

    def standing_events(self, until: date | None = None) -> list[EventView]:
        """Return the events that are not voided, by day; `until` leaves out later ones."""
        live = [e for e in self.events if e.voids is None and e.voided_by is None]
        if until is not None:
            live = [e for e in live if e.on <= until]
        return sorted(live, key=lambda e: (e.on, e.id))

    def last(self, kind: str, **fields: Any) -> EventView | None:
        """Return the latest standing event of a type whose payload has these fields."""
        found = [
            e
            for e in self.standing_events()
            if e.type == kind and all(e.payload.get(k) == v for k, v in fields.items())
        ]
        return found[-1] if found else None

    def party(self, key: str) -> PartyView | None:
        """Return the party with this key."""
        return next((p for p in self.parties if p.key == key), None)

    def side(self, side: str) -> list[PartyView]:
        """Return the parties of one side in their order."""
        return [p for p in self.parties if p.side == side]


def load_case(desk: Desk, case_id: int) -> CaseView:
    """Read one case; BadInput naming `case` when there is none with this id."""
    found = rows(desk, Case, "WHERE id = ?", case_id)
    if not found:
        raise BadInput.of("case", f"没有编号为{case_id}的案件")
    row = found[0]
    events = load_events(desk, case_id)
    return CaseView(
        id=case_id,
        row=row,
        patent=_one(desk, Patent, row["patent"]) or {},
        handler=_one(desk, Staff, row["handler"]),
        parties=tuple(p for p in _load_parties(desk, case_id) if p.key not in _unjoined(events)),
        events=events,
        evidence=tuple(rows(desk, Evidence, "WHERE case_id = ? ORDER BY no", case_id)),
    )


def _unjoined(events: Iterable[EventView]) -> set[str]:
    """Return the parties whose joining was voided: they never were parties of the case."""
    joins = [e for e in events if e.type == "party_joined" and e.voids is None]
    standing = {e.payload["party"] for e in joins if e.voided_by is None}
    return {e.payload["party"] for e in joins} - standing


def load_clocks(desk: Desk, case_id: int) -> CaseView:
    """Read of a case only what its dates depend on; nothing else may be asked of the view.

    The case's kind, each party's key, side and home, the events' type, day and fields: what an
    import of holidays reads of every case there is.
    """
    conn = connection(desk.db)
    kind, mediation = conn.execute(
        "SELECT kind, mediation_kind FROM case_file WHERE id = ?", (case_id,)
    ).fetchone()
    parties = conn.execute(_HOMES, (case_id,))
    events = conn.execute(_HAPPENED, (case_id,)).fetchall()
    voided = {event[4] for event in events}
    live = [event for event in events if event[4] is None and event[0] not in voided]
    # One text for all of them: parsing forty small ones takes twice as long.
    payloads = json.loads(f"[{','.join(event[3] for event in live)}]")
    gone = {json.loads(e[3])["party"] for e in events if e[0] in voided and e[1] == "party_joined"}
    gone -= {p["party"] for e, p in zip(live, payloads, strict=True) if e[1] == "party_joined"}
    return CaseView(
        case_id,
        {"kind": kind, "mediation_kind": mediation},
        {},
        None,
        tuple(
            PartyView(key, side, None, "", {"domiciled_in_prc": home, "region": region})
            for key, side, home, region in parties
            if key not in gone
        ),
        tuple(
            EventView(number, name, date.fromisoformat(day), "", "", payload, None, "", None)
            for (number, name, day, *_), payload in zip(live, payloads, strict=True)
        ),
    )


_HOMES = """SELECT place."key", place.side, party.domiciled_in_prc, party.region
    FROM case_party place JOIN party ON party.id = place.party_id
    WHERE place.case_id = ? ORDER BY place.ordinal"""
_HAPPENED = "SELECT id, type, date, payload, voids_id FROM event WHERE case_id = ? ORDER BY id"


def _one(desk: Desk, entity: type[Entity], key: int | None) -> dict[str, Any] | None:
    return rows(desk, entity, "WHERE id = ?", key)[0] if key is not None else None


_OF_CASE = "(SELECT {} FROM case_party WHERE case_id = ?)"


def _load_parties(desk: Desk, case_id: int) -> tuple[PartyView, ...]:
    people = {
        p["id"]: p for p in rows(desk, Party, f"WHERE id IN {_OF_CASE.format('party_id')}", case_id)
    }
    acting: dict[int, list[dict[str, Any]]] = {}
    where = f"WHERE case_party_id IN {_OF_CASE.format('id')} ORDER BY id"
    for agent in rows(desk, Agent, where, case_id):
        acting.setdefault(agent["case_party"], []).append(agent)
    return tuple(
        PartyView(
            cp["key"], cp["side"], cp["standing"], cp["note"], dict(people[cp["party"]]),
            tuple(acting.get(cp["id"], ())),
        )
        for cp in rows(desk, CaseParty, "WHERE case_id = ? ORDER BY ordinal", case_id)
    )  # fmt: skip


def load_events(desk: Desk, case_id: int) -> tuple[EventView, ...]:
    """Read every event of a case in the order of entry, voided ones too."""
    found = rows(desk, Event, "WHERE case_id = ? ORDER BY id", case_id)
    voided = {e["voids"]: e["id"] for e in found if e["voids"]}
    return tuple(
        EventView(
            e["id"], e["type"], e["date"], str(e["recorded_at"]), e["actor"], e["payload"] or {},
            e["voids"], e["reason"], voided.get(e["id"]),
        )
        for e in found
    )  # fmt: skip


def _acts_of(view: CaseView, key: str) -> tuple[str, ...]:
    acts = view.row.get("acts") or []
    return tuple(dict.fromkeys(a["act"] for a in acts if a.get("by") in (None, key)))


def _agent_state(party: PartyView, agent: dict[str, Any], events: list[EventView]) -> AgentState:
    """Return an agent with the powers of the first paper and those supplied since (art. 17)."""
    given = list(agent["special_powers"] or ()) if agent["powers"] == "special" else []
    for one in events:
        own = one.payload.get("party") == party.key and one.payload.get("agent") == agent["name"]
        if one.type == "special_power_supplied" and own:
            given += [p for p in one.payload["powers"] if p not in given]
    special = agent["powers"] == "special" or bool(given)
    return AgentState(agent["name"], special, tuple(given))


def _party_state(view: CaseView, party: PartyView, events: list[EventView]) -> PartyState:
    agents = tuple(_agent_state(party, a, events) for a in party.agents)
    acts = _acts_of(view, party.key) if party.side == "respondent" else ()
    return PartyState(
        party.key,
        party.side,
        party.data["name"],
        bool(party.data["domiciled_in_prc"]),
        acts,
        agents,
    )


def panel_of(view: CaseView, until: date | None = None) -> tuple[PanelMember, ...]:
    """Return the panel as last appointed, empty before docketing."""
    appointed = [e for e in view.standing_events(until) if e.type == "panel_appointed"]
    if not appointed:
        return ()
    return tuple(
        PanelMember(
            m["name"], m["role"], m.get("certificate_no"),
            date.fromisoformat(m["certificate_until"]) if m.get("certificate_until") else None,
        )
        for m in appointed[-1].payload["members"]
    )  # fmt: skip


def state_of(view: CaseView, until: date | None = None) -> CaseState:
    """Return the case as the procedure rules read it; events later than `until` are left out."""
    events = view.standing_events(until)
    joined = {e.payload.get("party") for e in events if e.type == "party_joined"}
    late = {e.payload.get("party") for e in view.standing_events() if e.type == "party_joined"}
    parties = [p for p in view.parties if p.key not in late or p.key in joined]
    return CaseState(
        kind=view.row["kind"],
        mediation_kind=view.row["mediation_kind"],
        patent_kind=view.patent.get("kind", ""),
        parties=tuple(_party_state(view, p, events) for p in parties),
        happenings=tuple(Happening(e.id, e.type, e.on, e.payload) for e in events),
        panel=panel_of(view, until),
        requests=tuple(view.row.get("requests") or ()),
    )
