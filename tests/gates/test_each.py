"""Each gate alone stops a case that lacks what it asks, and lets the lawful ways through."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from models import reference
from models.rules.events import (
    AbsenceExcused,
    Answered,
    AnswerReceived,
    AnswerWaived,
    ApprovalRecorded,
    Assent,
    CaseDismissed,
    CoOwnerStated,
    CourtResult,
    Deliberated,
    EnforcementApplied,
    Event,
    EvidenceReceived,
    EvidenceWaived,
    ExhibitLine,
    GateOverridden,
    HearingHeld,
    HearingScheduled,
    JointFound,
    JointGround,
    JudgmentEffective,
    JudgmentReceived,
    LeftOpen,
    LegalReviewed,
    LimitationDecided,
    LimitationPleaded,
    Matter,
    NewEvidencePut,
    ObjectionDecided,
    ObjectionReceived,
    OrderItem,
    OtherRouteFound,
    OtherRouteSettled,
    PanelAccepted,
    PanelAppointed,
    PartyJoined,
    Performed,
    Published,
    PublishedPart,
    RecusalDecided,
    RecusalRequested,
    RecusalWithdrawn,
    RepeatFound,
    RequestAnswer,
    ReviewOpinionReceived,
    Ruling,
    Served,
    Stance,
    SuitFiled,
    Tolling,
    TollingEnded,
    TollingStarted,
    WrittenReviewNotified,
)
from models.rules.events.base import ADJUDICATION
from models.rules.gates.model import Act, act_of
from models.rules.gates.wording import word_problem
from models.rules.procedure.state import PartyState
from tests.gates import other_cases, patent_cases
from tests.gates.made import (
    HEARING,
    Case,
    clock,
    day,
    decided,
    found,
    held,
    lawful,
    member,
    panel,
    served,
    stops,
    tells,
)
from tests.gates.patent_cases import Spoil


def paper(document: str, to: str) -> Callable[[Event], bool]:
    """Say whether an event is the service of a paper on a party."""
    return lambda e: isinstance(e, Served) and (e.document, e.to) == (document, to)


def kind(*kinds: type[Event]) -> Callable[[Event], bool]:
    """Say whether an event is of a kind."""
    return lambda e: isinstance(e, kinds)


def closing(how: str | None, assent: Assent = Assent.GRANTED) -> ApprovalRecorded:
    """Return the answer to closing the case in a way."""
    return ApprovalRecorded(matter=Matter.CLOSING, opinions=(), kind=how, assent=assent)


def heard(case: Case, hearing: HearingHeld) -> Case:
    """Return the case with another hearing in the place of its own."""
    return case.without(kind(HearingHeld)).plus(HEARING, hearing)


def replaced(case: Case, on: str, *names: str) -> Case:
    """Return the case with another panel, of which the parties were told and which they accept."""
    told = [served("panel_notice", key) for key in ("P1", "R1")]
    said = [PanelAccepted(party=key) for key in ("P1", "R1")]
    return case.plus(on, panel(*names), *told, *said)


def answered(case: Case, *how: Answered) -> Case:
    """Return the case of two requests, one outside the power, that are answered so."""
    answers = tuple(RequestAnswer(no, one) for no, one in enumerate(how, start=1))
    asked = ("责令停止制造", "赔偿损失5万元")
    return replace(case, requests=asked, act=replace(decided(), answers=answers))


def suspended(case: Case) -> Case:
    """Return the case suspended before its decision."""
    return case.plus("04-10", TollingStarted(id="suspension-1", kind=Tolling.SUSPENSION))


def late_evidence(case: Case) -> Case:
    """Return the case with evidence that came after the hearing, and a deliberation after that."""
    came = EvidenceReceived(items=(ExhibitLine(9, "requester", "补充公证书"),))
    return case.without(kind(Deliberated)).plus("04-21", came).plus("04-23", found())


def written(case: Case, *, days: int = 5) -> Case:
    """Return the case without a hearing, with both parties told what is to be found."""
    told = [WrittenReviewNotified(to=key, text="拟认定", days=days) for key in ("P1", "R1")]
    return case.without(kind(HearingHeld)).plus("04-03", *told)


def notice_on(case: Case, on: str) -> Case:
    """Return the case with R1 told of the hearing on a day only, and R1 staying away."""
    gone = case.without(paper("hearing_notice", "R1")).plus(on, served("hearing_notice", "R1"))
    return heard(gone, held("R1"))


def repeated(*, same_act: bool = True) -> RepeatFound:
    """Return that an infringement was repeated."""
    return RepeatFound(
        prior="晋宁知法裁字〔2025〕9号", effective_on=date(2025, 12, 1),
        same_infringer=True, same_patent=True, same_act=same_act,
    )  # fmt: skip


EXCUSED = AbsenceExcused(party="R1", text="道路因灾中断")
BITES: dict[str, tuple[Spoil, str]] = {
    "served_request": (lambda c: c.without(paper("request_copy", "R1")), "请求书副本还没有送达"),
    "answer_period_over": (
        lambda c: c.without(kind(AnswerReceived)).with_clock(clock("answer", "R1", "04-24")),
        "答辩期到2026-04-24届满",
    ),
    "evidence_period_over": (
        lambda c: c.with_clock(clock("evidence", "P1", "04-24", "running")),
        "甲公司的举证期限到2026-04-24届满",
    ),
    "answer_forwarded": (lambda c: c.without(paper("answer_copy", "P1")), "还没有送达甲公司"),
    "not_suspended": (suspended, "自2026-04-10起中止"),
    "objection_decided": (
        lambda c: c.plus("03-20", ObjectionReceived(sender="R1")).with_clock(
            clock("object_jurisdiction", "R1", "03-24", "met")
        ),
        "管辖权异议还没有决定",
    ),
    "limitation_defence": (
        lambda c: c.plus("03-20", LimitationPleaded(sender="R1")), "时限抗辩还没有认定",
    ),
    "sued_elsewhere": (lambda c: c.plus("04-10", OtherRouteFound(text="传票")), "还没有处理"),
    "recusal_decided": (
        lambda c: c.plus("03-10", RecusalRequested(sender="R1")), "回避申请还没有决定",
    ),
    "panel_known": (
        lambda c: c.without(paper("panel_notice", "R1")), "还没有告知乙公司现在的合议组成员",
    ),
    "panel_lawful": (
        lambda c: c.without(kind(PanelAppointed)).plus(
            "03-05",
            PanelAppointed(
                members=(member("周建国", "chair"), member("李敏"), member("赵静", until="04-23"))
            ),
        ),
        "证件已于2026年4月23日到期",
    ),
    "panel_replaced": (
        lambda c: replaced(
            c.without(kind(Deliberated)), "04-21", "周建国", "李敏", "王强"
        ).plus("04-22", found()),
        "王强没有参加2026-04-20的口头审理",
    ),
    "heard": (lambda c: notice_on(c, "04-17"), "不能缺席处理"),
    "repeat_infringement": (
        lambda c: c.without(kind(HearingHeld)).plus("03-10", repeated(same_act=False)),
        "认定的侵权行为类型不同",
    ),
    "hearing_notice_in_time": (lambda c: notice_on(c, "04-15"), "不足三个完整工作日"),
    "absent_requester": (lambda c: heard(c, held("P1")), "视为撤回请求"),
    "record_signed": (lambda c: heard(c, held(signed=False)), "没有在审理笔录上签名"),
    "new_evidence_heard": (late_evidence, "还没有交各方发表意见"),
    "deliberated_after_hearing": (
        lambda c: c.without(kind(Deliberated)).plus("04-19", found()), "须重新合议",
    ),
    "must_join": (lambda c: replace(c, holders=("甲公司", "丙公司")), "丙公司是专利权共有人"),
    "legal_review": (lambda c: replace(c, legal_review=True), "还没有登记法制审核"),
    "deliberation_agrees": (
        lambda c: c.without(kind(Deliberated)).plus("04-21", found("rejected")), "不一致",
    ),
    "every_request_answered": (
        lambda c: replace(
            c, act=decided(order_items=(OrderItem("责令停止。"), OrderItem("驳回其他请求。")))
        ),
        "主文须写明责令何人",
    ),
    "order_within_power": (
        lambda c: replace(c, act=decided("责令R1停止制造，支付赔偿金5万元。")),
        "不属于裁决职权",
    ),
    "closing_approved": (
        lambda c: c.without(kind(ApprovalRecorded)).plus("04-22", closing("dismissal")),
        "登记的审批不是作出裁决",
    ),
    "absence_named": (
        lambda c: replace(heard(c, held("R1")), act=decided(basis=("专利法第十一条",))),
        "缺席处理的依据是办法第26条",
    ),
    "remedy_named": (lambda c: replace(c, remedy=("起诉法院未设定",)), "起诉法院未设定"),
    "principal_approved": (
        lambda c: replace(c, principal=other_cases.BOTH), "作出裁决报委托机关批准",
    ),
    "authority": (lambda c: replace(c, authority=("职权依据未设定",)), "职权依据未设定"),
}  # fmt: skip

JOINED = replace(lawful(), act=PartyJoined(party="R1"), on="04-21")
DISMISSED = replace(
    lawful().plus("04-22", closing("dismissal")), act=CaseDismissed(reason="撤回", basis="办法")
)
SERVED = replace(
    lawful().plus("04-24", decided()).with_clock(clock("sue", "R1", "05-11")),
    act=served("demand_letter", "R1"),
    on="05-12",
)
URGED = replace(
    SERVED.plus("05-12", served("demand_letter", "R1")).with_clock(
        clock("demand_wait", "R1", "05-26"), clock("enforce_office", "R1", "08-11")
    ),
    act=EnforcementApplied(of="R1"),
    on="05-27",
)
PUBLIC = Published(
    place="网站", checked_by="周建国", parts=(PublishedPart("paragraph", "body", "略"),)
)
PUBLISHED = replace(
    lawful().plus("04-24", decided(), served("decision", "P1"), served("decision", "R1")),
    act=PUBLIC,
    on="05-12",
)
SUED = SuitFiled(sender="R1")
JUDGED = replace(
    URGED.without_clock("enforce_office", "R1").with_clock(
        clock("enforce_judged", "R1", "12-07"), clock("enforce_judged_long", "R1", "12-30")
    ),
    on="12-07",
)
# Acts that are not on the way to a decision: a lawful case of each, and what spoils it.
OTHERS: dict[str, tuple[Case, Spoil, str]] = {
    "joinder_before_hearing": (
        JOINED.without(kind(HearingHeld)), lambda c: c.plus(HEARING, held()), "不予支持",
    ),
    "dismissal_approved": (
        DISMISSED, lambda c: c.without(kind(ApprovalRecorded)), "尚未登记结案审批",
    ),
    "demand_first": (SERVED, lambda c: replace(c, on="05-11"), "起诉期到2026-05-11届满"),
    "demand_waited": (URGED, lambda c: replace(c, on="05-26"), "到2026-05-26还没有届满"),
    "publication": (
        PUBLISHED, lambda c: c.without(paper("decision", "P1")), "还没有送达甲公司",
    ),
    "enforcement_in_time": (URGED, lambda c: replace(c, on="08-12"), "到2026-08-11已经届满"),
}  # fmt: skip

WAIVED = CoOwnerStated(name="丙公司", stance=Stance.GAVE_UP, words="放弃", place="卷内12页")
PARTNER = JointFound(name="丙某", ground=JointGround.PARTNER, source="合伙协议")
PASSES: dict[str, Spoil] = {
    "a co-owner gave up its rights": lambda c: (
        replace(c, holders=("甲公司", "丙公司")).plus("03-03", WAIVED)
    ),
    "a co-owner authorised the other": lambda c: (
        replace(c, holders=("甲公司", "丙公司"))
        .plus("03-03", replace(WAIVED, stance=Stance.AUTHORISED))
    ),
    "a licensee asks alone": lambda c: replace(c, holders=("丙公司", "丁公司")),
    "the registered operator runs the shop": lambda c: replace(c, operator="乙某"),
    "a partner for whom the case has ended took part": lambda c: replace(
        c, apart=(PartyState("R2", "respondent", "丙某"),)
    ).plus("03-20", PARTNER),
    "an answer was waived": lambda c: (
        c.without(kind(AnswerReceived)).without_clock("answer", "R1")
        .plus("03-10", AnswerWaived(party="R1"))
    ),
    "no answer came in time": lambda c: (
        c.without(kind(AnswerReceived)).with_clock(clock("answer", "R1", "03-24"))
    ),
    "nobody has more evidence": lambda c: (
        c.without_clock("evidence", "P1").without_clock("evidence", "R1")
        .plus(HEARING, EvidenceWaived(party="P1"), EvidenceWaived(party="R1"))
    ),
    "an answer that came after the deliberation is not awaited": lambda c: (
        c.without(kind(AnswerReceived)).without(paper("answer_copy", "P1"))
        .with_clock(clock("answer", "R1", "03-24", "met_late"))
        .plus("04-22", AnswerReceived(sender="R1"))
    ),
    "a suspension is over": lambda c: suspended(c).plus(
        "04-15", TollingEnded(id="suspension-1")
    ),
    "an objection was decided": lambda c: (
        BITES["objection_decided"][0](c).plus("03-25", ObjectionDecided(of="R1"))
    ),
    "a late objection stops nothing": lambda c: (
        c.plus("03-27", ObjectionReceived(sender="R1"))
        .with_clock(clock("object_jurisdiction", "R1", "03-24", "met_late"))
    ),
    "a plea was found upon": lambda c: (
        BITES["limitation_defence"][0](c)
        .plus("04-20", LimitationDecided(of="R1", upheld=False, text="没有超过"))
    ),
    "a suit elsewhere was not taken": lambda c: (
        BITES["sued_elsewhere"][0](c)
        .plus("04-12", OtherRouteSettled(goes_on=True, text="不予受理"))
    ),
    "a recusal was withdrawn": lambda c: (
        BITES["recusal_decided"][0](c).plus("03-11", RecusalWithdrawn(of="R1"))
    ),
    "a recusal was not granted": lambda c: (
        BITES["recusal_decided"][0](c)
        .plus("03-11", RecusalDecided(of="R1", upheld=False, text="不准"))
    ),
    "who had to step aside was replaced": lambda c: replaced(
        c.plus("03-10", RecusalRequested(sender="R1")).plus(
            "03-11", RecusalDecided(of="R1", upheld=True, text="准许", person="王强")
        ),
        "03-12",
    ),
    "a later member took part another way, as the head approved": lambda c: (
        BITES["panel_replaced"][0](c).plus(
            "04-21",
            GateOverridden(
                gate="panel_replaced", lacking=("王强",), reason="看了录像", approver="高明"
            ),
        )
    ),
    "who stayed away knew three whole workdays before": lambda c: notice_on(c, "04-14"),
    "a repeated infringement is decided without another hearing": lambda c: (
        c.without(kind(HearingHeld)).plus("03-10", repeated())
    ),
    "who was at the adjourned hearing knew the day announced there": lambda c: heard(
        c.without(paper("hearing_notice", "R1")), held("R1")
    ).plus("04-13", held(), HearingScheduled(hearing_on=day(HEARING))),
    "who came although told late had no objection": lambda c: (
        c.without(paper("hearing_notice", "R1")).plus("04-17", served("hearing_notice", "R1"))
    ),
    "a refusal to sign is noted": lambda c: heard(c, held(signed=False, note="拒绝签名")),
    "all were heard in writing": written,
    "an opinion came before its time was over": lambda c: written(c, days=60).plus(
        "04-10",
        ReviewOpinionReceived(sender="P1", text="无"),
        ReviewOpinionReceived(sender="R1", text="无"),
    ),
    "late evidence was put to all": lambda c: (
        late_evidence(c).plus("04-21", NewEvidencePut(until=day("04-22"), text="各方无异议"))
    ),
    "what is outside the power is left alone": lambda c: answered(
        c, Answered.GRANTED, Answered.OUTSIDE
    ),
    "what is outside the power is rejected": lambda c: replace(
        answered(c, Answered.GRANTED, Answered.REJECTED), rejects_outside=True
    ),
    "the legal section reviewed it": lambda c: replace(c, legal_review=True).plus(
        "04-22", LegalReviewed(name="韩雪", opinion="通过")
    ),
    "an older deliberation does not say its outcome apart": lambda c: (
        c.without(kind(Deliberated)).plus("04-21", found(""))
    ),
}  # fmt: skip


JOINT: dict[str, Spoil] = {
    "丙公司是专利权共有人": lambda c: replace(c, holders=("甲公司", "丙公司")),
    "丙某是乙公司的实际经营者": lambda c: replace(c, operator="丙某"),
    "丙某是个人合伙的合伙人": lambda c: c.plus("03-20", PARTNER),
}


@pytest.mark.parametrize("words", JOINT)
def test_each_who_must_take_part(words: str) -> None:
    found_missing = stops(JOINT[words](lawful()).before(found(), "04-21"))
    assert found_missing.keys() == {"must_join"}, "before deliberation"
    assert words in found_missing["must_join"]


def test_who_must_take_part_joins_after_the_hearing() -> None:
    assert "joinder_before_hearing" in stops(JOINED)
    ground = JointFound(name="乙公司", ground=JointGround.PARTNER, source="合伙协议")
    assert "joinder_before_hearing" not in stops(JOINED.plus("04-21", ground))


def test_a_lawful_case_passes() -> None:
    assert stops(lawful()) == {}


BITES |= patent_cases.BITES
OTHERS |= other_cases.OTHERS
PASSES |= patent_cases.PASSES
TELLS: dict[str, list[tuple[Spoil, str]]] = {
    "patent_watched": patent_cases.TELLS,
    "after_judgment": [
        (lambda _c: replace(JUDGED, act=served("demand_letter", "R1")), "有两种算法"),
        (
            lambda _c: replace(JUDGED, act=served("demand_letter", "R1"), long_after_judgment=True),
            "本局口径是2年",
        ),
    ],
    "agreement_talks": [(lambda _c: other_cases.UNTOLD, "没有调解、书面往来")],
    **{gate: [(lambda _c, case=case: case, words)] for gate, case, words in other_cases.LATE},
}


def test_every_gate_has_a_case_that_it_stops_or_says_something_of() -> None:
    assert set(BITES) | set(OTHERS) | set(TELLS) == set(reference.gates())


@pytest.mark.parametrize("gate", sorted(TELLS))
def test_what_is_only_said_stops_nothing(gate: str) -> None:
    for spoil, words in TELLS[gate]:
        case = spoil(lawful())
        assert words in tells(case)[gate]
        assert gate not in stops(case)
        assert gate not in tells(case, off=gate)


@pytest.mark.parametrize("gate", sorted(BITES))
def test_a_gate_stops_what_lacks_its_condition_and_nothing_else_does(gate: str) -> None:
    spoil, words = BITES[gate]
    found_ = stops(spoil(lawful()))
    assert words in found_.get(gate, "")
    assert set(found_) == {gate}
    assert stops(spoil(lawful()), off=gate) == {}, "switched off, it would be missed"


@pytest.mark.parametrize("gate", sorted(OTHERS))
def test_a_gate_before_another_act_stops_it_alone(gate: str) -> None:
    case, spoil, words = OTHERS[gate]
    assert stops(case) == {}
    found_ = stops(spoil(case))
    assert words in found_.get(gate, "")
    assert set(found_) == {gate}
    assert stops(spoil(case), off=gate) == {}, "switched off, it would be missed"


@pytest.mark.parametrize("way", sorted(other_cases.STOPPED))
def test_other_acts_that_are_stopped(way: str) -> None:
    case, gate, words = other_cases.STOPPED[way]
    assert words in stops(case)[gate]


@pytest.mark.parametrize("way", sorted(other_cases.PASSES))
def test_other_acts_that_are_lawful(way: str) -> None:
    assert stops(other_cases.PASSES[way]) == {}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda c: c.plus("05-11", Performed(of="R1")), "已经履行"),
        (lambda c: c.plus("05-08", SUED), "还没有登记生效的裁判"),
        (lambda c: c.without_clock("sue", "R1"), "还没有起算"),
    ],
)
def test_nobody_is_urged_who_performed_or_sued(spoil: Spoil, words: str) -> None:
    assert words in stops(spoil(SERVED))["demand_first"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"place": ""}, "网站或者载体"),
        ({"parts": ()}, "由行政裁决书遮盖生成"),
        ({"checked_by": ""}, "由谁核对"),
        ({"left": (LeftOpen("phone", "13800000000", own=True),)}, "须写明理由"),
    ],
)
def test_what_is_made_public_says_what_was_masked_and_who_checked(
    more: dict[str, object], words: str
) -> None:
    assert words in stops(replace(PUBLISHED, act=replace(PUBLIC, **more)))["publication"]


def test_who_is_served_by_publication_is_not_awaited() -> None:
    case = PUBLISHED.without(paper("decision", "R1"))
    assert stops(case) != {}
    assert stops(replace(case, announced=frozenset({"R1"}))) == {}


def test_who_sued_in_vain_is_urged() -> None:
    lost = JudgmentReceived(kind=Ruling.JUDGMENT, result=CourtResult.UPHELD)
    judged = replace(SERVED.plus("05-08", SUED).plus("09-01", lost), on="09-10")
    assert "还没有登记生效的裁判" in stops(judged)["demand_first"]
    final = judged.plus("09-05", JudgmentEffective(result=CourtResult.UPHELD))
    assert stops(final) == {}


def test_after_a_judgment_the_office_says_which_period_counts() -> None:
    assert stops(JUDGED) == {}
    late = replace(JUDGED, on="12-08")
    assert "到2026-12-07已经届满" in stops(late)["enforcement_in_time"]
    assert stops(replace(late, long_after_judgment=True)) == {}
    later = replace(late, long_after_judgment=True, on="12-31")
    assert "到2026-12-30已经届满" in stops(later)["enforcement_in_time"]


def test_who_took_the_suit_back_is_as_one_who_never_sued() -> None:
    back = JudgmentEffective(result=CourtResult.WITHDRAWN)
    case = SERVED.plus("05-08", SUED).plus("05-09", back)
    assert stops(case) == {}
    assert "起诉期到2026-05-11届满" in stops(replace(case, on="05-11"))["demand_first"]


@pytest.mark.parametrize("way", sorted(PASSES))
def test_the_lawful_ways_are_open(way: str) -> None:
    assert stops(PASSES[way](lawful())) == {}


@pytest.mark.parametrize(
    ("spoil", "gate"),
    [
        (lambda c: heard(c, held("R1")).plus("04-21", EXCUSED), "heard"),
        (lambda c: c.without(kind(HearingHeld)), "heard"),
        (lambda c: written(c, days=30), "heard"),
        (lambda c: c.plus("04-22", panel("周建国", "李敏", "王强")), "panel_lawful"),
        (
            lambda c: c.plus("03-10", RecusalRequested(sender="R1")).plus(
                "03-11", RecusalDecided(of="R1", upheld=True, text="准许", person="李敏")
            ),
            "recusal_decided",
        ),
        (
            lambda c: c.plus("03-10", RecusalRequested(sender="R1")).plus(
                "03-11", RecusalDecided(of="R1", upheld=True, text="准许")
            ),
            "recusal_decided",
        ),
        (
            lambda c: c.plus("04-10", OtherRouteFound(text="传票")).plus(
                "04-12", OtherRouteSettled(goes_on=False, text="法院已受理")
            ),
            "sued_elsewhere",
        ),
        (lambda c: c.without(kind(Deliberated)), "deliberated_after_hearing"),
        (
            lambda c: replace(c, legal_review=True).plus(
                "04-22", LegalReviewed(name="韩雪", opinion="依据有误", turned_down=True)
            ),
            "legal_review",
        ),
        (
            lambda c: c.without(kind(ApprovalRecorded)).plus(
                "04-22", closing(None, Assent.REFUSED)
            ),
            "closing_approved",
        ),
        (lambda c: c.without_clock("evidence", "R1"), "evidence_period_over"),
        (lambda c: replace(c, act=decided(result="rejected")), "every_request_answered"),
        (lambda c: replace(c, act=decided(proved={})), "order_within_power"),
        (lambda c: answered(c, Answered.GRANTED), "every_request_answered"),
        (lambda c: answered(c, Answered.GRANTED, Answered.GRANTED), "every_request_answered"),
        (lambda c: answered(c, Answered.OUTSIDE, Answered.OUTSIDE), "every_request_answered"),
        (
            lambda c: replace(
                answered(c, Answered.GRANTED, Answered.OUTSIDE), rejects_outside=True
            ),
            "every_request_answered",
        ),
        (
            lambda c: answered(c, Answered.GRANTED, Answered.OUTSIDE, Answered.REJECTED),
            "every_request_answered",
        ),
        *patent_cases.STOPPED,
    ],
)  # fmt: skip
def test_other_cases_that_are_stopped(spoil: Spoil, gate: str) -> None:
    assert gate in stops(spoil(lawful()))


def test_a_block_has_no_way_through_by_a_reason() -> None:
    gone = BITES["heard"][0](lawful())
    said = GateOverridden(gate="heard", lacking=("x",), reason="急", approver="高明")
    assert set(stops(gone.plus("04-21", said))) == {"heard"}


def test_what_is_asked_before_a_deliberation_is_asked_before_the_decision_too() -> None:
    """And what a decision must say is not asked of a deliberation."""
    case = suspended(replace(lawful(), authority=("职权依据未设定",)))
    assert set(stops(case.before(found(), "04-21"))) == {"not_suspended"}
    assert set(stops(case)) == {"not_suspended", "authority"}


def test_only_closing_by_decision_is_asked() -> None:
    assert act_of(closing("dismissal"), ADJUDICATION) is None
    assert act_of(closing("decision"), ADJUDICATION) is Act.CLOSING
    assert act_of(replace(closing(None), matter=Matter.DOCKETING), ADJUDICATION) is None


@pytest.mark.parametrize(
    ("text", "acts", "words"),
    [
        ("责令乙公司立即停止使用ZL201910000001.2号专利方法。", ("use_method",), ""),
        ("责令乙公司立即停止使用专利方法。", ("use_method",), ""),
        ("责令乙公司立即停止制造、使用ZL201910000001.2号专利产品。", ("make",), "停止使用"),
        ("责令乙公司停止许诺销售侵权产品。", ("offer",), ""),
    ],
)
def test_what_the_words_of_an_item_stop(text: str, acts: tuple[str, ...], words: str) -> None:
    said = word_problem(OrderItem(text, ("R1",), acts), "invention")
    assert words in said and bool(said) == bool(words)
