"""Whether an edited paragraph still says the facts, the law and the figures that it has to keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.marks import Range

# Beside these a name or a number ends; a letter, a digit or a point could make it another one.
_ENDS = frozenset("，。；：、！？“”‘’　 ")
_BEFORE, _AFTER = _ENDS | {"（"}, _ENDS | {"）"}


@dataclass(frozen=True)
class Lost:
    """What an edit does not say as before; `touched` = it is there, but runs into other text."""

    text: str
    touched: bool


def kept(was: str, fixed: Sequence[Range], now: str) -> tuple[Range, ...] | Lost:
    """Return where the fixed ranges of a text are in its edit, or the first that is lost.

    Each has to follow the one before, beside the same character as before or one that ends it.
    """
    found: list[Range] = []
    after = 0
    for start, end in fixed:
        text = was[start:end]
        place = next(
            (at for at in _places(text, now, after) if _apart(was, (start, end), now, at)), -1
        )
        if place < 0:
            return Lost(text, any(True for _ in _places(text, now, after)))
        after = place + len(text)
        found.append((place, after))
    return tuple(found)


def _places(text: str, within: str, after: int) -> Iterator[int]:
    at = within.find(text, after)
    while at >= 0:
        yield at
        at = within.find(text, at + 1)


def _apart(was: str, old: Range, now: str, at: int) -> bool:
    end = at + old[1] - old[0]
    before, after = now[at - 1 : at] if at else "", now[end : end + 1]
    same_before = before == (was[old[0] - 1 : old[0]] if old[0] else "")
    same_after = after == was[old[1] : old[1] + 1]
    return (same_before or not before or before in _BEFORE) and (
        same_after or not after or after in _AFTER
    )
