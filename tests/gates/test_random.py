"""Random cases: whatever the gates let through, a reader of the log alone finds lawful."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

from models.rules.events import (
    AnswerWaived,
    DecisionIssued,
    Event,
    EvidenceReceived,
    EvidenceWaived,
    ExhibitLine,
    HearingHeld,
    NewEvidencePut,
    ObjectionDecided,
    ObjectionReceived,
    PanelAppointed,
    RecusalDecided,
    RecusalRequested,
    RecusalWithdrawn,
    Tolling,
    TollingEnded,
    TollingStarted,
    WrittenReviewNotified,
)
from tests.gates.checker import Reader
from tests.gates.made import Case, clock, day, decided, found, lawful, panel, served, stops

ENOUGH = 200
ROUNDS = 3_000


def _day(chance: Random) -> str:
    return f"{chance.choice(('03', '04'))}-{chance.randrange(5, 25):02}"


def _panel(chance: Random) -> PanelAppointed:
    return panel(*chance.sample(("周建国", "李敏", "赵静", "王强"), chance.choice((2, 3, 3, 3))))


_EVIDENCE = EvidenceReceived(items=(ExhibitLine(9, "requester", "补充公证书"),))
CHANGES: tuple[Callable[[Random], Event], ...] = (
    lambda c: AnswerWaived(party="R1"),
    lambda c: EvidenceWaived(party=c.choice(("P1", "R1"))),
    lambda c: _EVIDENCE,
    lambda c: NewEvidencePut(until=day(f"04-{c.randrange(1, 28):02}"), text="略"),
    lambda c: ObjectionReceived(sender="R1"),
    lambda c: ObjectionDecided(of="R1"),
    lambda c: RecusalRequested(sender="R1"),
    lambda c: RecusalDecided(of="R1", upheld=False, text="不准"),
    lambda c: RecusalWithdrawn(of="R1"),
    lambda c: TollingStarted(id="s", kind=Tolling.SUSPENSION),
    lambda c: TollingEnded(id="s"),
    lambda c: WrittenReviewNotified(to=c.choice(("P1", "R1")), text="略", days=c.choice((3, 30))),
    lambda c: found(c.choice(("established", "rejected", ""))),
    lambda c: served("panel_notice", c.choice(("P1", "R1"))),
    lambda c: served("answer_copy", "P1", "R1"),
    _panel,
)


def spoiled(chance: Random) -> Case:
    """Return the lawful case with a few events gone, others come, its periods counted again."""
    case = lawful()
    for _ in range(chance.choice((0, 0, 1, 2))):
        gone = chance.choice(case.events)
        case = replace(case, events=tuple(e for e in case.events if e is not gone))
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        case = case.plus(_day(chance), chance.choice(CHANGES)(chance))
    if chance.random() < 0.3:
        case = replace(case, on=chance.choice(("04-21", "04-22", "04-23", "04-28")))
    return _with_periods(case)


def _with_periods(case: Case) -> Case:
    """Count fifteen days from each notice, as the engine does: none of them ends on a rest day."""
    case = replace(case, clocks=())
    for key, rule, document in (
        ("R1", "answer", "request_copy"), ("P1", "evidence", "evidence_notice"),
        ("R1", "evidence", "evidence_notice"),
    ):  # fmt: skip
        if any(e == served(document, key) for _, e in case.events):
            case = case.with_clock(clock(rule, key, "03-24"))
    for key in ("P1", "R1"):
        told = [d for d, e in case.events if e == served("panel_notice", key)]
        held = [d for d, e in case.events if isinstance(e, HearingHeld)]
        if told:
            case = case.with_clock(clock("recusal", key, max([*told, *held])))
    objected = [d for d, e in case.events if isinstance(e, ObjectionReceived)]
    if objected:
        status = "met" if min(objected) <= "03-24" else "met_late"
        case = case.with_clock(clock("object_jurisdiction", "R1", "03-24", status))
    return case


def test_what_the_gates_let_through_is_lawful() -> None:
    chance, passed, bitten = Random(81), 0, Counter[str]()
    for _ in range(ROUNDS):
        case = spoiled(chance)
        found_ = stops(case)
        bitten.update(found_.keys())
        if found_:
            continue
        passed += 1
        assert isinstance(case.act, DecisionIssued)
        log = sorted(((day(on), event) for on, event in case.events), key=lambda one: one[0])
        assert list(Reader(log, case.act, day(case.on)).faults()) == [], case.events
    assert passed >= ENOUGH
    assert len(bitten) >= 12, "chance spoils little"


def test_the_checker_can_find_fault() -> None:
    log = [(day(on), event) for on, event in lawful().events]
    assert list(Reader(log, decided(), day("04-24")).faults()) == []
    assert len(list(Reader(log[:3], decided(), day("03-10")).faults())) >= 2
    assert len(list(Reader([], decided(), day("03-10")).faults())) >= 2
