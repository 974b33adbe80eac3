"""What of a broken record can still be used: read beside an example of what it should be like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.rules.events.base import Json

UNREAD = "unread"  # the name under which a draft keeps what none of its fields can show
_AROUND = ("title", "last_seen", UNREAD)  # what is in a draft besides its fields


@dataclass(frozen=True)
class OneOf:
    """The example of a choice: one of these, or nothing chosen yet."""

    values: Sequence[Json]

    def offers(self, value: Json) -> bool:
        """Whether a value can be chosen; True is not 1."""
        return value in (None, "") or any(
            one == value and isinstance(one, bool) == isinstance(value, bool) for one in self.values
        )


Like = None | bool | int | float | str | OneOf | Sequence["Like"] | Mapping[str, "Like"]


def usable(
    found: Mapping[str, Json], like: Mapping[str, Like], place: str = ""
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
            rest += told(there, value)
            continue
        made[name], left = _part(value, like.get(name), there)
        rest += left
    return made, rest


def typed_values(draft: Mapping[str, Json]) -> tuple[dict[str, Json], list[str]]:
    """Return what was typed into the fields of a draft, and what else is in it as lines of text."""
    values = draft.get("values")
    typed = values if isinstance(values, dict) else {}
    known = (*_AROUND, "values") if values is typed else _AROUND
    return typed, [line for name in draft if name not in known for line in told(name, draft[name])]


def told(place: str, value: Json) -> list[str]:
    """Return the line that says what was at a place, none for nothing."""
    return [] if value in (None, "", [], {}) else [f"{place}：{value}"]


def _fits(value: Json, like: Like) -> bool:
    """Whether a value is of the example's shape: an object, a list, a choice, a tick, or plain."""
    for shape in (dict, list):
        if isinstance(like, shape) or isinstance(value, shape):
            return isinstance(like, shape) and isinstance(value, shape)
    if isinstance(like, OneOf):
        return like.offers(value)
    return like is None or value is None or isinstance(value, bool) == isinstance(like, bool)


def _part(value: Json, like: Like, place: str) -> tuple[Json, list[str]]:
    if isinstance(value, dict) and isinstance(like, Mapping):
        return usable(value, like, place)
    if not isinstance(value, list) or not isinstance(like, list) or not like:
        return value, []
    made: list[Json] = []
    rest: list[str] = []
    for number, one in enumerate(value):
        there = f"{place}[{number}]"
        if not _fits(one, like[0]):
            rest += told(there, one)
            continue
        item, left = _part(one, like[0], there)
        made.append(item)
        rest += left
    return made, rest
