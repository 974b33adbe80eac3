"""What is on a page: positioned lines of text, boxes and rules; y runs down from the top."""

from __future__ import annotations

from dataclasses import dataclass, field

from forms.layout.lines import Line


@dataclass(frozen=True, slots=True)
class TextOp:
    """One set line: x of its frame, y of its baseline, the size of its glyphs."""

    x: float
    y: float
    size: float
    line: Line
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class RectOp:
    """A rectangle of lines."""

    x: float
    y: float
    width: float
    height: float
    line: float


@dataclass(frozen=True, slots=True)
class RuleOp:
    """A horizontal line."""

    x: float
    y: float
    width: float
    line: float


@dataclass(frozen=True, slots=True)
class PictureOp:
    """A picture (JPEG) in a rectangle."""

    x: float
    y: float
    width: float
    height: float
    jpeg: bytes


@dataclass(slots=True)
class Page:
    """The ops of one page."""

    texts: list[TextOp] = field(default_factory=list[TextOp])
    rects: list[RectOp] = field(default_factory=list[RectOp])
    rules: list[RuleOp] = field(default_factory=list[RuleOp])
    pictures: list[PictureOp] = field(default_factory=list[PictureOp])

    @property
    def empty(self) -> bool:
        """Say whether nothing is on the page yet."""
        return not (self.texts or self.rects or self.rules or self.pictures)


def merged_lines(rects: list[RectOp]) -> list[tuple[float, float, float, float, float]]:
    """Return (weight, x1, y1, x2, y2) of the edges, each drawn once however many cells share it."""
    edges: dict[tuple[float, bool, float], list[tuple[float, float]]] = {}
    for r in rects:
        x1, y1 = round(r.x, 2), round(r.y, 2)
        x2, y2 = round(r.x + r.width, 2), round(r.y + r.height, 2)
        for flat, at, start, end in (
            (True, y1, x1, x2),
            (True, y2, x1, x2),
            (False, x1, y1, y2),
            (False, x2, y1, y2),
        ):
            edges.setdefault((r.line, flat, at), []).append((start, end))
    found: list[tuple[float, float, float, float, float]] = []
    for (weight, flat, at), spans in sorted(edges.items()):
        for start, end in _union(spans):
            found.append((weight, start, at, end, at) if flat else (weight, at, start, at, end))
    return found


def _union(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 0.02:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
