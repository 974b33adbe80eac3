"""The page 案件: filters, the table, and how many there are."""

from dataclasses import replace

from models.queries.lists import case_list
from models.queries.lists.case_list import CaseFilter
from models.queries.lists.case_rows import CaseRow
from models.queries.lists.saved_filters import MINE, Conditions
from ui.pages.base import Page
from ui.pages.cases.columns import COLUMNS, SORTED
from ui.pages.cases.conditions import OLD, ConditionBar
from ui.pages.cases.saved import SavedBar
from ui.shell import targets
from ui.shell.context import Context
from ui.widgets.filters.chips import Chip, ChipBar
from ui.widgets.layout import label
from ui.widgets.paged import PagedModel
from ui.widgets.tables import Table


class CasesPage(Page[targets.Cases]):
    """A table that asks the worker for a page at a time."""

    shows = frozenset({"case", "event", "party", "staff", "setting"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._search = ""
        self.saved = SavedBar(context, self._conditions, self.show_conditions)
        self.column.addWidget(self.saved)
        self.bar = ConditionBar()
        self.bar.edited.connect(self._edited)
        self.overdue = self.bar.overdue
        self.column.addWidget(self.bar)
        self.model = PagedModel(COLUMNS, lambda row: row.id, parent=self)
        self.table = Table("案件列表", self.model)
        self.table.opened.connect(self._open)
        self.table.offer(opens=True)
        self.table.headed.connect(self._headed)
        self.table.read_by(SORTED)
        self.chips = ChipBar(self.clear_filters, self.table)
        self.column.addWidget(self.chips)
        self.column.addWidget(self.table, 1)
        self.count = label("", "secondary", wrap=False)
        self.column.addWidget(self.count)

    def wanted(self) -> CaseFilter:
        """Return what is chosen."""
        one = self._conditions()
        mine = one.handler == MINE
        return CaseFilter(
            search=one.search, kind=one.kind, stage=one.stage, status=one.status,
            handler=one.handler if isinstance(one.handler, int) else None,
            handler_name=self.context.actor if mine else "",
            overdue=one.overdue, soon=one.soon,
            sort=one.sort.removesuffix(OLD), newest_first=not one.sort.endswith(OLD),
        )  # fmt: skip

    def _conditions(self) -> Conditions:
        return replace(self.bar.value(), search=self._search)

    def show_conditions(self, one: Conditions) -> None:
        """Choose these conditions, also in the box of the window, and show the cases."""
        self.context.searched(one.search)
        self._choose(one)

    def _choose(self, one: Conditions) -> None:
        self._search = one.search
        self.bar.show_value(one)
        self.refresh()

    def _headed(self, column: int) -> None:
        """Sort by a column; if it is this one already, the other way round."""
        name, shown = SORTED[column], self.bar.value().sort
        wanted = {name: name + OLD, name + OLD: name}.get(shown, name)
        self.bar.sort.setCurrentIndex(max(0, self.bar.sort.findData(wanted)))

    def _edited(self) -> None:
        self.saved.deselect()
        self.refresh()

    def refresh(self) -> None:
        """Read the first page, then how many there are."""
        wanted = self.wanted()
        self._show_chips()
        at = next(at for at, name in SORTED.items() if name == wanted.sort)
        self.table.show_order((at, wanted.newest_first and wanted.sort != "due"))
        worker = self.context.worker
        self.table.read(worker, lambda desk, after: case_list.page(desk, wanted, after))
        worker.ask(lambda desk: case_list.count(desk, wanted), self._counted, owner=self,
                   latest="count")  # fmt: skip
        worker.ask(case_list.handlers, self.bar.show_handlers, owner=self)
        self.saved.refresh()

    def open(self, target: targets.Cases) -> None:
        """Show what was searched for, among all cases."""
        if target.search is None:
            self.refresh()
            return
        self.saved.deselect()
        self._choose(Conditions(search=target.search, sort=self.bar.value().sort))

    def clear_filters(self) -> None:
        """Show all cases again."""
        self.saved.deselect()
        self.show_conditions(Conditions(sort=self.bar.value().sort))

    def _show_chips(self) -> None:
        search = [Chip(f"查找：{self._search}", self._search_no_more)] if self._search else []
        self.chips.show_chips([*search, *self.bar.chips()])

    def _search_no_more(self) -> None:
        self._search = ""
        self.context.searched("")
        self._edited()

    def _counted(self, number: int) -> None:
        self.chips.counted(number, "件")
        words = f"共{number:,}件　回车或者双击打开"
        self.count.setText(words if number else "没有符合条件的案件，可以清除条件再看。")

    def _open(self, row: CaseRow) -> None:
        self.context.go(targets.Case(row.id))
