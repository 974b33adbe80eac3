"""Files on their way into a case: chosen, dropped or pasted, copied a portion at a time."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from models.changes import Changes
from models.errors import BadInput
from models.queries import signs
from models.queries.case_page.attachments import AttachmentList
from models.services.attachments.attaching import Description, attach
from models.services.attachments.putting import attach_bytes
from models.services.attachments.taking import LeftOut, Taking
from models.store.desk import Desk
from ui.pages.case.files.dialogs import AddDialog, Wanted
from ui.pages.case.host import Host
from ui.work.long_work import LongWork

PASTED = "粘贴的图片 {at:%Y-%m-%d %H%M%S}.png"
CANCELLED = "已取消，没有收入"
SHOWN = 5  # files that are named when they were left out


class Adding(QObject):
    """Asks what files are, then brings them in; `said` carries what there is to say of it."""

    said = Signal(str)

    def __init__(self, host: Host, work: LongWork, parent: QObject) -> None:
        super().__init__(parent)
        self.host, self.work = host, work
        self.files = AttachmentList((), ())

    def ask(self, sources: Sequence[Path]) -> None:
        """Ask which of the files come in and what they are."""
        if not sources:
            return
        case = self.host.case_id

        def chosen(wanted: Wanted) -> None:
            self._start(case, [sources[n] for n in wanted.places], wanted.description)

        names = [one.name for one in sources]
        AddDialog(self.host, names, self.files.subjects, chosen).open()

    def ask_pasted(self, image: QImage) -> None:
        """Ask what a picture from the clipboard is."""
        case, name = self.host.case_id, PASTED.format(at=datetime.now())

        def chosen(wanted: Wanted) -> None:
            progress = self.work.begin()

            def work(desk: Desk) -> Changes:
                progress(0, 1)
                return attach_bytes(desk, case, _png(image), name, wanted.description)

            worker = self.host.context.worker
            worker.ask(work, lambda _c: self._ended((), 1), self._refused, owner=self)

        AddDialog(self.host, [name], self.files.subjects, chosen).open()

    def _start(self, case: int, sources: Sequence[Path], description: Description) -> None:
        progress, worker = self.work.begin(), self.host.context.worker

        def portion(run: Taking) -> None:
            if run.over:
                self._attach(case, run, description)
            elif progress(run.done, run.total):
                worker.ask(lambda _desk: _step(run), portion, self._refused, owner=self)
            else:
                worker.ask(lambda _desk: run.discard(), lambda _n: self._say(CANCELLED),
                           self._refused, owner=self)  # fmt: skip

        worker.ask(lambda desk: Taking(desk, sources), portion, self._refused, owner=self)

    def _attach(self, case: int, run: Taking, description: Description) -> None:
        left, files = tuple(run.left_out), tuple(run.taken)
        if not files:
            self._ended(left, 0)
            return

        def failed(error: Exception) -> None:
            worker.ask(lambda _desk: run.discard(), lambda _n: self._refused(error), owner=self)

        def bring(desk: Desk) -> Changes:
            return attach(desk, case, files, description=description)

        worker = self.host.context.worker
        worker.ask(bring, lambda _c: self._ended(left, len(files)), failed, owner=self)

    def _ended(self, left_out: Sequence[LeftOut], count: int) -> None:
        words = [f"{signs.DONE} 已收入{count}个文件"] if count else []
        words += [f"{signs.WRONG} “{one.name}”没有收入：{one.why}" for one in left_out[:SHOWN]]
        if len(left_out) > SHOWN:
            words.append(f"{signs.WRONG} 还有{len(left_out) - SHOWN}个文件没有收入")
        self._say("\n".join(words))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            self._say("\n".join(f"{signs.WRONG} {one.problem}" for one in error.problems))
            return
        self._say("")
        self.host.context.worker.failed.emit(error)

    def _say(self, words: str) -> None:
        self.work.hide()
        self.said.emit(words)


def dropped(data: QMimeData) -> list[Path]:
    """Return the files that were dropped or copied, the folders among them left out."""
    found = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in found if path.is_file()]


def _step(run: Taking) -> Taking:
    run.step()
    return run


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(held.data())
