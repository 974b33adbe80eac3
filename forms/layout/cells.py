"""The lines of a table cell or a tick list, set for its width."""

from __future__ import annotations

from collections.abc import Sequence

from forms.blocks import Cell, Tick
from forms.layout.charset import BOX_OFF, BOX_ON
from forms.layout.lines import Line, Setting, set_line, shape, typeset
from forms.layout.style import Sheet
from forms.layout.titles import title_breaks
from forms.writers.fonts import FontSet

TextLine = Line
_INLINE = 12  # options up to this many characters are side by side


def column_edges(widths: Sequence[float], total: float) -> list[float]:
    """Return the x of each column edge in points; the widths are scaled to the total."""
    scale = total / sum(widths)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width * scale)
    edges[-1] = total
    return edges


def tick_text(option: Tick) -> str:
    """Return the option with the stand-in of its box before it."""
    return (BOX_ON if option.ticked else BOX_OFF) + option.text


def stand_beside(options: Sequence[Tick]) -> bool:
    """Say whether the options of a cell are short enough to be side by side."""
    return all(len(option.text) <= _INLINE for option in options)


def cell_lines(cell: Cell, width: float, fonts: FontSet, sheet: Sheet) -> list[TextLine]:
    """Set the text and the tick boxes of a cell; an empty cell has no lines."""
    size = sheet.grid_size
    measure = fonts.widths("fang").__getitem__
    setting = Setting(size, size, max_spread=0.12)
    align = cell.align or ("center" if cell.label else "left")
    justify = "justify" if align == "left" else align
    lines: list[TextLine] = []
    for part in cell.text.split("\n") if cell.text else ():
        if cell.label:
            lines.extend(_balanced(part, fonts, setting, width, align))
        else:
            lines.extend(typeset(part, measure, setting, width, align=justify))
    if cell.ticks and stand_beside(cell.ticks):
        text = "　".join(tick_text(option) for option in cell.ticks)
        lines.extend(typeset(text, measure, setting, width, align="left"))
    else:
        for option in cell.ticks:
            lines.extend(
                typeset(tick_text(option), measure, setting, width, rest=size, align=justify)
            )
    return lines


def _balanced(
    text: str, fonts: FontSet, setting: Setting, width: float, align: str
) -> list[TextLine]:
    """Lines of a label, about equally long, so that no single character is left over."""
    glyphs = shape(text, fonts.widths("fang").__getitem__, setting)
    return [
        set_line(glyphs[start:end], width, 0.0, align, True, setting)
        for start, end in title_breaks(glyphs, width)
    ]
