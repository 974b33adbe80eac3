"""材料: files are dropped, pasted or chosen, said what they are, turned, split, put together."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.changes import Changes
from models.errors import BadInput, KnownError
from models.queries import scans, signs
from models.queries.case_page.attachments import AttachmentLine, AttachmentList, attachments
from models.queries.case_page.data import CasePageData
from models.reference import media
from models.services.attachments import handing
from models.services.attachments.attaching import reinstate_attachments, turn_attachments
from models.services.attachments.putting import attach_sheet
from models.services.office.office import set_settings
from models.store.desk import Desk
from ui.output import file_choice
from ui.pages.case.files.adding import Adding, dropped
from ui.pages.case.files.columns import COLUMNS
from ui.pages.case.files.dialogs import (
    DescribeDialog,
    MergeDialog,
    SheetDialog,
    SplitDialog,
    WithdrawFilesDialog,
)
from ui.pages.case.files.preview import FilePreview
from ui.pages.case.files.thumbs import Thumbs
from ui.pages.case.host import Host
from ui.widgets.flow import FlowLayout
from ui.widgets.layout import Card, TabBar, button, label
from ui.widgets.paged import PagedModel
from ui.widgets.tables import Table, TableOrWords
from ui.work.long_work import LongWork, Progress

SIDE_BY_SIDE = 1000  # px; where there is less room the preview is below the list
MOST_ROWS = 14
SCANS = "office.scan_folder"
EMPTY = "还没有材料。把扫描件、照片、录音录像拖到这里，或者点“添加文件…”，也可以粘贴（Ctrl+V）。"
Files = list[AttachmentLine]


class FilesTab(QWidget):
    """The files of a case beside the content of the chosen one."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._case = 0
        self._scans: tuple[Path, ...] = ()
        self._folder = self._watched = ""
        self.setAcceptDrops(True)
        self.work = LongWork(host.context.worker, "收入文件", cancellable=True)
        self.adding = Adding(host, self.work, self)
        self.adding.said.connect(self._say)
        self.watcher = QFileSystemWatcher(self)
        self.watcher.directoryChanged.connect(self._look_at_scans)
        self.pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.pair.setContentsMargins(0, 0, 0, 0)
        self.pair.setSpacing(12)
        self.preview = FilePreview(host)
        left = QVBoxLayout()
        left.addWidget(self._list_card())
        left.addStretch(1)
        self.pair.addLayout(left, 3)
        self.pair.addWidget(self.preview, 2)

    def _list_card(self) -> Card:
        card = Card()
        self.count = label("", "secondary")
        self.kinds = TabBar("查看方式", ("列表", "缩略图"))
        self.kinds.currentChanged.connect(self._look_changed)
        self.add_button = button("添加文件…", self._choose, "primary")
        heading = label("材料", "subtitle", wrap=False)
        self.folder_button = button("扫描文件夹…", self._choose_folder, "link")
        card.row(heading, self.count, self.kinds, self.folder_button, self.add_button, stretch=1)
        self.note = label("", "secondary")
        self.note.hide()
        self.found = button("", self._take_scans, "link", "收入扫描文件夹里的文件")
        self.found.hide()
        for one in (self.work, self.note, self.found):
            card.body.addWidget(one)
        model = PagedModel(COLUMNS, lambda one: one.id, struck=lambda one: bool(one.withdrawn))
        self.table = Table("材料清单", model, most=MOST_ROWS, several=True)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._describe)
        self.thumbs = Thumbs(self.host)
        self.thumbs.moved.connect(self._moved)
        self.thumbs.hide()
        self.listed = TableOrWords(self.table, EMPTY)
        card.body.addLayout(self._acts())
        card.body.addWidget(self.listed)
        card.body.addWidget(self.thumbs)
        return card

    def _acts(self) -> FlowLayout:
        self.describe = button("名称与归属…", self._describe)
        self.left_turn = button("向左转", partial(self._turn, 270))
        self.right_turn = button("向右转", partial(self._turn, 90))
        self.split = button("拆分…", self._split)
        self.merge = button("合并…", self._merge)
        self.sheet = button("照片排版…", self._lay)
        self.save = button("另存原件…", self._save)
        self.withdraw = button("撤出…", self._withdraw)
        self.reinstate = button("放回", self._reinstate)
        line = FlowLayout()
        for one in (self.describe, self.left_turn, self.right_turn, self.split, self.merge,
                    self.sheet, self.save, self.withdraw, self.reinstate):  # fmt: skip
            line.addWidget(one)
        return line

    # ---- showing

    def show_case(self, data: CasePageData) -> None:
        """Read the files of a case."""
        if data.case_id != self._case:
            self._case = data.case_id
            self.note.hide()
            self.forget()
        case = data.case_id
        self.host.context.worker.ask(
            lambda desk: attachments(desk, case), self._show, owner=self, latest="files"
        )
        self._look_at_scans()

    def forget(self) -> None:
        """Show nothing: another case comes."""
        self.table.forget()
        self.thumbs.forget()
        self.preview.show_line(None)

    def _show(self, found: AttachmentList) -> None:
        self.adding.files = found
        inside = [one for one in found.lines if not one.withdrawn]
        out = len(found.lines) - len(inside)
        words = f"共 {len(inside)} 个" + (f"，撤出 {out} 个" if out else "")
        self.count.setText(words if found.lines else "")
        chosen = [one.id for one in self.thumbs.chosen()]
        self.thumbs.show_lines(found.lines, chosen)
        self.table.show_rows(found.lines)
        self._moved()

    def chosen(self) -> Files:
        """Return the chosen files in the order of the list."""
        return self.thumbs.chosen() if self.thumbs.isVisibleTo(self) else self.table.chosen()

    def _look_changed(self, look: int) -> None:
        chosen = {one.id for one in self.chosen()}
        self.listed.setVisible(not look)
        self.thumbs.setVisible(bool(look))
        if look:
            self.thumbs.show_lines(self.adding.files.lines, sorted(chosen))
        self._moved()

    def _moved(self) -> None:
        files = self.chosen()
        inside = bool(files) and not any(one.withdrawn for one in files)
        pdfs = inside and all(one.group == "pdf" for one in files)
        pictures = inside and all(one.group == "picture" for one in files)
        shown = inside and all(one.pages for one in files)
        self.describe.setEnabled(inside)
        for one in (self.left_turn, self.right_turn):
            one.setEnabled(shown)
        self.split.setEnabled(pdfs and len(files) == 1 and files[0].pages > 1)
        self.merge.setEnabled(pdfs and len(files) > 1)
        self.sheet.setEnabled(pictures and shown)
        self.save.setEnabled(bool(files))
        self.withdraw.setEnabled(inside)
        self.reinstate.setVisible(bool(files) and all(one.withdrawn for one in files))
        self.preview.show_line(files[0] if files else None)

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    # ---- bringing in

    def _choose(self) -> None:
        chosen = file_choice.open_several(self, "选择要收入本案的文件", media.patterns())
        self.adding.ask([Path(one) for one in chosen])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Ask what the files are."""
        event.acceptProposedAction()
        self.adding.ask(dropped(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+V brings in what was copied: files, or a picture."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        super().keyPressEvent(event)

    def paste(self) -> None:
        """Bring in what is on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        image = data.imageData() if data.hasImage() else None
        if files := dropped(data):
            self.adding.ask(files)
        elif isinstance(image, QImage):
            self.adding.ask_pasted(image)
        else:
            self._say(f"{signs.NOTHING} 剪贴板里没有文件，也没有图片")

    # ---- the scanner's folder

    def _choose_folder(self) -> None:
        chosen = file_choice.open_folder(self, "选择扫描仪存放文件的文件夹")
        if chosen:
            self.host.context.worker.do(
                set_settings, {SCANS: chosen}, done=lambda _c: self._look_at_scans(), owner=self
            )

    def _look_at_scans(self) -> None:
        if not self.isVisible():
            return

        def read(desk: Desk) -> tuple[str, tuple[Path, ...]]:
            folder = desk.settings.text(SCANS)
            return folder, scans.waiting(desk, Path(folder)) if folder else ()

        worker = self.host.context.worker
        worker.ask(read, self._show_scans, self._no_scans, owner=self, latest="scans")

    def _show_scans(self, found: tuple[str, tuple[Path, ...]]) -> None:
        self._folder, self._scans = found
        if self._folder != self._watched:
            if self._watched:
                self.watcher.removePath(self._watched)
            if self._folder:
                self.watcher.addPath(self._folder)
            self._watched = self._folder
        count = len(self._scans)
        self.found.setText(f"{signs.RUNNING} 扫描文件夹里有{count}个文件还没有收入，收入…")
        self.found.setVisible(bool(count))
        self.folder_button.setToolTip(self._folder)

    def _no_scans(self, error: Exception) -> None:
        self.found.hide()
        if isinstance(error, KnownError):
            self._say(f"{signs.CARE} {error}")
        else:
            self.host.context.worker.failed.emit(error)

    def _take_scans(self) -> None:
        self.adding.ask(self._scans)

    # ---- what is done with chosen files

    def _describe(self) -> None:
        files = self.chosen()
        if files and not any(one.withdrawn for one in files):
            DescribeDialog(self.host, files, self.adding.files.subjects).open()

    def _turn(self, degrees: int) -> None:
        ids = tuple(one.id for one in self.chosen())
        self.host.context.worker.do(turn_attachments, self._case, ids, degrees, owner=self)

    def _split(self) -> None:
        SplitDialog(self.host, self.chosen()[0]).open()

    def _merge(self) -> None:
        MergeDialog(self.host, self.chosen()).open()

    def _withdraw(self) -> None:
        WithdrawFilesDialog(self.host, self.chosen()).open()

    def _reinstate(self) -> None:
        ids = tuple(one.id for one in self.chosen())
        self.host.context.worker.do(reinstate_attachments, self._case, ids, owner=self)

    def _lay(self) -> None:
        case, ids = self._case, [one.id for one in self.chosen()]

        def chosen(title: str, each: int) -> None:
            def work(desk: Desk, progress: Progress) -> Changes:
                return attach_sheet(desk, case, ids, title, each, progress)

            done = f"{signs.DONE} 已排好{len(ids)}张照片"
            self.work.start(work, lambda _changes: self._say(done), self._not_laid)

        SheetDialog(self.host, len(ids), chosen).open()

    def _not_laid(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            self._say("\n".join(f"{signs.WRONG} {one.problem}" for one in error.problems))
        else:
            self.host.context.worker.failed.emit(error)

    def _save(self) -> None:
        files = self.chosen()
        if len(files) == 1:
            kind = f"{files[0].kind} (*{Path(files[0].name).suffix or '.*'})"
            place = file_choice.save_as(self, "另存原件", files[0].name, kind)
        else:
            place = file_choice.open_folder(self, f"选择{len(files)}个原件另存到哪里")
        if place:
            self._hand_out(files, Path(place))

    def _hand_out(self, files: Files, place: Path) -> None:
        case, ids = self._case, [one.id for one in files]

        def work(desk: Desk, progress: Progress) -> int:
            if len(ids) > 1:
                return handing.hand_out(desk, case, ids, place, progress)
            handing.hand_out_one(desk, case, ids[0], place)
            return 1

        def done(count: int) -> None:
            self._say(f"{signs.DONE} 已另存{count}个原件：{place}")

        self.work.start(work, done, self._not_laid)

    # ---- room

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look what the scanner has brought meanwhile."""
        super().showEvent(event)
        self._look_at_scans()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the content beside the list where there is room, else below it."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self.width() >= SIDE_BY_SIDE
        self.pair.setDirection(way.LeftToRight if wide else way.TopToBottom)
