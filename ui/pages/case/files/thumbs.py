"""The files of a case as small pictures; each is drawn when it comes into sight."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

from models.queries.case_page.attachments import AttachmentLine
from models.store.desk import Desk
from ui.output.file_pages import FilePage
from ui.pages.case.host import Host
from ui.widgets.layout import larger
from ui.widgets.tones import tone_colour

SIDE = 132  # px of a picture in the usual type
AROUND = 44  # px for the name below it
MOST_HIGH = 520
ROLE = Qt.ItemDataRole.UserRole
SOON_MS = 60


class Thumbs(QListWidget):
    """Shows lines; pictures are asked for one at a time, those in sight first."""

    moved = Signal()

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._drawn: dict[tuple[int, int], QIcon] = {}  # by file and turn
        self._asked: tuple[int, int] | None = None
        self.setAccessibleName("材料缩略图")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setWordWrap(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMinimumHeight(MOST_HIGH)
        self.itemSelectionChanged.connect(self.moved)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON_MS)
        self._timer.timeout.connect(self._next)
        self.verticalScrollBar().valueChanged.connect(self._draw_soon)

    def show_lines(self, lines: Sequence[AttachmentLine], chosen: Sequence[int]) -> None:
        """Show files, with some of them chosen."""
        side = round(SIDE * larger(self))
        self.setIconSize(QSize(side, side))
        self.setGridSize(QSize(side + 24, side + round(AROUND * larger(self))))
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.called, self)
            item.setData(ROLE, line)
            item.setToolTip(f"{line.called}\n{line.kind}　{line.about_text}")
            item.setIcon(self._drawn.get((line.id, line.turned), _blank(side)))
            item.setSelected(line.id in chosen)
            if line.withdrawn:
                font = item.font()
                font.setStrikeOut(True)
                item.setData(Qt.ItemDataRole.FontRole, font)
        self.blockSignals(False)
        self._timer.start()

    def chosen(self) -> list[AttachmentLine]:
        """Return the chosen files in the order of the list."""
        return [one.data(ROLE) for n in range(self.count()) if (one := self.item(n)).isSelected()]

    def forget(self) -> None:
        """Drop the pictures of another case."""
        self._drawn.clear()
        self.clear()

    def _draw_soon(self) -> None:
        self._timer.start()

    def _next(self) -> None:
        """Ask for the first picture in sight that is not there yet."""
        item = next((one for one in self._in_sight() if self._lacks(one.data(ROLE))), None)
        if item is None or not self.isVisible():
            return
        line: AttachmentLine = item.data(ROLE)
        side = round(self.iconSize().width() * self.devicePixelRatioF())
        case = self.host.case_id
        self._asked = (line.id, line.turned)

        def read(desk: Desk) -> FilePage:
            from ui.output.file_pages import file_page  # drawing is loaded on the worker

            return file_page(desk, case, line.id, 0, (side, side))

        worker = self.host.context.worker
        worker.ask(read, partial(self._show, line), partial(self._failed, line), owner=self,
                   latest="thumb")  # fmt: skip

    def _lacks(self, line: AttachmentLine) -> bool:
        return bool(line.pages) and (line.id, line.turned) not in self._drawn

    def _in_sight(self) -> list[QListWidgetItem]:
        view = self.viewport().rect()
        items = [self.item(number) for number in range(self.count())]
        return [one for one in items if self.visualItemRect(one).intersects(view)]

    def _show(self, line: AttachmentLine, page: FilePage) -> None:
        one = page.image
        kind = QImage.Format.Format_RGB888
        made = QPixmap.fromImage(QImage(one.pixels, one.width, one.height, one.stride, kind))
        made.setDevicePixelRatio(self.devicePixelRatioF())
        self._keep(line, QIcon(made))

    def _failed(self, line: AttachmentLine, _error: Exception) -> None:
        # What is wrong with it is said when it is chosen.
        self._keep(line, _blank(self.iconSize().width()))

    def _keep(self, line: AttachmentLine, icon: QIcon) -> None:
        self._drawn[line.id, line.turned] = icon
        for number in range(self.count()):
            item = self.item(number)
            if item.data(ROLE) == line:
                item.setIcon(icon)
        self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what has come into sight."""
        super().resizeEvent(event)
        self._timer.start()


def _blank(side: int) -> QIcon:
    """Return an empty sheet: of what has no picture, or none yet."""
    made = QPixmap(side, side)
    ground = QColor(tone_colour("secondary"))
    ground.setAlpha(40)
    made.fill(ground)
    return QIcon(made)
