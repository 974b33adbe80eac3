"""The pages of the window, in their order."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from models.rules.ledger_place import LedgerPlace
from ui.pages.base import Page
from ui.shell import targets
from ui.shell.context import Context
from ui.shell.ledger_places import bundled, placed
from ui.shell.targets import Target

AnyPage = Page[Any]  # opened on the target that its row names


@dataclass(frozen=True)
class PageSpec:
    """One page: its name, where its class lives (loaded on first use), whether it is in the bar."""

    id: str
    title: str
    module: str
    cls: str
    target: type[Target]
    in_bar: bool = True
    given: tuple[str, ...] = ()  # what the class is told besides the context: which ledger

    @property
    def icon(self) -> str:
        """Return the name of its icon; the ledgers of an office share one."""
        return "ledger" if self.given and self.id != "notification" else self.id

    def load(self) -> Callable[..., AnyPage]:
        """Return the page's class; its code is loaded on first use."""
        return getattr(import_module(self.module), self.cls)

    def start(self) -> Target:
        """Return the target of the page as it was left."""
        return self.target(*self.given)

    def shows(self, target: Target) -> bool:
        """Whether a target is on this page; of ledgers each has a page of its own."""
        ledger = target.ledger if isinstance(target, targets.Ledger) else self.id
        return isinstance(target, self.target) and ledger == self.id

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

    def make(self, context: Context) -> AnyPage:
        """Make the page."""
        return self.load()(context, *self.given)


def load_module(name: str) -> None:
    """Load the code of a module."""
    import_module(name)


def modules_of(package: str) -> list[str]:
    """Return the names of all modules in a package and the packages in it."""
    found: list[str] = []
    for info in iter_modules(import_module(package).__path__, f"{package}."):
        found += modules_of(info.name) if info.ispkg else [info.name]
    return found


def with_ledgers(pages: Sequence[PageSpec], known: Iterable[LedgerPlace]) -> tuple[PageSpec, ...]:
    """Return the pages with those of ledgers."""

    def page(one: LedgerPlace) -> PageSpec:
        return PageSpec(
            one.id,
            one.title,
            "ui.pages.ledgers.page",
            "LedgerPage",
            targets.Ledger,
            given=(one.id,),
        )

    return placed(pages, known, page)


_OWN: tuple[PageSpec, ...] = (
    PageSpec("today", "今日", "ui.pages.today.page", "TodayPage", targets.Today),
    PageSpec("intake", "收案", "ui.pages.intake.page", "IntakePage", targets.Intake),
    PageSpec("cases", "案件", "ui.pages.cases.page", "CasesPage", targets.Cases),
    PageSpec("serving", "送达", "ui.pages.serving.page", "ServingPage", targets.Serving),
    PageSpec("documents", "文书", "ui.pages.documents.page", "DocumentsPage", targets.Documents),
    PageSpec(
        "statistics", "统计", "ui.pages.statistics.page", "StatisticsPage", targets.Statistics
    ),
    PageSpec("roster", "名册", "ui.pages.roster.page", "RosterPage", targets.Roster),
    PageSpec("settings", "设置", "ui.pages.settings.page", "SettingsPage", targets.Settings),
    PageSpec("case", "案件", "ui.pages.case.page", "CasePage", targets.Case, in_bar=False),
)
PAGES = with_ledgers(_OWN, bundled())
