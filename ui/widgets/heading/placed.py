"""What a person wants of the columns of one list, and how it is written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SHOWN = {True: "1", False: "0", None: "-"}
_READ = {text: shown for shown, text in _SHOWN.items()}
MOST = 4000  # no column is wider, whatever a file says
_PARTS = 3


@dataclass(frozen=True)
class Placed:
    """A column by its heading: shown or not (None: as there is room), its width (0: as given).

    A width is in type of 14 pixels, so that it holds at every size of type.
    """

    title: str
    shown: bool | None = None
    width: int = 0


def as_text(columns: Iterable[Placed]) -> str:
    """Write columns from left to right, one a line."""
    return "\n".join(f"{one.title}\t{_SHOWN[one.shown]}\t{one.width}" for one in columns)


def from_text(text: str) -> list[Placed]:
    """Read what `as_text` wrote; a line that says nothing is passed over."""
    found: list[Placed] = []
    for line in text.split("\n"):
        parts = line.split("\t")
        if len(parts) != _PARTS:
            continue
        title, shown, width = parts
        if shown in _READ and width.isdecimal() and len(width) <= len(str(MOST)):
            found.append(Placed(title, _READ[shown], min(int(width), MOST)))
    return found


def arranged(titles: Sequence[str], kept: Iterable[Placed]) -> list[Placed]:
    """Return the columns that there are as they were kept.

    One that is new since then stands behind the one that it follows by itself.
    """
    known = {one.title: one for one in kept if one.title in titles}
    found = list(known.values())
    for number, title in enumerate(titles):
        if title not in known:
            before = titles[number - 1] if number else None
            place = next((n + 1 for n, one in enumerate(found) if one.title == before), 0)
            found.insert(place, Placed(title))
    return found
