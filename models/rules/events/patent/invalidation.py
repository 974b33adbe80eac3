"""An invalidation from its request to its effect, as a track of its own (Order 81 arts. 28, 29).

The days that do not count follow from the suspension alone (`TollingStarted`), never from these.
"""

from dataclasses import dataclass
from typing import Annotated

from models.rules.events.base import ADJUDICATION, Event, ItemKey, Order, PartyKey, Words, event
from models.rules.events.codes import InvalidationResult

_ID = Words("无效宣告请求", hidden=True, subject=True)
_NUMBER = Words("编号", line=True)
_NAME = Words("案外人", line=True)


def _follows(*before: str, open: bool = False) -> Order:
    """Return the order of what follows in the same track.

    Only what the panel does itself (`open`) cannot be older than the case.
    """
    return Order(after=before, kinds=(ADJUDICATION,), per=True, open=open, outside=not open)


@dataclass(frozen=True)
class GroundFound:
    """A ground of art. 28 or 29 that the panel finds, and the sentence that says why."""

    code: Annotated[str, Words("情形", coded="invalidation_ground")]
    text: Annotated[str, Words("理由")]


@event("invalidation_filed", "提出无效宣告请求", Order(kinds=(ADJUDICATION,), outside=True))
class InvalidationFiled(Event):
    """A party, or anybody else by `name`, asked CNIPA to declare the patent invalid."""

    id: Annotated[ItemKey, _ID]
    party: Annotated[PartyKey | None, Words("请求宣告无效的当事人")] = None
    name: Annotated[str, _NAME] = ""
    number: Annotated[str, _NUMBER] = ""


@event("invalidation_accepted", "无效宣告请求受理", _follows("invalidation_filed"))
class InvalidationAccepted(Event):
    """CNIPA accepted it; the day is that of its notice."""

    id: Annotated[ItemKey, _ID]
    number: Annotated[str, _NUMBER] = ""


@event(
    "invalidation_considered",
    "决定是否中止处理",
    _follows("docketed", "invalidation_accepted", open=True),
)
class InvalidationConsidered(Event):
    """The panel chose to suspend, or to go on, with its reasons (arts. 28, 29)."""

    id: Annotated[ItemKey, _ID]
    suspends: Annotated[bool, Words("中止处理", keep=True)]
    grounds: Annotated[tuple[GroundFound, ...], Words("理由")]


@event("invalidation_decided", "无效宣告审查决定", _follows("invalidation_accepted"))
class InvalidationDecided(Event):
    """CNIPA decided; `claims` are those that it upheld in part."""

    id: Annotated[ItemKey, _ID]
    result: Annotated[InvalidationResult, Words("审查结果")]
    claims: Annotated[tuple[int, ...], Words("维持有效的权利要求")] = ()
    number: Annotated[str, _NUMBER] = ""


@event("invalidation_sued", "对无效宣告审查决定起诉", _follows("invalidation_decided"))
class InvalidationSued(Event):
    """Somebody sued against CNIPA's decision: it has no effect yet."""

    id: Annotated[ItemKey, _ID]
    party: Annotated[PartyKey | None, Words("起诉的当事人")] = None
    name: Annotated[str, _NAME] = ""


@event("invalidation_effective", "无效宣告审查决定生效", _follows("invalidation_decided"))
class InvalidationEffective(Event):
    """CNIPA's decision took effect: nobody sued in time, or the courts upheld it."""

    id: Annotated[ItemKey, _ID]
    text: Annotated[str, Words("生效的根据")]
