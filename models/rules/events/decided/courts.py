"""The courts and the reviewing authority, and what they make of a decision (行政诉讼法)."""

from datetime import date
from typing import Annotated

from models.rules.events.base import ADJUDICATION, Event, PartyKey, Words, after, event
from models.rules.events.codes import CourtResult, Instance, Ruling
from models.rules.events.receiving import POSTED

_ENDED = "concluded|not_docketed"


@event(
    "decision_changed_by_court",
    "裁决经行政诉讼变更或者撤销",
    after("decision_issued"),
    journal=True,
    clock=True,
)
class DecisionChangedByCourt(Event):
    """A court changed or quashed the decision."""


@event(
    "published_change",
    "公开变更或者撤销信息",
    after("decision_changed_by_court|decision_changed|decision_revoked"),
    journal=True,
    clock=True,
)
class ChangePublished(Event):
    """That the decision was changed or revoked was made public."""


@event("suit_filed", "提起行政诉讼", after(_ENDED), journal=True, clock=True)
class SuitFiled(Event):
    """A party sued against the decision."""

    sender: Annotated[PartyKey, Words("原告", key="from", clock=True, subject=True)]
    posted_on: Annotated[date | None, POSTED] = None


@event("complaint_received", "收到起诉状副本", after(_ENDED), journal=True, clock=True)
class ComplaintReceived(Event):
    """The court sent the office the complaint of a party."""

    of: Annotated[PartyKey, Words("原告", clock=True, subject=True)]


@event("defence_filed", "提交行政诉讼答辩状", after("complaint_received"), journal=True, clock=True)
class DefenceFiled(Event):
    """The office answered a complaint in court."""

    of: Annotated[PartyKey, Words("原告", clock=True, subject=True)]
    posted_on: Annotated[date | None, POSTED] = None


@event(
    "reconsideration_notice_received",
    "收到行政复议答复通知",
    after(_ENDED),
    journal=True,
    clock=True,
)
class ReconsiderationNoticeReceived(Event):
    """The reviewing authority asked for the office's reply; `simple` = simple procedure."""

    simple: Annotated[bool, Words("简易程序", clock=True)] = False


@event(
    "reconsideration_replied",
    "提交行政复议答复",
    after("reconsideration_notice_received"),
    journal=True,
    clock=True,
)
class ReconsiderationReplied(Event):
    """The office replied in the reconsideration."""


@event(
    "judgment_received",
    "收到裁判文书",
    after("suit_filed|complaint_received"),
    clock=True,
)
class JudgmentReceived(Event):
    """A judgment or ruling of a court came in; what older programs wrote says no result."""

    kind: Annotated[Ruling, Words("判决或者裁定", clock=True, quality=True)]
    instance: Annotated[Instance, Words("审级", clock=True, later=True)] = Instance.FIRST
    result: Annotated[CourtResult | None, Words("裁判结果", clock=True)] = None
    number: Annotated[str, Words("案号", line=True)] = ""


@event(
    "judgment_effective",
    "裁判生效",
    after("judgment_received", kinds=(ADJUDICATION,)),
    clock=True,
)
class JudgmentEffective(Event):
    """The judgment of an instance took effect; `result` is what it says.

    `remake_by` is the day that it names where it orders another decision.
    """

    result: Annotated[CourtResult, Words("裁判结果", clock=True, quality=True)]
    instance: Annotated[Instance, Words("审级", clock=True, keep=True)] = Instance.FIRST
    remake_by: Annotated[date | None, Words("裁判写明的重新作出的期限届满日", clock=True)] = None


@event("appeal_filed", "提起上诉", after("judgment_received"), journal=True, clock=True)
class AppealFiled(Event):
    """An appeal was filed."""

    posted_on: Annotated[date | None, POSTED] = None
