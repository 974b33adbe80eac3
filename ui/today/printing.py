"""One page for the morning: 今日 as a document for paper or PDF."""

from html import escape

from PySide6.QtGui import QFont
from PySide6.QtPrintSupport import QPrinter

from models.queries.today import Today, TodayCard
from ui import printing

ON_PAPER = 25  # lines per card: the morning page stays a page


def html(today: Today, *, practice: bool = False) -> str:
    """Return the page; everything typed by people is escaped."""
    cards = "".join(_card(card) for card in today.cards if card.lines)
    empty = "" if cards else "<p>今天没有待办事项。</p>"
    return (
        "<style>h1{font-size:15pt} h2{font-size:11pt;margin-bottom:2pt} td,th{font-size:9pt;"
        "padding:2pt 6pt 2pt 0} th{text-align:left}</style>"
        f"<h1>{'【练习，不作数】' if practice else ''}今日待办　{today.title}</h1>"
        f"<p>{escape(today.office)}</p>{cards}{empty}"
    )


def _card(card: TodayCard) -> str:
    rows = "".join(
        f"<tr><td>□</td><td>{escape(line.number)}</td><td>{escape(line.parties)}</td>"
        f"<td>{escape(line.what)}</td><td>{line.due or ''}</td><td>{escape(line.days)}"
        f"{'（暂估）' if line.provisional else ''}</td></tr>"
        for line in card.lines[:ON_PAPER]
    )
    rest = card.total - len(card.lines[:ON_PAPER])
    more = f"<p>另有{rest}项，见程序“今日”页。</p>" if rest > 0 else ""
    return f"<h2>{escape(card.title)}（{card.total}）</h2><table width='100%'>{rows}</table>{more}"


def to_printer(today: Today, printer: QPrinter, font: QFont, *, practice: bool = False) -> None:
    """Write the page to a printer, or to a PDF file when the printer is set up for one."""
    printing.to_printer(html(today, practice=practice), printer, font)


def to_pdf(today: Today, path: str, font: QFont, *, practice: bool = False) -> None:
    """Write the page as a PDF file."""
    printing.to_pdf(html(today, practice=practice), path, font)
