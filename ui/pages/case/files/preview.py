"""The chosen file: its pages one at a time, turned as they are to be read; or what it is."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from models.errors import KnownError
from models.queries.case_page.attachments import AttachmentLine
from models.queries.signs import Tone, with_sign
from models.store.desk import Desk
from ui.output.file_pages import FilePage
from ui.pages.case.host import Host
from ui.widgets.layout import Card, button, label

SOON_MS = 120  # while the arrow keys run down the list nothing is drawn
LEAST_HIGH, USUAL_HIGH = 260, 520
NONE = "选一个文件，这里显示它的内容。"
NOT_SHOWN = "{kind}不在这里播放或者打开；另存以后用别的程序打开。程序从不运行收入的文件。"
BROKEN = "打不开：有密码，或者已损坏。可以另存原件，用别的程序查看。"


class Picture(QLabel):
    """A page as large as there is room for; asks for no room itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWordWrap(True)
        self.setMinimumHeight(LEAST_HIGH)
        self.setMaximumHeight(USUAL_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a usual height, whatever is shown."""
        return QSize(LEAST_HIGH, USUAL_HIGH)


class FilePreview(Card):
    """Shows one file."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._line: AttachmentLine | None = None
        self._page = 0
        self.title = label(NONE, "subtitle")
        self.before = button("上一页", partial(self._turn_over, -1))
        self.after = button("下一页", partial(self._turn_over, 1))
        self.where = label("", "secondary", wrap=False)
        self.row(self.title, self.before, self.where, self.after)
        self.picture = Picture()
        self.picture.setAccessibleName("文件内容")
        self.body.addWidget(self.picture)
        self.body.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON_MS)
        self._timer.timeout.connect(self._draw)
        self.show_line(None)

    def show_line(self, line: AttachmentLine | None) -> None:
        """Show a file; the page stays when it is the same file, turned or called otherwise."""
        if line is None or self._line is None or line.id != self._line.id:
            self._page = 0
        self._line = line
        pages = line.pages if line else 0
        self.title.setText(line.called if line else NONE)
        for one in (self.before, self.after, self.where):
            one.setVisible(pages > 1)
        self._count()
        self.picture.clear()
        self.host.context.worker.forget(self, "page")
        if line is None:
            return
        if not pages:
            shown = line.group in ("pdf", "picture")
            self.picture.setText(BROKEN if shown else NOT_SHOWN.format(kind=line.kind))
            return
        self._timer.start()

    def _count(self) -> None:
        pages = self._line.pages if self._line else 0
        self.where.setText(f"第 {self._page + 1} 页，共 {pages} 页")
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < pages)

    def _turn_over(self, by: int) -> None:
        self._page += by
        self._count()
        self._draw()

    def _draw(self) -> None:
        line, number, case = self._line, self._page, self.host.case_id
        if line is None or not line.pages:
            return
        ratio = self.devicePixelRatioF()
        box = (round(self.picture.width() * ratio), round(self.picture.height() * ratio))

        def read(desk: Desk) -> FilePage:
            from ui.output.file_pages import file_page  # drawing is loaded on the worker

            return file_page(desk, case, line.id, number, box)

        worker = self.host.context.worker
        worker.ask(read, self._show, self._failed, owner=self, latest="page")

    def _show(self, page: FilePage) -> None:
        one = page.image
        kind = QImage.Format.Format_RGB888
        made = QPixmap.fromImage(QImage(one.pixels, one.width, one.height, one.stride, kind))
        made.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(made)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.picture.setText(with_sign(Tone.PROBLEM, str(error)))
        else:
            self.host.context.worker.failed.emit(error)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the page again as large as it can be now."""
        super().resizeEvent(event)
        if self._line is not None and self._line.pages:
            self._timer.start()
