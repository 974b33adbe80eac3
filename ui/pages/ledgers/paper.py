"""A paper of a row on the screen: seen, saved in both formats, printed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.services.shared.documents import make_entry_paper
from models.store.desk import Desk
from ui.output.papers.preview import render_pages
from ui.output.papers.shown import Shown
from ui.output.papers.view import PaperView
from ui.widgets.layout import EDGE, button, label
from ui.work.tasks import Worker

WIDTH, HEIGHT, LEAST, MARGIN = 900, 760, 200, 60
SCALE = 0.9


def read_paper(desk: Desk, entry: int, form: str, scale: float) -> tuple[Shown, str]:
    """Return the paper with its pages, and why it is a draft ("" when it is final)."""
    unset = desk.settings.unset_for(form)
    labels = "、".join(desk.settings.info(key).label for key in unset)
    made = make_entry_paper(desk, entry, form, draft=bool(unset))
    pages = render_pages(made.pdf, scale)
    return Shown(made.spec.title, pages, made.docx, made.pdf, made.spec.copies), labels


class PaperDialog(QDialog):
    """Shows the paper; saves both formats; prints."""

    def __init__(
        self, worker: Worker, shown: Shown, unset: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(shown.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        if unset:
            column.addWidget(label(f"⚠ 草稿：{unset}未设定（设置）", "warning"))
        self.view = PaperView(worker, LEAST)
        self.view.show_paper(shown)
        column.addWidget(self.view, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button("关闭", self._leave))
        column.addLayout(line)
        room = self.screen().availableGeometry()
        self.resize(min(WIDTH, room.width() - MARGIN), min(HEIGHT, room.height() - MARGIN))

    def _leave(self) -> None:
        self.close()
