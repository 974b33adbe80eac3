"""The page 今日: counts at the top, a card per kind of work, one sheet to print."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.changes import Changes
from models.queries.lists import today as today_query
from models.queries.lists.today import Today, TodayCard, TodayLine
from models.queries.settings_view import CheckItem, checklist
from models.queries.signs import with_sign
from ui.context import Context
from ui.export import Export, pdf_of
from ui.settings.checklist import ChecklistCard
from ui.widgets.flow import FlowLayout
from ui.widgets.layout import Card, Page, button, clear, label
from ui.widgets.lines import Line, LinesTable

if TYPE_CHECKING:
    from forms.plain_paper import PlainPaper

HEADS = ("案号", "当事人", "事项", "日期", "时间")
WIDTHS = {0: 14, 3: 5, 4: 9}
NEEDED_FIRST = ("office", "authority", "staff")


class TodayPage(Page):
    """What has to be done today; every line goes to the place where it is done."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.today: Today | None = None
        self.tables: dict[str, LinesTable] = {}
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
        """Read the day anew."""
        ask = self.context.worker.ask
        ask(today_query.today_view, self._show, owner=self)
        ask(checklist, self._show_checklist, owner=self)

    def changed(self, changes: Changes) -> None:
        """Read the list again: every command may move a date."""
        self.refresh()

    def _set_up(self, item: CheckItem) -> None:
        self.context.go(item.page, **item.target)

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
            count = button(
                f"{card.title.partition('（')[0]} {card.total}", partial(self._reveal, card.id), ""
            )
            count.setEnabled(bool(card.total))
            self.counts.addWidget(count)
            if card.lines:
                self.cards.addWidget(self._card(card))
        if not self.tables:
            done = Card("今天没有待办事项")
            done.body.addWidget(label("没有到期、逾期、待送达或者待签批的事项。", "secondary"))
            self.cards.addWidget(done)

    def _card(self, card: TodayCard) -> Card:
        made = Card(f"{card.title}　{card.total}")
        table = LinesTable(card.title, HEADS, (1, 2), grows=True, widths=WIDTHS)
        table.horizontalHeader().setVisible(False)
        table.setFrameShape(LinesTable.Shape.NoFrame)
        table.chosen.connect(self._go)
        table.itemClicked.connect(lambda _item, table=table: self._go(table.key()))
        table.fill([_line(line) for line in card.lines], dark=self.context.dark)
        self.tables[card.id] = table
        made.body.addWidget(table)
        if card.total > len(card.lines):
            rest = card.total - len(card.lines)
            made.body.addWidget(label(f"另有{rest}项，办完前面的再显示。", "secondary"))
        return made

    def _reveal(self, card_id: str) -> None:
        table = self.tables.get(card_id)
        if table is not None:
            self.ensureWidgetVisible(table)
            table.setFocus()
            table.selectRow(0)

    def _go(self, line: TodayLine | None) -> None:
        if line is None:
            return
        if line.case_id is None:
            self.context.go("intake", draft=line.key)
        else:
            self.context.go("case", case_id=line.case_id, tab=line.tab)

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
        from ui.today.paper import paper  # not needed to show the first page

        return paper(today, practice=self.context.practice is not None)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()


def _line(line: TodayLine) -> Line:
    days = f"{line.days}（暂估）" if line.provisional and line.days else line.days
    kind = "problem" if line.late else "warning" if line.days == "今天到期" else "accent"
    day = f"{line.due.month}月{line.due.day}日" if line.due else ""
    texts = (line.number, line.parties, line.what, day, with_sign(kind, days))
    return Line(line, texts, {4: kind, 1: "secondary"})
