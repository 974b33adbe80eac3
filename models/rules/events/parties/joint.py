"""Who must take part besides those whom the request names; what co-owners say of it (23)."""

from typing import Annotated

from models.rules.events.base import ADJUDICATION, Coded, Event, Order, Words, event

_ANY_DAY = Order(kinds=(ADJUDICATION,))


class JointGround(Coded):
    """Why somebody must take part."""

    CO_OWNER = "co_owner", "专利权共有人"
    OPERATOR = "operator", "个体工商户的登记经营者或者实际经营者"
    PARTNER = "partner", "个人合伙的合伙人"
    LAW = "law", "法律规定必须共同参加的其他人"


class Stance(Coded):
    """What lets a co-owner stay out."""

    GAVE_UP = "gave_up", "明示放弃实体权利"
    AGREED = "agreed", "同意由他人请求"
    AUTHORISED = "authorised", "授权他人请求"


@event("joint_found", "查明必须共同参加的人", _ANY_DAY)
class JointFound(Event):
    """It came to light that somebody must take part whom the request does not name."""

    name: Annotated[str, Words("姓名、名称", line=True)]
    ground: Annotated[JointGround, Words("情形", quality=True)]
    source: Annotated[str, Words("来源")]


@event("co_owner_stated", "共有人表明态度", _ANY_DAY)
class CoOwnerStated(Event):
    """A co-owner expressly gave up its rights, agreed to the request or authorised another.

    `words` are its own; `place` says where the signed paper is: a scan, or the page of the file.
    """

    name: Annotated[str, Words("共有人", line=True)]
    stance: Annotated[Stance, Words("态度", quality=True)]
    words: Annotated[str, Words("原话")]
    place: Annotated[str, Words("材料所在", line=True)]
