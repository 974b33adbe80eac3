"""What the dialog of a step needs to know of a case before it is filled in, read in one go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from models import reference
from models.cases import acceptance
from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.entities import Staff
from models.errors import BadInput
from models.queries.dialogs.invalidations import InvalidationInfo, invalidation_info
from models.queries.dialogs.together import CaseTogether, cases_together, joinable
from models.queries.documents import final_papers
from models.queries.lists.open_steps import left_of, served_by
from models.queries.people import at_work
from models.queries.words import attempts_text
from models.reference.past_acts import offered
from models.reference.positions import clerk_sits, rejects_outside
from models.rules.decided.in_force import InForce, in_force
from models.rules.events import (
    ApprovalRecorded,
    Docketed,
    Entry,
    Event,
    HearingHeld,
    Matter,
    Member,
    Numbering,
    PanelAppointed,
    PartyJoined,
    Routed,
    Served,
    ServiceAddressConfirmed,
    TollingEnded,
    TollingStarted,
)
from models.rules.procedure import order
from models.rules.procedure.arranged import arranged
from models.rules.procedure.conditions import absent_co_owners, takes_part, unforwarded
from models.rules.procedure.conflicts import Known, shared
from models.rules.procedure.routing import suggest_answers
from models.rules.procedure.state import CaseState, PartyState
from models.rules.procedure.steps import NextStep, next_steps
from models.rules.serving.attempts import waiting
from models.store.desk import Desk

_SERVING = ("serve", "record_attempt", "correct_services")


@dataclass(frozen=True)
class StepParty:
    """A party as a dialog offers it; `takes_part` is False for one that refused mediation.

    `tried`: the attempts at papers that still have to reach it; `receivers`: in which capacity
    somebody may sign for it; `confirmed`: where it said that it is reached.
    """

    key: str
    side: str
    side_name: str
    name: str
    acts: tuple[str, ...] = ()
    agents: tuple[tuple[str, str], ...] = ()  # (name, powers)
    takes_part: bool = True
    tried: str = ""
    receivers: tuple[tuple[str, str], ...] = ()
    confirmed: ServiceAddressConfirmed | None = None


@dataclass(frozen=True)
class StepStaff:
    """A member of staff with the 办案资质证件."""

    id: int
    name: str
    role: str
    certificate_no: str
    certificate_until: date | None
    conflict: str = ""  # what is shared with somebody on a party's side


@dataclass(frozen=True)
class Routing:
    """The criteria of 繁简分流 with the answers to begin with: the last, or the papers'."""

    phase: str
    answers: dict[str, str]
    notes: dict[str, str]
    simple_days: int


@dataclass(frozen=True)
class StepContext:
    """Everything a dialog of a step presets and offers."""

    case_id: int
    kind: str
    number: str
    today: date
    actor: str  # of the roster, else ""
    step: NextStep | None
    parties: tuple[StepParty, ...]
    staff: tuple[StepStaff, ...]
    handler: int | None
    panel: tuple[Member, ...]
    clerk: str
    clerk_sits: bool  # whether a member of the panel may keep the record
    patent_kind: str
    requests: tuple[str, ...]  # what is asked for, as changed last
    rejects_outside: bool  # what no adjudication grants is rejected, not left alone
    documents: tuple[str, ...]  # what this step serves
    answering: str | None  # whose answer is still to be forwarded
    forward_to: str | None
    matter: str
    approved: tuple[tuple[str, date], ...]  # what was approved when
    arranged: Mapping[str, date]  # what was arranged for when and has not been recorded
    hearing_absent: tuple[str, ...]
    pauses: tuple[tuple[str, str], ...]  # (id, kind and first day)
    voidable: tuple[tuple[int, str], ...]  # (number of the entry, day and name)
    services: tuple[tuple[int, str], ...]  # the same of what was served, with whom
    numbers: tuple[tuple[str, str], ...]  # (which, what it is now)
    joined: tuple[tuple[str, str], ...]  # (key, name) of the parties that joined
    together: tuple[CaseTogether, ...]  # the cases heard together with this one
    joinable: tuple[tuple[int, str], ...]  # cases that may be heard together with it
    past_acts: tuple[tuple[str, str], ...]  # what may be entered of a case that ran on paper
    co_owners: tuple[str, ...]  # who neither takes part nor said that it need not
    finals: tuple[str, ...]  # the papers that keep their text
    invalidation: InvalidationInfo
    standing: InForce | None  # the decision that obliges now
    last_seen: int  # the last audit entry when this was read
    routing: Routing | None = None
    acts: Mapping[str, str] = field(default_factory=dict[str, str])  # of this kind of patent

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
    last_seen = desk.last_entry
    case = load(desk, case_id)
    state = case.state()
    chosen = _step(case, state, command, party, step)
    pairs = unforwarded(state) if case.kind == "adjudication" else []
    answering, forward_to = pairs[0] if pairs else (None, None)
    appointed = case.log.last(PanelAppointed)
    held = case.log.last(HearingHeld)
    clerk = appointed.event.clerk if appointed else None
    return StepContext(
        case_id=case_id,
        kind=case.kind,
        number=case.record.number,
        today=desk.today(),
        actor=at_work(desk),
        step=chosen,
        parties=tuple(_party(case, state, one) for one in _choosable(state, command)),
        staff=_staff(case),
        handler=case.record.handler_id,
        panel=case.panel(),
        clerk=clerk.name if clerk else "",
        clerk_sits=clerk_sits(desk),
        patent_kind=case.patent_kind,
        requests=state.requests,
        rejects_outside=rejects_outside(desk),
        documents=_documents(state, chosen),
        answering=answering,
        forward_to=forward_to,
        matter=_matter(desk, case, chosen) if command == "record_approval" else "",
        approved=_granted(case),
        arranged={one.id: one.on for one in reversed(list(arranged(state)))},
        hearing_absent=held.event.absent if held else (),
        pauses=_pauses(case),
        voidable=_voidable(case) if command in ("void_event", "void_events") else (),
        services=_services(case) if command == "correct_services" else (),
        numbers=_numbers(case),
        joined=_joined(case),
        together=cases_together(desk, case, command),
        joinable=joinable(desk, case, command),
        past_acts=tuple(offered(case.kind).items()),
        co_owners=tuple(one.name for one in absent_co_owners(state)),
        finals=final_papers(case_id),
        invalidation=invalidation_info(case, state, command),
        standing=in_force(state.log),
        last_seen=last_seen,
        routing=_routing(desk, case) if command == "route" else None,
        acts={row.id: row.name for row in reference.intake_rules().acts_for(case.patent_kind)},
    )


def _choosable(state: CaseState, command: str) -> tuple[PartyState, ...]:
    """Return whom a dialog offers: whose case has ended still gets papers, and no more."""
    return state.everyone if command in _SERVING else state.parties


def _step(
    case: CaseFile, state: CaseState, command: str, party: str | None, step: str
) -> NextStep | None:
    steps = next_steps(state, reference.steps(case.kind))
    # What was tried in vain is what the step serves.
    wanted = "serve" if command == "record_attempt" else command
    fitting = [s for s in steps if s.command == wanted and (not step or s.id == step)]
    own = [s for s in fitting if s.party == party]
    return next(iter(own if party else own or fitting), None)


def _documents(state: CaseState, step: NextStep | None) -> tuple[str, ...]:
    """Return what the party of a step still lacks of what the step serves."""
    papers = served_by(step)
    key = step.party if step else None
    return left_of(papers, [p for p in papers if key and state.has(f"served:{p}", key)])


def _party(case: CaseFile, state: CaseState, one: PartyState) -> StepParty:
    agents = tuple(
        (a.name, f"特别授权：{'、'.join(a.special_powers)}" if a.special else "一般授权")
        for a in one.agents
    )
    side = reference.name("side", one.side)
    tried = {e.id: e for (to, _), made in waiting(state.log).items() if to == one.key for e in made}
    place, confirmed = case.party(one.key), case.log.about(ServiceAddressConfirmed, one.key)
    kind = place.person.kind if place else ""
    return StepParty(
        one.key, one.side, side, one.name, one.acts, agents, takes_part(state, one.key),
        attempts_text(sorted(tried.values(), key=lambda e: (e.on, e.id))),
        tuple((r.id, r.name) for r in reference.receivers().values() if r.fits(kind)),
        confirmed[-1].event if confirmed else None,
    )  # fmt: skip


def _staff(case: CaseFile) -> tuple[StepStaff, ...]:
    working = Staff.select().where(Staff.active).order_by(Staff.id)
    people = list(_on_a_side(case))
    return tuple(
        StepStaff(
            row.id, row.name, row.role, row.certificate_no, row.certificate_until,
            "、".join(shared(Known("", row.name, row.phone), people)),
        )
        for row in working
    )  # fmt: skip


def _on_a_side(case: CaseFile) -> Iterator[Known]:
    """Yield the parties with those who act for them."""
    for place in case.parties:
        person, side = place.person, reference.name("side", place.side)
        yield Known(side, person.name, person.phone, address=person.address)
        yield Known(f"{side}的负责人", person.legal_rep)
        yield Known(f"{side}的经营者", person.operator_name)
        for agent in place.agents:
            yield Known(f"{side}的代理人", agent.name, agent.phone, agent.firm)


def _matter(desk: Desk, case: CaseFile, step: NextStep | None) -> str:
    if case.log.has(Docketed):
        return Matter.CLOSING.value
    if step is None:
        return Matter.DOCKETING.value
    try:
        result = acceptance.check(desk, case).result
    except BadInput:
        return Matter.DOCKETING.value
    return (Matter.REFUSAL if result == "refuse" else Matter.DOCKETING).value


def _granted(case: CaseFile) -> tuple[tuple[str, date], ...]:
    granted = case.now.all(ApprovalRecorded, lambda e: e.granted)
    return tuple((e.event.matter.value, e.on) for e in granted)


def _pauses(case: CaseFile) -> tuple[tuple[str, str], ...]:
    ended = {e.event.id for e in case.log.all(TollingEnded)}
    return tuple(
        (e.event.id, f"{e.event.kind.label}（{e.on.isoformat()}起）")
        for e in case.log.all(TollingStarted)
        if e.event.id not in ended
    )


def _voidable(case: CaseFile) -> tuple[tuple[int, str], ...]:
    own = [e for e in case.log.entries if not e.derived and not e.event.order.first]
    return tuple((e.id, _entry(case, e)) for e in reversed(own))


def _entry(case: CaseFile, entry: Entry[Event]) -> str:
    """Return the day of an entry, what it is and whom it is about."""
    event = entry.event
    what = event.matter.label if isinstance(event, ApprovalRecorded) else None
    what = what or reference.event_label(order.spelled(event))
    who = case.name_of(event.subject) if case.party(event.subject) else ""
    return "　".join(filter(None, (entry.on.isoformat(), what, who)))


def _services(case: CaseFile) -> tuple[tuple[int, str], ...]:
    return tuple((e.id, _entry(case, e)) for e in reversed(case.log.all(Served)))


def _joined(case: CaseFile) -> tuple[tuple[str, str], ...]:
    keys = (entry.event.party for entry in case.log.all(PartyJoined))
    return tuple((key, case.name_of(key)) for key in keys)


def _numbers(case: CaseFile) -> tuple[tuple[str, str], ...]:
    known = ((kind, case.record.number_of(kind)) for kind in Numbering)
    return tuple((kind.value, f"{kind.label}　{number}") for kind, number in known if number)


def _routing(desk: Desk, case: CaseFile) -> Routing:
    rules = reference.routing_rules()
    last = case.log.last(Routed)
    if last:
        answers, notes = dict(last.event.answers), dict(last.event.notes)
    else:
        intake = acceptance.parse(case.last_request, desk.today())
        answers, notes = suggest_answers(intake, rules), dict[str, str]()
    phase = "final" if last and case.log.happened("served:request_copy") else "pre"
    days = desk.settings.number("internal.simple_track_days") or rules.simple_target_days
    return Routing(phase, answers, notes, days)
