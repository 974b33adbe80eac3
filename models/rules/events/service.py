"""Service and what the parties do in the proceedings (Order 81 arts. 10, 22–27, 54)."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from models.rules.events.base import (
    ADJUDICATION,
    MEDIATION,
    DocumentCode,
    Event,
    ItemKey,
    PartyKey,
    Visibility,
    Words,
    after,
    event,
)
from models.rules.events.codes import Failure
from models.rules.events.receiving import POSTED
from models.rules.events.records import (
    Attendance,
    Deliberation,
    ExhibitLine,
    Proof,
    Section,
)

_DOCKETED = after("docketed", kinds=(ADJUDICATION,))
_WHILE_OPEN = after("docketed", kinds=(ADJUDICATION,), open=True)
# What was written by hand, on a typewriter or by another program has no final here.
OUTSIDE = Words("纸质文书（不是本程序制作的）")
_FROM = Words("提交人", key="from", clock=True, subject=True)


@event("served", "送达", clock=True)
class Served(Event):
    """One paper reached one addressee; the event's day is the day service took effect.

    Its place in the order depends on the paper: `served.toml` and the forms' own files.
    """

    document: Annotated[DocumentCode, Words("文书", clock=True, quality=True)]
    to: Annotated[PartyKey, Words("受送达人", clock=True, subject=True)]
    of: Annotated[
        PartyKey | None, Words("答辩人", clock=True, required_when={"document": "answer_copy"})
    ] = None
    days: Annotated[int | None, Words("天数", clock=True, minimum=1)] = None
    agreed: Annotated[bool, Words("经协商并批准", clock=True)] = False
    method: Annotated[str, Words("送达方式", keep=True, coded="method")] = ""
    proof: Annotated[Proof, Words("送达情况", key="details", keep=True)] = Proof()
    server: Annotated[str, Words("送达人", line=True, keep=True)] = ""
    outside: Annotated[bool, OUTSIDE] = False


@event("service_attempted", "送达未成")
class ServiceAttempted(Event):
    """Papers were carried or sent to an addressee and did not reach it; no clock starts.

    The event's day is the day on which that was known: of the call, of the returned letter.
    """

    to: Annotated[PartyKey, Words("受送达人", subject=True)]
    documents: Annotated[tuple[DocumentCode, ...], Words("文书")]
    method: Annotated[str, Words("方式", coded="method")]
    result: Annotated[Failure, Words("结果")]
    sent_on: Annotated[date | None, Words("送出、寄出日期")] = None
    tracking_no: Annotated[str, Words("邮件号码", line=True)] = ""
    address: Annotated[str, Words("送达地址", line=True)] = ""
    server: Annotated[str, Words("送达人", line=True)] = ""
    note: Annotated[str, Words("情况")] = ""
    proof: Annotated[str, Words("凭证", line=True)] = ""
    outside: Annotated[bool, OUTSIDE] = False


@event("answer_extended", "同意延长答辩期", _WHILE_OPEN, clock=True)
class AnswerExtended(Event):
    """The panel extended an answer period (art. 22)."""

    party: Annotated[PartyKey, Words("当事人", clock=True, subject=True)]
    until: Annotated[date, Words("届满日", clock=True, not_before_event=True)]


@event("answer_received", "收到答辩书", _DOCKETED, clock=True)
class AnswerReceived(Event):
    """A respondent answered."""

    sender: Annotated[PartyKey, _FROM]
    posted_on: Annotated[date | None, POSTED] = None
    text: Annotated[str, Words("内容", keep=True)] = ""
    admits: Annotated[bool, Words("承认", keep=True)] = False
    agent: Annotated[str | None, Words("代理人", line=True, keep=True)] = None


@event("jurisdiction_objection_received", "收到管辖权异议", _DOCKETED, clock=True)
class ObjectionReceived(Event):
    """A party objected to jurisdiction; the closing limit pauses until it is decided (37)."""

    sender: Annotated[PartyKey, _FROM]
    posted_on: Annotated[date | None, POSTED] = None
    text: Annotated[str, Words("内容", keep=True)] = ""


@event(
    "jurisdiction_objection_decided",
    "管辖权异议决定",
    after("jurisdiction_objection_received", kinds=(ADJUDICATION,), per=True, open=True),
    clock=True,
)
class ObjectionDecided(Event):
    """The office decided on the objection of a party."""

    of: Annotated[PartyKey, Words("异议人", clock=True, subject=True)]
    upheld: Annotated[bool, Words("异议成立", keep=True)] = False
    text: Annotated[str, Words("内容", keep=True)] = ""


@event(
    "recusal_requested",
    "申请回避",
    after("docketed", kinds=(ADJUDICATION, MEDIATION)),
    journal=True,
    clock=True,
)
class RecusalRequested(Event):
    """A party asked that a person be recused (art. 5)."""

    sender: Annotated[PartyKey, _FROM]
    posted_on: Annotated[date | None, POSTED] = None


@event(
    "evidence_extended",
    "同意延长举证期限",
    after("served:evidence_notice", kinds=(ADJUDICATION,), per=True, open=True),
    clock=True,
)
class EvidenceExtended(Event):
    """An evidence period was extended on application; the added days do not count (art. 37)."""

    party: Annotated[PartyKey, Words("当事人", clock=True, subject=True)]
    until: Annotated[date, Words("届满日", clock=True, not_before_event=True)]


@event("appraisal_requested", "申请鉴定", _DOCKETED, journal=True, clock=True)
class AppraisalRequested(Event):
    """A party asked for an appraisal."""

    sender: Annotated[PartyKey, _FROM]
    posted_on: Annotated[date | None, POSTED] = None


@event("hearing_scheduled", "确定口头审理日", _WHILE_OPEN, clock=True)
class HearingScheduled(Event):
    """A hearing was fixed; the last one that was fixed counts."""

    hearing_on: Annotated[date, Words("口头审理日", clock=True, not_before_event=True)]
    time: Annotated[str, Words("时间", line=True, keep=True)] = ""
    place: Annotated[str, Words("地点", line=True, keep=True)] = ""
    mode: Annotated[str, Words("方式", keep=True, coded="hearing_mode")] = "onsite"
    platform: Annotated[str, Words("平台", line=True, keep=True)] = ""
    public: Annotated[bool, Words("公开审理", keep=True)] = True
    reply_by: Annotated[date | None, Words("回执截止日", keep=True)] = None


@event("hearing_cancelled", "取消口头审理", after("hearing_scheduled"), clock=True)
class HearingCancelled(Event):
    """The hearing that was fixed was cancelled; its notices lose their effect."""

    reason: Annotated[str, Words("理由", keep=True)] = ""


@event("evidence_preserved", "登记保存证据", _DOCKETED, journal=True, clock=True)
class EvidencePreserved(Event):
    """An object was registered and preserved (art. 49)."""

    item: Annotated[ItemKey, Words("登记保存物", clock=True, subject=True, hidden=True)]


@event(
    "preservation_decided",
    "对登记保存证据作出处理决定",
    after("evidence_preserved", kinds=(ADJUDICATION,)),
    journal=True,
    clock=True,
)
class PreservationDecided(Event):
    """The office decided what happens to a preserved object."""

    item: Annotated[ItemKey, Words("登记保存物", clock=True, subject=True, hidden=True)]


@event("evidence_received", "收到证据")
class EvidenceReceived(Event):
    """Evidence came in after filing, from a side or by the office's own investigation."""

    items: Annotated[tuple[ExhibitLine, ...], Words("事项")]


@event("routed", "繁简分流", after("docketed", kinds=(ADJUDICATION,), open=True))
class Routed(Event):
    """A routing decision with every criterion; a later one replaces it."""

    phase: Annotated[str, Words("阶段", quality=True, coded="phase")]
    answers: Annotated[Mapping[str, str], Words("逐项判断")]
    notes: Annotated[Mapping[str, str], Words("逐项说明")]
    suggested: Annotated[str, Words("", hidden=True)]
    result: Annotated[str, Words("结果", coded="track")]
    reasons: Annotated[tuple[str, ...], Words("理由")]
    target_days: Annotated[int | None, Words("", hidden=True, keep=True)] = None
    override_reason: Annotated[str, Words("与标准不一致的理由", keep=True)] = ""
    decided_by: Annotated[str, Words("决定人", line=True, keep=True)] = ""
    handler_opinion: Annotated[str, Words("承办人意见", keep=True)] = ""


@event(
    "written_review_notified",
    "送达书面审理告知书",
    after("docketed", kinds=(ADJUDICATION,), open=True),
)
class WrittenReviewNotified(Event):
    """A party was told what is to be found without a hearing, and heard (art. 26)."""

    to: Annotated[PartyKey, Words("受送达人", subject=True)]
    text: Annotated[str, Words("内容")]
    days: Annotated[int, Words("天数")]


@event("hearing_held", "口头审理", after("hearing_scheduled", open=True))
class HearingHeld(Event):
    """The hearing: who came, who did not, what was said by phases (art. 27)."""

    attendance: Annotated[tuple[Attendance, ...], Words("到场")]
    absent: Annotated[tuple[PartyKey, ...], Words("缺席")]
    sections: Annotated[tuple[Section, ...], Words("记录")]
    clerk: Annotated[str, Words("书记员", line=True, keep=True)] = ""
    joined: Annotated[tuple[str, ...], Words("合并审理的案件", later=True)] = ()


@event(
    "deliberated",
    "合议",
    after(
        "panel_appointed",
        since=("hearing_held|written_review_notified",),
        kinds=(ADJUDICATION,),
        open=True,
    ),
    version=2,
    visibility=Visibility.DELIBERATION,
)
class Deliberated(Event):
    """The panel deliberated; what was said and voted is kept apart, None for who may not see it."""

    record: Annotated[Deliberation | None, Words("合议", sealed=True)] = None
