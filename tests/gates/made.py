"""A lawful adjudication as entries, to be spoiled by one thing at a time; nothing is stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models import reference
from models.rules.calendar import WorkCalendar
from models.rules.deadlines.model import Deadline
from models.rules.events import (
    AnswerReceived,
    ApprovalRecorded,
    Attendance,
    Conclusion,
    DecisionIssued,
    Deliberated,
    Deliberation,
    Docketed,
    Entry,
    Event,
    HearingHeld,
    HearingScheduled,
    Log,
    Matter,
    Member,
    OrderItem,
    PanelAppointed,
    Section,
    Served,
    Vote,
)
from models.rules.events.base import ADJUDICATION
from models.rules.gates import evaluate
from models.rules.gates.model import Act, GateState, Level, Office, Subject, act_of
from models.rules.patent.term import Patent
from models.rules.procedure.state import CaseState, PartyState

YEAR = 2026
NAMES = ("周建国", "李敏", "赵静")
HEARING = "04-20"
PATENT = Patent(check_days=30)


def day(text: str) -> date:
    """Return a day of the year of these cases, 04-20 say."""
    return date.fromisoformat(f"{YEAR}-{text}")


def member(name: str, role: str = "member", until: str = "12-31") -> Member:
    """Return a member with a certificate that is valid until a day."""
    return Member(name, role, f"证{name}", day(until))


def panel(*names: str) -> PanelAppointed:
    """Return a panel, the chair first."""
    people = [member(name, "member" if n else "chair") for n, name in enumerate(names or NAMES)]
    return PanelAppointed(members=tuple(people), clerk=member("陈雨", "clerk"))


def held(*absent: str, signed: bool = True, note: str = "") -> HearingHeld:
    """Return a hearing from which some stayed away."""
    came = [
        Attendance(key, key not in absent, "某人", "本人", note, signed=signed)
        for key in ("P1", "R1")
    ]
    return HearingHeld(attendance=tuple(came), absent=absent, sections=(Section("调查", "略"),))


def served(document: str, to: str, of: str | None = None) -> Served:
    """Return a service."""
    return Served(document=document, to=to, of=of, method="direct")


def found(outcome: str = "established") -> Deliberated:
    """Return a deliberation."""
    votes = tuple(Vote(name, "agree") for name in NAMES)
    return Deliberated(record=Deliberation(votes, (), "见记录", outcome=outcome))


def decided(text: str = "责令R1停止制造。", **more: object) -> DecisionIssued:
    """Return a decision that orders R1 to stop making and rejects the rest."""
    items = (OrderItem(text, ("R1",), ("make",)), OrderItem("驳回其他请求。"))
    whole = DecisionIssued(
        result="established", order_items=items, proved={"R1": ("make",)},
        basis=("《专利纠纷行政裁决和调解办法》第二十六条、第三十一条",),
    )  # fmt: skip
    return replace(whole, **more)


def clock(rule: str, party: str | None, due: str, status: str = "lapsed") -> Deadline:
    """Return a deadline as the engine would."""
    on = day(due)
    return Deadline(
        rule, party, rule, "", on, on, on, status, None, provisional=False, trace=()
    )  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What has happened by day, which periods there are, what is about to be done."""

    events: tuple[tuple[str, Event], ...]
    clocks: tuple[Deadline, ...]
    act: Event
    on: str = "04-24"
    authority: tuple[str, ...] = ()
    remedy: tuple[str, ...] = ()
    legal_review: bool = False
    patent: Patent = PATENT
    patent_kind: str = "invention"
    kind: str = ADJUDICATION
    requests: tuple[str, ...] = ()
    rejects_outside: bool = False
    long_after_judgment: bool = False
    principal: frozenset[Conclusion] = frozenset()
    announced: frozenset[str] = frozenset()
    holders: tuple[str, ...] = ("甲公司",)
    operator: str = ""
    apart: tuple[PartyState, ...] = ()

    def plus(self, on: str, *events: Event) -> "Case":
        """Return the case with further events of a day."""
        return replace(self, events=(*self.events, *((on, one) for one in events)))

    def without(self, which: Callable[[Event], bool]) -> "Case":
        """Return the case as if some events had not happened."""
        return replace(self, events=tuple(e for e in self.events if not which(e[1])))

    def with_clock(self, *clocks: Deadline) -> "Case":
        """Return the case with other periods in the place of those of the same rule and party."""
        named = {(c.id, c.party) for c in clocks}
        kept = [c for c in self.clocks if (c.id, c.party) not in named]
        return replace(self, clocks=(*kept, *clocks))

    def without_clock(self, rule: str, party: str) -> "Case":
        """Return the case before a period began."""
        kept = [c for c in self.clocks if (c.id, c.party) != (rule, party)]
        return replace(self, clocks=tuple(kept))

    def before(self, act: Event, on: str) -> "Case":
        """Return the case before another act, with what happened until then."""
        kept = [(d, e) for d, e in self.events if d < on or (d == on and e is not act)]
        return replace(self, events=tuple(kept), act=act, on=on)

    def subject(self) -> Subject:
        """Return the case as the gates read it."""
        entries = [Entry(n, day(on), one) for n, (on, one) in enumerate(self.events, start=1)]
        parties = (
            PartyState("P1", "requester", "甲公司"),
            PartyState(
                "R1",
                "respondent",
                "乙公司",
                acts=("make",),
                legal_rep="乙某",
                kind="sole_trader",
                operator=self.operator,
            ),
        )
        log = Log(entries).until(day(self.on))
        state = CaseState(
            self.kind, None, self.patent_kind, parties, log, self.requests, self.patent,
            holders=self.holders, apart=self.apart,
        )  # fmt: skip
        office = Office(
            self.authority, self.remedy, self.legal_review, reference.outside_power(),
            self.rejects_outside,
            self.long_after_judgment,
            reference.names()["act"],
            reference.dismissal_grounds(), self.principal,
            {g.id: g.clocks for g in reference.gates().values()},
        )  # fmt: skip
        clocks: Sequence[Deadline] = self.clocks
        return Subject(
            state, day(self.on), lambda: clocks, WorkCalendar(), office, self.act, self.announced
        )


def lawful() -> Case:
    """Return a case of which everything is in order, before its decision."""
    events: list[tuple[str, Event]] = [
        ("03-05", Docketed()),
        ("03-05", panel()),
        ("03-09", served("request_copy", "R1")),
    ]
    for key in ("P1", "R1"):
        events += [("03-09", served(paper, key)) for paper in ("panel_notice", "evidence_notice")]
        events.append(("04-02", served("hearing_notice", key)))
    events += [
        ("03-20", AnswerReceived(sender="R1")),
        ("03-23", served("answer_copy", "P1", "R1")),
        ("04-01", HearingScheduled(hearing_on=day(HEARING))),
        (HEARING, held()),
        ("04-21", found()),
        ("04-22", ApprovalRecorded(matter=Matter.CLOSING, opinions=(), kind="decision")),
    ]
    clocks = (
        clock("answer", "R1", "03-24", "met"),
        clock("evidence", "P1", "03-24"),
        clock("evidence", "R1", "03-24"),
        clock("recusal", "P1", HEARING),
        clock("recusal", "R1", HEARING),
    )
    return Case(tuple(sorted(events, key=lambda e: e[0])), clocks, decided())


def stops(case: Case, *, off: str = "") -> dict[str, str]:
    """Return what stops the act, by gate; `off` is a gate that is switched off."""
    return {one.gate.id: _texts(one) for one in _asked(case, off) if one.stops}


def tells(case: Case, *, off: str = "") -> dict[str, str]:
    """Return what is only said before the act, by gate."""
    asked = _asked(case, off)
    return {o.gate.id: _texts(o) for o in asked if o.gate.level is Level.TELL and not o.met}


def _texts(one: GateState) -> str:
    return "；".join(lack.text for lack in one.lacks)


def _asked(case: Case, off: str) -> list[GateState]:
    act = act_of(case.act, case.kind)
    assert isinstance(act, Act)
    gates = [g for g in evaluate.before(reference.gates(), act) if g.id != off]
    return evaluate.asked(gates, case.subject())
