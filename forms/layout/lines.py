"""Break text into lines and set each to its width: the Chinese rules, independent of PDF.

Widths are in points; a `Measure` gives the font index and the width in em of a character.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from forms.layout.charset import (
    BOX_OFF,
    BOX_ON,
    CLOSE_MARKS,
    NO_END,
    NO_START,
    OPEN_MARKS,
    breaks_between,
    is_ideograph,
    is_latin,
    is_word,
)

Measure = Callable[[str], tuple[int, float]]
_EPS = 0.01
_SHORT_OPTION = 14  # characters
_LONG_WORD = 24  # characters; a longer word may be cut rather than leave a torn line


@dataclass(slots=True)
class Glyph:
    """One character to be set, its font, and how its advance may change."""

    char: str
    font: int
    advance: float  # to the next glyph, before the line is set
    trail: float = 0.0  # part of the advance that is gone at a line end (gap, space)
    tail: float = 0.0  # part of the advance that may go at a line end (blank half of a mark)
    shrink: float = 0.0  # part of the advance that may be squeezed inside a line
    stretch: float = 0.0  # weight of this place when a line is spread
    can_break: bool = False  # a line may end after it


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes of a text: `pitch` is the advance of a Chinese character, gaps are in em."""

    size: float
    pitch: float
    gap: float = 0.15
    max_spread: float = 0.16


@dataclass(slots=True)
class Line:
    """Glyphs of one line, the x of each from the left edge of the frame, and where it ends."""

    glyphs: list[Glyph]
    places: list[float]
    end: float


def shape(text: str, measure: Measure, setting: Setting) -> list[Glyph]:
    """Turn text into glyphs with Chinese spacing, squeezed pairs of marks and break places."""
    size, spacing = setting.size, setting.pitch - setting.size
    glyphs: list[Glyph] = []
    for char in text:
        font, width = measure(char)
        wide = width > 0.9
        advance = width * size + (spacing if wide else 0.0)
        glyph = Glyph(char, font, advance, stretch=1.0 if wide else 0.0)
        if wide and char in CLOSE_MARKS:
            glyph.tail = glyph.shrink = size / 2
        elif char == " ":
            glyph.trail, glyph.shrink, glyph.stretch = advance, advance / 4, 1.5
        glyphs.append(glyph)
    for index in range(len(glyphs) - 1):
        _pair(glyphs[index], glyphs[index + 1], setting)
    if BOX_OFF in text or BOX_ON in text:
        _glue_options(glyphs)
    if glyphs:
        glyphs[-1].can_break = True
    return glyphs


def _glue_options(glyphs: list[Glyph]) -> None:
    """A short option after a tick box stays on one line."""
    start = -1
    for index, glyph in enumerate(glyphs):
        if glyph.char in (BOX_OFF, BOX_ON):
            glyph.stretch = 0.0
            start = index
        elif start >= 0 and (glyph.char == "\u3000" or index == len(glyphs) - 1):
            if index - start <= _SHORT_OPTION:
                for inner in glyphs[start : index - 1 if glyph.char == "\u3000" else index]:
                    inner.can_break = False
            start = -1


def _pair(here: Glyph, after: Glyph, setting: Setting) -> None:
    a, b = here.char, after.char
    here.can_break = breaks_between(a, b)
    # Two marks in a row: the blank half between them goes (both are full-width).
    if here.stretch and after.stretch and b in OPEN_MARKS and a in OPEN_MARKS:
        here.advance -= setting.size / 2
    elif here.shrink and a in CLOSE_MARKS and (b in CLOSE_MARKS or b in OPEN_MARKS):
        here.advance -= here.shrink
        here.shrink = here.tail = 0.0
    elif (is_latin(a) and is_ideograph(b)) or (is_ideograph(a) and is_latin(b)):
        gap = setting.gap * setting.size
        here.advance += gap
        here.trail, here.shrink, here.stretch = gap, gap / 2, 0.0


def break_lines(
    glyphs: Sequence[Glyph], width: float, setting: Setting, first: float, rest: float
) -> list[tuple[int, int, float]]:
    """Return (start, end, indent) of each line; `first` and `rest` are indents in points."""
    lines: list[tuple[int, int, float]] = []
    start, count, indent = 0, len(glyphs), first
    while start < count:
        end = _line_end(glyphs, start, width - indent, setting)
        # Spaces at the break stay with the line before, where they take no room.
        while end < count and glyphs[end].char == " ":
            end += 1
        lines.append((start, end, indent))
        start, indent = end, rest
    return lines


@dataclass(slots=True)
class _Choice:
    """What was found for one line: the last break that fits, the first that fits squeezed."""

    fits: int = -1
    free: float = 0.0
    weight: float = 0.0
    squeezed: int = -1
    cost: float = 0.0


def _line_end(glyphs: Sequence[Glyph], start: int, room: float, setting: Setting) -> int:
    """The end of the line that starts here; prefers the choice that is seen least."""
    choice = _Choice()
    used = shrink = weight = 0.0
    index, count, limit = start, len(glyphs), room + _EPS
    while index < count:
        glyph = glyphs[index]
        natural = used + glyph.advance - glyph.trail
        if natural - shrink - glyph.tail > limit:
            break
        if glyph.can_break:
            if natural <= limit:
                choice.fits, choice.free, choice.weight = index, room - natural, weight
            elif choice.squeezed < 0:
                choice.squeezed = index
                inner = natural - room - glyph.tail
                choice.cost = 0.02 + (0.12 * inner / shrink if inner > 0 and shrink > 0 else 0.0)
        used += glyph.advance
        shrink += glyph.shrink
        weight += glyph.stretch
        index += 1
    if choice.fits == count - 1:
        return count
    return _chosen(glyphs, start, index, room, setting, choice)


def _chosen(
    glyphs: Sequence[Glyph], start: int, reach: int, room: float, setting: Setting, choice: _Choice
) -> int:
    if choice.fits < 0:
        if choice.squeezed >= 0:
            return choice.squeezed + 1
        return _cut(glyphs, start, max(reach, start + 1), room)
    spread = choice.free / setting.size / max(choice.weight, 1.0)
    if choice.squeezed >= 0 and choice.cost < spread:
        return choice.squeezed + 1
    if spread > setting.max_spread / 2 and _word_length(glyphs, choice.fits + 1) >= _LONG_WORD:
        return _cut(glyphs, start, reach, room)
    return choice.fits + 1


def _word_length(glyphs: Sequence[Glyph], start: int) -> int:
    end = start
    while end < len(glyphs) and end - start < _LONG_WORD and is_word(glyphs[end].char):
        end += 1
    return end - start


def _cut(glyphs: Sequence[Glyph], start: int, reach: int, room: float) -> int:
    """No good break: cut a long word after a joint if there is one, else where the line is full."""
    used, end = 0.0, start
    while end < reach and used + glyphs[end].advance - glyphs[end].trail <= room + _EPS:
        used += glyphs[end].advance
        end += 1
    end = max(end, start + 1)
    if end >= len(glyphs):
        return len(glyphs)
    for cut in range(end, start + (end - start) * 2 // 3, -1):
        if glyphs[cut - 1].char in "-/_.@?&=":
            return cut
    for cut in range(end, start, -1):
        if glyphs[cut].char not in NO_START and glyphs[cut - 1].char not in NO_END:
            return cut
    return end


def set_line(
    glyphs: Sequence[Glyph], room: float, indent: float, align: str, last: bool, setting: Setting
) -> Line:
    """Place the glyphs of one line: spread to the right edge, or left, center, right."""
    shown = list(glyphs)
    while shown and shown[-1].char == " ":
        shown.pop()
    if not shown:
        return Line([], [], indent)
    advances = [glyph.advance for glyph in shown]
    advances[-1] -= shown[-1].trail
    free = room - sum(advances)
    if free < -_EPS:
        _squeeze(shown, advances, -free)
        free = room - sum(advances)
    if align == "justify" and not last and free > _EPS:
        _spread(shown, advances, free, setting)
    x = indent
    if align in ("center", "right"):
        x += max(0.0, free / 2 if align == "center" else free)
    places: list[float] = []
    for advance in advances:
        places.append(x)
        x += advance
    return Line(shown, places, x)


def _squeeze(glyphs: list[Glyph], advances: list[float], excess: float) -> None:
    # First the blank half of the last mark, which nobody misses; then all places alike.
    tail = min(glyphs[-1].tail, excess)
    advances[-1] -= tail
    excess -= tail
    total = sum(glyph.shrink for glyph in glyphs[:-1])
    if excess > _EPS and total > 0:
        part = min(1.0, excess / total)
        for index, glyph in enumerate(glyphs[:-1]):
            advances[index] -= glyph.shrink * part


def _spread(glyphs: list[Glyph], advances: list[float], free: float, setting: Setting) -> None:
    total = sum(glyph.stretch for glyph in glyphs[:-1])
    if total <= 0 or free / total > setting.max_spread * setting.size:
        return
    for index, glyph in enumerate(glyphs[:-1]):
        advances[index] += free * glyph.stretch / total


def typeset(
    text: str,
    measure: Measure,
    setting: Setting,
    width: float,
    *,
    first: float = 0.0,
    rest: float = 0.0,
    align: str = "justify",
) -> list[Line]:
    """Set one paragraph (no line breaks in it) in a frame of this width; at least one line."""
    glyphs = shape(text, measure, setting)
    spans = break_lines(glyphs, width, setting, first, rest)
    lines = [
        set_line(glyphs[start:end], width - indent, indent, align, end == len(glyphs), setting)
        for start, end, indent in spans
    ]
    return lines or [Line([], [], first)]
