"""What parties waive, plead and withdraw before a decision, and how the office settles it."""

from datetime import date
from typing import Annotated

from models.rules.events.base import (
    ADJUDICATION,
    Event,
    Order,
    PartyKey,
    Visibility,
    Words,
    after,
    event,
)
from models.rules.events.codes import Conclusion

_PARTY = Words("当事人", subject=True)
_DOCKETED = after("docketed", kinds=(ADJUDICATION,), open=True)


@event("answer_waived", "书面表示不答辩", _DOCKETED, journal=True)
class AnswerWaived(Event):
    """A respondent waived its answer in writing (art. 22)."""

    party: Annotated[PartyKey, _PARTY]
    text: Annotated[str, Words("内容")] = ""


@event("evidence_waived", "表示没有其他证据", _DOCKETED, journal=True)
class EvidenceWaived(Event):
    """A party said in writing or for the record that it has no more evidence (art. 54)."""

    party: Annotated[PartyKey, _PARTY]
    text: Annotated[str, Words("内容")] = ""


@event("panel_accepted", "对合议组不申请回避", _DOCKETED, journal=True)
class PanelAccepted(Event):
    """A party said that it has nothing against the panel as it is (art. 5)."""

    party: Annotated[PartyKey, _PARTY]


@event("recusal_withdrawn", "撤回回避申请", after("recusal_requested", per=True), journal=True)
class RecusalWithdrawn(Event):
    """A party withdrew its request for recusal (art. 5)."""

    of: Annotated[PartyKey, Words("申请人", subject=True)]


@event("limitation_pleaded", "提出三年时限抗辩", _DOCKETED, journal=True)
class LimitationPleaded(Event):
    """A respondent pleaded that the request came too late (art. 19)."""

    sender: Annotated[PartyKey, Words("当事人", key="from", subject=True)]
    text: Annotated[str, Words("内容")] = ""


@event(
    "limitation_decided",
    "认定三年时限抗辩",
    after("limitation_pleaded", kinds=(ADJUDICATION,), per=True),
    journal=True,
)
class LimitationDecided(Event):
    """The panel found whether the request came too late (art. 19)."""

    of: Annotated[PartyKey, Words("当事人", subject=True)]
    upheld: Annotated[bool, Words("抗辩成立")]
    text: Annotated[str, Words("认定的理由")]


@event("other_route_found", "发现另有诉讼或者约定", _DOCKETED, journal=True)
class OtherRouteFound(Event):
    """A suit over the same dispute, or another agreed route, came to light (arts. 12, 36)."""

    text: Annotated[str, Words("内容")]


@event(
    "other_route_settled",
    "另有诉讼或者约定的处理",
    after("other_route_found", kinds=(ADJUDICATION,)),
    journal=True,
)
class OtherRouteSettled(Event):
    """The office settled what follows from it; a case that cannot go on is dismissed (art. 36)."""

    goes_on: Annotated[bool, Words("继续审理")]
    text: Annotated[str, Words("认定的理由")]


@event("absence_excused", "缺席有正当理由", after("hearing_held", per=False), journal=True)
class AbsenceExcused(Event):
    """A party stayed away from the hearing for a good reason (art. 26)."""

    party: Annotated[PartyKey, _PARTY]
    text: Annotated[str, Words("理由")]


@event("new_evidence_put", "新证据交各方发表意见", _DOCKETED, journal=True)
class NewEvidencePut(Event):
    """Evidence that came after the hearing was put to all parties (art. 44)."""

    until: Annotated[date, Words("各方发表意见至")]
    text: Annotated[str, Words("证据和各方意见")]


@event("repeat_found", "重复侵权", _DOCKETED, journal=True)
class RepeatFound(Event):
    """The infringer did again what an effective decision or judgment had forbidden (art. 34)."""

    prior: Annotated[str, Words("生效的裁决或者判决", line=True)]
    effective_on: Annotated[date, Words("生效日期")]
    same_infringer: Annotated[bool, Words("同一侵权人")]
    same_patent: Annotated[bool, Words("同一专利")]
    same_act: Annotated[bool, Words("同一类型侵权行为")]


@event(
    "request_withdrawn",
    "请求人撤回请求",
    Order(kinds=(ADJUDICATION,), before=("concluded", "not_docketed")),
)
class RequestWithdrawn(Event):
    """A requester withdrew its request, itself or by an agent with the power (arts. 17, 36)."""

    party: Annotated[PartyKey, Words("请求人", subject=True)]
    text: Annotated[str, Words("内容")]
    agent: Annotated[str | None, Words("代理人", line=True)] = None


@event("requests_changed", "变更请求事项", _DOCKETED)
class RequestsChanged(Event):
    """A requester asks for something else, or for less, than in its request (arts. 17, 24)."""

    party: Annotated[PartyKey, Words("请求人")]
    requests: Annotated[tuple[str, ...], Words("请求事项")]
    reason: Annotated[str, Words("理由")] = ""
    agent: Annotated[str | None, Words("代理人", line=True)] = None


@event(
    "jurisdiction_told",
    "告知请求人本局没有管辖权",
    Order(kinds=(ADJUDICATION,)),
    journal=True,
)
class JurisdictionTold(Event):
    """The office found itself without jurisdiction and told a requester so (art. 9)."""

    to: Annotated[PartyKey, Words("请求人", subject=True)]
    text: Annotated[str, Words("没有管辖权的理由")]
    office: Annotated[str, Words("有管辖权的部门", line=True)]


@event(
    "lead_transferred",
    "移送案件线索",
    Order(after=("jurisdiction_told", "concluded|not_docketed"), kinds=(ADJUDICATION,)),
    journal=True,
)
class LeadTransferred(Event):
    """What is known of the case went to the department that has jurisdiction (art. 9)."""

    office: Annotated[str, Words("接收部门", line=True)]
    text: Annotated[str, Words("移送的材料")]


@event(
    "principal_approved",
    "委托机关批准",
    Order(after=("docketed",), kinds=(ADJUDICATION,)),
    journal=True,
    visibility=Visibility.INTERNAL,
)
class PrincipalApproved(Event):
    """The entrusting office approved how a case is to be closed (art. 8)."""

    kind: Annotated[Conclusion, Words("批准的事项", quality=True)]
    document: Annotated[str, Words("批准文书", line=True)]
    approver: Annotated[str, Words("批准的机关和签署人", line=True)]
    text: Annotated[str, Words("批准的意见")] = ""


@event("gate_overridden", "说明理由继续办理", visibility=Visibility.INTERNAL)
class GateOverridden(Event):
    """What a step asks for is not there; why it was gone on, and who approved that."""

    gate: Annotated[str, Words("事项", quality=True, coded="gate")]
    lacking: Annotated[tuple[str, ...], Words("当时还缺")]
    reason: Annotated[str, Words("理由")]
    approver: Annotated[str, Words("批准人", line=True)]
