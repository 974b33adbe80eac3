"""Mediation (Order 81 arts. 63–70) and advisory opinions."""

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
from models.rules.events.receiving import FILED, POSTED
from models.rules.events.records import Attendance, Filed, Instalment

_MEDIATION = Order(kinds=(MEDIATION,))
_ADVISORY_OUTSIDE = Order(kinds=(ADVISORY,), outside=True)
_AGREED = after("agreement_effective")


@event("mediation_request_received", "收到调解请求书", Order(first=True), clock=True)
class MediationRequestReceived(Event):
    """A request for mediation came in."""

    posted_on: Annotated[date | None, POSTED] = None
    intake: Annotated[Filed | None, FILED] = None


@event("opinion_received", "收到意见陈述", _MEDIATION, clock=True)
class OpinionReceived(Event):
    """A respondent said whether it agrees to mediation; the last word counts (art. 65)."""

    sender: Annotated[PartyKey, Words("提交人", key="from", clock=True, subject=True)]
    consent: Annotated[bool, Words("是否同意调解", clock=True)]
    posted_on: Annotated[date | None, POSTED] = None
    text: Annotated[str, Words("内容", keep=True)] = ""


@event(
    "agreement_effective",
    "调解协议生效",
    after("docketed", kinds=(ADJUDICATION, MEDIATION), open=True, once=True),
    clock=True,
)
class AgreementEffective(Event):
    """The signed agreement; amounts in 分 (art. 69)."""

    facts: Annotated[str, Words("事实", keep=True)] = ""
    terms: Annotated[tuple[str, ...], Words("协议事项", keep=True)] = ()
    amount_fen: Annotated[int, Words("金额", keep=True, fen=True)] = 0
    instalments: Annotated[tuple[Instalment, ...], Words("分期", keep=True)] = ()
    enforceable: Annotated[bool, Words("可以公证或者确认执行", keep=True)] = False
    signed_by: Annotated[tuple[tuple[PartyKey, str], ...], Words("签名", keep=True)] = ()


@event(
    "cnipa_suspension_requested",
    "请求国家知识产权局中止程序",
    Order(kinds=(MEDIATION,), outside=True),
    journal=True,
    clock=True,
)
class CnipaSuspensionRequested(Event):
    """CNIPA was asked to suspend its proceedings."""


@event(
    "restored",
    "办理恢复程序手续",
    after("cnipa_suspension_requested", kinds=(MEDIATION,), outside=True),
    journal=True,
    clock=True,
)
class Restored(Event):
    """The proceedings at CNIPA were resumed."""

    posted_on: Annotated[date | None, POSTED] = None


@event(
    "copied_to_cnipa",
    "文书抄送国家知识产权局",
    after("concluded", kinds=(MEDIATION,)),
    journal=True,
    clock=True,
)
class CopiedToCnipa(Event):
    """The closing paper was copied to CNIPA."""


@event("confirmation_applied", "申请司法确认", _AGREED, journal=True, clock=True)
class ConfirmationApplied(Event):
    """The parties applied for judicial confirmation."""

    posted_on: Annotated[date | None, POSTED] = None


@event("urging_received", "权利人收到书面催告", _ADVISORY_OUTSIDE, journal=True, clock=True)
class UrgingReceived(Event):
    """The holder received the written urging."""


@event(
    "urging_dispatched", "发出书面催告或者不侵权意见", _ADVISORY_OUTSIDE, journal=True, clock=True
)
class UrgingDispatched(Event):
    """The written urging or opinion was sent to the holder."""


@event(
    "holder_acted", "权利人撤回警告、请求处理或者起诉", _ADVISORY_OUTSIDE, journal=True, clock=True
)
class HolderActed(Event):
    """The holder withdrew the warning, filed a request or sued."""


@event(
    "agreement_stated",
    "当事人共同表示达成一致",
    after("docketed", kinds=(ADJUDICATION, MEDIATION), open=True),
    journal=True,
)
class AgreementStated(Event):
    """The parties told the office, together or in letters, that they agree (art. 69)."""

    text: Annotated[str, Words("表示的内容")]


@event("mediation_held", "调解", after("docketed", kinds=(ADJUDICATION, MEDIATION), open=True))
class MediationHeld(Event):
    """A session: who came, what was offered (concessions are no admissions)."""

    attendance: Annotated[tuple[Attendance, ...], Words("到场")]
    text: Annotated[str, Words("内容")]
    agreed: Annotated[bool, Words("达成一致", keep=True)] = False
