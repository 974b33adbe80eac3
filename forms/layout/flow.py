"""Put lines and tables on pages: keeps headings with text, avoids widows, breaks tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.layout.ops import Page, TextOp
from forms.layout.style import Sheet

_EPS = 0.05


@dataclass(slots=True)
class LineItem:
    """A strip of the column; text ops count y from its top. `keep` = stays with the next item."""

    height: float
    texts: list[TextOp] = field(default_factory=list[TextOp])
    keep: bool = False
    blank: bool = False  # an empty line, dropped at the top of a page
    closing: bool = False  # of a signature or seal, never alone on a page


class Pager:
    """Pages under construction and the place reached on the last one."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.pages: list[Page] = [Page()]
        self.y = sheet.top

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def left(self) -> float:
        """The height left on this page."""
        return self.sheet.bottom - self.y

    @property
    def at_top(self) -> bool:
        """Say whether nothing has been placed on this page."""
        return self.y <= self.sheet.top + _EPS

    def new_page(self) -> None:
        """Start a page."""
        self.pages.append(Page())
        self.y = self.sheet.top

    def to_grid(self) -> None:
        """Go down to the next line of the letter's grid (after a table or a note)."""
        if self.sheet.on_grid and not self.at_top:
            lines = (self.y - self.sheet.top) / self.sheet.line
            self.y = self.sheet.top + -int(-(lines - 0.02) // 1) * self.sheet.line

    def put(self, item: LineItem) -> None:
        """Place one strip here; the caller has seen to the room."""
        if item.blank and self.at_top:
            return
        for op in item.texts:
            self.page.texts.append(
                TextOp(op.x + self.sheet.left, op.y + self.y, op.size, op.line, op.grey)
            )
        self.y += item.height

    def put_group(self, group: Sequence[LineItem], lead: float = 0.0) -> None:
        """Place strips that belong together; `lead` is the height wanted below them."""
        height = sum(item.height for item in group) + lead
        if height > self.left + _EPS and not self.at_top and height <= self.sheet.height + _EPS:
            self.new_page()
        for item in group:
            if item.height > self.left + _EPS and not self.at_top:
                self.new_page()
            self.put(item)


def groups(items: Sequence[LineItem]) -> list[list[LineItem]]:
    """Cut a run of strips into groups that stay together."""
    found: list[list[LineItem]] = []
    current: list[LineItem] = []
    for item in items:
        current.append(item)
        if not item.keep:
            found.append(current)
            current = []
    if current:
        found.append(current)
    return found


def keep_lines(items: list[LineItem]) -> list[LineItem]:
    """Mark the lines of a paragraph: no single line at the foot or at the head of a page."""
    if len(items) > 1:
        items[0].keep = True
        items[-2].keep = True
    return items
