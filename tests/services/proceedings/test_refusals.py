"""What a service refuses, by the field it names; a refusal leaves nothing behind."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from models.rules.events import (
    Attendance,
    Deliberation,
    ExtensionApproved,
    HearingScheduled,
    Opinion,
    Proof,
    Section,
    Vote,
)
from models.services.closing import decision, publication
from models.services.closing.decision import Decision
from models.services.proceedings import (
    answers,
    evidence,
    extension,
    hearing,
    periods,
    routing,
    serving,
)
from models.services.proceedings.answers import AnswerIn
from models.services.proceedings.evidence import Exhibit
from models.services.proceedings.periods import PeriodIn
from models.services.proceedings.routing import RoutingIn
from models.services.proceedings.serving import Served
from models.services.receiving import approving, docketing, intake
from models.services.receiving.approving import SheetDetails
from models.services.receiving.docketing import Panel
from tests.stories.story import Story, began, refused

Act = Callable[[Story], object]
AHEAD = date(2026, 12, 31)
HEAD = Opinion("dept_head", "高明", "同意", date(2026, 3, 5))
THERE = (Attendance("P1", True, "甲", "本人"), Attendance("R1", True, "乙", "本人"))
TEXT = (Section("调查", "略"),)
NAMES = ("周建国", "李敏", "赵静")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Yield a case docketed on 5 March, served on 9 March, a hearing fixed for 20 April.

    One for the whole file: what is refused leaves nothing behind, or a test fails.
    """
    with began(tmp_path_factory.mktemp("refused") / "data", "S2") as story:
        story.on("2026-03-02").files().on("2026-03-05").dockets().serves("acceptance_notice", "P1")
        story.on("2026-03-09").serves("request_copy panel_notice evidence_notice", "R1")
        yield story.on("2026-04-01").fixes_hearing("2026-04-20")
        assert story.intact()


@pytest.fixture
def open_case(begun: Story) -> Story:
    """Return the case on 1 April."""
    return begun.on("2026-04-01")


def signed(on: date, by: str = "甲") -> Proof:
    """Return the proof of a service in person."""
    return Proof(received_on=on, received_by=by, received_as="agent")


def schedule(told: Story, **more: Any) -> object:
    values: dict[str, Any] = {
        "hearing_on": date(2026, 4, 27), "time": "9时", "place": "审理庭",
    } | more  # fmt: skip
    on = values.pop("on", told.day)
    return hearing.schedule_hearing(
        told.desk, told.case_id, on=on, hearing=HearingScheduled(**values)
    )  # type: ignore[arg-type] - fields of the case


def hold(told: Story, **more: object) -> object:
    values: dict[str, object] = {
        "on": date(2026, 4, 20), "attendance": THERE, "sections": TEXT,
    }  # fmt: skip
    told.on("2026-04-20")
    return hearing.record_hearing(told.desk, told.case_id, **(values | more))  # type: ignore[arg-type] - fields of the case


def votes(*pairs: tuple[str, str]) -> list[Vote]:
    return [Vote(name, vote) for name, vote in pairs]


def deliberate(told: Story, given: list[Vote], **more: str) -> object:
    values = {"result": "成立"} | more
    return hearing.deliberate(
        told.desk,
        told.case_id,
        on=told.day,
        said=Deliberation(votes=tuple(given), sections=(), **values),
    )


AGREED = votes(("周建国", "agree"), ("李敏", "agree"), ("赵静", "agree"))
SPLIT = votes(("周建国", "agree"), ("李敏", "agree"), ("赵静", "disagree"))
TORN = votes(("周建国", "a"), ("李敏", "b"), ("赵静", "c"))


@pytest.mark.parametrize(
    ("act", "field", "words"),
    [
        (lambda s: schedule(s, hearing_on=s.day), "hearing_on", "确定之日以后"),
        (lambda s: schedule(s, time=" "), "time", "须填写时间"),
        (lambda s: schedule(s, place=""), "place", "须填写地点"),
        (lambda s: schedule(s, mode="by letter"), "mode", "现场或者线上"),
        (lambda s: schedule(s, mode="online", place=""), "platform", "平台"),
        (lambda s: schedule(s, mode="online", platform="x"), "mode", "未签线上审理同意书"),
        (lambda s: schedule(s, reply_by=date(2026, 4, 27)), "reply_by", "口头审理日以前"),
        (lambda s: schedule(s, reply_by=date(2026, 3, 31)), "reply_by", "确定之日以后"),
        (lambda s: schedule(s, on=AHEAD), "on", "晚于今天"),
        (lambda s: hold(s, attendance=THERE[:1]), "attendance", "未登记是否到场：R1"),
        (lambda s: hold(s, attendance=(*THERE[:1], Attendance("R1", True))), "attendance", "姓名"),
        (lambda s: hold(s, sections=()), "sections", "没有内容"),
        (lambda s: hearing.cancel_hearing(s.desk, s.case_id, on=s.day, reason=" "), "reason",
         "理由"),
        (lambda s: deliberate(s, AGREED[:2]), "votes", "各投一票"),
        (lambda s: deliberate(s, [*AGREED[:2], AGREED[0]]), "votes", "各投一票"),
        (lambda s: deliberate(s, AGREED, result=" "), "result", "合议结果"),
        (lambda s: deliberate(s, SPLIT), "minority", "少数意见"),
        (lambda s: deliberate(s, TORN), "votes", "没有形成多数意见"),
    ],
)  # fmt: skip
def test_hearing_and_deliberation(open_case: Story, act: Act, field: str, words: str) -> None:
    assert any(f == field and words in p for f, p in refused(open_case, act))


def approve(told: Story, matter: str, *opinions: Opinion, kind: str | None = None) -> object:
    details = SheetDetails(kind) if kind else None
    return approving.record_approval(
        told.desk, told.case_id, matter, opinions, on=told.day, details=details
    )


def panel(told: Story, *names: str) -> Panel:
    chair, *members = (told.staff.get(name, 999) for name in names)
    return Panel(chair, tuple(members))


@pytest.mark.parametrize(
    ("act", "field", "words"),
    [
        (lambda s: approve(s, "lunch", HEAD), "matter", "没有“lunch”这种审批事项"),
        (lambda s: approve(s, "closing", HEAD, kind="victory"), "details.kind", "victory"),
        (lambda s: approve(s, "closing", HEAD), "matter", "尚未合议"),
        (lambda s: approve(s, "preservation"), "opinions", "须登记签署人"),
        (lambda s: approve(s, "preservation", Opinion("handler", "李敏", "拟同意", s.day)),
         "opinions", "由部门负责人批准"),
        (lambda s: approve(s, "preservation", Opinion("dept_head", " ", "同意", s.day)),
         "opinions[0]", "须写明签署人和意见"),
        (lambda s: approve(s, "preservation", Opinion("dept_head", "高明", "同意", AHEAD)),
         "opinions[0].on", "晚于审批日期"),
        (lambda s: docketing.docket(s.desk, s.case_id, on=s.day, panel=panel(s, *NAMES),
                                    handler=s.staff["李敏"]), "case", "已经立案"),
        (lambda s: docketing.appoint_panel(s.desk, s.case_id, panel(s, *NAMES),
                                           on=s.day, reason=" "), "reason", "须写明理由"),
        (lambda s: docketing.appoint_panel(s.desk, s.case_id, panel(s, "周建国", "无此人", "赵静"),
                                           on=s.day, reason="回避"), "panel.members[0]", "999"),
        (lambda s: docketing.appoint_panel(s.desk, s.case_id, panel(s, "无此人", "李敏", "赵静"),
                                           on=s.day, reason="回避"), "panel.chair", "999"),
        (lambda s: docketing.assign_handler(s.desk, s.case_id, handler=999), "handler", "999"),
        (lambda s: docketing.refuse_docketing(s.desk, s.case_id, on=s.day), "case", "已经立案"),
        (lambda s: extension.extend_docketing(s.desk, s.case_id, on=s.day, reason=""),
         "approval", "当日的批准"),
        (lambda s: extension.extend_conclusion(s.desk, s.case_id, on=s.day,
         extension=ExtensionApproved(level=3, reason="x", months=1)), "level", "第一次和第二次"),
        (lambda s: extension.extend_conclusion(s.desk, s.case_id, on=s.day,
         extension=ExtensionApproved(level=1, reason=" ", months=1)), "reason", "延长的理由"),
    ],
)  # fmt: skip
def test_docketing_approvals_and_extensions(
    open_case: Story, act: Act, field: str, words: str
) -> None:
    assert any(f == field and words in p for f, p in refused(open_case, act))


@pytest.mark.parametrize(
    ("act", "field", "words"),
    [
        (lambda s: s.answers("P1"), "party", "P1"),
        (lambda s: s.answers("R9"), "party", "R9"),
        (lambda s: answers.record_answer(s.desk, s.case_id, party="R1", on=s.day,
                                         answer=AnswerIn(text=" ")),
         "text", "答辩要点"),
        (lambda s: s.answers("R1", posted="2026-04-02"), "posted_on", "晚于收到日期"),
        (lambda s: s.objects("X1"), "party", "X1"),
        (lambda s: s.decides_objection("R1", upheld=True), "party", "没有待决定"),
        (lambda s: s.extends_answer("P1", "2026-05-01"), "party", "P1"),
        (lambda s: s.extends_answer("R1", "2026-03-24"), "until", "晚于现在的届满日2026-03-24"),
        (lambda s: answers.extend_evidence(s.desk, s.case_id, party="P1", on=s.day, until=AHEAD),
         "party", "举证通知书尚未送达"),
        (lambda s: s.joins({"kind": "company", "name": "", "address": "x"}), "respondents[1].name",
         ""),
        (lambda s: s.joins({"kind": "company", "name": "x"}, "judge"), "side",
         "被请求人或者第三人"),
        (lambda s: answers.start_pause(s.desk, s.case_id, kind="appraisal", on=s.day, reason=" "),
         "reason", "理由和依据"),
        (lambda s: s.pauses("settlement", by="Z1"), "applied_by", "Z1"),
        (lambda s: s.resumes("suspension-9"), "pause", "没有这段"),
        (lambda s: s.sets_period("lunch", "P1", 5), "what", "lunch"),
        (lambda s: s.sets_period("supplement", "P9", 5), "party", "P9"),
        (lambda s: periods.set_period(s.desk, s.case_id, what="supplement", party="P1", on=s.day,
                                      period=PeriodIn(text=" ", days=3)),
         "text", "要求当事人做什么"),
        (lambda s: periods.set_period(s.desk, s.case_id, what="supplement", party="P1", on=s.day,
                                      period=PeriodIn(text="x", days=3, until=AHEAD)),
         "until", "二者填一项"),
        (lambda s: s.notifies_written_review("P9", days=3), "party", "P9"),
    ],
)  # fmt: skip
def test_what_parties_do(open_case: Story, act: Act, field: str, words: str) -> None:
    assert any(f == field and words in p for f, p in refused(open_case, act))


def serve(told: Story, method: str, proof: Proof, *papers: str, to: str = "R1") -> object:
    return serving.serve(
        told.desk,
        told.case_id,
        Served(to, papers or ("request_copy",), method, proof, outside=True),
    )


DAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("act", "field", "words"),
    [
        (lambda s: serve(s, "pigeon", Proof()), "method", "没有“pigeon”这种送达方式"),
        (lambda s: serve(s, "direct", Proof()), "received_on", "须填写签收日期"),
        (lambda s: serve(s, "direct", Proof(received_on=DAY)), "received_by", "签收人"),
        (lambda s: serve(s, "mail", Proof(received_on=DAY)), "tracking_no", "邮件号码"),
        (lambda s: serve(s, "left", Proof(left_on=DAY, refusal_reason="拒收")), "witness",
         "见证人或者拍照、录像记录"),
        (lambda s: serve(s, "left", Proof(left_on=DAY, witness="甲")), "refusal_reason",
         "拒收事由"),
        (lambda s: serve(s, "publication", Proof(published_on=DAY)), "place", "公告载体"),
        (lambda s: serve(s, "electronic", Proof(arrived_on=DAY, target="a@b")), "method",
         "未登记受送达人同意"),
        (lambda s: serve(s, "other", Proof(received_on=DAY)), "note", "方式和凭证说明"),
        (lambda s: serve(s, "direct", signed(AHEAD)), "fields",
         "晚于今天"),
        (lambda s: serve(s, "direct", signed(DAY), to="R9"), "to",
         "R9"),
        (lambda s: serve(s, "direct", signed(DAY), "love_letter"),
         "documents", "没有“love_letter”这种文书"),
        (lambda s: serve(s, "direct", signed(DAY), "decision"),
         "documents", "尚未作出行政裁决"),
        (lambda s: serve(s, "direct", signed(DAY), "answer_copy",
                         to="P1"), "of", "谁的答辩书"),
        (lambda s: serving.serve(s.desk, s.case_id, Served("P1", ("answer_copy",), "direct",
                                 signed(DAY), of="R1", outside=True)),
         "of",
         "没有收到这名当事人的答辩书"),
        (lambda s: serving.serve(s.desk, s.case_id, Served("P1", (), "direct",
                                 signed(DAY), outside=True)),
         "documents",
         "须选择送达的文书"),
        (lambda s: serve(s, "direct", signed(date(2026, 3, 4))),
         "on", "早于“立案”"),
    ],
)  # fmt: skip
def test_services(open_case: Story, act: Act, field: str, words: str) -> None:
    assert any(f == field and words in p for f, p in refused(open_case, act))


def test_of_several_services_one_wrong_stops_all(open_case: Story) -> None:
    good = Served(
        "P1",
        ("hearing_notice",),
        "direct",
        signed(DAY),
        outside=True,
    )
    bad = Served("R1", ("hearing_notice",), "direct", Proof(), outside=True)
    found = refused(open_case, lambda s: serving.serve_many(s.desk, s.case_id, [good, bad]))
    assert ("received_on", "直接送达须填写签收日期") in found
    assert open_case.served(search="口头审理") == []


EMPTY = Decision("", "", "", "", (), "", (), (), ())


def test_an_empty_decision_is_told_everything_it_lacks(open_case: Story) -> None:
    found = dict(
        refused(open_case, lambda s: decision.issue_decision(s.desk, s.case_id, EMPTY, on=s.day))
    )
    assert {
        "requester_claims", "respondent_claims", "procedure", "facts_found", "evidence_text",
        "reasons", "basis", "order", "result", "deliberation", "approval",
    } <= set(found)  # fmt: skip
    assert all("第31条" in found[name] for name in ("facts_found", "reasons", "basis"))


@pytest.mark.parametrize(
    ("act", "field", "words"),
    [
        (lambda s: publication.publish(s.desk, s.case_id, on=s.day, place="网站", checked_by=1),
         "case", "尚未作出行政裁决"),
        (lambda s: decision.dismiss_case(s.desk, s.case_id, on=s.day, reason=" ", ground="other"),
         "reason", "理由和依据"),
        (lambda s: evidence.add_evidence(s.desk, s.case_id, [], on=s.day), "exhibits", "没有填写"),
        (lambda s: evidence.add_evidence(s.desk, s.case_id, [Exhibit("judge", "x")], on=s.day),
         "exhibits[0].side", "提交方"),
        (lambda s: evidence.add_evidence(s.desk, s.case_id, [Exhibit("office", " ")], on=s.day),
         "exhibits[0].name", "证据名称"),
        (lambda s: evidence.add_evidence(s.desk, s.case_id, [Exhibit("office", "x", pages=0)],
                                         on=s.day), "exhibits[0].pages", "正整数"),
        (lambda s: routing.route(s.desk, s.case_id, phase="pre", on=s.day,
                                 choice=RoutingIn(answers={}, decided_by=" ")),
         "decided_by", "决定人"),
        (lambda s: intake.request_correction(s.desk, s.case_id, on=s.day), "until", "二者填一项"),
        (lambda s: intake.record_corrected(s.desk, s.case_id, s.request, on=s.day), "corrections",
         "没有发出补正通知"),
        (lambda s: intake.refer_request(s.desk, s.case_id, on=s.day, to="", told_on=s.day), "to",
         "转送的部门"),
        (lambda s: intake.refer_request(s.desk, s.case_id, on=s.day, to="某局", told_on=AHEAD),
         "told_on", "先告知请求人"),
        (lambda s: intake.amend_request(s.desk, s.case_id, s.request, on=s.day, reason=" "),
         "reason", "更正须写明理由"),
        (lambda s: intake.amend_request(s.desk, s.case_id, s.request | {"kind": "mediation",
                   "mediation_kind": "damages"}, on=s.day, reason="x"), "kind", "不能更改"),
    ],
)  # fmt: skip
def test_other_steps(open_case: Story, act: Act, field: str, words: str) -> None:
    assert any(f == field and words in p for f, p in refused(open_case, act))
