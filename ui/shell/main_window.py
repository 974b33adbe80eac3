# pyright: basic
"""The main window: navigation, search, who is working, one page at a time."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.changes import Changes
from models.rules.ledger_place import LedgerPlace
from ui.pages.base import Page
from ui.practice.part import PracticePart
from ui.shell import messages, theme
from ui.shell.actions import ACTIONS, Act, Action
from ui.shell.actions import with_ledgers as actions_with
from ui.shell.context import Context
from ui.shell.help import PREFIX, DockedHelp
from ui.shell.pages import PAGES, AnyPage, PageSpec, load_module, with_ledgers
from ui.shell.palette import Palette
from ui.shell.targets import Cases, Target
from ui.widgets.icons import icon
from ui.widgets.layout import EDGE, TITLE_BAR, label
from ui.widgets.order import go_on
from ui.widgets.search import SearchBox
from ui.work.turns import in_turns

if TYPE_CHECKING:
    from models.rules.calendar import WorkCalendar
    from models.store.desk import Desk

log = logging.getLogger(__name__)
NAV_WIDTH = 132
STYLE = "fusion"


class MainWindow(QMainWindow):
    """Holds the pages; each is made when it is first gone to."""

    closed = Signal()

    def __init__(self, context: Context, store: QSettings) -> None:
        super().__init__()
        self.context = context
        self.store = store
        self.setWindowTitle("知裁台")
        room = self.screen().availableSize()  # of a large type of the system it is small
        self.resize(min(1366, room.width()), min(740, room.height() - TITLE_BAR))
        self.setMinimumSize(min(960, room.width()), min(540, room.height() - TITLE_BAR))
        self._made: dict[str, AnyPage] = {}
        self._pages, self._known = PAGES, ACTIONS
        self._trail: list[Target] = []
        self._wanted: Target | None = None  # gone to last; the page's code may still be loading
        self._acts: dict[Act, Callable[[], object]] = {
            Act.SEARCH: self.focus_search, Act.PALETTE: self.open_palette,
            Act.HELP: self.show_help, Act.REFRESH: self.refresh_page, Act.BACK: self.go_back,
            Act.LARGER: self.toggle_large, Act.DARK: self.toggle_dark,
            Act.PRACTICE: self.open_practice, Act.QUIT: self.close,
        }  # fmt: skip
        self._build()
        self._add_actions(self._known)
        context.go = self.go
        context.searched = self.show_search
        context.run = self.run_action
        context.work_as = self.work_as
        context.worker.changed.connect(self._changed)
        context.worker.failed.connect(self._show_error)
        context.worker.doubted.connect(self.ask_about_clock)

    def _build(self) -> None:
        ground = QWidget()
        ground.setObjectName("ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        whole = QHBoxLayout()
        column.addLayout(whole, 1)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._navigation())
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._header())
        self.stack = QStackedWidget()
        right.addWidget(self.stack, 1)
        whole.addLayout(right, 1)
        self.setCentralWidget(ground)
        self.help = DockedHelp(self, self.stack, self.context.worker, (whole, right))
        self.practice = PracticePart(self.context, self, column, self.refresh_page)

    def _navigation(self) -> QWidget:
        side = QWidget()
        side.setObjectName("nav")
        side.setFixedWidth(NAV_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 8, 0, 8)
        self.nav = QListWidget()
        self.nav.setObjectName("navlist")
        self.nav.setAccessibleName("导航")
        self.nav.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill_nav()
        self.nav.itemClicked.connect(self._nav_chosen)
        self.nav.itemActivated.connect(self._nav_chosen)
        column.addWidget(self.nav)
        return side

    def _fill_nav(self) -> None:
        self.nav.clear()
        for page in self._in_bar:
            QListWidgetItem(icon(page.icon), page.title, self.nav)

    @property
    def _in_bar(self) -> list[PageSpec]:
        return [page for page in self._pages if page.in_bar]

    def _show_ledgers(self, known: Sequence[LedgerPlace]) -> None:
        """Show the ledgers that an office keeps besides; which is known when its folder is open."""
        pages = with_ledgers(self._pages, known)
        if pages == self._pages:
            return
        before, self._pages = self._known, pages
        self._known = actions_with(before, known)
        self._fill_nav()
        if self._wanted is not None:
            self._mark(self._spec(self._wanted))
        self._add_actions(action for action in self._known if action not in before)

    def _header(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(EDGE, 10, EDGE, 0)
        self.search = SearchBox("查找", "查找案号、当事人、专利号、拼音首字母（Ctrl+F）")
        self.search.setMaximumWidth(460)
        self.search.asked.connect(self._search)
        self.office = label("", "secondary", wrap=False)
        line.addWidget(self.search, 1)
        line.addStretch(1)
        line.addWidget(self.office)
        return line

    def _add_actions(self, actions: Iterable[Action]) -> None:
        for row in actions:
            action = QAction(row.text, self)
            if row.shortcut:
                action.setShortcut(QKeySequence(row.shortcut))
            action.triggered.connect(self._runner(row.target))
            self.addAction(action)

    def _runner(self, target: Target | Act) -> Callable[[], None]:
        def run() -> None:
            self.run_action(target)

        return run

    def run_action(self, target: Target | Act) -> None:
        """Run one action of the table."""
        if isinstance(target, Target):
            self.go(target)
        else:
            self._acts[target]()

    def go_home(self) -> None:
        """Show the first page of the navigation."""
        self.go(self._pages[0].start())

    def go(self, target: Target) -> None:
        """Show the page of a target, and on it what the target names."""
        spec = self._spec(target)
        self._wanted = target
        self._mark(spec)
        if spec.loaded:
            self._show(spec, target)
            return

        def show() -> None:
            if self._wanted is target:  # else one has gone on meanwhile
                self._show(spec, target)

        steps = (partial(load_module, name) for name in spec.parts())
        in_turns(self.context.worker, self, steps, show)

    def _spec(self, target: Target) -> PageSpec:
        return next(page for page in self._pages if page.shows(target))

    def _show(self, spec: PageSpec, target: Target) -> None:
        new = spec.id not in self._made
        page = self._page(spec)
        if self._trail[-1:] != [target]:
            self._trail.append(target)
            del self._trail[:-50]
        self.stack.setCurrentWidget(page)
        if new:  # drawn empty first: making and filling it at once would hold the window up
            self.context.worker.soon(partial(page.open, target), page)
        else:
            page.open(target)

    def _page(self, spec: PageSpec) -> AnyPage:
        if spec.id not in self._made:
            self._made[spec.id] = made = spec.make(self.context)
            made.setProperty(PREFIX, spec.id)
            self.stack.addWidget(made)
        return self._made[spec.id]

    def _mark(self, spec: PageSpec) -> None:
        """Show in the navigation where one is; a page that is not in it belongs to the cases."""
        shown = spec if spec.in_bar else self._spec(Cases())
        self.nav.setCurrentRow(self._in_bar.index(shown))

    def _nav_chosen(self) -> None:
        self.go(self._in_bar[self.nav.currentRow()].start())

    def _search(self) -> None:
        text = self.search.words()
        last = self._trail[-1] if self._trail else None
        if text or (isinstance(last, Cases) and last.search):  # emptied: all cases again
            self.go(Cases(text))

    def show_search(self, words: str) -> None:
        """Show in the box what the list is searched for now."""
        self.search.stop()
        self.search.setText(words)

    def _changed(self, changes: Changes) -> None:
        if changes.touches("restored"):  # a case gone back to may not be there any more
            del self._trail[:-1]
        if changes.touches("setting", "staff"):
            self._read_office()
        if changes.touches("holiday", "restored"):
            self._read_calendar()

    def _read_calendar(self) -> None:
        """Tell the fields where days are picked which calendar is in force."""

        def read(desk: "Desk") -> "WorkCalendar":
            from models.reference.rule_store import calendar_of  # not needed for an empty window

            return calendar_of(desk)

        def show(calendar: "WorkCalendar") -> None:
            from ui.widgets.days.picker import InForce  # as above

            InForce.calendar = calendar

        self.context.worker.ask(read, show, owner=self)

    def _read_office(self) -> None:
        def read(desk: "Desk") -> tuple[str, date | None, Sequence[LedgerPlace]]:
            from models.reference.ledgers import ledgers  # not needed for an empty window

            name = str(desk.settings.get("office.name") or "尚未设置本局名称")
            return name, desk.practice, tuple(ledgers().values())

        self.context.worker.ask(read, self._show_office, owner=self)

    def _show_office(self, answer: tuple[str, date | None, Sequence[LedgerPlace]]) -> None:
        name, practice, known = answer
        self._show_ledgers(known)
        self.practice.show(practice)
        self.office.setText(f"{name}　{self.context.actor}")

    def _show_error(self, error: Exception) -> None:
        messages.show_error(error, self)

    def ask_about_clock(self, why: str) -> None:
        """Ask whether the PC's clock is right; until it is confirmed no command is taken."""
        worker = self.context.worker

        def trust() -> None:
            worker.ask(lambda desk: desk.trust_clock(), lambda _none: None, owner=self)

        messages.ask(
            self, f"{why}\n\n时间不对的，请先改正；确认以前可以查看，不能登记。", "时间没错，继续",
            trust, "先去核对",
        )  # fmt: skip

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read whose desk this is when the window is there."""
        super().showEvent(event)
        self._read_office()
        self._read_calendar()

    def work_as(self, name: str) -> None:
        """Let someone else work at this desk: what is recorded from now on bears this name."""
        self.context.actor, self.context.signed = name, True
        if self.context.practice is None and self.context.actor_key:  # who practises is invented
            self.store.setValue(self.context.actor_key, name)

        def change(desk: "Desk") -> None:
            desk.actor = name

        self.context.worker.ask(change, lambda _none: self._read_office(), owner=self)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def open_palette(self) -> None:
        """Open the list of commands (Ctrl+K)."""
        Palette(self.run_action, self._known, self).open()

    def open_practice(self) -> None:
        """Open the practice window beside this one."""
        self.practice.open()

    def show_help(self) -> None:
        """Explain the field with the cursor, or the page (F1)."""
        self.help.open()

    def refresh_page(self) -> None:
        """Read the current page again."""
        current = self.stack.currentWidget()
        if isinstance(current, Page):
            current.refresh()

    def go_back(self) -> None:
        """Go to the page before this one."""
        if len(self._trail) > 1:
            self._trail.pop()
            self.go(self._trail.pop())

    def toggle_large(self) -> None:
        """Switch the large type on or off."""
        self.context.large = not self.context.large
        self.store.setValue("large", self.context.large)
        self.apply_theme()

    def toggle_dark(self) -> None:
        """Switch between light and dark."""
        self.context.dark = not self.context.dark
        self.store.setValue("dark", self.context.dark)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Apply colours and type to the whole program."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply(app, dark=self.context.dark, large=self.context.large)
        for row, page in enumerate(self._in_bar):
            self.nav.item(row).setIcon(icon(page.icon))
        self.refresh_page()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes as the eye does; cards and rows are made later than what is below them."""
        return go_on(self.centralWidget(), forward) or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let each page keep or ask about unsaved text, then finish the work under way."""
        if not all(page.may_close(self.close) for page in self._made.values()):
            event.ignore()
            return
        self.context.worker.close()
        super().closeEvent(event)
        self.closed.emit()


def apply(app: QApplication, *, dark: bool, large: bool) -> None:
    """Set style, font, palette and style sheet.

    The old sheet goes first: replacing one by another polishes every widget many times over, which
    took six times as long.
    """
    app.setStyleSheet("")
    if app.style().objectName() != STYLE:
        app.setStyle(STYLE)
    app.setFont(theme.font(large=large))
    app.setPalette(theme.palette(dark=dark))
    app.setStyleSheet(theme.style_sheet(dark=dark, large=large))
