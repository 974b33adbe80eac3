"""The pages of the window, in their order. A page that is not built is not in this table."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtWidgets import QWidget

from ui.context import Context


@dataclass(frozen=True)
class PageSpec:
    """One page: its name, where its class lives (loaded on first use), whether it is in the bar."""

    id: str
    title: str
    module: str
    cls: str
    in_bar: bool = True

    def load(self) -> Callable[[Context], QWidget]:
        """Return the page's class; its code is loaded on first use."""
        return getattr(import_module(self.module), self.cls)

    def make(self, context: Context) -> QWidget:
        """Make the page."""
        return self.load()(context)


ALL_PAGES: tuple[PageSpec, ...] = (
    PageSpec("today", "今日", "ui.today.page", "TodayPage"),
    PageSpec("intake", "收案", "ui.intake.page", "IntakePage"),
    PageSpec("cases", "案件", "ui.cases.page", "CasesPage"),
    PageSpec("notification", "告知", "ui.notification.page", "NotificationPage"),
    PageSpec("roster", "名册", "ui.roster.page", "RosterPage"),
    PageSpec("settings", "设置", "ui.settings.page", "SettingsPage"),
    PageSpec("case", "案件", "ui.case.page", "CasePage", in_bar=False),
)


def _is_built(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False  # its package is not there either


def available() -> tuple[PageSpec, ...]:
    """Return the pages whose code is in this program; the others are not shown."""
    return tuple(page for page in ALL_PAGES if _is_built(page.module))


PAGES = available()
