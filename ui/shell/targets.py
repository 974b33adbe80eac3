"""Where one can go in the window: a dataclass per page, and as its fields what to show there."""

from dataclasses import dataclass

from models.queries.places import CaseTab, Place


@dataclass(frozen=True)
class Target:
    """A page, as it was left."""


@dataclass(frozen=True)
class Today(Target):
    """今日."""


@dataclass(frozen=True)
class Intake(Target):
    """收案: the request being typed, of a case, a row of a ledger or a draft, and its field."""

    case_id: int | None = None
    entry_id: int | None = None
    draft: str = ""
    field: str = ""


@dataclass(frozen=True)
class Cases(Target):
    """案件: all cases in which something is found; None leaves the conditions as they are."""

    search: str | None = None


@dataclass(frozen=True)
class Ledger(Target):
    """A ledger by its id, all its rows or one alone."""

    ledger: str
    entry: int | None = None


@dataclass(frozen=True)
class Serving(Target):
    """送达."""


@dataclass(frozen=True)
class Documents(Target):
    """文书."""


@dataclass(frozen=True)
class Statistics(Target):
    """统计."""


@dataclass(frozen=True)
class Roster(Target):
    """名册."""


@dataclass(frozen=True)
class Settings(Target):
    """设置: a group, and in it one setting (or the first that papers wait for)."""

    group: str = ""
    key: str = ""


@dataclass(frozen=True)
class Case(Target):
    """One case: a tab of it, a deadline by rule and party, a stored paper."""

    case_id: int
    tab: CaseTab | None = None
    deadline: tuple[str, str] | None = None
    document: int | None = None


def supplying(place: Place, group: str = "", key: str = "") -> Target:
    """Return where something missing is supplied."""
    return Roster() if place is Place.ROSTER else Settings(group, key)
