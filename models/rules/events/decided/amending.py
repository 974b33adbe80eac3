"""What the office itself does with its decision: put right, changed, revoked (Order 81 art. 33)."""

from dataclasses import dataclass
from typing import Annotated

from models.rules.events.base import ADJUDICATION, Event, PartyKey, Words, after, event
from models.rules.events.codes import Amending
from models.rules.events.records import OrderItem

_STANDS = after("decision_stands", kinds=(ADJUDICATION,))
# What no deadline reads has a default: the deadline verb gives days alone.
_GROUND = Words("情形", coded="amending", keep=True)
_APPLIED_BY = Words("申请人")
_REASONS = Words("理由", keep=True)
_BASIS = Words("依据", keep=True)
_APPROVER = Words("批准人", line=True, keep=True)


@dataclass(frozen=True)
class Righted:
    """Words of the decision that are put right: where they are, how they stood, how they stand."""

    place: Annotated[str, Words("所在位置", line=True)]
    stood: Annotated[str, Words("原来写的")]
    stands: Annotated[str, Words("更正为")]


@event("decision_righted", "更正裁决书", _STANDS)
class DecisionRighted(Event):
    """Mistakes in the wording were put right by a decision in writing; what it decides stays."""

    items: Annotated[tuple[Righted, ...], Words("更正的内容")]
    reason: Annotated[str, Words("理由")]
    approver: Annotated[str, _APPROVER]


@event("decision_changed", "变更裁决", _STANDS, clock=True)
class DecisionChanged(Event):
    """The office changed its decision of itself, or because a party applied.

    `order_items` is the whole operative part as it is now; `released` are those whom the decision
    as it was made told to stop, and who are told so no longer.
    """

    ground: Annotated[Amending | None, _GROUND] = None
    applied_by: Annotated[PartyKey | None, _APPLIED_BY] = None
    result: Annotated[str, Words("变更后的裁决结果", coded="outcome", keep=True)] = ""
    ordered: Annotated[tuple[PartyKey, ...], Words("被责令停止者", clock=True, keep=True)] = ()
    released: Annotated[tuple[PartyKey, ...], Words("不再责令停止者", clock=True, keep=True)] = ()
    order_items: Annotated[
        tuple[OrderItem, ...], Words("变更后的主文", key="order", keep=True)
    ] = ()
    reasons: Annotated[tuple[str, ...], _REASONS] = ()
    basis: Annotated[tuple[str, ...], _BASIS] = ()
    approver: Annotated[str, _APPROVER] = ""


@event("decision_revoked", "撤销裁决", _STANDS, clock=True)
class DecisionRevoked(Event):
    """The office revoked its decision: it obliges nobody any more."""

    ground: Annotated[Amending | None, _GROUND] = None
    applied_by: Annotated[PartyKey | None, _APPLIED_BY] = None
    reasons: Annotated[tuple[str, ...], _REASONS] = ()
    basis: Annotated[tuple[str, ...], _BASIS] = ()
    approver: Annotated[str, _APPROVER] = ""
