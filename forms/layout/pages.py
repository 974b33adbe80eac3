"""A paper laid out on pages: blocks in order, page feet, the draft's watermark."""

from __future__ import annotations

from collections.abc import Sequence

from forms import blocks as b
from forms.layout.compose import Composer
from forms.layout.flow import LineItem, Pager, groups
from forms.layout.lines import Setting, set_line, shape
from forms.layout.ops import Page, RuleOp, TextOp
from forms.layout.style import Sheet, Style
from forms.layout.table import TableSetter
from forms.writers.fonts import FontSet

HEAD_Y = 52.0  # points from the top: above the text area of every layout
_TAIL = 5  # strips after the seal that go with it (承办人, 电话 …)


def lay_out(paper: b.Paper, fonts: FontSet, style: Style) -> list[Page]:
    """Return the pages of a paper with everything on them but the watermark."""
    sheet = style.sheet(paper.layout)
    pager = Pager(sheet)
    composer = Composer(sheet, fonts)
    table = TableSetter(pager, fonts, style.table)
    waiting: list[LineItem] = []
    items = _composed(paper, composer)
    for place, item in enumerate(items):
        if isinstance(item, b.Grid):
            spaced = bool(waiting) and not waiting[-1].blank and not sheet.on_grid
            _flush(pager, waiting, table.lead(item))
            pager.y += 4.0 if spaced and not pager.at_top else 0.0
            table.place(item, _closing_height(items[place + 1 :]))
            if place + 1 < len(items) and not isinstance(items[place + 1], b.Grid):
                _after_table(pager, sheet)
        elif isinstance(item, b.PageBreak):
            _flush(pager, waiting)
            if not pager.at_top:
                pager.new_page()
        else:
            waiting.append(item)
    _flush(pager, waiting)
    if pager.page.empty and len(pager.pages) > 1:
        pager.pages.pop()
    _feet(pager.pages, paper, composer)
    if paper.practice:
        _practice_heads(pager.pages, style, composer)
    return pager.pages


def _composed(paper: b.Paper, composer: Composer) -> list[LineItem | b.Grid | b.PageBreak]:
    made: list[LineItem | b.Grid | b.PageBreak] = []
    seal_at = -1
    signatures = [block for block in paper.blocks if isinstance(block, b.Signature)]
    composer.align_signatures(line for block in signatures for line in block.lines)
    for block, before in zip(paper.blocks, (None, *paper.blocks), strict=False):
        if isinstance(block, (b.Grid, b.PageBreak)):
            made.append(block)
            continue
        strips = composer.items(block)
        if isinstance(before, b.SealArea) and not isinstance(block, (b.SealArea, b.Signature)):
            strips.insert(0, composer.blank())
        if isinstance(block, (b.SealArea, b.Signature)):
            for strip in strips:
                strip.closing = True
            _hold(made)
            seal_at = len(made) + len(strips)
        made.extend(strips)
    tail = made[seal_at:] if seal_at > 0 else []
    if 0 < len(tail) <= _TAIL and all(isinstance(item, LineItem) for item in tail):
        _hold(made[:-1])
        for item in made[seal_at - 1 : -1]:
            assert isinstance(item, LineItem)
            item.keep = True
    return made


def _closing_height(after: Sequence[LineItem | b.Grid | b.PageBreak]) -> float:
    """The height of a signature and seal that follow a table directly."""
    height = 0.0
    for item in after:
        if not isinstance(item, LineItem) or (not height and not item.closing):
            break
        height += item.height
        if not item.keep:
            break
    return height


def _hold(made: list[LineItem | b.Grid | b.PageBreak]) -> None:
    """Tie the last strip of text (and the blank strips after it) to what follows."""
    for item in reversed(made):
        if not isinstance(item, LineItem):
            return
        item.keep = True
        if not item.blank:
            return


def _flush(pager: Pager, waiting: list[LineItem], lead: float = 0.0) -> None:
    found = groups(waiting)
    for number, group in enumerate(found):
        tied = number == len(found) - 1 and group[-1].keep
        pager.put_group(group, lead if tied else 0.0)
    waiting.clear()


def _after_table(pager: Pager, sheet: Sheet) -> None:
    if sheet.on_grid:
        pager.to_grid()
    else:
        pager.y += 8.0


def _feet(pages: list[Page], paper: b.Paper, composer: Composer) -> None:
    sheet = composer.sheet
    total = len(pages)
    for number, page in enumerate(pages, 1):
        if paper.footer.kind == "dash":
            _foot(page, f"— {number} —", number, composer)
        else:
            _foot(page, f"第 {number} 页　共 {total} 页", 0, composer)
        if paper.footer.sign_line:
            _sign_line(page, paper.footer.sign_line, composer, sheet)


def _practice_heads(pages: list[Page], style: Style, composer: Composer) -> None:
    """The line at the top of each page of a practice paper."""
    sheet, size = composer.sheet, style.practice.head_size
    setting = Setting(size, size, gap=0.0)
    glyphs = shape(style.practice.head, composer.fonts.widths("hei").__getitem__, setting)
    line = set_line(glyphs, sheet.width, 0.0, "center", True, setting)
    for page in pages:
        page.texts.append(TextOp(sheet.left, HEAD_Y, size, line))


def _foot(page: Page, text: str, number: int, composer: Composer) -> None:
    """Page number: one character in from the outer edge (number > 0), or in the middle."""
    sheet = composer.sheet
    size = sheet.footer_size
    setting = Setting(size, size, gap=0.0)
    glyphs = shape(text, composer.fonts.widths("fang").__getitem__, setting)
    align = "center" if not number else "right" if number % 2 else "left"
    inset = size if number else 0.0
    line = set_line(glyphs, sheet.width - 2 * inset, inset, align, True, setting)
    page.texts.append(TextOp(sheet.left, sheet.bottom + sheet.footer + 0.88 * size, size, line))


def _sign_line(page: Page, text: str, composer: Composer, sheet: Sheet) -> None:
    size = sheet.size
    setting = Setting(size, size)
    measure = composer.fonts.widths("fang").__getitem__
    y = sheet.bottom + 10 + 0.88 * size
    line = set_line(shape(text, measure, setting), sheet.width, 0.0, "left", True, setting)
    page.texts.append(TextOp(sheet.left, y, size, line))
    words = "　　　年　　月　　日"
    date = set_line(shape(words, measure, setting), sheet.width, 0.0, "right", True, setting)
    page.texts.append(TextOp(sheet.left, y, size, date))
    start = sheet.left + line.end + 4
    page.rules.append(RuleOp(start, y + 3, sheet.left + date.places[0] - start, 0.5))
