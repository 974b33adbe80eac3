"""文书: papers by stage set, what they still lack in one place, a preview, the papers on file."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from models.changes import Changes
from models.errors import BadInput
from models.queries import signs
from models.queries.case_page.data import CasePageData, StoredLine
from models.services.shared.documents import Gap, Order, make_documents
from ui.output.papers.shown import Shown, show_stored
from ui.output.papers.view import PaperView
from ui.pages.case.dialogs import VoidPaperDialog
from ui.pages.case.host import Host
from ui.pages.case.papers.edited import Returning
from ui.pages.case.papers.lacking import HAS_FINAL, Lacking
from ui.pages.case.papers.offers import Offer, Offers, gaps_of, offers_of, show_order
from ui.widgets.layout import Card, button, label, larger
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table
from ui.widgets.tones import tone_colour

SIDE_BY_SIDE = 1000
LIST_WIDTH = 400
TREE_MARGIN = 112  # of the card, the tick box and the scroll bar
PAGE_SCALE = 0.82
TREE_LINES = 6  # that are seen at the least
AROUND_TREE = 520  # px of the window: above the tree, and below it three papers on file
ROLE = Qt.ItemDataRole.UserRole


def edited(paper: StoredLine) -> str:
    """Say how much of a paper was edited in a word processor: first, where it is not cut off."""
    return f"〔改{paper.edits}段〕" if paper.edits else ""


STORED: tuple[Column[StoredLine], ...] = (
    Column("文书", lambda p: f"{edited(p)}{p.title}　{p.who}".rstrip()),
    Column("状态", lambda p: f"{p.sign} {p.state_name}", lambda p: p.tone, 86),
    Column("制作日期", lambda p: p.made, width=92, whole=True),
)


class PapersTab(QWidget):
    """Ticked papers are made together; the chosen one is shown at once."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._offers = Offers()
        self._case = 0
        self._extra: tuple[Offer, ...] = ()
        self._wanted: tuple[tuple[str, ...], str | None] | None = None
        self._only: Order | None = None
        self._looked_at: int | None = None  # the stored paper in the preview
        self.returning = Returning(host, self._show_stored, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.pair.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._make_card())
        left.addWidget(self._stored_card())
        left.addStretch(1)
        self.left = QWidget()
        self.left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self.view = PaperView(host.context.worker)
        self.pair.addWidget(self.left)
        self.pair.addWidget(self.view, 1)
        outer.addLayout(self.pair)

    def _make_card(self) -> Card:
        card = Card()
        self.draft_button = button("存草稿", partial(self._make, False))
        self.final_button = button("生成定稿", partial(self._make, True), "primary")
        card.row(label("制作文书", "subtitle"), self.draft_button, self.final_button)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("可以制作的文书")
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.currentItemChanged.connect(self._item_chosen)
        self.tree.itemChanged.connect(self._ticked)
        card.body.addWidget(self.tree)
        self.lacking = Lacking(self.host, self.choose_stored)
        card.body.addWidget(self.lacking)
        return card

    def _stored_card(self) -> Card:
        card = Card()
        model = PagedModel(STORED, lambda p: p.id, struck=lambda p: p.state == "void")
        self.stored = Table("案卷里的文书", model, most=8)
        self.stored.moved.connect(self._stored_chosen)
        self.void_button = button("作废…", self._void)
        self.edits_button = button("看修改…", self._show_edits)
        self.return_button = button("取回Word稿…", self.returning.ask)
        self.stored.offer(self.void_button, self.edits_button, self.return_button)
        card.row(label("案卷里的文书", "subtitle"), self.return_button, self.void_button)
        card.body.addWidget(self.stored)
        card.row(QWidget(), self.edits_button)
        self.edits_button.hide()
        return card

    # ---- what is shown

    def show_case(self, data: CasePageData) -> None:
        """Show the papers of a case; which can be made is read again (parties may have joined)."""
        if data.case_id != self._case:
            self.view.clear_paper()
            self._offers, self._extra = Offers(), ()
            self.tree.clear()
        self._case = data.case_id
        self._tint()
        self.stored.lines.start(data.papers)  # nothing chosen: the paper being looked at stays
        self._void_shown()
        self._mark_void(data.papers)
        work = partial(offers_of, case_id=data.case_id)
        self.host.context.worker.ask(work, self._offered, owner=self, latest="offers")

    def _mark_void(self, papers: Sequence[StoredLine]) -> None:
        """Show the paper being looked at again when it has become void meanwhile."""
        shown = self.view.shown
        void = [p.id for p in papers if p.id == self._looked_at and p.state == "void"]
        if void and shown is not None and not shown.void:
            self._show_stored(void[0])

    def _tint(self) -> None:
        """Draw the tick boxes so that they are seen on a dark ground too."""
        palette = self.tree.palette()
        palette.setColor(QPalette.ColorRole.Window, tone_colour("secondary"))
        self.tree.setPalette(palette)

    def choose(self, form_ids: tuple[str, ...], party: str | None) -> None:
        """Tick the papers of a step, those of its party only when it has one."""
        self._wanted = (form_ids, party)
        if self._offers.papers:
            self._fill()

    def choose_order(self, order: Order, title: str) -> None:
        """Tick one paper that may not be among those of the stages, and show it."""
        if order not in [o.order for o in self._all()]:
            self._extra = (*self._extra, Offer("所选", title, "", order))
        self._only = order
        if self._offers.papers:
            self._fill()

    def _all(self) -> tuple[Offer, ...]:
        return (*self._extra, *self._offers.papers)

    def choose_stored(self, document: int) -> None:
        """Show one of the papers on file, and bring its line into sight."""
        row = self.stored.lines.find(document)
        if row >= 0:
            self.stored.go_to(row)
            self.stored.setFocus()

    def _offered(self, offers: Offers) -> None:
        same = offers.papers == self._offers.papers
        self._offers = offers
        if not same or self._wanted or self._only:
            self._fill()
            return
        self.tree.blockSignals(True)
        for item in self._items():
            self._name(item)
        self.tree.blockSignals(False)
        self._ask_gaps()

    def _fill(self) -> None:
        wanted = self._wanted_orders()
        self._wanted = self._only = None
        kept = wanted or set(self.ticked())
        self.tree.blockSignals(True)
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        first: QTreeWidgetItem | None = None
        for offer in self._all():
            group = groups.get(offer.group)
            if group is None:
                group = groups[offer.group] = QTreeWidgetItem(self.tree, [offer.group])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                group.setExpanded(True)
            item = QTreeWidgetItem(group)
            item.setData(0, ROLE, offer)
            self._name(item)
            ticked = offer.order in kept
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            first = first or (item if ticked else None)
        self.tree.blockSignals(False)
        if first is not None:
            self.tree.setCurrentItem(first)
        self._ask_gaps()

    def _name(self, item: QTreeWidgetItem) -> None:
        """Call a paper by its title, whom it is for and whether it is final already.

        What does not fit beside the title is below it.
        """
        offer: Offer = item.data(0, ROLE)
        final = HAS_FINAL if self._offers.final(offer.order) else ""
        more = "　".join(filter(None, (offer.who, final)))
        text = "　".join(filter(None, (offer.title, more)))
        rest = more if self._fits(more) else more.replace("　", "\n")
        item.setText(0, text if self._fits(text) else f"{offer.title}\n{rest}".strip())
        item.setToolTip(0, text)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, text)

    def _fits(self, text: str) -> bool:
        return self.tree.fontMetrics().horizontalAdvance(text) <= LIST_WIDTH - TREE_MARGIN

    def _wanted_orders(self) -> set[Order]:
        if self._only is not None:
            return {self._only}
        if self._wanted is None:
            return set()
        ids, party = self._wanted
        return {
            o.order
            for o in self._offers.papers
            if o.order.form_id in ids and (party is None or o.order.addressee in (None, party))
        }

    def ticked(self) -> tuple[Order, ...]:
        """Return the ticked papers."""
        ticked = (i for i in self._items() if i.checkState(0) == Qt.CheckState.Checked)
        return tuple(item.data(0, ROLE).order for item in ticked)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for number in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(number)
            yield from (group.child(n) for n in range(group.childCount()))

    # ---- what they lack

    def _ticked(self) -> None:
        self.lacking.made = frozenset()  # what was said of the last ones is read
        self._ask_gaps()

    def _ask_gaps(self) -> None:
        orders = self.ticked()
        self.final_button.setEnabled(False)
        self.draft_button.setEnabled(bool(orders))
        worker = self.host.context.worker
        if not orders:
            worker.forget(self, "gaps")
            self._show_gaps((), ())
            return
        work = partial(gaps_of, case_id=self._case, orders=orders)
        worker.ask(work, partial(self._show_gaps, orders), owner=self, latest="gaps")

    def _show_gaps(self, orders: tuple[Order, ...], gaps: Sequence[Gap]) -> None:
        chosen = [(o, self._offers.final(o.order)) for o in self._all() if o.order in orders]
        self.lacking.show_gaps(chosen, gaps)
        self.final_button.setEnabled(bool(orders) and not gaps)

    # ---- making

    def _make(self, final: bool) -> None:
        orders = self.ticked()
        self.final_button.setEnabled(False)
        self.draft_button.setEnabled(False)
        made = frozenset(orders) if final else frozenset[Order]()
        self.host.context.worker.do(
            make_documents, self._case, orders, final=final,
            done=partial(self._made, made), failed=self._refused, owner=self,
            last_seen=self.host.last_seen,
        )  # fmt: skip

    def _made(self, finals: frozenset[Order], changes: Changes) -> None:
        self.lacking.made = finals
        document = changes.ids.get("document")
        self._ask_gaps()
        if document is not None:
            self._show_stored(document)

    def _refused(self, error: Exception) -> None:
        self.lacking.made = frozenset()
        self._ask_gaps()
        if isinstance(error, BadInput):
            self.view.clear_paper(f"{signs.WRONG} " + "；".join(p.problem for p in error.problems))
        else:
            self.host.context.worker.failed.emit(error)

    # ---- showing

    def show_order(self, order: Order) -> None:
        """Show a paper as a draft."""
        self._looked_at = None
        work = partial(show_order, case_id=self._case, order=order, scale=self._scale())
        self._ask_paper(work)

    def _show_stored(self, document: int) -> None:
        self._looked_at = document
        work = partial(show_stored, document_id=document, scale=self._scale())
        self._ask_paper(work)

    def _ask_paper(self, work: partial[Shown]) -> None:
        self.view.clear_paper("正在排版……")
        self.host.context.worker.ask(
            work, self.view.show_paper, self._not_shown, owner=self, latest="paper"
        )

    def _not_shown(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            words = "；".join(p.problem for p in error.problems)
            self.view.clear_paper(f"{signs.WRONG} 这份文书现在还排不出来：{words}")
        else:
            self.view.clear_paper()
            self.host.context.worker.failed.emit(error)

    def _scale(self) -> float:
        return PAGE_SCALE * self.devicePixelRatioF()

    def _item_chosen(self, item: QTreeWidgetItem | None) -> None:
        offer = item.data(0, ROLE) if item is not None else None
        if isinstance(offer, Offer):
            self.show_order(offer.order)

    def _stored_chosen(self) -> None:
        one = self.stored.current()
        self._void_shown()
        if one is not None:
            self._show_stored(one.id)

    def _void_shown(self) -> None:
        one = self.stored.current()
        self.void_button.setEnabled(one is not None and one.state in ("draft", "final"))
        self.edits_button.setVisible(one is not None and one.edits > 0)

    def _void(self) -> None:
        one = self.stored.current()
        if one is not None:
            VoidPaperDialog(self.host, one.id, one.title).open()

    def _show_edits(self) -> None:
        one = self.stored.current()
        if one is not None:
            self.returning.show_edits(one.id)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Leave room below what can be made: the papers on file are seen without scrolling."""
        super().showEvent(event)
        lines = TREE_LINES * self.tree.fontMetrics().lineSpacing()
        room = self.window().height() - round(AROUND_TREE * larger(self))
        self.tree.setFixedHeight(max(lines, room))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the preview beside the lists where there is room, else below them."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE
        way = QBoxLayout.Direction
        self.pair.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self.left.setMaximumWidth(LIST_WIDTH if wide else 16777215)
        self.left.setMinimumWidth(LIST_WIDTH if wide else 0)
