"""What every page of the window is: it is opened on a target, reads, hears of changes, closes."""

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.changes import Changes
from ui.shell.context import Context
from ui.shell.targets import Target
from ui.widgets.layout import EDGE, GAP, Scroll

To = TypeVar("To", bound=Target)


class Page(QWidget, Generic[To]):
    """A page; `column` takes its contents, from top to bottom."""

    shows: ClassVar[frozenset[str]] = frozenset()  # of what kinds its contents are

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.column = self._make_column()
        context.worker.changed.connect(self.changed)

    def _make_column(self) -> QVBoxLayout:
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 10, EDGE, EDGE)
        column.setSpacing(GAP)
        return column

    def open(self, target: To) -> None:
        """Show the page, and on it what the target names."""
        self.refresh()

    def refresh(self) -> None:
        """Read what the page shows."""

    def concerns(self, changes: Changes) -> bool:
        """Whether something that the page shows may have changed."""
        return changes.touches(*self.shows)

    def changed(self, changes: Changes) -> None:
        """Read again what a command changed; a page out of sight reads when it is opened."""
        if self.isVisible() and self.concerns(changes):
            self.refresh()

    def may_close(self, retry: Callable[[], bool]) -> bool:
        """Whether nothing is lost when the window closes; `retry` closes it after a question."""
        return True


class ScrollingPage(Page[To]):
    """A page of cards that scrolls rather than clips."""

    def _make_column(self) -> QVBoxLayout:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = Scroll()
        outer.addWidget(self.area)
        return self.area.column
