"""The preview: the pages of one paper below each other, with buttons to save a copy."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from models.files import safe_name
from ui.case.host import Host
from ui.case.papers.offers import Shown, save_as
from ui.case.papers.preview import PageImage
from ui.widgets.layout import Card, button, clear, label

HEIGHT = 620
FILTERS = {"docx": "Word 文档 (*.docx)", "pdf": "PDF 文件 (*.pdf)"}


class PaperView(Card):
    """Shows one paper; what it shows can be saved in both formats."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.title = label("选一份文书预览", "subtitle")
        self.docx = button("另存 DOCX…", partial(self._save, "docx"))
        self.pdf = button("另存 PDF…", partial(self._save, "pdf"))
        self.row(self.title, self.docx, self.pdf)
        self.note = label("", "secondary")
        self.body.addWidget(self.note)
        area = QScrollArea()
        area.setAccessibleName("文书预览")
        area.setWidgetResizable(True)
        area.setMinimumHeight(HEIGHT)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setSpacing(12)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self.shown: Shown | None = None
        self.clear_paper()

    def clear_paper(self, words: str = "") -> None:
        """Show no paper."""
        self.shown = None
        clear(self.column)
        self.column.addStretch(1)
        self.title.setText("选一份文书预览")
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.docx.setEnabled(False)
        self.pdf.setEnabled(False)

    def show_paper(self, shown: Shown) -> None:
        """Show the pages of a paper."""
        self.clear_paper()
        self.shown = shown
        self.title.setText(f"{shown.title}　{len(shown.pages)} 页")
        clear(self.column)
        ratio = self.devicePixelRatioF()
        for number, page in enumerate(shown.pages, start=1):
            picture = QLabel()
            picture.setPixmap(_pixmap(page, ratio))
            picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            picture.setAccessibleName(f"第{number}页")
            self.column.addWidget(picture)
        self.column.addStretch(1)
        self.docx.setEnabled(True)
        self.pdf.setEnabled(True)

    def _save(self, suffix: str) -> None:
        if self.shown is None:
            return
        dialog = QFileDialog(self, "另存文书", "", FILTERS[suffix])
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
        work = partial(save_as, path=path, data=data)
        self.host.context.worker.ask(work, self._saved, owner=self)

    def _saved(self, path: str) -> None:
        self.note.setText(f"√ 已存到 {path}")
        self.note.setVisible(True)


def _pixmap(page: PageImage, ratio: float) -> QPixmap:
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made
