"""One case: who and what, the next step, and a tab for each part of it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.changes import Changes
from models.errors import BadInput
from models.queries.case_page.data import CasePageData, lacking
from models.queries.case_page.page import case_page
from models.queries.places import CaseTab
from models.services.shared.documents import Order
from ui.pages.base import Page
from ui.pages.case.deadlines.page import DeadlinesTab
from ui.pages.case.files.page import FilesTab
from ui.pages.case.gates.page import GatesTab
from ui.pages.case.header import HeaderCard
from ui.pages.case.host import Host
from ui.pages.case.journal.page import JournalTab
from ui.pages.case.matter.page import MatterTab
from ui.pages.case.papers.page import PapersTab
from ui.pages.case.parties.page import PartiesTab
from ui.pages.case.proceedings.page import ProceedingsTab
from ui.pages.case.review.page import ReviewTab
from ui.pages.case.service.page import ServiceTab
from ui.pages.case.steps_card import StepsCard
from ui.shell import targets
from ui.shell.context import Context
from ui.widgets.layout import EDGE, Scroll, TabBar, label, larger

_TITLES = {
    CaseTab.DEADLINES: "期限",
    CaseTab.REVIEW: "审查",
    CaseTab.PARTIES: "当事人",
    CaseTab.MATTER: "专利与证据",
    CaseTab.SERVICE: "送达",
    CaseTab.PAPERS: "文书",
    CaseTab.FILES: "材料",
    CaseTab.PROCEEDINGS: "审理",
    CaseTab.GATES: "还差什么",
    CaseTab.JOURNAL: "日志",
}
TALL = 600  # px of a page whose head stays while the rest scrolls


class CasePage(Page[targets.Case]):
    """Shows one case; keeps tab and selection when it is read again."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.case_id = 0
        self.data: CasePageData | None = None
        self._tab = CaseTab.DEADLINES
        self._stale: set[CaseTab] = set()
        self._focus: tuple[str, str] | None = None
        self._paper: int | None = None
        self.host = Host(context, self, self.show_tab, self._show_papers, self._show_order)
        self.note = label("", "problem")
        self.note.hide()
        self.header = HeaderCard(lambda target: context.go(target))
        self.steps = StepsCard(self.host)
        self.bar = TabBar("案件各页")
        self.bar.currentChanged.connect(self._bar_changed)
        self.deadlines, self.review = DeadlinesTab(self.host), ReviewTab(self.host)
        self.matter, self.papers = MatterTab(self.host), PapersTab(self.host)
        self.journal, service = JournalTab(self.host), ServiceTab(self.host)
        self.files, self.gates = FilesTab(self.host), GatesTab(self.host)
        self._forget = (self.deadlines.table.forget, self.matter.table.forget,
                        service.table.forget, self.papers.stored.forget,
                        self.journal.forget, self.files.forget,
                        self.gates.table.forget)  # fmt: skip
        self.tabs = {
            CaseTab.DEADLINES: self.deadlines,
            CaseTab.REVIEW: self.review,
            CaseTab.PARTIES: PartiesTab(self.host),
            CaseTab.MATTER: self.matter,
            CaseTab.SERVICE: service,
            CaseTab.PAPERS: self.papers,
            CaseTab.FILES: self.files,
            CaseTab.PROCEEDINGS: ProceedingsTab(self.host),
            CaseTab.GATES: self.gates,
            CaseTab.JOURNAL: self.journal,
        }
        for part in (self.note, self.header, self.steps, self.bar):
            self.column.addWidget(part)
        for tab in self.tabs.values():
            tab.hide()
            self.area.column.addWidget(tab)
        self.area.column.addStretch(1)
        self._show_parts(shown=False)

    def _make_column(self) -> QVBoxLayout:
        """Lay the head of the page over what scrolls; returns the column of the head."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.area = Scroll()
        self.head = QWidget()
        self.head.setObjectName("ground")
        column = QVBoxLayout(self.head)
        column.setSpacing(6)
        outer.addWidget(self.head)
        outer.addWidget(self.area, 1)
        self._stays = True
        self._keep_head()
        return column

    def _keep_head(self) -> None:
        """Keep the head in sight; where the window is low it scrolls away with the rest."""
        outer, column = self.layout(), self.head.layout()
        assert isinstance(outer, QVBoxLayout) and column is not None
        if self._stays:
            beside = EDGE + self.area.verticalScrollBar().sizeHint().width()
            column.setContentsMargins(EDGE, 8, beside, 0)
            outer.insertWidget(0, self.head)
        else:
            column.setContentsMargins(0, 0, 0, 0)
            self.area.column.insertWidget(0, self.head)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See whether there is room for a head that stays."""
        super().resizeEvent(event)
        stays = self.height() >= TALL * larger(self)
        if stays != self._stays:
            self._stays = stays
            self._keep_head()

    # ---- what the window asks

    def open(self, target: targets.Case) -> None:
        """Go to a case, a tab of it, a deadline or a stored paper of it."""
        if target.case_id != self.case_id:
            self.case_id = self.host.case_id = target.case_id
            self.data = None
            self._tab = CaseTab.DEADLINES
            for forget in self._forget:
                forget()
            self._show_parts(shown=False)
            self.area.verticalScrollBar().setValue(0)
        self._tab = target.tab or self._tab
        self._focus = target.deadline
        self._paper = target.document
        self.refresh()

    def refresh(self) -> None:
        """Read the case again."""
        if self.case_id:
            number = self.case_id
            self.context.worker.ask(
                lambda desk: case_page(desk, number), self._show, self._failed, owner=self,
                latest="case",
            )  # fmt: skip

    def concerns(self, changes: Changes) -> bool:
        """Whether a command was about this case, or about what every case depends on."""
        return changes.case_id == self.case_id or changes.touches("setting", "staff", "holiday")

    # ---- showing

    def _show(self, data: CasePageData) -> None:
        other = self.data is None
        self.data = data
        self.host.last_seen = data.last_seen
        self.note.hide()
        self.header.show_case(data)
        self.steps.show_case(data, other=other)
        self._show_bar(data, other)
        self._stale = set(self.tabs)
        self._show_parts(shown=True)
        if self._focus is not None:
            self.deadlines.choose_rule(*self._focus)
            self._focus = None
        if self._paper is not None:
            self.papers.choose_stored(self._paper)
            self._paper = None

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, BadInput):
            self.context.worker.failed.emit(error)
            return
        self._show_parts(shown=False)
        self.note.setText("；".join(p.problem for p in error.problems))
        self.note.show()

    def _show_bar(self, data: CasePageData, other: bool) -> None:
        """Offer the tabs that this case has: 审查 before, 还差什么 from docketing on."""
        gone = {CaseTab.REVIEW: data.review is None, CaseTab.GATES: not data.gates}
        wanted = [tab for tab in CaseTab if not gone.get(tab, False)]
        if other and self._tab is CaseTab.DEADLINES and data.review is not None:
            self._tab = CaseTab.REVIEW
        if self._tab not in wanted:
            self._tab = CaseTab.DEADLINES
        self.bar.blockSignals(True)
        while self.bar.count():
            self.bar.removeTab(0)
        for name in wanted:
            mediation = name is CaseTab.PROCEEDINGS and data.header.kind == "mediation"
            title = "调解" if mediation else _TITLES[name]
            count = _count(data, name)
            at = self.bar.addTab(f"{title} {count}" if count else title)
            self.bar.setTabData(at, name)
        self.bar.setCurrentIndex(wanted.index(self._tab))
        self.bar.blockSignals(False)

    def _show_parts(self, *, shown: bool) -> None:
        for part in (self.header, self.steps, self.bar):
            part.setVisible(shown)
        for name, tab in self.tabs.items():
            front = shown and name == self._tab
            tab.setVisible(front)
            if front and self.data is not None and name in self._stale:
                self._stale.discard(name)
                tab.show_case(self.data)

    def _bar_changed(self, index: int) -> None:
        if index >= 0:
            self._tab = CaseTab(self.bar.tabData(index))
            self._show_parts(shown=self.data is not None)
            if self._stays:
                self.area.verticalScrollBar().setValue(0)

    def show_tab(self, name: CaseTab) -> None:
        """Bring a tab to the front."""
        for index in range(self.bar.count()):
            if self.bar.tabData(index) == name:
                self.bar.setCurrentIndex(index)

    def _show_papers(self, form_ids: tuple[str, ...], party: str | None) -> None:
        self.show_tab(CaseTab.PAPERS)
        self.papers.choose(form_ids, party)

    def _show_order(self, order: Order, title: str) -> None:
        self.show_tab(CaseTab.PAPERS)
        self.papers.choose_order(order, title)


def _count(data: CasePageData, tab: CaseTab) -> int:
    """Return how many things a tab shows; 0 of one whose things are not counted."""
    counts = {
        CaseTab.PARTIES: len(data.parties),
        CaseTab.SERVICE: len(data.services),
        CaseTab.PAPERS: sum(paper.state != "void" for paper in data.papers),
        CaseTab.FILES: data.attachments,
        CaseTab.GATES: lacking(data.gates),
    }
    return counts.get(tab, 0)
