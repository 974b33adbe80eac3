# pyright: basic
"""The preview: the pages of one paper below each other, with buttons to save and to print."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from models.queries import signs
from models.store.files.store import safe_name
from ui.output import file_choice
from ui.output.papers.preview import PageImage
from ui.output.papers.shown import Shown, save_as
from ui.widgets.layout import Card, SteadyArea, button, clear, label
from ui.work.tasks import Worker

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.output.papers.printing import Printable

HEIGHT = 620
HOW = "在左边点一份文书，这里显示它印出来的样子。\n勾选一份或者几份，再点“存草稿”或者“生成定稿”。"
VOID = "（已作废）"
FILTERS = {"docx": "Word 文档 (*.docx)", "pdf": "PDF 文件 (*.pdf)"}


class PaperView(Card):
    """Shows one paper; what it shows can be saved in both formats."""

    def __init__(self, worker: Worker, least: int = HEIGHT) -> None:
        """`least` is the least height of the pages, px."""
        super().__init__()
        self.worker = worker
        self.title = label("选一份文书预览", "subtitle")
        self.docx = button("另存 DOCX…", partial(self._save, "docx"))
        self.pdf = button("另存 PDF…", partial(self._save, "pdf"))
        self.paper = button("打印…", self._print)
        self.row(self.title, self.docx, self.pdf, self.paper)
        self.note = label("", "secondary")
        self.body.addWidget(self.note)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setSpacing(12)
        self.area = SteadyArea(inner)
        self.area.setAccessibleName("文书预览")
        self.area.setMinimumHeight(least)
        self.body.addWidget(self.area, 1)
        self.shown: Shown | None = None
        self.clear_paper()

    def clear_paper(self, words: str = "") -> None:
        """Show no paper."""
        self.shown = None
        clear(self.column)
        self.column.addStretch(1)
        if not words:
            how = label(HOW, "secondary")
            how.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.column.addWidget(how)
            self.column.addStretch(2)
        self.title.setText("选一份文书预览")
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self._offer(False)

    def show_paper(self, shown: Shown) -> None:
        """Show the pages of a paper."""
        self.clear_paper()
        self.shown = shown
        words = f"{shown.title}{VOID if shown.void else ''}　{len(shown.pages)} 页"
        self.title.setText(words)
        clear(self.column)
        ratio = self.devicePixelRatioF()
        for number, page in enumerate(shown.pages, start=1):
            picture = QLabel()
            drawn = _pixmap(page, ratio)
            picture.setPixmap(_crossed(drawn) if shown.void else drawn)
            picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            picture.setAccessibleName(f"第{number}页")
            self.column.addWidget(picture)
        self.column.addStretch(1)
        self._offer(not shown.void)
        self.docx.setEnabled(shown.docx is not None and not shown.void)
        if shown.lost:
            self._say(f"{signs.WRONG} {shown.lost}")
        if shown.void:
            self._say("已作废的文书只供查看，不能打印，也不能另存。")

    def _offer(self, there: bool) -> None:
        for one in (self.docx, self.pdf, self.paper):
            one.setEnabled(there)

    def _save(self, suffix: str) -> None:
        if self.shown is None:
            return
        dialog = QFileDialog(self, "另存文书", file_choice.start(), FILTERS[suffix])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{safe_name(self.shown.title)}.{suffix}")
        dialog.fileSelected.connect(partial(self.save_to, suffix))
        dialog.open()

    def save_to(self, suffix: str, path: str) -> None:
        """Write a copy of what is shown to a path."""
        if self.shown is None:
            return
        data = self.shown.docx if suffix == "docx" else self.shown.pdf
        if data is not None:
            work = partial(save_as, path=path, data=data)
            self.worker.ask(work, self._saved, owner=self)

    def _saved(self, path: str) -> None:
        self._say(f"✓ 已存到 {path}")

    def _print(self) -> None:
        """Ask for the printer; the copies of the paper are already filled in."""
        from ui.output.papers import printing  # the printing library is loaded when it is needed

        if self.shown is not None:
            shown = self.shown
            paper = printing.Printable(shown.title, shown.pdf, len(shown.pages), shown.copies)
            printing.ask_printer(paper, self, partial(self._printer_chosen, paper))

    def _printer_chosen(self, paper: "Printable", printer: "QPrinter") -> None:
        from ui.output.papers.printing import Printout

        Printout(self.worker, self, printer, paper, self._say).start()

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(True)


def _crossed(page: QPixmap) -> QPixmap:
    """Write over a page that it is void: nobody may take it for one in force."""
    painter = QPainter(page)
    high = page.height() / page.devicePixelRatio()
    wide = page.width() / page.devicePixelRatio()
    font = painter.font()
    font.setPixelSize(max(12, round(wide / 6)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(200, 30, 30, 130))
    painter.translate(wide / 2, high / 2)
    painter.rotate(-40)
    painter.drawText(
        QRectF(-wide, -high / 2, 2 * wide, high), Qt.AlignmentFlag.AlignCenter, "已作废"
    )
    painter.end()
    return page


def _pixmap(page: PageImage, ratio: float) -> QPixmap:
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made
