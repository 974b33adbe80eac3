"""Ctrl+K: every command by a few letters."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.rules.folding import folded
from ui.shell.actions import ACTIONS, Act, Action
from ui.shell.targets import Target
from ui.widgets.layout import on_screen


class Palette(QDialog):
    """A box to type in and the commands that fit; Enter runs the first."""

    def __init__(
        self,
        run: Callable[[Target | Act], None],
        actions: Sequence[Action] = ACTIONS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("命令")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self._run = run
        self._actions = actions
        self._found: list[Action] = []
        column = QVBoxLayout(self)
        self.edit = QLineEdit()
        self.edit.setAccessibleName("命令")
        self.edit.setPlaceholderText("输入命令或拼音首字母")
        self.list = QListWidget()
        self.list.setAccessibleName("命令列表")
        column.addWidget(self.edit)
        column.addWidget(self.list)
        self.edit.textChanged.connect(self._fill)
        self.edit.returnPressed.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self._fill("")
        self._whole_rows()
        on_screen(self)

    def _whole_rows(self) -> None:
        """Be as high as some of the rows: none is cut in half."""
        frame = 2 * self.list.frameWidth()
        room = self.screen().availableGeometry().height() // 2
        row = self.list.sizeHintForRow(0)
        rows = max(1, min(self.list.count(), (room - frame) // row))
        self.list.setFixedHeight(rows * row + frame)

    def _fill(self, text: str) -> None:
        self.list.clear()
        words = folded(text)
        wide = max(_wide(action.text) for action in self._actions) + 1
        self._found = [
            action
            for action in self._actions
            if action.target is not Act.PALETTE
            and words in folded(f"{action.text} {action.keywords}")
        ]
        for action in self._found:
            gap = "　" * round(wide - _wide(action.text))
            self.list.addItem(f"{action.text}{gap}{action.shortcut.replace('Left', '←')}")
        self.list.setCurrentRow(0)

    def _choose(self, _item: QListWidgetItem | None = None) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.accept()
            self._run(self._found[row].target)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrow keys move in the list while the box keeps the cursor."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
        self.list.setCurrentRow(row)


def _wide(text: str) -> float:
    """Return how wide a text is in Chinese characters."""
    return sum(1.0 if ord(one) > 0x2E7F else 0.5 for one in text)
