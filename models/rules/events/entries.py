"""Events that are recorded in the journal (日志) and read by no deadline rule."""

from datetime import date
from typing import Annotated

from models.rules.events.base import (
    ADJUDICATION,
    ADVISORY,
    MEDIATION,
    Event,
    Order,
    PartyKey,
    Words,
    after,
    event,
)

_PARTY = Words("当事人", subject=True)
_AGREED = after("agreement_effective")


@event("e_service_consented", "同意电子送达", Order(outside=True), journal=True)
class EServiceConsented(Event):
    """A party agreed to electronic service (art. 10)."""

    party: Annotated[PartyKey, _PARTY]
    target: Annotated[str, Words("接收号码或者邮箱", line=True, required=True)] = ""


@event("service_address_confirmed", "送达地址确认书", Order(outside=True), journal=True)
class ServiceAddressConfirmed(Event):
    """A party said in writing where it is reached; the newest binds the services after it.

    The number or mailbox in it is its consent to electronic service there (art. 10).
    """

    party: Annotated[PartyKey, Words("当事人", subject=True)]
    address: Annotated[str, Words("送达地址", line=True)]
    receiver: Annotated[str, Words("收件人", line=True)] = ""
    phone: Annotated[str, Words("联系电话", line=True)] = ""
    target: Annotated[str, Words("接收号码或者邮箱", line=True)] = ""


@event("online_hearing_consented", "同意线上口头审理", journal=True)
class OnlineHearingConsented(Event):
    """A party agreed to an online hearing (art. 27)."""

    party: Annotated[PartyKey, _PARTY]


@event("written_review_consented", "同意书面审理", journal=True)
class WrittenReviewConsented(Event):
    """A party agreed to handling without a hearing (art. 26)."""

    party: Annotated[PartyKey, _PARTY]


@event("review_opinion_received", "对书面审理告知的意见", journal=True)
class ReviewOpinionReceived(Event):
    """A party commented on what is to be found without a hearing."""

    sender: Annotated[PartyKey, Words("当事人", key="from", subject=True)]
    text: Annotated[str, Words("意见")]


@event("evidence_period_agreed", "批准协商的举证期限", journal=True)
class EvidencePeriodAgreed(Event):
    """The office approved the evidence period on which the parties agreed (art. 54)."""

    until: Annotated[date, Words("举证期限至")]


@event("site_inspected", "现场勘验", journal=True)
class SiteInspected(Event):
    """A site was inspected."""

    place: Annotated[str, Words("地点", line=True)]
    text: Annotated[str, Words("情况")]


@event("special_power_supplied", "补交特别授权", journal=True)
class SpecialPowerSupplied(Event):
    """A party gave an agent further special powers (art. 17)."""

    party: Annotated[PartyKey, _PARTY]
    agent: Annotated[str, Words("代理人", line=True)]
    powers: Annotated[tuple[str, ...], Words("特别授权事项")]


@event("legal_reviewed", "法制审核", journal=True)
class LegalReviewed(Event):
    """The legal section reviewed the draft; one that it turned down is to be reviewed again."""

    name: Annotated[str, Words("审核人", line=True)]
    opinion: Annotated[str, Words("意见")]
    turned_down: Annotated[bool, Words("审核不通过")] = False


@event("platform_notified", "通知网络平台", journal=True)
class PlatformNotified(Event):
    """The operator of a platform was notified."""

    platform: Annotated[str, Words("平台经营者", line=True)]
    text: Annotated[str, Words("内容")]


@event("notarised", "公证赋予强制执行效力", _AGREED, journal=True)
class Notarised(Event):
    """The agreement was notarised as enforceable."""

    text: Annotated[str, Words("公证书编号、内容")]


@event("instalment_recorded", "分期履行", _AGREED, journal=True)
class InstalmentRecorded(Event):
    """An instalment was paid, or was not."""

    no: Annotated[int, Words("第几期")]
    paid: Annotated[bool, Words("已到账")]
    text: Annotated[str, Words("说明")] = ""


@event(
    "recusal_decided",
    "回避决定",
    after("recusal_requested", kinds=(ADJUDICATION, MEDIATION), per=True),
    journal=True,
)
class RecusalDecided(Event):
    """The office decided on a request for recusal."""

    of: Annotated[PartyKey, Words("申请人", subject=True)]
    upheld: Annotated[bool, Words("准许回避")]
    text: Annotated[str, Words("决定内容（被申请人、理由、决定人）")]
    person: Annotated[str, Words("准许回避的人", line=True)] = ""


@event("advisory_opinion_issued", "出具咨询意见", Order(kinds=(ADVISORY,), once=True), journal=True)
class AdvisoryOpinionIssued(Event):
    """The office gave its advisory opinion."""

    text: Annotated[str, Words("意见要点")]


@event("note_recorded", "办案记事", journal=True)
class NoteRecorded(Event):
    """A note of the handler."""

    title: Annotated[str, Words("事项", line=True)]
    text: Annotated[str, Words("内容")]


@event("legacy", "旧程序的登记")
class Legacy(Event):
    """An entry of an older program that this one has no event for: shown, never counted."""

    name: Annotated[str, Words("名称")]
    note: Annotated[str, Words("说明")] = ""
