"""The one table view: whole rows, columns that share its width, each state in its colour."""

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPushButton,
    QStackedWidget,
    QStyleOptionViewItem,
    QTableView,
)

from ui.shell import theme
from ui.widgets.heading.menu import add_columns
from ui.widgets.heading.view import ColumnsView
from ui.widgets.layout import Card, label
from ui.widgets.paged import Index, More, PagedModel, Row
from ui.widgets.table_menu import add, add_copy, add_orders, as_text, row_menu

if TYPE_CHECKING:
    from models.store.desk import Desk
    from ui.work.tasks import Worker

RowRead = TypeVar("RowRead", covariant=True)
Place = TypeVar("Place")
After = TypeVar("After", covariant=True)


class RowsPage(Protocol[RowRead, After]):
    """One page of a list, and where the next one starts (None: it is the last)."""

    @property
    def rows(self) -> Sequence[RowRead]: ...
    @property
    def after(self) -> After | None: ...


ReadPage = Callable[["Desk", Place | None], RowsPage[Row, Place]]


class Table(ColumnsView[Row]):
    """Shows a model; `opened` carries the row that was clicked twice or entered."""

    opened = Signal(object)
    moved = Signal()  # another row is the current one, or other rows are chosen
    headed = Signal(int)  # a heading was clicked of a list whose order is the reader's

    def __init__(
        self, name: str, model: PagedModel[Row], *, most: int = 0, several: bool = False,
        picks: bool = True, bare: bool = False, sorts: bool = True, kept: str = "",
    ) -> None:  # fmt: skip
        """`most` = as high as its rows up to so many, else as high as there is room.

        `picks` = some row is always chosen; `bare` = in a card: neither heading nor frame;
        `sorts` = a click on a heading puts the rows in its order, which is the case for each list
        that is there as a whole. One that is read in pages is sorted by its reader (`headed`).
        `kept` = under which name its columns are remembered, else under `name`.
        """
        self._picks = picks
        self._in_pages: bool = False
        self._buttons: tuple[QPushButton, ...] = ()
        self._opens: bool = False
        self._orders: tuple[int, ...] = ()  # the columns by which the reader of pages sorts
        self._order_shown: tuple[int, bool] | None = None
        self._pressed: Hashable = None  # the key of the row that was clicked last
        super().__init__(kept or name, model, most=most, arranges=sorts and not bare)
        self.setAccessibleName(name)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(not most)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.header.setVisible(not bare)
        self.header.setSectionsClickable(sorts)
        self.header.sectionClicked.connect(self._headed)
        if bare:
            self.setObjectName("bare")
            self.setFrameShape(QTableView.Shape.NoFrame)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._open)
        self.selectionModel().selectionChanged.connect(self.moved)
        self.share()

    # ---- rows

    def current(self) -> Row | None:
        """Return the current row, None when there is none or it is no longer chosen."""
        index = self.currentIndex()
        return self.lines.rows[index.row()] if self.selectionModel().isSelected(index) else None

    def chosen(self) -> list[Row]:
        """Return the chosen rows from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.lines.rows[row] for row in rows if row < len(self.lines.rows)]

    def show_rows(self, rows: Sequence[Row], more: More | None = None) -> None:
        """Show a first page; the row that was current stays so, else the one in its place."""
        before, place = self.current(), self.currentIndex().row()
        self.lines.start(rows, more)
        found = -1 if before is None else self.lines.find(self.lines.key(before))
        if found < 0 and rows and self._picks:
            found = min(max(place, 0), len(rows) - 1)
        if found >= 0:
            self.go_to(found)
        else:
            self.moved.emit()

    def forget(self) -> None:
        """Show nothing: the rows of something else come, and none of them has been chosen."""
        self.show_rows(())

    def read(
        self,
        worker: "Worker",
        page: ReadPage[Place, Row],
        then: Callable[[bool], None] = lambda _first: None,
    ) -> None:
        """Read the first page of a list, and the following ones as the person scrolls.

        After each of them `then` is told whether it was the first. What is still being read for
        an older question is not shown.
        """

        def ask(after: Place | None, show: Callable[[Sequence[Row], More | None], None]) -> None:
            def done(found: RowsPage[Row, Place]) -> None:
                more = partial(ask, found.after, self.lines.append)
                show(found.rows, None if found.after is None else more)
                then(after is None)

            worker.ask(lambda desk: page(desk, after), done, owner=self, latest="rows")

        self._in_pages = True
        self.lines.stop()
        ask(None, self.show_rows)

    # ---- what is done with rows

    def offer(self, *buttons: QPushButton, opens: bool = False) -> None:
        """Have these buttons of the page in the menu of the rows, too, or 打开 (`opens`)."""
        self._buttons, self._opens = buttons, opens

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Show what can be done with the chosen rows; the row under the mouse is one of them."""
        place = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
        elif (index := self.indexAt(place)).isValid():
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
        menu, row = row_menu(self, self._buttons), self.current()
        if self._opens:
            add(menu, "打开", lambda: self.opened.emit(row)).setEnabled(row is not None)
        add_copy(menu, self.copy, bool(self.selectedIndexes()))
        heads = [(n, self.lines.columns[n].title) for n in self._sortable()]
        if heads:
            add_orders(menu, heads, self._headed)
        if self.arranges:
            add_columns(menu.addMenu("列"), self, None)
        menu.popup(self.viewport().mapToGlobal(place))

    def _sortable(self) -> list[int]:
        there = not self.header.isHidden() and self.header.sectionsClickable()
        told = self._orders if self._in_pages else range(len(self.lines.columns))
        return [n for n in self.offered() if there and n in told]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy whole rows, where Qt copies one cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the chosen rows under their headings, also what has no room on the screen."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        columns = [self.lines.columns[n] for n in self.wanted_columns()]
        if chosen:
            rows = [self.lines.rows[row] for row in chosen]
            QGuiApplication.clipboard().setText(as_text(columns, rows))

    # ---- order

    def read_by(self, columns: Collection[int]) -> None:
        """Say by which columns the reader of the pages can sort."""
        self._orders = tuple(columns)

    def _headed(self, column: int) -> None:
        """Sort by a column, then downwards, then as the rows came."""
        if column not in self._sortable():
            self.show_order(self._order_shown)  # Qt has put its arrow at this heading
            return
        if self._in_pages:
            self.headed.emit(column)
            return
        orders = {None: (column, False), (column, False): (column, True), (column, True): None}
        self.lines.order = order = orders.get(self.lines.order, (column, False))
        self.show_order(order)
        self.show_rows(self.lines.given())

    def show_order(self, order: tuple[int, bool] | None) -> None:
        """Show an arrow at the heading by which the rows are sorted."""
        self._order_shown = order
        header, orders = self.header, Qt.SortOrder  # of which Qt draws ascending as ▼
        header.setSortIndicatorShown(order is not None)
        if order is not None:
            column, down = order
            way = orders.AscendingOrder if down else orders.DescendingOrder
            header.setSortIndicator(column, way)

    def go_to(self, row: int) -> None:
        """Make a row the current and the only chosen one."""
        index = self.lines.index(row, self.shown_columns()[0])
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Note the row: other rows may come before the second click of two."""
        index = self.indexAt(event.position().toPoint())
        self._pressed = self.lines.key(self.lines.rows[index.row()]) if index.isValid() else None
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the row that was clicked first, not one that has come under the mouse since."""
        pressed = self._pressed
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.lines.key(self.lines.rows[index.row()]) == pressed:
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if self.selectionModel().isSelected(index):
            self.opened.emit(self.lines.rows[index.row()])

    # ---- colours

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the cells of chosen rows that have a colour of their own in it.

        Qt draws chosen text in one colour, whatever the model says; so these cells are drawn once
        more, as if they were not chosen, on the ground of the chosen ones.
        """
        super().paintEvent(event)
        painter, option = QPainter(self.viewport()), QStyleOptionViewItem()
        self.initViewItemOption(option)
        ground = QColor(theme.current().accent_soft)
        for index in self._coloured():
            rect = self.visualRect(index)
            painter.fillRect(rect, ground)
            option.rect = rect  # pyright: ignore[reportAttributeAccessIssue] - not in Qt's stubs
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def _coloured(self) -> list[Index]:
        """Return the cells in sight that are chosen and have a colour of their own."""
        chosen, shown = self.selectionModel(), self.shown_columns()
        cells = [self.lines.index(r, c) for r in self.shown_rows() for c in shown]
        role = Qt.ItemDataRole.ForegroundRole
        return [one for one in cells if chosen.isSelected(one) and one.data(role) is not None]


class TableOrWords(QStackedWidget):
    """A table, or the words that are in its place while it is empty."""

    def __init__(self, table: Table[Row], words: str = "") -> None:
        super().__init__()
        card = Card()
        self.words = label(words, "secondary")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(self.words, 1)
        self.addWidget(table)
        self.addWidget(card)
        model = table.lines
        model.modelReset.connect(lambda: self.setCurrentIndex(0 if model.rows else 1))

    def say(self, words: str) -> None:
        """Say something else while the table is empty."""
        self.words.setText(words)
