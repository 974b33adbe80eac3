"""The page of a ledger: its rows, new ones, their papers, the way to a case."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from models.changes import Changes
from models.queries.lists.ledger import (
    EntryPage,
    EntryRow,
    Wanted,
    entries,
    sorted_by,
    standing_order,
)
from models.queries.lists.ordering import After
from models.queries.people import Person, people
from models.reference import ledgers
from models.rules.ledgers import Dialog, Paper
from models.store.desk import Desk
from ui.output.list_export import ExportBar, Sheet, read_pages
from ui.output.papers.shown import Shown
from ui.pages.base import Page
from ui.pages.ledgers.columns import columns_of
from ui.pages.ledgers.dialog import EntryDialog
from ui.pages.ledgers.head import LedgerHead
from ui.pages.ledgers.paper import SCALE, PaperDialog, read_paper
from ui.shell import targets
from ui.shell.context import Context
from ui.widgets.filters.chips import Chip, ChipBar
from ui.widgets.heading.sorting import Sorting
from ui.widgets.layout import GAP, label
from ui.widgets.paged import PagedModel
from ui.widgets.tables import Table
from ui.work.long_work import Progress


class LedgerPage(Page[targets.Ledger]):
    """The rows of one ledger and what can be done with them, by its definition."""

    shows = frozenset({"ledger", "case", "staff"})

    def __init__(self, context: Context, ledger: str) -> None:
        super().__init__(context)
        self.ledger = ledgers.ledger(ledger)
        self._wanted = Wanted()
        self._total = 0
        self._note = ""  # what is looked for, as an export says it
        self._wished: int | None = None  # the row to choose once the list is read again
        self.head = LedgerHead(self.ledger, self.paper, self.dialog, self.to_intake)
        self.head.edited.connect(self.refresh)
        self.column.addWidget(self.head)
        model = PagedModel(columns_of(self.ledger), lambda row: row.entry.id)
        kept = f"ledger.{self.ledger.id}"  # two ledgers of an office may have one name
        self.table: Table[EntryRow] = Table(self.ledger.name, model, picks=False, kept=kept)
        at = {n: name for n, name in enumerate(self.ledger.listing.columns)}
        keys = {n: name for n, name in at.items() if name in sorted_by(self.ledger)}
        self.sorting = Sorting(self.table, keys, standing_order(self.ledger))
        self.sorting.changed.connect(lambda: self._read(self._wanted))
        self.table.moved.connect(self._picked)
        self.table.opened.connect(self.change)
        made = (*self.head.changes, *self.head.papers.values(), self.head.intake)
        self.table.offer(*(one for one in made if one is not None))
        self.chips = ChipBar(self._clear, self.table)
        self.column.addWidget(self.chips)
        self.column.addWidget(self.table, 1)
        self.count = label("", "secondary", wrap=False)
        self.export = ExportBar(context, self._sheet)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.count)
        foot.addWidget(self.export, 1)
        self.column.addLayout(foot)
        self._picked()

    def open(self, target: targets.Ledger) -> None:
        """Show the ledger, or one row alone."""
        self._read(Wanted(only=target.entry) if target.entry else self.head.wanted())

    def refresh(self) -> None:
        """Read the rows again, all that are looked for."""
        self._read(self.head.wanted())

    def changed(self, changes: Changes) -> None:
        """Read again what is shown, one row alone or all."""
        if self.isVisible() and self.concerns(changes):
            self._read(self._wanted)

    # ---- showing

    def _read(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._note = "只有一条" if wanted.only else self.head.words()
        alone = [Chip("只显示一条", self.refresh)] if wanted.only else self.head.chips()
        self.chips.show_chips(alone)
        order = self.sorting.order

        def page(desk: Desk, after: After | None) -> EntryPage:
            found = entries(desk, self.ledger, wanted, after, order)
            self._total = found.total
            return found

        self.table.read(self.context.worker, page, self._shown)

    def _clear(self) -> None:
        self.head.clear()
        self.refresh()

    def _shown(self, first: bool) -> None:
        self.export.offer(bool(self._total))
        self.count.setText(self._counted())
        self.chips.counted(self._total, "条")
        if first and self._wished is not None:
            row, self._wished = self.table.lines.find(self._wished), None
            if row >= 0:
                self.table.go_to(row)

    def _counted(self) -> str:
        if self._wanted.only:
            return "只显示这一条，按F5显示全部。"
        if self._total:
            return f"共{self._total:,}条"
        looked = self._wanted != Wanted()
        return f"没有找到这样的{self.ledger.entry}。" if looked else self.ledger.listing.empty

    def _picked(self) -> None:
        row = self.table.current()
        for one in self.head.changes:
            one.setEnabled(row is not None)
        for paper in self.ledger.papers:
            lacking = row.entry.lacking(paper) if row else []
            made = self.head.papers[paper.form]
            made.setEnabled(row is not None and not lacking)
            made.setToolTip(f"须先填写{'、'.join(lacking)}" if lacking else "")
        if self.head.intake is not None:
            linked = row is not None and row.entry.case_id is not None
            self.head.intake.setEnabled(row is not None and not linked)
            self.head.intake.setToolTip("已经转为案件" if linked else "")

    def _sheet(self) -> Sheet[EntryRow]:
        wanted, ledger, total, note = self._wanted, self.ledger, self._total, self._note
        read_on = partial(entries, ledger=ledger, wanted=wanted, order=self.sorting.order)

        def read(desk: Desk, progress: Progress) -> list[EntryRow] | None:
            return read_pages(lambda after: read_on(desk, after=after), total, progress)

        return Sheet(ledger.name, note, self.table.lines.columns, read)

    # ---- doing

    def dialog(self, dialog: Dialog) -> None:
        """Open an empty row, or what can be changed in the chosen one."""
        new = dialog is self.ledger.dialogs[0]
        row = None if new else self.table.current()
        if new or row is not None:
            opened = partial(self._open, dialog, row)
            self.context.worker.ask(people, opened, owner=self, latest="dialog")

    def _open(self, dialog: Dialog, row: EntryRow | None, staff: list[Person]) -> None:
        opened = EntryDialog(self.context, self.ledger, dialog, staff, row, self)
        opened.saved.connect(self._entered)
        opened.open()

    def _entered(self, changes: Changes) -> None:
        """Choose the row once the list has it: what comes next is done with it."""
        self._wished = changes.ids.get(self.ledger.id)

    def change(self, _row: EntryRow) -> None:
        """Open the first dialog that changes the chosen row."""
        if len(self.ledger.dialogs) > 1:
            self.dialog(self.ledger.dialogs[1])

    def paper(self, paper: Paper) -> None:
        """Show a paper of the chosen row."""
        row, scale = self.table.current(), SCALE * self.devicePixelRatioF()
        if row is None:
            return
        self.head.papers[paper.form].setEnabled(False)
        number = row.entry.id

        def read(desk: Desk) -> tuple[Shown, str]:
            return read_paper(desk, number, paper.form, scale)

        def show(answer: tuple[Shown, str]) -> None:
            self._picked()
            PaperDialog(self.context.worker, *answer, self).open()

        def failed(error: Exception) -> None:
            self._picked()
            self.context.worker.failed.emit(error)

        self.context.worker.ask(read, show, failed=failed, owner=self)

    def to_intake(self) -> None:
        """Begin a request with what the row knows."""
        row = self.table.current()
        if row is not None and row.entry.case_id is None:
            self.context.go(targets.Intake(entry_id=row.entry.id))
