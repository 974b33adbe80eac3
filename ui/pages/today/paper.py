"""One page for the morning: 今日 as a paper."""

from forms.plain_paper import PlainPaper, PlainTable
from models.queries.lists.today import Today, TodayCard, TodayLine

ON_PAPER = 25  # lines per card: a morning has no time for more
HEADS = ("办", "案号", "当事人", "事项", "日期", "时间")
WHOLE = (0, 1, 4, 5)  # what is not broken into lines


def paper(today: Today, *, practice: bool = False) -> PlainPaper:
    """Return the page with a box to tick off before each line."""
    cards = [card for card in today.cards if card.lines]
    none = () if cards else ("今天没有待办事项。",)
    # On paper it cannot be written again: `verify --entry` prints it for the same entry.
    foot = (*none, *([f"{today.audit}（打印时；可用 verify --entry 核对）"] if today.audit else []))
    head = (f"{today.title}　{today.office}",)
    tables = [_table(card) for card in cards]
    return PlainPaper("今日待办", head, tables, foot, lying=True, practice=practice)


def _table(card: TodayCard) -> PlainTable:
    shown = card.lines[:ON_PAPER]
    rest = card.total - len(shown)
    return PlainTable(
        HEADS,
        [_row(line) for line in shown],
        f"{card.heading}（{card.total}）",
        (f"另有{rest}项，见程序“今日”页。",) if rest > 0 else (),
        whole=WHOLE,
    )


def _row(line: TodayLine) -> tuple[str, ...]:
    day = line.due.isoformat() if line.due else ""
    return ("□", line.number, line.parties, line.what, day, line.in_days)
