"""One case read whole: the rows and the events that stand, as dataclasses without any ORM."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.desk import Desk
from models.entities import Agent, Case, CaseParty, Event, Evidence
from models.errors import BadInput
from models.rules.procedure.state import (
    AgentState,
    CaseState,
    Happening,
    PanelMember,
    PartyState,
)


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


def _columns(row: Any) -> dict[str, Any]:
    return dict(row.__data__)


def load_case(desk: Desk, case_id: int) -> CaseView:
    """Read one case; BadInput naming `case` when there is none with this id."""
    row = Case.get_or_none(Case.id == case_id)
    if row is None:
        raise BadInput.of("case", f"没有编号为{case_id}的案件")
    agents: dict[int, list[dict[str, Any]]] = {}
    query = Agent.select().join(CaseParty).where(CaseParty.case == case_id).order_by(Agent.id)
    for agent in query:
        agents.setdefault(agent.case_party_id, []).append(_columns(agent))
    parties = tuple(
        PartyView(
            cp.key, cp.side, cp.standing, cp.note or "", _columns(cp.party),
            tuple(agents.get(cp.id, ())),
        )
        for cp in CaseParty.select().where(CaseParty.case == case_id).order_by(CaseParty.ordinal)
    )  # fmt: skip
    evidence = Evidence.select().where(Evidence.case == case_id).order_by(Evidence.id)
    return CaseView(
        id=case_id,
        row=_columns(row),
        patent=_columns(row.patent) if row.patent_id else {},
        handler=_columns(row.handler) if row.handler_id else None,
        parties=parties,
        events=load_events(case_id),
        evidence=tuple(_columns(e) for e in evidence),
    )


def load_events(case_id: int) -> tuple[EventView, ...]:
    """Read every event of a case in the order of entry, voided ones too."""
    rows = list(Event.select().where(Event.case == case_id).order_by(Event.id))
    voided = {e.voids_id: e.id for e in rows if e.voids_id}
    return tuple(
        EventView(
            e.id, e.type, e.date, str(e.recorded_at), e.actor, e.payload or {}, e.voids_id,
            e.reason or "", voided.get(e.id),
        )
        for e in rows
    )  # fmt: skip


def _acts_of(view: CaseView, key: str) -> tuple[str, ...]:
    acts = view.row.get("acts") or []
    return tuple(dict.fromkeys(a["act"] for a in acts if a.get("by") in (None, key)))


def _party_state(view: CaseView, party: PartyView) -> PartyState:
    agents = tuple(
        AgentState(a["name"], a["powers"] == "special", tuple(a["special_powers"] or ()))
        for a in party.agents
    )
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
        parties=tuple(_party_state(view, p) for p in parties),
        happenings=tuple(Happening(e.id, e.type, e.on, e.payload) for e in events),
        panel=panel_of(view, until),
        requests=tuple(view.row.get("requests") or ()),
    )
