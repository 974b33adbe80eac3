"""How paragraphs were changed, clause by clause, and what in them needs a second look.

Everything here runs on the worker and knows no Qt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path

from forms.edited.compare import Change
from models.queries.documents import called
from models.queries.edited_papers import edits_of
from models.services.papers.returned import Returned, look_at
from models.services.shared.glyphs import unprintable
from models.store.desk import Desk

_CLAUSE = re.compile(r"[^，。；：、！？]*[，。；：、！？]|[^，。；：、！？]+")
_MOST_SAME = 120  # characters in a row that are shown although nothing changed in them
_BESIDE = 40  # of a longer stretch, at each of its ends
_LEFT_OUT = " …… "


@dataclass(frozen=True)
class Part:
    """A stretch of a paragraph, changed or not."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Difference:
    """A paragraph as it was and as it is; `cautions` say what needs a second look."""

    head: str
    old: tuple[Part, ...]
    new: tuple[Part, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """What is shown of an edited paper; `returned` while it has not been taken."""

    title: str
    differences: tuple[Difference, ...]
    returned: Returned | None = None


def look(desk: Desk, case_id: int, path: Path) -> Seen:
    """Return what a file changes in its draft; BadInput when it cannot be taken."""
    found = look_at(desk, case_id, path)
    shown = tuple(difference(f"第{one.number}段", one) for one in found.changes)
    return Seen(found.title, shown, found)


def edits(desk: Desk, document_id: int) -> Seen:
    """Return how a stored paper was edited."""
    said = [Change(0, 0, edit.was, edit.now) for edit in edits_of(desk, document_id)]
    shown = tuple(difference(f"第{n}处", one) for n, one in enumerate(said, 1))
    return Seen(called(desk, document_id).title, shown)


def difference(head: str, change: Change) -> Difference:
    """Return a change as it is shown."""
    one, other = _CLAUSE.findall(change.was), _CLAUSE.findall(change.now)
    old, new = list[Part](), list[Part]()
    for _kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        was, now = "".join(one[a:b]), "".join(other[c:d])
        before = _alike(was, now)
        after = _alike(was[before:][::-1], now[before:][::-1])
        old += _parts(was, before, len(was) - after)
        new += _parts(now, before, len(now) - after)
    return Difference(head, tuple(old), tuple(new), tuple(_cautions(change)))


def _alike(one: str, other: str) -> int:
    """Return how many characters are the same at the beginning."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _parts(text: str, start: int, end: int) -> Iterator[Part]:
    """Yield a stretch of which only what is between two places was changed."""
    around = Part(text[:start], False), Part(text[start:end], True), Part(text[end:], False)
    for part in around:
        if not part.changed and len(part.text) > _MOST_SAME:
            part = Part(f"{part.text[:_BESIDE]}{_LEFT_OUT}{part.text[-_BESIDE:]}", False)
        if part.text:
            yield part


def _cautions(change: Change) -> Iterator[str]:
    said = [f"没有了“{'”“'.join(change.gone)}”"] if change.gone else []
    said += [f"多出了“{'”“'.join(change.new)}”"] if change.new else []
    if said:
        yield f"日期、数字或者法条有变，请核对：{'，'.join(said)}"
    yield from unprintable(change.now)
