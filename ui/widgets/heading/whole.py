"""How wide columns must be whose contents are never cut: dates and numbers."""

from collections.abc import Iterable
from typing import Generic

from PySide6.QtWidgets import QTableView

from ui.widgets.paged import PagedModel, Row

_DIGITS = str.maketrans("123456789", "0" * 9)
GRID = 1  # a view takes one pixel of a cell's width for its grid, drawn or not


class Contents(Generic[Row]):
    """Knows the widest text seen in each such column; digits are as wide as each other.

    So of a hundred thousand dates one is measured, and rows as they come or come into sight.
    """

    def __init__(self, table: QTableView, lines: PagedModel[Row]) -> None:
        self._table, self._lines = table, lines
        self._seen: dict[int, set[str]] = {}
        self._least: dict[int, int] = {}
        self._around = 0  # what a cell has beside its text

    def forget(self) -> None:
        """Forget what was measured: there are other rows, or another type."""
        self._seen, self._least, self._around = {}, {}, 0

    def least(self, column: int) -> int:
        """Return how wide a column is at least."""
        return self._least.get(column, 0)

    def measure(self, rows: Iterable[int]) -> bool:
        """Measure these rows; whether a column has to be wider for them."""
        before = dict(self._least)
        columns = [n for n, one in enumerate(self._lines.columns) if one.whole]
        for row in rows if columns else ():
            for column in columns:
                text = self._lines.columns[column].text(self._lines.rows[row])
                shape = text.translate(_DIGITS)
                if shape not in self._seen.setdefault(column, set()):
                    self._seen[column].add(shape)
                    wide = self._wide(row, column, shape)
                    self._least[column] = max(wide, self._least.get(column, 0))
        return self._least != before

    def _wide(self, row: int, column: int, shape: str) -> int:
        metrics = self._table.fontMetrics()
        if not self._around:
            index = self._lines.index(row, column)
            text = metrics.horizontalAdvance(str(index.data() or ""))
            self._around = max(1, self._table.sizeHintForIndex(index).width() - text) + GRID
        return metrics.horizontalAdvance(shape) + self._around
