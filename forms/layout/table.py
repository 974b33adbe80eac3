"""Tables: cell heights, rows that go on over pages with closed borders, row and column spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from forms.blocks import Cell, Grid, Row
from forms.layout.cells import TextLine, cell_lines, column_edges
from forms.layout.flow import Pager
from forms.layout.ops import Page, RectOp, TextOp
from forms.layout.style import MM, Sheet, TableStyle
from forms.writers.fonts import FontSet

_EPS = 0.05
_TOP_ALIGNED_FROM = 20  # mm of minimum height; such cells are filled from the top


@dataclass(slots=True)
class _Open:
    """A cell being placed: what is left of its lines, where its box starts on this page."""

    cell: Cell
    x: float
    width: float
    lines: list[TextLine]
    y: float
    rows_left: int
    floor: float = 0.0  # minimum height of cell or row, mm
    continued: bool = False
    label: list[TextLine] = field(default_factory=list[TextLine])


class TableSetter:
    """Places one table at the pager's position."""

    def __init__(self, pager: Pager, fonts: FontSet, style: TableStyle) -> None:
        self.pager, self.fonts, self.style = pager, fonts, style
        self.sheet: Sheet = pager.sheet
        self.line = self.sheet.grid_line
        self._open: list[_Open] = []
        self._edges: list[float] = []
        self._header: list[Row] = []
        self._top = 0.0
        self._framed = (Page(), RectOp(0.0, 0.0, 0.0, 0.0, 0.0))

    def lead(self, grid: Grid) -> float:
        """The height the first rows want, so that a heading above is not left alone."""
        self._edges = column_edges(grid.widths, self.sheet.width)
        height = 0.0
        for row in grid.rows:
            height += min(self._natural(row, self._cells(row)), 4 * self.line)
            if not row.header:
                break
        return height

    def place(self, grid: Grid, tail: float = 0.0) -> None:
        """Put the table on the pages; its last row stays with what wants `tail` below it."""
        self._edges = column_edges(grid.widths, self.sheet.width)
        self._header = []
        rows = list(grid.rows)
        while rows and rows[0].header:
            self._header.append(rows.pop(0))
        if self.lead(grid) > self.pager.left + _EPS and not self.pager.at_top:
            self.pager.new_page()
        self._top = self._join()
        self._put_header()
        for row in rows[:-1]:
            self._place_row(row)
        for row in rows[-1:]:
            self._place_row(row, tail)
        self._frame()

    def _join(self) -> float:
        """The top of the frame: that of the table above when the two touch."""
        page, rect = self._framed
        if page is not self.pager.page or abs(rect.y + rect.height - self.pager.y) > _EPS:
            return self.pager.y
        page.rects.remove(rect)
        return rect.y

    def _put_header(self) -> None:
        for row in self._header:
            self._open.extend(self._cells(row))
            self._advance(self._natural(row, []))

    def _cells(self, row: Row) -> list[_Open]:
        opened: list[_Open] = []
        for cell in row.cells:
            x = self._edges[cell.column]
            width = self._edges[cell.column + cell.span] - x
            lines = cell_lines(cell, width - 2 * self._pad(cell), self.fonts, self.sheet)
            label = lines if cell.label else []
            item = _Open(cell, x, width, lines, self.pager.y, cell.rowspan, label=label)
            item.floor = max(cell.min_height, row.min_height)
            opened.append(item)
        return opened

    def _pad(self, cell: Cell) -> float:
        # Labels are in the middle; four characters should go into a narrow column.
        return self.style.pad_x / 2 if cell.label else self.style.pad_x

    def _need(self, item: _Open) -> float:
        text = len(item.lines) * self.line + 2 * self.style.pad_y
        floor = 0.0 if item.continued else item.cell.min_height * MM
        return max(text, floor)

    def _natural(self, row: Row, own: list[_Open]) -> float:
        """The height of a row: its own cells, and what spans ending here still need."""
        height = max(self.sheet.grid_row, row.min_height * MM)
        for item in own or self._open:
            if item.rows_left == 1:
                height = max(height, self._need(item) - (self.pager.y - item.y))
        return height

    def _place_row(self, row: Row, tail: float = 0.0) -> None:
        cells = self._cells(row)
        # Spans from above that end with this row can ask for height, so they count too.
        self._open.extend(cells)
        height = self._natural(row, [])
        if height <= self.pager.left + _EPS < height + tail and not self._fresh_page():
            self._move_to_next_page(cells)
        while height > self.pager.left + _EPS:
            if self._splittable(height):
                self._split()
                height = max(self._rest(), height - self._last_piece)
            elif self._fresh_page():
                break
            else:
                self._move_to_next_page(cells)
            height = max(self._rest(), min(height, self.sheet.height))
        self._advance(height)

    def _rest(self) -> float:
        ending = [item for item in self._open if item.rows_left == 1]
        needs = [self._need(item) - (self.pager.y - item.y) for item in ending]
        return max([self.line + 2 * self.style.pad_y, *needs])

    def _fresh_page(self) -> bool:
        return self.pager.y <= self.sheet.top + self._header_height() + _EPS

    def _header_height(self) -> float:
        return sum(self._natural(row, self._cells(row)) for row in self._header)

    def _splittable(self, height: float) -> bool:
        room = self.pager.left - 2 * self.style.pad_y
        if self._fresh_page():
            return max((len(i.lines) for i in self._open), default=0) * self.line > room
        longest = max((len(i.lines) for i in self._open if not i.cell.label), default=0)
        return longest >= 6 and room >= 3 * self.line and height > 5 * self.line

    def _split(self) -> None:
        """Fill the page with what fits of each open cell, close the borders, go on overleaf."""
        bottom = self.sheet.bottom
        self._last_piece = bottom - self.pager.y
        for item in self._open:
            self._draw(item, bottom, final=False)
        self.pager.y = bottom
        self._turn()

    def _move_to_next_page(self, own: list[_Open]) -> None:
        """The row goes to the next page whole; spans from above are closed here."""
        self._open = [item for item in self._open if item not in own]
        for item in self._open:
            self._draw(item, self.pager.y, final=False)
        self._turn()
        for item in own:
            item.y = self.pager.y
        self._open.extend(own)

    def _turn(self) -> None:
        self._frame()
        kept, self._open = self._open, []
        self.pager.new_page()
        self._top = self.pager.y
        self._put_header()
        for item in kept:
            item.y = self.pager.y
            item.continued = True
        self._open = kept

    def _advance(self, height: float) -> None:
        """Finish a row of this height: draw the cells that end with it."""
        self.pager.y += height
        going_on: list[_Open] = []
        for item in self._open:
            item.rows_left -= 1
            if item.rows_left:
                going_on.append(item)
            else:
                self._draw(item, self.pager.y, final=True)
        self._open = going_on

    def _draw(self, item: _Open, bottom: float, *, final: bool) -> None:
        height = bottom - item.y
        if height <= _EPS:
            return
        page, pad = self.pager.page, self.style.pad_y
        x = self.sheet.left + item.x
        page.rects.append(RectOp(x, item.y, item.width, height, self.style.line))
        room = max(0, int((height - 2 * pad + _EPS) / self.line))
        shown = item.lines if final else item.lines[:room]
        y = item.y + self._offset(item, len(shown) * self.line, height)
        rise = (self.line - self.sheet.grid_size) / 2 + 0.88 * self.sheet.grid_size
        inset = self._pad(item.cell)
        for place, line in enumerate(shown):
            page.texts.append(
                TextOp(x + inset, y + place * self.line + rise, self.sheet.grid_size, line)
            )
        if not final:
            item.lines = item.lines[len(shown) :]
            if item.label and not item.lines:
                item.lines = item.label

    def _offset(self, item: _Open, text: float, height: float) -> float:
        pad = self.style.pad_y
        valign = item.cell.valign or self._default_valign(item)
        if valign == "top":
            return pad
        if valign == "bottom":
            return max(pad, height - pad - text)
        return max(pad, (height - text) / 2)

    def _default_valign(self, item: _Open) -> str:
        if item.cell.label:
            return "middle"
        return "top" if item.continued or item.floor >= _TOP_ALIGNED_FROM else "middle"

    def _frame(self) -> None:
        """A heavier line around what is on this page."""
        height = self.pager.y - self._top
        if height > _EPS:
            rect = RectOp(self.sheet.left, self._top, self.sheet.width, height, self.style.outer)
            self.pager.page.rects.append(rect)
            self._framed = (self.pager.page, rect)

    _last_piece = 0.0
