"""Receiving a request and docketing it (Order 81 arts. 11–20)."""

from datetime import date
from typing import Annotated

from models.rules.events.base import (
    ADJUDICATION,
    MEDIATION,
    Event,
    ItemKey,
    Order,
    PartyKey,
    Words,
    after,
    event,
)
from models.rules.events.codes import Assent, Conclusion, Matter, Purpose
from models.rules.events.records import (
    Changed,
    CorrectionItem,
    Filed,
    Member,
    Opinion,
    RefusalReason,
)

POSTED = Words("交邮日", clock=True, not_after_event=True)
FILED = Words("内容", hidden=True)
CHANGES = Words("更正")
_UNTIL_DOCKETED = Order(before=("docketed", "not_docketed"))
_RUNNING = after("docketed", open=True)
_APPROVED = {
    Matter.DOCKETING: _UNTIL_DOCKETED,
    Matter.DOCKETING_EXTENSION: _UNTIL_DOCKETED,
    Matter.REFUSAL: _UNTIL_DOCKETED,
    Matter.CLOSING: _RUNNING,
    Matter.EXTENSION_1: _RUNNING,
    Matter.EXTENSION_2: _RUNNING,
    Matter.PRESERVATION: _RUNNING,
}


@event("request_received", "收到请求书", Order(first=True), clock=True)
class RequestReceived(Event):
    """A request for adjudication came in."""

    posted_on: Annotated[date | None, POSTED] = None
    intake: Annotated[Filed | None, FILED] = None


@event("period_set", "指定期限", clock=True)
class PeriodSet(Event):
    """The office set a party a period `until` a day or of `days` calendar days."""

    id: Annotated[ItemKey, Words("期限编号", clock=True, hidden=True)]
    what: Annotated[Purpose, Words("指定事项", clock=True, quality=True)]
    party: Annotated[PartyKey, Words("当事人", clock=True, subject=True)]
    until: Annotated[date | None, Words("届满日", clock=True, not_before_event=True)] = None
    days: Annotated[int | None, Words("天数", clock=True, minimum=1)] = None
    items: Annotated[tuple[CorrectionItem, ...], Words("事项")] = ()
    text: Annotated[str, Words("内容")] = ""


@event("period_met", "指定事项完成", journal=True, clock=True)
class PeriodMet(Event):
    """What a designated period asked for was done."""

    id: Annotated[ItemKey, Words("期限编号", clock=True, hidden=True, subject=True)]
    posted_on: Annotated[date | None, POSTED] = None


@event("corrected", "补正完毕", after("period_set:correction"), clock=True)
class Corrected(Event):
    """The requester handed in what correction had asked for (art. 16)."""

    posted_on: Annotated[date | None, POSTED] = None
    intake: Annotated[Filed | None, FILED] = None
    changes: Annotated[tuple[Changed, ...], CHANGES] = ()


@event(
    "docketing_extended",
    "批准延长立案期限",
    Order(before=("docketed", "not_docketed"), kinds=(ADJUDICATION,)),
    clock=True,
)
class DocketingExtended(Event):
    """The head extended the docketing period (art. 20)."""

    reason: Annotated[str, Words("理由", keep=True)] = ""


@event(
    "docketed",
    "立案",
    after(
        since=("approval_recorded:docketing", "corrected", "consent_given"),
        kinds=(ADJUDICATION, MEDIATION),
        once=True,
    ),
    clock=True,
)
class Docketed(Event):
    """The case was docketed; of a mediation with those who consented and the first session."""

    override_reason: Annotated[str, Words("与标准不一致的理由")] = ""
    consenting: Annotated[tuple[PartyKey, ...], Words("同意调解的当事人")] = ()
    session_on: Annotated[date | None, Words("调解日期")] = None
    time: Annotated[str, Words("时间", line=True)] = ""
    place: Annotated[str, Words("地点", line=True)] = ""
    mediator: Annotated[str, Words("调解员", line=True)] = ""
    note: Annotated[str, Words("说明")] = ""


@event(
    "not_docketed",
    "不予立案",
    after(since=("approval_recorded:refusal", "consent_refused"), per=True),
    clock=True,
)
class NotDocketed(Event):
    """Docketing was refused: as a whole, or in mediation for one respondent (art. 66)."""

    of: Annotated[
        PartyKey | None, Words("被请求人", clock=True, subject=True, required_in=(MEDIATION,))
    ] = None
    reasons: Annotated[tuple[RefusalReason, ...], Words("理由")] = ()
    note: Annotated[str | None, Words("说明")] = None
    why: Annotated[str, Words("原因")] = ""


@event(
    "party_joined", "追加当事人", after("docketed", kinds=(ADJUDICATION,), open=True), clock=True
)
class PartyJoined(Event):
    """A respondent or third party was joined (arts. 23, 24)."""

    party: Annotated[PartyKey, Words("当事人", clock=True, subject=True)]


@event("advisory_request_received", "收到咨询意见请求", Order(first=True))
class AdvisoryRequestReceived(Event):
    """A request for an advisory opinion came in."""

    intake: Annotated[Filed | None, FILED] = None


@event("approval_recorded", "审批")
class ApprovalRecorded(Event):
    """A signed approval sheet: who, when, which opinion; the last one decides.

    One that was refused is on record and satisfies nothing.
    """

    matter: Annotated[Matter, Words("审批事项", quality=True)]
    opinions: Annotated[tuple[Opinion, ...], Words("意见")]
    summary: Annotated[str, Words("案情摘要", keep=True)] = ""
    kind: Annotated[str | None, Words("类别", quality=True, coded="conclusion")] = None
    proposal: Annotated[str, Words("拟办意见")] = ""
    ground: Annotated[str, Words("撤销案件的情形", coded="ground")] = ""
    assent: Annotated[Assent, Words("批准人的结论")] = Assent.GRANTED

    @property
    def granted(self) -> bool:
        """Whether what the sheet asks for was approved."""
        return self.assent is Assent.GRANTED

    def has_quality(self, wanted: str) -> bool:
        """Whether a condition means this sheet: one that was refused fulfils none."""
        return self.granted and super().has_quality(wanted)

    @property
    def presupposes(self) -> Order:
        """What is approved lies before what the approval allows; a decision is deliberated on."""
        if self.matter is Matter.CLOSING and self.kind in (None, Conclusion.DECISION):
            return after("docketed", "deliberated", open=True)
        return _APPROVED.get(self.matter, self.order)


@event("panel_appointed", "组成合议组", after("docketed", kinds=(ADJUDICATION,), open=True))
class PanelAppointed(Event):
    """The panel in force from that day on (art. 20); `reason` when it replaces another."""

    members: Annotated[tuple[Member, ...], Words("成员")]
    clerk: Annotated[Member | None, Words("书记员")] = None
    reason: Annotated[str, Words("理由")] = ""


@event("request_amended", "更正、补正请求内容")
class RequestAmended(Event):
    """The request was put right or changed by the requester; the old text stays in its event."""

    intake: Annotated[Filed | None, FILED] = None
    changes: Annotated[tuple[Changed, ...], CHANGES] = ()
    reason: Annotated[str, Words("理由", keep=True)] = ""
