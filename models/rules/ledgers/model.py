"""What a file under resources/ledgers says: one ledger, its fields and everything made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from models.rules.ledger_place import LedgerPlace
from models.rules.statistics import Group


class Kind(StrEnum):
    """The type of a field; a case is linked by its number, a party is called by name."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    BOOL = "bool"
    INT = "int"
    YUAN = "yuan"
    CASE = "case"
    PARTY = "party"
    STAFF = "staff"


@dataclass(frozen=True)
class FieldWords:
    """What the file says of a field word by word.

    `head` is its name in the list, `fact` its name in papers. `open` lets a file bring a value
    that is not among the choices; `every` (the refusal) wants all of them. Without `typed` no
    dialog asks for it. `unset` is shown where nothing has been chosen; `start` is what a dialog
    begins with: today, actor.
    """

    id: str
    label: str
    help: str
    head: str = ""
    fact: str = ""
    required: bool = False
    limit: int = 0
    lines: int = 2
    open: bool = False
    every: str = ""
    unset: str = ""
    start: str = ""
    yes: str = ""
    no: str = ""
    tick: str = "是"
    ahead: bool = False
    typed: bool = True
    group: str = ""
    hint: str = ""
    width: int = 0
    search: bool = False
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class LedgerField(FieldWords):
    """One field: what it takes, how it is asked for, how it is listed, what F1 says about it."""

    kind: Kind = Kind.TEXT
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    default: str | bool | tuple[str, ...] | None = None


@dataclass(frozen=True)
class Dialog:
    """A button over the list and what it asks for; the first one of a ledger makes new rows."""

    button: str
    explain: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A paper made from a row: its form, its button, the fields that must be filled first."""

    form: str
    button: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reminder:
    """A date that shows on 今日 so many days (or workdays) ahead, until `done` is filled."""

    date: str
    words: str
    days: int = 0
    workdays: int = 0
    done: str = ""


@dataclass(frozen=True)
class Intake:
    """How a request begins with what a row knows: its button, and which fields say what.

    `mediation` holds the field and the value by which the request is one for mediation.
    """

    button: str
    channel: str
    name: str
    phone: str = ""
    mediation: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Figures:
    """The table of a ledger in 统计; `linked` is the dimension of rows that belong to a case.

    `detail` is the field shown beside a row behind a number; `first`: before the tables of cases.
    """

    group: Group
    linked: str
    detail: str
    first: bool


@dataclass(frozen=True)
class Listing:
    """The list: columns from left to right, those that go first where it is narrow, filters."""

    columns: tuple[str, ...]
    empty: str
    narrow: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    newest_first: bool = True


@dataclass(frozen=True)
class LedgerDef(LedgerPlace):
    """One ledger; `entry` is what a row is called, `called` the field that names it."""

    name: str = ""
    entry: str = ""
    help: str = ""
    day: str = ""
    called: str = ""
    fields: tuple[LedgerField, ...] = ()
    listing: Listing = Listing((), "")
    dialogs: tuple[Dialog, ...] = ()
    papers: tuple[Paper, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    figures: Figures | None = None
    intake: Intake | None = None

    @cached_property
    def by_id(self) -> Mapping[str, LedgerField]:
        """The fields by their ids."""
        return {one.id: one for one in self.fields}

    def field(self, name: str) -> LedgerField:
        """Return a field by its id."""
        return self.by_id[name]

    @cached_property
    def case(self) -> str:
        """The id of the field that links a row to its case, "" when there is none."""
        return next((one.id for one in self.fields if one.kind is Kind.CASE), "")

    @property
    def searched(self) -> tuple[LedgerField, ...]:
        """The fields in which the list searches."""
        return tuple(one for one in self.fields if one.search)
