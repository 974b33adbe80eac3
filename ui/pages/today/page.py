"""The page 今日: counts at the top, a card per kind of work, one sheet to print."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.changes import Changes
from models.queries.lists import today as today_query
from models.queries.lists.today import Today, TodayCard, TodayLine
from models.queries.settings_view import CheckItem, checklist
from models.queries.signs import with_sign
from models.queries.words import short_day
from ui.output.export import Export, pdf_of
from ui.pages.base import ScrollingPage
from ui.pages.settings.checklist import ChecklistCard
from ui.shell import targets
from ui.shell.context import Context
from ui.widgets.flow import FlowLayout
from ui.widgets.layout import Card, button, clear, label
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

if TYPE_CHECKING:
    from forms.plain_paper import PlainPaper

COLUMNS: tuple[Column[TodayLine], ...] = (
    Column("案号", lambda line: line.number, width=196, whole=True),
    Column("当事人", lambda line: line.parties, lambda _line: "secondary"),
    Column("事项", lambda line: line.what),
    Column("日期", lambda line: short_day(line.due) if line.due else "", width=74, whole=True),
    Column("时间", lambda line: with_sign(line.tone, line.in_days), lambda line: line.tone, 140),
)
NEEDED_FIRST = ("office", "authority", "staff")


class TodayPage(ScrollingPage[targets.Today]):
    """What has to be done today; every line goes to the place where it is done."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.today: Today | None = None
        self.tables: dict[str, Table[TodayLine]] = {}
        head = QHBoxLayout()
        self.day = label("", "title", wrap=False)
        self.print_button = button("打印今日", self.print_today)
        self.pdf_button = button("存为PDF", self.save_pdf)
        head.addWidget(self.day)
        head.addStretch(1)
        head.addWidget(self.pdf_button)
        head.addWidget(self.print_button)
        self.column.addLayout(head)
        self.said = label("", "secondary")
        self.said.hide()
        self.column.addWidget(self.said)
        self.export = Export(context.worker, self, self._say)
        self.checklist = ChecklistCard(self._set_up)
        self.column.addWidget(self.checklist)
        self.counts = FlowLayout()
        self.column.addLayout(self.counts)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(12)
        self.column.addLayout(self.cards)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Read what has to be done, and what is still to be set up."""
        ask = self.context.worker.ask
        ask(today_query.today_view, self._show, owner=self, latest="today")
        ask(checklist, self._show_checklist, owner=self, latest="checklist")

    def concerns(self, changes: Changes) -> bool:
        """Every command may move a date."""
        return True

    def _set_up(self, item: CheckItem) -> None:
        self.context.go(targets.supplying(item.place, item.group, item.key))

    def _show_checklist(self, items: list[CheckItem]) -> None:
        needed = any(not item.done for item in items if item.id in NEEDED_FIRST)
        self.checklist.fill(items if needed else [])

    def _show(self, today: Today) -> None:
        self.today = today
        self.day.setText(today.title)
        clear(self.counts)
        clear(self.cards)
        self.tables.clear()
        for card in today.cards:
            count = button(f"{card.title} {card.total}", partial(self._reveal, card.id))
            count.setEnabled(bool(card.total))
            self.counts.addWidget(count)
            if card.lines:
                self.cards.addWidget(self._card(card))
        if not self.tables:
            done = Card("今天没有待办事项")
            done.body.addWidget(label("没有到期、逾期、待送达或者待签批的事项。", "secondary"))
            self.cards.addWidget(done)

    def _card(self, card: TodayCard) -> Card:
        made = Card(f"{card.heading}　{card.total}")
        model = PagedModel(COLUMNS, lambda line: (line.case_id, line.what, line.key))
        table = Table(card.heading, model, most=len(card.lines), picks=False, bare=True)
        table.opened.connect(self._go)
        table.offer(opens=True)

        def clicked() -> None:
            self._go(table.current())

        table.clicked.connect(clicked)
        table.show_rows(card.lines)
        self.tables[card.id] = table
        made.body.addWidget(table)
        if card.total > len(card.lines):
            rest = card.total - len(card.lines)
            made.body.addWidget(label(f"另有{rest}项，办完前面的再显示。", "secondary"))
        return made

    def _reveal(self, card_id: str) -> None:
        table = self.tables.get(card_id)
        if table is not None:
            self.area.ensureWidgetVisible(table)
            table.setFocus()
            table.go_to(0)

    def _go(self, line: TodayLine | None) -> None:
        if line is None:
            return
        if line.ledger:
            self.context.go(targets.Ledger(line.ledger, line.entry))
        elif line.case_id is None:
            self.context.go(targets.Intake(draft=line.key))
        else:
            self.context.go(targets.Case(line.case_id, line.tab))

    def save_pdf(self) -> None:
        """Write the page for the morning as a PDF file."""
        if self.today is not None:
            name = f"今日待办_{self.today.day.isoformat()}"
            self.export.save("pdf", name, partial(pdf_of, self._paper(self.today)))

    def print_today(self) -> None:
        """Print the page for the morning."""
        if self.today is not None:
            self.export.print(self._paper(self.today))

    def _paper(self, today: Today) -> "PlainPaper":
        from ui.pages.today.paper import paper  # not needed to show the first page

        return paper(today, practice=self.context.practice is not None)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
