"""What the gates about the patent stop and let through."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from models.rules.events import (
    AnswerReceived,
    AnswerWaived,
    ClaimsChosen,
    Deliberated,
    Event,
    GateOverridden,
    GroundFound,
    InvalidationAccepted,
    InvalidationConsidered,
    InvalidationDecided,
    InvalidationEffective,
    InvalidationFiled,
    InvalidationResult,
    OrderItem,
    PatentChecked,
    TermExtended,
)
from models.rules.patent.term import Patent
from tests.gates.made import Case, clock, day, decided, found, served

Spoil = Callable[[Case], Case]
ENDED = Patent(until=day("04-23"), check_days=30)


def contested(case: Case, result: InvalidationResult | None = None, *more: Event) -> Case:
    """Return the case of a utility model with an invalidation, decided with a result or not."""
    case = replace(case, patent_kind="utility_model")
    case = case.plus("03-12", InvalidationFiled(id="i1", name="某人"))
    case = case.plus("03-20", InvalidationAccepted(id="i1"))
    if result is None:
        return case
    case = case.plus("03-21", considered())
    left = (2,) if result is InvalidationResult.PARTLY else ()
    return case.plus("04-01", InvalidationDecided(id="i1", result=result, claims=left), *more)


def considered() -> InvalidationConsidered:
    """Return that the panel goes on."""
    return InvalidationConsidered(
        id="i1", suspends=False, grounds=(GroundFound("report_clean", "报告没有缺陷"),)
    )


def rejecting(case: Case) -> Case:
    """Return the case in which no infringement was found."""
    act = decided(
        result="rejected", order_items=(OrderItem("驳回请求人的请求。"),), proved={}
    )  # fmt: skip
    return (
        replace(case, act=act)
        .without(lambda e: isinstance(e, Deliberated))
        .plus("04-21", found("rejected"))
    )


def chosen(case: Case) -> Case:
    """Return the case whose requester chose other claims, of which R1 was told."""
    chose = ClaimsChosen(party="P1", claims=(2,), reason="部分无效")
    return (
        replace(case, patent=Patent(claims=(1,), check_days=30))
        .plus("04-02", chose)
        .plus("04-03", served("claims_notice", "R1"))
    )


def looked(case: Case, on: str, *, in_force: bool = True, paid: str = "") -> Case:
    """Return the case whose patent was looked up on a day."""
    until = day(paid) if paid else None
    return case.plus(on, PatentChecked(source="专利登记簿", in_force=in_force, paid_until=until))


EFFECTIVE = InvalidationEffective(id="i1", text="期满未起诉")
WHOLLY, PARTLY = InvalidationResult.WHOLLY, InvalidationResult.PARTLY
ANSWERED = clock("answer_claims", "R1", "04-18")
SAID = GateOverridden(
    gate="patent_checked", lacking=("未生效",), reason="决定尚未生效", approver="高明"
)

BITES: dict[str, tuple[Spoil, str]] = {
    "invalidation_considered": (contested, "还没有决定是否中止处理"),
    "patent_alive": (lambda c: replace(c, patent=ENDED), "专利权期限已经届满（2026-04-23）"),
    "patent_checked": (lambda c: looked(c, "03-20"), "上次核查距今已超过30日"),
    "claims_valid": (
        lambda c: contested(replace(c, patent=Patent(claims=(1,))), PARTLY, EFFECTIVE),
        "权利要求1已被宣告无效",
    ),
    "claims_current": (lambda c: chosen(c).with_clock(clock("answer_claims", "R1", "04-24")),
                       "就变更的请求答辩的时间到2026-04-24届满"),
}  # fmt: skip
STOPPED: list[tuple[Spoil, str]] = [
    (lambda c: contested(c, WHOLLY, EFFECTIVE), "patent_alive"),
    (lambda c: contested(c, WHOLLY), "patent_checked"),
    (lambda c: looked(c, "04-20", in_force=False), "patent_alive"),
    (lambda c: looked(c, "04-20", paid="04-22"), "patent_checked"),
    (
        lambda c: chosen(c).without(lambda e: e == served("claims_notice", "R1")),
        "claims_current",
    ),
    (
        lambda c: (
            chosen(c)
            .with_clock(ANSWERED)
            .without(lambda e: isinstance(e, ClaimsChosen))
            .plus("04-22", ClaimsChosen(party="P1", claims=(3,)), served("claims_notice", "R1"))
        ),
        "deliberated_after_hearing",
    ),
]
PASSES: dict[str, Spoil] = {
    "the panel chose to go on": lambda c: contested(c).plus("03-21", considered()),
    "an invention needs no choice": lambda c: replace(contested(c), patent_kind="invention"),
    "a request is rejected whatever became of the patent": lambda c: rejecting(
        replace(c, patent=ENDED)
    ),
    "a longer term was entered": lambda c: replace(c, patent=ENDED).plus(
        "03-20", TermExtended(until=date(2027, 1, 1), source="专利登记簿")
    ),
    "the register was looked at in time": lambda c: looked(c, "04-20", paid="12-31"),
    "the head approved going on before an invalidation has effect": lambda c: contested(
        c, WHOLLY
    ).plus("04-20", SAID),
    "an upheld patent goes on": lambda c: contested(c, InvalidationResult.UPHELD, EFFECTIVE),
    "the time to answer other claims is over": lambda c: chosen(c).with_clock(ANSWERED),
    "other claims were answered": lambda c: (
        chosen(c)
        .with_clock(clock("answer_claims", "R1", "05-20", "met"))
        .plus("04-10", AnswerReceived(sender="R1"), served("answer_copy", "P1", "R1"))
    ),
    "no answer to other claims is wanted": lambda c: (
        chosen(c)
        .with_clock(clock("answer_claims", "R1", "05-20", "running"))
        .plus("04-10", AnswerWaived(party="R1"))
    ),
}
TELLS: list[tuple[Spoil, str]] = [
    (lambda c: c, "还没有核查专利权状态"),
    (
        lambda c: replace(c, patent=ENDED).without(lambda e: isinstance(e, Deliberated)),
        "只能驳回请求或者撤销案件",
    ),
]
"""What is only said, before a deliberation."""
