"""The pages of the window, in their order."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

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

    @property
    def loaded(self) -> bool:
        """Whether its code is in memory; loading it at once would hold the window up."""
        return self.module in sys.modules

    def parts(self) -> list[str]:
        """Return the modules of its folder in the order in which to load them one by one.

        On the window's thread only: classes of Qt made on another one crash the program.
        """
        found = modules_of(self.module.rpartition(".")[0])
        return [name for name in found if name != self.module] + [self.module]

    def make(self, context: Context) -> QWidget:
        """Make the page."""
        return self.load()(context)


def load_module(name: str) -> None:
    """Load the code of a module."""
    import_module(name)


def modules_of(package: str) -> list[str]:
    """Return the names of all modules in a package and the packages in it."""
    found: list[str] = []
    for info in iter_modules(import_module(package).__path__, f"{package}."):
        found += modules_of(info.name) if info.ispkg else [info.name]
    return found


PAGES: tuple[PageSpec, ...] = (
    PageSpec("today", "今日", "ui.today.page", "TodayPage"),
    PageSpec("intake", "收案", "ui.intake.page", "IntakePage"),
    PageSpec("cases", "案件", "ui.cases.page", "CasesPage"),
    PageSpec("notification", "告知", "ui.notification.page", "NotificationPage"),
    PageSpec("serving", "送达", "ui.serving.page", "ServingPage"),
    PageSpec("documents", "文书", "ui.documents.page", "DocumentsPage"),
    PageSpec("statistics", "统计", "ui.statistics.page", "StatisticsPage"),
    PageSpec("roster", "名册", "ui.roster.page", "RosterPage"),
    PageSpec("settings", "设置", "ui.settings.page", "SettingsPage"),
    PageSpec("case", "案件", "ui.case.page", "CasePage", in_bar=False),
)
