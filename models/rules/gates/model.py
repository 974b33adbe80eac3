"""What a gate is (data), what its check reads, and what it says."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated

from models.rules.calendar import WorkCalendar
from models.rules.deadlines.model import Deadline
from models.rules.decided.in_force import in_force
from models.rules.events import (
    AgreementEffective,
    ApprovalRecorded,
    CaseDismissed,
    Conclusion,
    DecisionChanged,
    DecisionIssued,
    DecisionRevoked,
    Deliberated,
    Docketed,
    EnforcementApplied,
    Event,
    EvidencePreserved,
    ExtensionApproved,
    GateOverridden,
    Matter,
    ObjectionReceived,
    PartyJoined,
    PeriodSet,
    Published,
    Purpose,
    Served,
    Words,
)
from models.rules.events.base import ADJUDICATION, MEDIATION, Coded
from models.rules.procedure.dismissal import Ground
from models.rules.procedure.state import CaseState, PartyState


class Level(Coded):
    """What an unmet gate does."""

    BLOCK = "block", "不能办理"
    REASON = "reason", "须写明理由并经批准"
    TELL = "tell", "提示"


class Act(Coded):
    """An act that gates stand before."""

    JOINDER = "joinder", "追加当事人"
    PRESERVATION = "preservation", "登记保存证据"
    CORRECTION = "correction", "补正通知"
    OBJECTION = "objection", "管辖权异议"
    EXTENSION = "extension", "延长结案期限"
    DELIBERATION = "deliberation", "合议"
    CLOSING = "closing", "结案审批"
    DECISION = "decision", "作出行政裁决"
    DISMISSAL = "dismissal", "撤销案件"
    AMENDMENT = "amendment", "变更、撤销裁决"
    DEMAND = "demand", "催告履行"
    ENFORCEMENT = "enforcement", "申请强制执行"
    MEDIATION = "mediation", "调解立案"
    AGREEMENT = "agreement", "达成调解协议"
    PUBLICATION = "publication", "公开行政裁决"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of case in which the act occurs."""
        return _KINDS.get(self, (ADJUDICATION,))


_KINDS = {Act.MEDIATION: (MEDIATION,), Act.AGREEMENT: (ADJUDICATION, MEDIATION)}
TO_DECISION = (Act.DELIBERATION, Act.CLOSING, Act.DECISION)
"""On the way to a decision a gate before one act stands before the later ones too."""


@dataclass(frozen=True)
class Gate:
    """One gate: a file of `resources/procedure/gates`; its check has the name of the file.

    `before` is the first act that it stands before, `basis` one article each, `ways` how a lawful
    case gets through, `mend` the step that supplies what is missing ("" when none does) and `event`
    what that records, where it is one of the journal; `clocks` are the deadlines that it reads.
    `of_office`: it is settled in the settings, once for all cases; `of_draft`: it is asked of the
    act as drafted.
    """

    id: str
    title: str
    basis: tuple[str, ...]
    level: Annotated[Level, Words("")]
    before: Annotated[Act, Words("")]
    ways: str
    mend: str = ""
    event: str = ""
    clocks: tuple[str, ...] = ()
    of_office: bool = False
    of_draft: bool = False


@dataclass(frozen=True)
class Lack:
    """One thing that is missing; of which party, in which field of the draft."""

    text: str
    party: str | None = None
    place: str = ""


@dataclass(frozen=True)
class Office:
    """What the checks read of the office.

    `authority`, `remedy`: what is still to be set; `legal_review`: whether each draft goes through
    it; `outside_power` finds claims that no adjudication grants, `rejects_outside`: it rejects
    them; `long_after_judgment`: two years are left to enforce after a judgment (行诉解释 153);
    `act_names` spell acts; `grounds` are those to dismiss a case; `principal`: how no case is
    closed without the entrusting office; `clocks` the rules of the deadlines that a gate reads, by
    its id.
    """

    authority: tuple[str, ...]
    remedy: tuple[str, ...]
    legal_review: bool
    outside_power: re.Pattern[str]
    rejects_outside: bool
    long_after_judgment: bool
    act_names: Mapping[str, str]
    grounds: Mapping[str, Ground]
    principal: frozenset[Conclusion]
    clocks: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Subject:
    """The case before an act, as the checks read it.

    `state` is the case up to the day of the act, `event` the act itself as far as it is drafted;
    `office` is what the office has set, and still has to. `announced` are the parties on whom the
    decision is being served by publication: that takes longer than the time to make it public.
    """

    state: CaseState
    on: date
    read_deadlines: Callable[[], Sequence[Deadline]]
    calendar: WorkCalendar
    office: Office
    event: Event | None = None
    announced: frozenset[str] = frozenset()

    @cached_property
    def deadlines(self) -> Sequence[Deadline]:
        """The deadlines of the case as of the day."""
        return self.read_deadlines()

    def deadline(self, gate: str, party: str | None) -> Deadline | None:
        """Return a party's deadline (None: the case's) that a gate reads, None while none runs."""
        return next(iter(self.clocks_of(gate, party)), None)

    def clocks_of(self, gate: str, party: str | None) -> list[Deadline]:
        """Return all deadlines of a party or the case that a gate reads."""
        rules = self.office.clocks[gate]
        return [d for d in self.deadlines if d.party == party and d.id in rules]

    def over(self, gate: str, party: str | None) -> bool:
        """Say whether a period of a party or the case that a gate reads ended before the day."""
        clock = self.deadline(gate, party)
        return clock is not None and clock.due < self.on

    @property
    def opposed(self) -> tuple[PartyState, ...]:
        """Return who has to be told of the request: respondents and third parties."""
        return (*self.state.side("respondent"), *self.state.side("third_party"))

    @property
    def bound(self) -> tuple[PartyState, ...]:
        """Return whom the act is about: its own party, else all whom the decision orders."""
        own = self.event.subject if self.event else None
        now = in_force(self.state.log)
        keys = (own,) if own else now.ordered if now else ()
        return tuple(p for p in map(self.state.party, dict.fromkeys(keys)) if p)

    @property
    def deliberated_on(self) -> date:
        """Return the day of the last deliberation, the day of the act before there is one."""
        held = self.state.log.last(Deliberated)
        return self.on if held is None or isinstance(self.event, Deliberated) else held.on


Check = Callable[[Subject], Iterator[Lack]]


@dataclass(frozen=True)
class GateState:
    """What one gate says: `lacks` is empty when it is met; `overridden` is why it need not be."""

    gate: Gate
    lacks: tuple[Lack, ...]
    overridden: GateOverridden | None = None

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacks

    @property
    def stops(self) -> bool:
        """Whether the act cannot be taken."""
        return bool(self.lacks) and not self.overridden and self.gate.level is not Level.TELL


def act_of(event: Event, kind: str) -> Act | None:
    """Return which act an event is in a case of a kind, None for one that no gate stands before.

    A closing approval that is not for a decision is not asked for what a decision needs, one that
    was refused is asked for nothing.
    """
    if isinstance(event, ApprovalRecorded) and event.matter is Matter.CLOSING:
        if not event.granted:
            return None
        return Act.CLOSING if event.kind in (None, Conclusion.DECISION.value) else None
    if isinstance(event, Served) and event.document == DEMAND_LETTER:
        return Act.DEMAND
    if isinstance(event, PeriodSet):
        return Act.CORRECTION if event.what is Purpose.CORRECTION else None
    act = _ACTS.get(type(event))
    return act if act and kind in act.kinds else None


DEMAND_LETTER = "demand_letter"
_ACTS: Mapping[type[Event], Act] = {
    AgreementEffective: Act.AGREEMENT,
    PartyJoined: Act.JOINDER,
    EvidencePreserved: Act.PRESERVATION,
    ObjectionReceived: Act.OBJECTION,
    ExtensionApproved: Act.EXTENSION,
    Docketed: Act.MEDIATION,
    Deliberated: Act.DELIBERATION,
    DecisionIssued: Act.DECISION,
    CaseDismissed: Act.DISMISSAL,
    DecisionChanged: Act.AMENDMENT,
    DecisionRevoked: Act.AMENDMENT,
    EnforcementApplied: Act.ENFORCEMENT,
    Published: Act.PUBLICATION,
}
