"""What the dialog of a step needs to know of a case before it is filled in, read in one go."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models import reference
from models.entities import Staff
from models.errors import BadInput
from models.queries import acceptance, missing
from models.queries.case_view import CaseView, load_case, panel_of, state_of
from models.queries.open_steps import served_by
from models.queries.rows import rows
from models.rules.procedure.conditions import consents, unforwarded
from models.rules.procedure.state import CaseState, PanelMember
from models.rules.procedure.steps import NextStep, next_steps
from models.rules.routing import suggest_answers
from models.store.desk import Desk


@dataclass(frozen=True)
class StepParty:
    """A party as a dialog offers it; `takes_part` is False for one that refused mediation."""

    key: str
    side: str
    side_name: str
    name: str
    acts: tuple[str, ...] = ()
    agents: tuple[tuple[str, str], ...] = ()  # (name, powers in words)
    takes_part: bool = True


@dataclass(frozen=True)
class StepStaff:
    """A member of staff with the 办案资质证件."""

    id: int
    name: str
    role: str
    certificate_no: str
    certificate_until: date | None


@dataclass(frozen=True)
class Routing:
    """The criteria of 繁简分流 with the answers to begin with: the last, or the papers'."""

    phase: str
    answers: dict[str, str]
    notes: dict[str, str]
    simple_days: int


@dataclass(frozen=True)
class Request:
    """The request as last handed in, as far as a correction can be typed beside it."""

    data: dict[str, Any]
    papers: tuple[str, ...]  # of the first requester
    corrections: tuple[str, ...]


@dataclass(frozen=True)
class StepContext:
    """Everything a dialog of a step presets and offers."""

    case_id: int
    kind: str
    number: str
    today: date
    actor: str
    step: NextStep | None
    parties: tuple[StepParty, ...]
    staff: tuple[StepStaff, ...]
    handler: int | None
    panel: tuple[PanelMember, ...]
    clerk: str
    patent_kind: str
    patent_number: str
    documents: tuple[str, ...]  # what this step serves
    answering: str | None  # whose answer is still to be forwarded
    forward_to: str | None
    matter: str
    hearing_on: date | None
    hearing_absent: tuple[str, ...]
    pauses: tuple[tuple[str, str], ...]  # (id, words)
    voidable: tuple[tuple[int, str], ...]
    routing: Routing | None = None
    request: Request | None = None
    acts: dict[str, str] = field(default_factory=dict)  # names of the acts of this patent kind

    def party(self, key: str | None) -> StepParty | None:
        """Return the party with this key."""
        return next((p for p in self.parties if p.key == key), None)

    def side(self, side: str) -> tuple[StepParty, ...]:
        """Return the parties of one side, of all sides for ""."""
        return tuple(p for p in self.parties if not side or p.side == side)

    def by_role(self, role: str) -> StepStaff | None:
        """Return the first member of staff in a role."""
        return next((s for s in self.staff if s.role == role), None)


def step_context(
    desk: Desk, case_id: int, command: str, party: str | None = None, step: str = ""
) -> StepContext:
    """Read what a dialog needs; `step` names the next step when one command serves several."""
    view = load_case(desk, case_id)
    state = state_of(view)
    chosen = _step(desk, view, state, command, party, step)
    pairs = unforwarded(state) if view.row["kind"] == "adjudication" else []
    appointed = view.last("panel_appointed")
    hearing = view.last("hearing_scheduled")
    held = view.last("hearing_held")
    clerk = (appointed.payload.get("clerk") or {}).get("name", "") if appointed else ""
    return StepContext(
        case_id=case_id,
        kind=view.row["kind"],
        number=view.row["case_no"] or view.row["receipt_no"],
        today=desk.today(),
        actor=desk.actor,
        step=chosen,
        parties=_parties(view, state),
        staff=_staff(desk),
        handler=view.row["handler"],
        panel=panel_of(view),
        clerk=clerk,
        patent_kind=view.patent.get("kind") or "",
        patent_number=view.patent.get("number") or "",
        documents=served_by(view.row["kind"], chosen),
        answering=pairs[0][0] if pairs else None,
        forward_to=pairs[0][1] if pairs else None,
        matter=_matter(desk, view, state, chosen) if command == "record_approval" else "",
        hearing_on=date.fromisoformat(hearing.payload["hearing_on"]) if hearing else None,
        hearing_absent=tuple(held.payload.get("absent", ())) if held else (),
        pauses=_pauses(view),
        voidable=_voidable(view) if command == "void_event" else (),
        routing=_routing(desk, view, state) if command == "route" else None,
        request=_request(desk, view) if command == "record_corrected" else None,
        acts=_acts(view),
    )


def _step(
    desk: Desk, view: CaseView, state: CaseState, command: str, party: str | None, step: str
) -> NextStep | None:
    steps = next_steps(state, reference.steps(view.row["kind"]), missing.needs(desk, view))
    fitting = [s for s in steps if s.command == command and (not step or s.id == step)]
    own = [s for s in fitting if s.party == party]
    return next(iter(own if party else own or fitting), None)


def _parties(view: CaseView, state: CaseState) -> tuple[StepParty, ...]:
    found = []
    for one in state.parties:
        shown = view.party(one.key)
        agents = tuple(
            (a.name, f"特别授权：{'、'.join(a.special_powers)}" if a.special else "一般授权")
            for a in one.agents
        )
        found.append(
            StepParty(
                one.key,
                one.side,
                reference.name("side", one.side),
                shown.data["name"] if shown else one.name,
                one.acts,
                agents,
                state.kind != "mediation" or one.side != "respondent" or consents(state, one.key),
            )
        )
    return tuple(found)


def _staff(desk: Desk) -> tuple[StepStaff, ...]:
    return tuple(
        StepStaff(r["id"], r["name"], r["role"], r["certificate_no"] or "", r["certificate_until"])
        for r in rows(desk, Staff, "WHERE active = 1 ORDER BY id")
    )


def _matter(desk: Desk, view: CaseView, state: CaseState, step: NextStep | None) -> str:
    if state.has("docketed"):
        return "closing"
    if step is None:
        return "docketing"
    try:
        result = acceptance.check(desk, view).result
    except BadInput:
        return "docketing"
    return "refusal" if result == "refuse" else "docketing"


def _pauses(view: CaseView) -> tuple[tuple[str, str], ...]:
    kinds = reference.event_schema().choices["tolling"]
    ended = {e.payload.get("id") for e in view.standing_events() if e.type == "tolling_ended"}
    return tuple(
        (e.payload["id"], f"{kinds.get(e.payload['kind'], e.payload['kind'])}（{e.on}起）")
        for e in view.standing_events()
        if e.type == "tolling_started" and e.payload["id"] not in ended
    )


def _voidable(view: CaseView) -> tuple[tuple[int, str], ...]:
    label = reference.catalogue().label
    events = [e for e in view.standing_events() if not e.payload.get("derived")]
    return tuple((e.id, f"{e.on}　{label(e.type)}") for e in reversed(events))


def _routing(desk: Desk, view: CaseView, state: CaseState) -> Routing:
    rules = reference.routing_rules()
    last = view.last("routed")
    if last:
        answers, notes = dict(last.payload["answers"]), dict(last.payload["notes"])
    else:
        intake = acceptance.parse(acceptance.last_intake(view), desk.today())
        answers, notes = suggest_answers(intake, rules), {}
    phase = "final" if last and state.has("served:request_copy") else "pre"
    return Routing(phase, answers, notes, int(desk.settings.get("internal.simple_track_days")))


def _request(desk: Desk, view: CaseView) -> Request:
    data = acceptance.last_intake(view)
    papers = tuple(p["id"] for p in data.get("papers", []) if p.get("of") == "requester:1")
    asked = view.last("period_set", what="correction")
    items = asked.payload["items"] if asked else ()
    return Request(data, papers, tuple(i["text"] for i in items))


def _acts(view: CaseView) -> dict[str, str]:
    kind = view.patent.get("kind") or ""
    return {row.id: row.name for row in reference.intake_rules().acts_for(kind)}
