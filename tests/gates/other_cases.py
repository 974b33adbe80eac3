"""What the gates before a dismissal, a preservation, a mediation, an amendment … stop."""

from collections.abc import Callable
from dataclasses import replace

from models.rules.events import (
    AgreementEffective,
    AgreementStated,
    Amending,
    ApprovalRecorded,
    Attendance,
    CaseDismissed,
    Conclusion,
    DecisionChanged,
    DecisionRevoked,
    Docketed,
    Event,
    EvidencePreserved,
    ExtensionApproved,
    HearingHeld,
    JurisdictionTold,
    LimitationDecided,
    LimitationPleaded,
    Matter,
    MediationHeld,
    ObjectionReceived,
    OpinionReceived,
    OrderItem,
    PeriodSet,
    PrincipalApproved,
    Purpose,
    RequestWithdrawn,
)
from models.rules.events.base import MEDIATION
from tests.gates.made import Case, clock, day, decided, lawful

Spoil = Callable[[Case], Case]


def approved(ground: str = "") -> ApprovalRecorded:
    """Return the approval of dismissing the case, on a ground or on none in particular."""
    kind = Conclusion.DISMISSAL.value
    return ApprovalRecorded(matter=Matter.CLOSING, opinions=(), kind=kind, ground=ground)


def dismissing(ground: str) -> Case:
    """Return the lawful case about to be dismissed on a ground."""
    act = CaseDismissed(reason="见申请", basis="办法第36条", ground=ground)
    return replace(lawful().plus("04-22", approved(ground)), act=act)


def signing(*keys: str) -> AgreementEffective:
    """Return an agreement that some signed themselves."""
    return AgreementEffective(terms=("停止",), signed_by=tuple((key, "本人") for key in keys))


def session(*absent: str) -> MediationHeld:
    """Return a session that some missed."""
    came = tuple(Attendance(key, key not in absent) for key in ("P1", "R1"))
    return MediationHeld(attendance=came, text="略")


def consented(*, consent: bool = True) -> Case:
    """Return a mediation about to be docketed, whose respondent said what it wants."""
    events = (("03-03", OpinionReceived(sender="R1", consent=consent)),)
    return Case(events, (), Docketed(consenting=("R1",)), "03-05", kind=MEDIATION)


BOTH = frozenset({Conclusion.DECISION, Conclusion.DISMISSAL})
WITHDRAWN = RequestWithdrawn(party="P1", text="撤回")
DROPPED = dismissing("withdrawn").plus("04-22", WITHDRAWN)
KEPT = replace(lawful(), act=EvidencePreserved(item="e1"), on="04-10").plus(
    "04-10", ApprovalRecorded(matter=Matter.PRESERVATION, opinions=())
)
MEDIATED = replace(
    consented().plus("03-05", Docketed(consenting=("R1",))).plus("03-12", session()),
    act=signing("P1", "R1"),
    on="03-13",
)
UNTOLD = MEDIATED.without(lambda e: isinstance(e, MediationHeld))
"""An agreement of which nothing is on record but that it was signed."""
SETTLED = replace(lawful(), act=signing("P1", "R1"), on="03-11")
"""The parties of an adjudication settle two days after the service."""
REJECTED = (OrderItem("驳回请求人的请求。"),)
CHANGED = replace(
    lawful().plus("04-24", decided()),
    act=DecisionChanged(ground=Amending.ERROR, result="rejected", order_items=REJECTED),
    on="06-01",
)


def invalid(case: Case) -> Case:
    """Return the case with an amendment for an invalidation that is not on record."""
    return replace(case, act=DecisionRevoked(ground=Amending.INVALIDATED))


OTHERS: dict[str, tuple[Case, Spoil, str]] = {
    "amendment_grounded": (CHANGED, invalid, "没有登记已经生效"),
    "amended_order": (
        CHANGED,
        lambda c: replace(
            c, act=DecisionChanged(result="rejected", order_items=(OrderItem("赔偿5万元。"),))
        ),
        "不属于裁决职权",
    ),
    "dismissal_grounded": (
        DROPPED, lambda c: c.without(lambda e: e == WITHDRAWN), "还没有登记全部请求人撤回请求",
    ),
    "dismissal_ground": (
        DROPPED,
        lambda c: c.without(lambda e: isinstance(e, ApprovalRecorded)).plus(
            "04-22", approved("conditions_unmet")
        ),
        "批准的情形是“立案后发现不符合立案条件”",
    ),
    "principal_approved_dismissal": (
        DROPPED, lambda c: replace(c, principal=BOTH), "撤销案件报委托机关批准",
    ),
    "preservation_approved": (
        KEPT, lambda c: c.without(lambda e: isinstance(e, ApprovalRecorded)), "部门负责人批准",
    ),
    "mediation_consent": (consented(), lambda _c: consented(consent=False), "没有被请求人同意"),
    "agreement_parties": (
        MEDIATED, lambda c: replace(c, act=signing("P1")), "乙公司尚未签字或者盖章",
    ),
    "mediation_absent": (MEDIATED, lambda c: c.plus("03-13", session("P1")), "视为撤回请求"),
}  # fmt: skip
PASSES: dict[str, Case] = {
    "parties settle soon after service": SETTLED,
    "an older approval names no ground": DROPPED.without(
        lambda e: isinstance(e, ApprovalRecorded)
    ).plus("04-22", approved()),
    "all agreed after a session that one missed": MEDIATED.plus(
        "03-13", session("R1"), AgreementStated(text="双方来函同意")
    ),
    "one who stayed away has an upheld plea against it": dismissing("time_defence")
    .plus("04-21", LimitationPleaded(sender="R1"))
    .plus("04-22", LimitationDecided(of="R1", upheld=True, text="成立")),
    "the requester was told of the jurisdiction": dismissing("no_jurisdiction").plus(
        "04-22", JurisdictionTold(to="P1", text="不在本县", office="市局")
    ),
    "papers from abroad did not come": dismissing("foreign_papers").plus(
        "04-01",
        PeriodSet(id="d1", what=Purpose.FOREIGN_PAPERS, party="P1", until=day("04-20")),
    ),
    "the entrusting office approved the dismissal": replace(DROPPED, principal=BOTH).plus(
        "04-23",
        PrincipalApproved(kind=Conclusion.DISMISSAL, document="汾知函1号", approver="汾宁市局"),
    ),
    "another ground rests on its reason": dismissing("other"),
}
STOPPED: dict[str, tuple[Case, str, str]] = {
    "nobody stayed away from a hearing that was not held": (
        dismissing("absent").without(lambda e: isinstance(e, HearingHeld)),
        "dismissal_grounded",
        "没有口头审理的记录",
    ),
    "the plea was not upheld": (
        dismissing("time_defence").plus(
            "04-21",
            LimitationPleaded(sender="R1"),
            LimitationDecided(of="R1", upheld=False, text="不成立"),
        ),
        "dismissal_grounded",
        "没有认定三年时限抗辩成立",
    ),
    "the requester was not told of the jurisdiction": (
        dismissing("no_jurisdiction"), "dismissal_grounded", "先告知全部请求人",
    ),
    "who did not consent signed": (
        replace(
            consented(consent=False).plus("03-12", session()),
            act=signing("P1", "R1"), on="03-13",
        ),
        "agreement_parties",
        "没有同意调解",
    ),
    "the respondent missed the session": (
        MEDIATED.plus("03-13", session("R1")), "mediation_absent", "未达成协议",
    ),
}  # fmt: skip


def _late(act: Event, rule: str, party: str | None) -> Case:
    """Return an act a day after the period that it should have come in."""
    return replace(lawful(), act=act, on="04-24").with_clock(clock(rule, party, "04-23"))


LATE: tuple[tuple[str, Case, str], ...] = (
    (
        "correction_in_time",
        _late(PeriodSet(id="c1", what=Purpose.CORRECTION, party="P1"), "docketing", None),
        "补正通知已经晚了",
    ),
    (
        "objection_in_time",
        _late(ObjectionReceived(sender="R1"), "object_jurisdiction", "R1"),
        "记为逾期",
    ),
    ("extension_in_time", _late(ExtensionApproved(level=1), "conclude", None), "不延长期限"),
)
"""Acts that come too late: recorded, and said to be late."""
