"""A list whose columns share its width, and are chosen, ordered and sized by a person."""

from collections.abc import Collection
from dataclasses import replace
from typing import Generic

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QTableView

from ui.widgets.heading.header import Header
from ui.widgets.heading.kept import keep, kept
from ui.widgets.heading.menu import add_columns
from ui.widgets.heading.placed import Placed, arranged
from ui.widgets.heading.sharing import Claim, shared
from ui.widgets.heading.whole import Contents
from ui.widgets.paged import PagedModel, Row
from ui.widgets.table_menu import new_menu

BASE = 14  # the type, in pixels, in which widths of columns are given
ROOMY, CLOSE = 2, 1.4  # the height of a row, times that of the type
NARROWEST = 40  # of a column whose contents may be cut, in type of 14 pixels
FIRST = 200  # rows that are measured before they are seen


class ColumnsView(QTableView, Generic[Row]):
    """Shows a model; what a person did with its columns is remembered under `name`."""

    def __init__(self, name: str, model: PagedModel[Row], *, most: int, arranges: bool) -> None:
        """`most` = as high as its rows up to so many; `arranges` = a person may change columns."""
        self.lines = model
        self.most = most
        self.name = name
        self.arranges = arranges
        self._hidden: frozenset[int] = frozenset()
        self._placed: list[Placed] = []
        self._restored = self._sharing = False
        super().__init__()
        self._contents = Contents(self, model)
        self.header = Header(self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.header.setSectionsMovable(arranges)
        self.header.drawn.connect(self._drawn)
        self.header.dropped.connect(self._dropped)
        self.header.asked.connect(self._column_menu)
        self.verticalScrollBar().valueChanged.connect(self._seen)
        model.modelReset.connect(self._read_again)
        model.rowsInserted.connect(self._read_on)

    # ---- what a person wants

    def placed(self) -> list[Placed]:
        """Return the columns from left to right as a person wants them."""
        return arranged([one.title for one in self.lines.columns], self._placed)

    def _place(self, columns: Collection[Placed]) -> None:
        self._placed = list(columns)
        keep(self, self.name, self._placed)
        self.share()

    def offered(self) -> list[int]:
        """Return the columns that can be chosen, from left to right."""
        return [n for n in self._in_order() if self.lines.columns[n].title]

    def wanted_columns(self) -> list[int]:
        """Return the columns that nobody took away, from left to right, there being room or not."""
        away = {one.title for one in self._placed if one.shown is False}
        return [n for n in self._in_order() if self.lines.columns[n].title not in away]

    def _in_order(self) -> list[int]:
        columns = self.lines.columns
        titles = {one.title: n for n, one in enumerate(columns)}
        placed = [titles[one.title] for one in self.placed()] if self.arranges else []
        return [n for n in placed or range(len(columns)) if n not in self._hidden]

    def tick(self, column: int, shown: bool) -> None:
        """Show a column or not; the last one stays."""
        if shown or self.shown_columns() != [column]:
            self._change(column, shown=shown)

    def move_column(self, column: int, by: int) -> None:
        """Have a column change places with the one in sight on its left (-1) or right (1)."""
        shown, title = self.shown_columns(), self.lines.columns[column].title
        at = shown.index(column) + by if column in shown else -1
        if 0 <= at < len(shown):
            other = self.lines.columns[shown[at]].title
            columns = self.placed()
            places = {one.title: n for n, one in enumerate(columns)}
            one = columns.pop(places[title])
            columns.insert(places[other], one)
            self._place(columns)

    def changed_columns(self) -> bool:
        """Whether a person has changed anything of the columns."""
        return any(one != Placed(one.title) for one in self._placed) or [
            one.title for one in self._placed
        ] not in ([], [one.title for one in self.lines.columns])

    def reset_columns(self) -> None:
        """Have the columns as they were made."""
        self._place(())

    def _change(self, column: int, **what: bool | int) -> None:
        title = self.lines.columns[column].title
        self._place([replace(c, **what) if c.title == title else c for c in self.placed()])

    def _column_menu(self, column: int, where: QPoint) -> None:
        if self.arranges:
            menu = new_menu(self, "各列")
            add_columns(menu, self, column if column >= 0 else None)
            menu.popup(where)

    # ---- by the mouse

    def _drawn(self, column: int, width: int) -> None:
        """Follow a person who draws the edge of a column."""
        if self.arranges and not self._sharing:
            unit, title = self._unit(), self.lines.columns[column].title
            wide = max(1, round(width / unit))
            self._placed = [
                replace(one, width=wide) if one.title == title else one for one in self.placed()
            ]
            self.share()

    def _dropped(self) -> None:
        """Remember what a person did when the mouse is let go."""
        columns, titles = self.lines.columns, {one.title: one for one in self.placed()}
        order = [columns[self.header.logicalIndex(n)].title for n in range(len(columns))]
        now = [titles[title] for title in order]
        if now != kept(self, self.name) and (self._placed or now != self.placed()):
            self._place(now)

    # ---- room

    def hide_columns(self, columns: Collection[int]) -> None:
        """Leave out these columns, and no others."""
        if frozenset(columns) != self._hidden:
            self._hidden = frozenset(columns)
            self.share()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Have the columns as they were left; before, it is not known in which window it is."""
        if not self._restored and self.arranges:
            self._restored = True
            self._placed = kept(self, self.name) or self._placed
            self.share()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the width."""
        super().resizeEvent(event)
        self.share()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the width again after a change of type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._read_again()

    def _read_again(self) -> None:
        self._contents.forget()
        self._contents.measure(range(min(FIRST, len(self.lines.rows))))
        self.share()

    def _read_on(self, _parent: QModelIndex, first: int, last: int) -> None:
        if self._contents.measure(range(first, last + 1)):
            self.share()

    def _seen(self) -> None:
        if self._contents.measure(self.shown_rows()):
            self.share()

    def shown_rows(self) -> range:
        """Return the numbers of the rows that are on the screen."""
        if not self.lines.rows:
            return range(0)
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else len(self.lines.rows) - 1) + 1)

    def share(self) -> None:
        """Give the columns their widths: those of fixed contents first, the others the rest."""
        if self._sharing:
            return
        self._sharing = True
        for _ in range(2):  # a bar that comes takes room, once
            room = self.viewport().width()
            self._lay_out(room)
            if self.viewport().width() == room:
                break
        self._sharing = False

    def _lay_out(self, room: int) -> None:
        high = round(self.fontMetrics().height() * (CLOSE if self.most else ROOMY))
        self.verticalHeader().setDefaultSectionSize(high)
        widths = shared(self._claims(), room)
        over, bars = sum(widths.values()) > room > 0, Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            bars.ScrollBarAsNeeded if over else bars.ScrollBarAlwaysOff
        )
        for number in range(len(self.lines.columns)):
            self.setColumnHidden(number, number not in widths)
        for number, width in widths.items():
            self.setColumnWidth(number, width)
        self._order()
        if self.most:
            above = 0 if self.header.isHidden() else self.header.sizeHint().height()
            below = self.horizontalScrollBar().sizeHint().height() if over else 0
            count = min(max(1, self.lines.rowCount()), self.most)
            self.setFixedHeight(high * count + above + below + 4)

    def _unit(self) -> float:
        return self.fontMetrics().horizontalAdvance("国") / BASE

    def _claims(self) -> dict[int, Claim]:
        columns, unit = self.lines.columns, self._unit()
        wanted = {one.title: one for one in self._placed}
        there = [n for n in range(len(columns)) if n not in self._hidden]
        by_hand = {n: wanted.get(columns[n].title, Placed("")) for n in there}
        if all(one.shown is False for one in by_hand.values()):
            by_hand = {n: replace(one, shown=None) for n, one in by_hand.items()}
        claims: dict[int, Claim] = {}
        for number, hand in by_hand.items():
            column = columns[number]
            if hand.shown is False:
                continue
            wish = round((column.width or column.least) * unit)
            least = self._least(number) if column.whole else min(wish, NARROWEST)
            claims[number] = Claim(
                max(wish, least), least, 0 if hand.shown else column.yields, not column.width,
                round(hand.width * unit),
            )  # fmt: skip
        return claims

    def _least(self, column: int) -> int:
        head = 0 if self.header.isHidden() else self.header.least(column)
        return max(head, self._contents.least(column))

    def _order(self) -> None:
        if self.arranges:
            titles = {one.title: n for n, one in enumerate(self.lines.columns)}
            for place, one in enumerate(self.placed()):
                if (at := self.header.visualIndex(titles[one.title])) != place:
                    self.header.moveSection(at, place)

    def shown_columns(self) -> list[int]:
        """Return the columns in sight from left to right."""
        columns = (self.header.logicalIndex(n) for n in range(len(self.lines.columns)))
        return [n for n in columns if not self.isColumnHidden(n)]
