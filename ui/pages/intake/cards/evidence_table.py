# pyright: basic
"""证据: the list as a table; rows come from the keyboard or from Word and Excel."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from models import reference
from models.rules.events import Json
from models.rules.intake import checks
from models.rules.intake.checks import check_field
from models.rules.intake.fields import Group
from models.rules.intake.pasted.cells import pasted_rows
from ui.pages.intake.cards.section import Section
from ui.pages.intake.checked_form import About
from ui.pages.intake.collect import Values
from ui.pages.intake.pasted import evidence_from_paste
from ui.widgets.layout import button, label
from ui.widgets.values import records

_SHOWN_ROWS = (4, 12)
_UNDO_STEPS = 50


class _Cell(QLineEdit):
    """A cell being typed into; several rows on the clipboard go to the table, not into it."""

    def __init__(self, parent: QWidget, paste: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self._paste = paste

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave a pasted table to the table."""
        text = QGuiApplication.clipboard().text().strip()
        if event.matches(QKeySequence.StandardKey.Paste) and ("\t" in text or "\n" in text):
            self._paste()
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    def __init__(self, table: "EvidenceTable") -> None:
        super().__init__(table)
        self._table = table

    def createEditor(  # noqa: N802 - Qt's name
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return the editor of a cell, named by its column."""
        cell = _Cell(parent, self._table.section.paste)
        cell.setAccessibleName(self._table.rules[index.column()].label)
        return cell


class EvidenceTable(QTableWidget):
    """Cells to type in; Ctrl+V takes rows, Delete empties cells, Ctrl+Z brings back what was there.

    An empty row waits at the end.
    """

    def __init__(self, section: "EvidenceSection") -> None:
        rules = reference.fields().of(Group.EVIDENCE)
        super().__init__(0, len(rules))
        self.rules = rules
        self.section = section
        self.setHorizontalHeaderLabels([rule.label for rule in self.rules])
        self.setAccessibleName("证据清单")
        self.setObjectName("field:evidence")
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed
            | trigger.SelectedClicked
        )  # fmt: skip
        self.setItemDelegate(_Cells(self))
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(32)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width between the columns by what is in them."""
        super().resizeEvent(event)
        room = self.viewport().width()
        weights = [rule.width for rule in self.rules]
        for column, weight in enumerate(weights):
            self.setColumnWidth(column, room * weight // sum(weights))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Grow with the rows, within limits."""
        low, high = _SHOWN_ROWS
        rows = min(max(self.rowCount(), low), high)
        height = self.horizontalHeader().sizeHint().height() + 4
        return QSize(400, height + rows * self.verticalHeader().defaultSectionSize())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The table never squeezes below its rows; the page scrolls."""
        return QSize(200, self.sizeHint().height())

    def help_key(self) -> str:
        """Return the help of the column with the cursor (F1)."""
        column = self.currentColumn()
        return f"intake.evidence.{self.rules[column].id}" if column >= 0 else "intake.evidence"

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+V pastes rows, Delete empties, Tab leaves at the end."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.section.paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.section.undo()
        elif event.key() == Qt.Key.Key_Delete:
            self.section.empty_cells(self.selectedItems())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes on to the next card from the last cell, back from the first."""
        row, column = self.currentRow(), self.currentColumn()
        last = (self.rowCount() - 1, self.columnCount() - 1)
        leaving = (row, column) == (last if forward else (0, 0)) or row < 0
        self.setTabKeyNavigation(not leaving)
        return super().focusNextPrevChild(forward)


class EvidenceSection(Section):
    """The evidence list of the request."""

    def __init__(self, about: About) -> None:
        super().__init__("证据")
        self.about = about
        self._kept: dict[int, Values] = {}
        self._now: list[Values] = []
        self._past: list[list[Values]] = []  # what was there before each change
        self.table = EvidenceTable(self)
        self.names = [rule.id for rule in self.table.rules]
        self.body.addWidget(self.table)
        self.note = label("", "problem")
        self.note.hide()
        self.body.addWidget(self.note)
        line = self.row(
            button("粘贴清单", self.paste),
            button("删除所选行", self.delete_rows),
            label("从 Word 或 Excel 复制的多行可以直接粘贴（Ctrl+V）", "secondary", wrap=False),
            stretch=None,
        )
        line.addStretch(1)
        self.table.itemChanged.connect(self._changed)
        self.set_values([])

    def values(self) -> list[Json]:
        """Return the rows that are not empty."""
        return list(self._rows())

    def _rows(self) -> list[Values]:
        return [self._row(n) for n in self._filled()]

    def _filled(self) -> list[int]:
        """Return the rows of the table in which something is."""
        rows = range(self.table.rowCount())
        return [n for n in rows if any(self._row(n)[name] for name in self.names)]

    def _row(self, number: int) -> Values:
        cells = [self.table.item(number, column) for column in range(len(self.names))]
        texts = {
            n: cell.text().strip() if cell else ""
            for n, cell in zip(self.names, cells, strict=True)
        }
        return self._kept.get(number, {}) | texts

    def set_values(self, values: Json) -> None:
        """Show rows, with an empty one to type the next into."""
        self._show(records(values))
        self._now, self._past = self._rows(), []

    def undo(self) -> None:
        """Bring back what was there before the last change."""
        if self._past:
            self._now = self._past.pop()
            self._show(self._now)
            self.edited.emit()

    def _done(self) -> None:
        """Something was changed by hand."""
        self._past = [*self._past[1 - _UNDO_STEPS :], self._now]
        self._now = self._rows()
        self.check()
        self.edited.emit()

    def empty_cells(self, items: list[QTableWidgetItem]) -> None:
        """Empty cells, all in one step."""
        self.table.blockSignals(True)
        for item in items:
            item.setText("")
        self.table.blockSignals(False)
        self.table.viewport().update()
        self._done()

    def _show(self, rows: list[Values]) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        self._kept = {}
        self.table.blockSignals(False)
        self._append(rows, 0)
        self.check()

    def _append(self, rows: list[Values], start: int) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(max(self.table.rowCount(), start + len(rows) + 1))
        for n, row in enumerate(rows, start=start):
            self._kept[n] = {k: v for k, v in row.items() if k not in self.names}
            for column, name in enumerate(self.names):
                if name in row:
                    self.table.setItem(n, column, QTableWidgetItem(str(row[name] or "")))
        self.table.blockSignals(False)
        self.table.updateGeometry()

    def paste(self) -> None:
        """Take the rows of the clipboard to the end of the list."""
        found = evidence_from_paste(pasted_rows(QGuiApplication.clipboard().text()))
        if not found.rows:
            self._say("剪贴板里没有表格或者文字")
            return
        self._append(found.rows, max(self._filled(), default=-1) + 1)
        self._done()
        if found.left_out:
            self._say(f"没有对应的栏目，没有粘贴：{'、'.join(found.left_out)}")

    def delete_rows(self) -> None:
        """Take the selected rows out."""
        gone = {index.row() for index in self.table.selectedIndexes()} or {self.table.currentRow()}
        kept = [self._row(n) for n in range(self.table.rowCount()) if n not in gone]
        self._show([row for row in kept if any(row.get(name) for name in self.names)])
        self._done()

    def _changed(self, item: QTableWidgetItem) -> None:
        if item.row() == self.table.rowCount() - 1 and item.text().strip():
            self._append([], self.table.rowCount())
        self._done()

    def check(self) -> None:
        """Say which cells cannot be kept."""
        found = [
            f"第{n + 1}行{rule.label}：{one.text}"
            for n in self._filled()
            for rule in self.table.rules
            for one in check_field(rule, str(self._row(n)[rule.id]), checks.About())
        ]
        self._say("\n".join(found[:5]))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the table, with its cell current."""
        column = self.names.index(name) if name in self.names else 0
        self.table.setCurrentCell(self._place(index), column)
        return self.table

    def _place(self, index: int | None) -> int:
        """Return the row of the table in which the evidence with this index is."""
        filled, wanted = self._filled(), index or 0
        return filled[wanted] if wanted < len(filled) else self.table.rowCount() - 1

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal under the table."""
        heading = self.table.rules[self.names.index(name)].label if name in self.names else ""
        self._say(f"第{self._place(index) + 1}行{heading}：{text}")
        return True
