"""The order of a list that is read in pages: a heading asks for it, the query makes it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.queries.lists.ordering import Order

if TYPE_CHECKING:
    from ui.widgets.paged import Row
    from ui.widgets.tables import Table


class Sorting(QObject):
    """Holds the order that a person chose by a heading or in the menu of the rows."""

    changed = Signal()

    def __init__(self, table: "Table[Row]", keys: Mapping[int, str], standing: Order) -> None:
        """`keys` are those of the query by column; `standing` is the order before any choice."""
        super().__init__(table)
        self._show = table.show_order
        self._keys = dict(keys)
        self._standing = standing
        self.order = standing
        table.read_by(self._keys)
        table.headed.connect(self._headed)
        self.take(standing)

    def take(self, order: Order) -> None:
        """Have an order; one that the list does not know leaves it in its standing one."""
        known = order == self._standing or order.key in self._keys.values()
        self.order = order if known else self._standing
        at = next((n for n, key in self._keys.items() if key == self.order.key), None)
        self._show(None if at is None else (at, self.order.down))

    def _headed(self, column: int) -> None:
        """Sort by a column, then the other way round, then as the list was before."""
        key, now, standing = self._keys[column], self.order, self._standing
        if now.key != key:
            chosen = standing if key == standing.key else Order(key)
        elif key == standing.key or now.down == Order(key).down:
            chosen = Order(key, not now.down)
        else:
            chosen = standing
        self.take(chosen)
        self.changed.emit()
