"""One case: who and what, the next step, and a tab for each part of it."""

from typing import Literal, TypeAlias, TypedDict

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QVBoxLayout

from models.changes import Changes
from models.errors import BadInput
from models.queries.case_page.data import CasePageData
from models.queries.case_page.page import case_page
from models.services.documents import Order
from ui.arguments import Plain
from ui.case.deadlines.page import DeadlinesTab
from ui.case.header import HeaderCard
from ui.case.host import Host
from ui.case.journal.page import JournalTab
from ui.case.matter.page import MatterTab
from ui.case.papers.page import PapersTab
from ui.case.parties.page import PartiesTab
from ui.case.proceedings.page import ProceedingsTab
from ui.case.review.page import ReviewTab
from ui.case.service.page import ServiceTab
from ui.case.steps_card import StepsCard
from ui.context import Context
from ui.widgets.layout import Page, label

TabName: TypeAlias = Literal[
    "deadlines", "review", "parties", "matter", "service", "papers", "proceedings", "journal"
]
FIRST_TAB: TabName = "deadlines"
_TITLES: dict[TabName, str] = {
    "deadlines": "期限",
    "review": "审查",
    "parties": "当事人",
    "matter": "专利与证据",
    "service": "送达",
    "papers": "文书",
    "proceedings": "审理",
    "journal": "日志",
}

_OTHER_NAMES = {"acceptance": "review", "evidence": "matter", "patent": "matter"}


class Tabs(TypedDict):
    """The tabs by their names."""

    deadlines: DeadlinesTab
    review: ReviewTab
    parties: PartiesTab
    matter: MatterTab
    service: ServiceTab
    papers: PapersTab
    proceedings: ProceedingsTab
    journal: JournalTab


class CasePage(Page):
    """Shows one case; keeps tab and selection when it is read again."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.case_id = 0
        self.data: CasePageData | None = None
        self._tab: str = FIRST_TAB
        self._stale: set[str] = set()
        self._focus: tuple[str, str] | None = None
        self._paper: int | None = None
        self.host = Host(context, self, self.show_tab, self._show_papers, self._show_order)
        self.note = label("", "problem")
        self.note.hide()
        self.header = HeaderCard()
        self.steps = StepsCard(self.host)
        self.bar = QTabBar()
        self.bar.setAccessibleName("案件各页")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar.currentChanged.connect(self._bar_changed)
        self.tabs: Tabs = {
            "deadlines": DeadlinesTab(self.host),
            "review": ReviewTab(self.host),
            "parties": PartiesTab(self.host),
            "matter": MatterTab(self.host),
            "service": ServiceTab(self.host),
            "papers": PapersTab(self.host),
            "proceedings": ProceedingsTab(self.host),
            "journal": JournalTab(self.host),
        }
        self.column.addWidget(self.note)
        self.column.addWidget(self.header)
        self.column.addWidget(self.steps)
        self.column.addWidget(self.bar)
        holder = QVBoxLayout()
        for name in _TITLES:
            self.tabs[name].hide()
            holder.addWidget(self.tabs[name])
        self.column.addLayout(holder)
        self.column.addStretch(1)
        self._show_parts(shown=False)

    # ---- what the window asks

    def show_target(
        self,
        case_id: int,
        tab: str | None = None,
        deadline: tuple[str, str] | None = None,
        document: int | None = None,
        **_more: Plain,
    ) -> None:
        """Go to a case, a tab of it, a deadline (rule, party key) or a stored paper of it."""
        tab = _OTHER_NAMES.get(tab or "", tab)
        if case_id != self.case_id:
            self.case_id = self.host.case_id = case_id
            self.data = None
            self._tab = FIRST_TAB if tab is None else tab
            self.tabs["deadlines"].forget()
            self._show_parts(shown=False)
            self.verticalScrollBar().setValue(0)
        if tab is not None:
            self._tab = tab
        self._focus = deadline
        self._paper = document
        self.refresh()

    def refresh(self) -> None:
        """Read the case again."""
        if self.case_id:
            number = self.case_id
            self.context.worker.ask(
                lambda desk: case_page(desk, number), self._show, self._failed, owner=self
            )

    def changed(self, changes: Changes) -> None:
        """Refresh when a command was about this case, or about what every case depends on."""
        if changes.case_id == self.case_id or changes.touches("setting", "staff", "holiday"):
            self.refresh()

    # ---- showing

    def _show(self, data: CasePageData) -> None:
        if data.case_id != self.case_id:
            return
        other = self.data is None
        self.data = data
        self.note.hide()
        self.header.show_case(data)
        self.steps.show_case(data, other=other)
        self._show_bar(data, other)
        self._stale = set(self.tabs)
        self._show_parts(shown=True)
        if self._focus is not None:
            self.tabs["deadlines"].choose_rule(*self._focus)
            self._focus = None
        if self._paper is not None:
            self.tabs["papers"].choose_stored(self._paper)
            self._paper = None

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, BadInput):
            self.context.worker.failed.emit(error)
            return
        self._show_parts(shown=False)
        self.note.setText("；".join(p.problem for p in error.problems))
        self.note.show()

    def _show_bar(self, data: CasePageData, other: bool) -> None:
        """Offer the tabs that this case has; 审查 only until it is docketed or refused."""
        wanted: list[TabName] = [t for t in _TITLES if t != "review" or data.review is not None]
        if other and self._tab == FIRST_TAB and data.review is not None:
            self._tab = "review"
        if self._tab not in wanted:
            self._tab = FIRST_TAB
        self.bar.blockSignals(True)
        while self.bar.count():
            self.bar.removeTab(0)
        for name in wanted:
            mediation = name == "proceedings" and data.header.kind == "mediation"
            at = self.bar.addTab("调解" if mediation else _TITLES[name])
            self.bar.setTabData(at, name)
        self.bar.setCurrentIndex(list[str](wanted).index(self._tab))
        self.bar.blockSignals(False)

    def _show_parts(self, *, shown: bool) -> None:
        for part in (self.header, self.steps, self.bar):
            part.setVisible(shown)
        for name in _TITLES:
            tab = self.tabs[name]
            front = shown and name == self._tab
            tab.setVisible(front)
            if front and self.data is not None and name in self._stale:
                self._stale.discard(name)
                tab.show_case(self.data)

    def _bar_changed(self, index: int) -> None:
        if index >= 0:
            self._tab = self.bar.tabData(index)
            self._show_parts(shown=self.data is not None)

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front."""
        for index in range(self.bar.count()):
            if self.bar.tabData(index) == name:
                self.bar.setCurrentIndex(index)

    def _show_papers(self, form_ids: tuple[str, ...], party: str | None) -> None:
        self.show_tab("papers")
        self.tabs["papers"].choose(form_ids, party)

    def _show_order(self, order: Order, title: str) -> None:
        self.show_tab("papers")
        self.tabs["papers"].choose_order(order, title)
