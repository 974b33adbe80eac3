"""What of a broken record can still be used: read beside an example of what it should be like."""

from collections.abc import Mapping

from models.rules.events.base import Json

_SHOWN = 2000  # characters of a part that is kept as text


def usable(
    found: Mapping[str, Json], like: Mapping[str, Json], place: str = ""
) -> tuple[dict[str, Json], list[str]]:
    """Return what of an object is like the example, and the rest as lines of text.

    An object keeps its members one by one, a list its items (each like the example's first); what
    the example does not name goes along when it is a plain value.
    """
    made: dict[str, Json] = {}
    rest: list[str] = []
    for name, value in found.items():
        there = f"{place}.{name}" if place else name
        if not _fits(value, like.get(name)):
            rest += _told(there, value)
            continue
        made[name], left = _part(value, like.get(name), there)
        rest += left
    return made, rest


def _fits(value: Json, like: Json) -> bool:
    """Whether a value is of the example's shape: an object, a list, a tick, or plain."""
    for shape in (dict, list):
        if isinstance(like, shape) or isinstance(value, shape):
            return isinstance(like, shape) and isinstance(value, shape)
    if isinstance(value, float):
        return False
    return like is None or value is None or isinstance(value, bool) == isinstance(like, bool)


def _part(value: Json, like: Json, place: str) -> tuple[Json, list[str]]:
    if isinstance(value, dict) and isinstance(like, dict):
        return usable(value, like, place)
    if not isinstance(value, list) or not isinstance(like, list) or not like:
        return value, []
    made: list[Json] = []
    rest: list[str] = []
    for number, one in enumerate(value):
        there = f"{place}[{number}]"
        if not _fits(one, like[0]):
            rest += _told(there, one)
            continue
        item, left = _part(one, like[0], there)
        made.append(item)
        rest += left
    return made, rest


def _told(place: str, value: Json) -> list[str]:
    return [] if value in (None, "", [], {}) else [f"{place}：{str(value)[:_SHOWN]}"]
