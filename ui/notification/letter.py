"""The 行政裁决告知书 of an entry on the screen: pages drawn from bytes, to save or to print."""

from pathlib import Path

import pypdfium2
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from models.desk import Desk
from models.errors import BadInput
from models.services.documents import Rendered, make_notification_letter
from ui import file_choice, messages
from ui.widgets.layout import EDGE, button, label

SCREEN_SCALE = 2.0
PRINT_SCALE = 300 / 72
WIDTH = 640


def read_letter(desk: Desk, entry: int) -> tuple[Rendered, list[QImage], str]:
    """Return the letter, its pages as images, and why it is a draft ("" when it is final)."""
    unset = desk.settings.unset_for("notification_letter")
    labels = "、".join(desk.settings.info(key).label for key in unset)
    made = make_notification_letter(desk, entry, draft=bool(unset))
    return made, pages(made.pdf, SCREEN_SCALE), labels


def pages(pdf: bytes, scale: float) -> list[QImage]:
    """Return the pages of a PDF as images."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    try:
        for number in range(len(document)):
            page = document[number]
            # The library takes any number as a scale, though its annotation says int.
            bitmap = page.render(scale=scale, rev_byteorder=True)  # pyright: ignore[reportArgumentType]
            shown = bitmap.to_pil().convert("RGB")
            data = shown.tobytes()
            image = QImage(
                data, shown.width, shown.height, shown.width * 3, QImage.Format.Format_RGB888
            )
            found.append(image.copy())  # the bytes are gone when this returns
            page.close()
    finally:
        document.close()
    return found


class LetterDialog(QDialog):
    """Shows the letter; saves both formats; prints."""

    def __init__(
        self, made: Rendered, shown: list[QImage], unset: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(made.spec.title)
        self.made = made
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        if unset:
            column.addWidget(label(f"草稿：{unset}未设定（设置）", "warning"))
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        for image in shown:
            picture = QLabel()
            picture.setAccessibleName(made.spec.title)
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(pixmap.width() / WIDTH)
            picture.setPixmap(pixmap)
            inside.addWidget(picture)
        scroll = QScrollArea()
        scroll.setWidget(sheet)
        column.addWidget(scroll, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button("关闭", self.close))
        line.addWidget(button("另存为…", self.save))
        self.print_button = button("打印", self.print_letter, "primary")
        line.addWidget(self.print_button)
        column.addLayout(line)
        self.resize(WIDTH + 90, 640)

    def save(self) -> None:
        """Write the letter where the person says, as PDF or DOCX by the name's ending."""
        name = f"{self.made.spec.title}.pdf"
        chosen = file_choice.save_as(
            self, "告知书另存为", name, "PDF (*.pdf);;Word/WPS 文档 (*.docx)"
        )
        if not chosen:
            return
        path = Path(chosen)
        data = self.made.docx if path.suffix.lower() == ".docx" else self.made.pdf
        try:
            path.write_bytes(data)
        except OSError as error:
            why = f"文件写不进去（{error.strerror}）。请换一个地方，或者关闭正在打开它的程序。"
            messages.show_error(BadInput.of("path", why), self)

    def print_letter(self) -> None:
        """Print after asking for the printer and the copies."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._paint(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _paint(self, printer: QPrinter) -> None:
        painter = QPainter(printer)
        for number, image in enumerate(pages(self.made.pdf, PRINT_SCALE)):
            if number:
                printer.newPage()
            # Full paper: the margins are in the page already.
            whole = printer.paperRect(QPrinter.Unit.DevicePixel)
            inner = printer.pageRect(QPrinter.Unit.DevicePixel)
            place = QRectF(whole).translated(-inner.left(), -inner.top())
            painter.drawImage(place, image)
        painter.end()
