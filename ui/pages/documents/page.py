"""The page 文书: the papers of all cases by state; open, look at, save and print them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel

from models.queries import signs
from models.queries.lists import papers as paper_lists
from models.queries.lists.papers import APPROVAL, PaperFilter, PaperRow
from models.queries.places import CaseTab
from models.store.desk import Desk
from ui.output import file_choice
from ui.output.list_export import ExportBar, Sheet, read_pages
from ui.pages.base import Page
from ui.pages.documents import columns
from ui.pages.documents.batch import Ended, Steps, StepWork, Tally, ask_printer, print_all, save_all
from ui.pages.documents.columns import NOTHING, TABS
from ui.pages.documents.preview import Preview
from ui.pages.documents.why import WhyDrafts
from ui.shell import targets
from ui.shell.context import Context
from ui.widgets.filters.chips import Chip, ChipBar
from ui.widgets.heading.sorting import Sorting
from ui.widgets.heading.view import BASE
from ui.widgets.layout import GAP, TabBar, button, label
from ui.widgets.paged import PagedModel
from ui.widgets.search import SearchBox
from ui.widgets.tables import Table, TableOrWords
from ui.work.long_work import Progress

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

NARROW = 1010  # of small type: below this the preview takes the whole room


class DocumentsPage(Page[targets.Documents]):
    """A table that asks the worker for a page at a time, and a preview beside it on demand."""

    shows = frozenset({"document", "event", "case", "party", "setting", "staff"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.total = 0
        self._without_sheet = 0
        self._asked = PaperFilter()
        self.why = WhyDrafts(context.worker, self)
        self.model = PagedModel(
            columns.columns(self.why.text), lambda row: row.id,
            struck=lambda row: row.state == "void", parent=self,
        )  # fmt: skip
        self.table = Table("文书列表", self.model, several=True)
        self.sorting = Sorting(self.table, columns.SORTED, paper_lists.NEWEST)
        self.sorting.changed.connect(self.refresh)
        self.why.watch(self.table)
        self.bar = TabBar("文书的状态", [title for _state, title in TABS])
        self.column.addWidget(self.bar)
        self.column.addLayout(self._tools())
        self.chips = ChipBar(self._search_no_more, self.table)
        self.column.addWidget(self.chips)
        self.column.addLayout(self._middle(), 1)
        self.column.addLayout(self._foot())
        self._connect()
        self.table.offer(self.preview_button, self.save_button, self.print_button, self.case_button)
        self._offer()

    # ---- building

    def _tools(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        self.words = SearchBox("查找文书", "案号、当事人、文书")
        self.words.setObjectName("filter:查找")
        name = QLabel("查找")
        name.setBuddy(self.words)
        self.preview_button = button("预览", self.toggle_preview)
        self.save_button = button("另存所选…", self.save_chosen)
        self.print_button = button("打印所选…", self.print_chosen)
        self.case_button = button("到案件的文书", self._open_current, "primary")
        line.addWidget(name)
        line.addWidget(self.words, 1)
        for one in (self.preview_button, self.save_button, self.print_button, self.case_button):
            line.addWidget(one)
        return line

    def _middle(self) -> QHBoxLayout:
        self.stack = TableOrWords(self.table)
        self.preview = Preview(self.context, self)
        self.preview.hide()
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.stack, 1)
        line.addWidget(self.preview, 1)
        return line

    def _foot(self) -> QHBoxLayout:
        self.hint = label("", "secondary", wrap=False)
        self.work = StepWork(self.context.worker, "文书", cancellable=True)
        self.export = ExportBar(self.context, self._sheet)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.hint)
        line.addWidget(self.work, 1)
        line.addWidget(self.export, 1)
        return line

    def _connect(self) -> None:
        self.bar.currentChanged.connect(self.refresh)
        self.words.asked.connect(self.refresh)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self.open_paper)
        key = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table, self.toggle_preview)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        shut = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.preview, self.toggle_preview)
        shut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ---- what the window asks

    def refresh(self) -> None:
        """Read the first page, then how many there are."""
        self.words.stop()
        wanted, order = self.wanted(), self.sorting.order
        self._asked = wanted
        search = [Chip(f"查找：{wanted.search}", self._search_no_more)] if wanted.search else []
        self.chips.show_chips(search)
        self.why.forget()
        worker = self.context.worker
        self.table.read(worker, lambda desk, after: paper_lists.page(desk, wanted, after, order),
                        self._read)  # fmt: skip
        ask = partial(worker.ask, owner=self)
        ask(lambda desk: paper_lists.count(desk, wanted), self._counted, latest="count")
        ask(paper_lists.tallies, self._tallied, latest="tallies")
        if wanted.state == APPROVAL:
            ask(paper_lists.without_sheet, self._sheets_missing, latest="sheets")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin on the list, so that the keys work at once."""
        super().showEvent(event)
        if not event.spontaneous():  # not when the window comes back from the task bar
            self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show the preview beside the list where there is room, else in its place."""
        super().resizeEvent(event)
        self._arrange()

    # ---- showing

    def wanted(self) -> PaperFilter:
        """Return what is looked for."""
        return PaperFilter(self.words.words(), TABS[max(0, self.bar.currentIndex())][0])

    def _read(self, first: bool) -> None:
        self._arrange()
        if first:
            self._say_nothing()
        self.why.look()

    def _search_no_more(self) -> None:
        self.words.clear()
        self.refresh()

    def _counted(self, total: int) -> None:
        self.total = total
        self.chips.counted(total, "份")
        self._offer()

    def _tallied(self, found: dict[str, int]) -> None:
        for number, (state, title) in enumerate(TABS):
            many = found.get(state, 0)
            self.bar.setTabText(number, f"{title} {many:,}" if many else title)

    def _sheets_missing(self, cases: int) -> None:
        self._without_sheet = cases
        self._say_nothing()
        self._offer()

    def _say_nothing(self) -> None:
        wanted = self._asked
        words = (
            "没有符合条件的文书。\n可以改用别的词再查。" if wanted.search else NOTHING[wanted.state]
        )
        if wanted.state == APPROVAL and not wanted.search and self._without_sheet:
            words += f"\n另有{self._without_sheet}件等待签批的案件还没有制作审批表，见“今日”。"
        self.stack.say(words)

    def _offer(self) -> None:
        chosen, usable = self.table.chosen(), self._usable()
        idle = self.work.isHidden()
        self.case_button.setEnabled(self.table.current() is not None)
        self.preview_button.setEnabled(bool(chosen))
        for one, words in ((self.save_button, "另存"), (self.print_button, "打印")):
            many = f"{len(usable)}份" if len(usable) > 1 else "所选"
            one.setText(f"{words}{many}…")
            one.setEnabled(bool(usable) and idle)
        self.export.offer(bool(self.total))
        self.hint.setText(self._hint(len(chosen), len(chosen) - len(usable)))

    def _usable(self) -> list[PaperRow]:
        """Return the chosen papers without those that are void: they are only looked at."""
        return [paper for paper in self.table.chosen() if paper.state != "void"]

    def _hint(self, chosen: int, void: int) -> str:
        if not self.total:
            return ""
        many = f"，已选{chosen}份" if chosen > 1 else ""
        many += f"，其中{void}份已作废，不打印也不另存" if void else ""
        other = self._without_sheet if self._asked.state == APPROVAL else 0
        also = f"　另有{other}件等待签批，还没有审批表" if other else ""
        return f"共{self.total:,}份{many}　回车打开，空格预览{also}"

    def _moved(self) -> None:
        self._offer()
        if self.preview.isVisible():
            self.preview.show_soon(self.table.current())

    # ---- looking at one

    def toggle_preview(self) -> None:
        """Show or put away the preview; the cursor goes back to the list."""
        shown = self.preview.isHidden() and self.table.current() is not None
        self.preview.setVisible(shown)
        self._arrange()
        self.preview_button.setText("收起预览" if shown else "预览")
        if shown:
            self.preview.show_soon(self.table.current(), 0)
            if self.stack.isHidden():
                self.preview.setFocus()
        else:
            self.table.setFocus()

    def _arrange(self) -> None:
        unit = self.fontMetrics().horizontalAdvance("国") / BASE
        wide = self.width() >= NARROW * unit
        looking = not self.preview.isHidden()
        self.stack.setVisible(wide or not looking)
        # A paper has the number of its case, unless it was made before the case had one.
        same = all(row.number == row.case_number for row in self.model.rows)
        hidden = {columns.NUMBER_AT} if same else set[int]()
        # Only drafts have a reason; elsewhere the room is for titles and names.
        hidden |= {columns.WHY_AT} if self._asked.state != "draft" else set()
        if looking:
            hidden |= {columns.CASE_AT, columns.NUMBER_AT, columns.MADE_AT, columns.WHY_AT}
        self.table.hide_columns(hidden)

    # ---- doing

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_paper(row)

    def open_paper(self, row: PaperRow) -> None:
        """Go to the paper in its case."""
        if row.case_id is not None:
            self.context.go(targets.Case(row.case_id, CaseTab.PAPERS, document=row.id))

    def save_chosen(self) -> None:
        """Write the chosen papers into a folder, each in both formats."""
        papers = self._usable()
        path = file_choice.open_folder(self, f"把{len(papers)}份文书另存到")
        if path and papers:
            folder = Path(path)
            lost: list[str] = []
            done = partial(self._saved, len(papers), folder, lost)
            self._run(lambda desk: save_all(desk, papers, folder, lost), len(papers), done)

    def _saved(self, count: int, folder: Path, lost: Sequence[str], whole: bool) -> None:
        if lost and whole:
            words = f"有{len(lost)}个文件不见了或者被改动过，没有存，其余已存到{folder}："
            self._ended("", f"{signs.WRONG} {words}{'、'.join(lost)}")
            return
        words = f"{count}份文书已存到{folder}，每份有DOCX和PDF" if whole else ""
        self._ended(words, "已取消，先前写好的文件留在文件夹里。")

    def print_chosen(self) -> None:
        """Print the chosen papers, each in as many copies as it needs."""
        papers = self._usable()
        if papers:
            ask_printer(len(papers), self, partial(self._print, papers))

    def _print(self, papers: Sequence[PaperRow], printer: "QPrinter") -> None:
        tally, sets = Tally(), max(1, printer.copyCount())
        done = partial(self._printed, tally)
        self._run(lambda desk: print_all(desk, papers, printer, sets, tally), len(papers), done)

    def _printed(self, tally: Tally, whole: bool) -> None:
        words = f"{tally.papers}份文书已送往打印机，按各自份数共{tally.copies}份"
        self._ended(words if whole else "", f"已取消，先前的{tally.papers}份已送往打印机。")

    def _run(self, make: Callable[[Desk], Steps], total: int, ended: Ended) -> None:
        self.export.said.clear()
        self.work.run(make, total, ended, self._failed)
        self._offer()

    def _ended(self, words: str, cancelled: str) -> None:
        self.export.say(signs.with_sign("good", words) if words else cancelled)
        self._offer()

    def _failed(self, error: Exception) -> None:
        self._offer()
        self.context.worker.failed.emit(error)

    # ---- taking the list out

    def _sheet(self) -> Sheet[PaperRow]:
        wanted, order, why = self._asked, self.sorting.order, dict[int, str]()
        title = TABS[max(0, self.bar.currentIndex())][1]
        search = f"　查找：{wanted.search}" if wanted.search else ""

        def read(desk: Desk, progress: Progress) -> list[PaperRow] | None:
            from ui.pages.documents.reasons import reasons

            total = paper_lists.count(desk, wanted)
            rows = read_pages(lambda a: paper_lists.page(desk, wanted, a, order), total, progress)
            for number, row in enumerate(rows or (), start=1):
                why.update(reasons(desk, [row]) if row.state == "draft" else {})
                if not progress(number, len(rows or ())):
                    return None
            return rows

        note = f"{self.context.today().isoformat()}{search}"
        shown = columns.out(lambda row: why.get(row.id, ""))
        paper = [c for n, c in enumerate(shown[:-1]) if n != columns.NUMBER_AT]
        return Sheet(f"文书（{title}）", note, shown, read, paper)
