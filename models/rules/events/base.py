"""What every event is made of: a frozen dataclass whose fields know their words and their codec.

A new event is one dataclass in one of the files of this package:

    @event("appeal_filed", "提起上诉", after("judgment_received"), clock=True)
    class AppealFiled(Event):
        \"\"\"The office or a party appealed.\"\"\"

        posted_on: Annotated[date | None, Words("交邮日", clock=True, not_after_event=True)] = None

The type of a field is its annotation: `str`, `int`, `bool`, `date`, a `Coded` enum, `PartyKey`,
`ItemKey`, a frozen dataclass, tuples and mappings of these. `codec.py` turns rows into objects.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import (
    Annotated,
    ClassVar,
    Final,
    Self,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
)

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

PARTY: Final = "party"
ITEM: Final = "id"
DOCUMENT: Final = "document"
PartyKey = Annotated[str, PARTY]
"""The key of a party in its case: P1, R1, T1 …"""
ItemKey = Annotated[str, ITEM]
"""The id that ties a beginning to its end: of a period, a pause, a preserved object."""
DocumentCode = Annotated[str, DOCUMENT]
"""A paper that is served: a code of `resources/procedure/served.toml` or of a form's own file."""

ADJUDICATION: Final = "adjudication"
MEDIATION: Final = "mediation"
ADVISORY: Final = "advisory"


class Coded(StrEnum):
    """A closed list of codes, each with its Chinese name: `SUSPENSION = "suspension", "中止"`."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """Make a member that equals its code."""
        one = str.__new__(cls, code)
        one._value_ = code
        one.label = label
        return one


class Visibility(Coded):
    """Who may see a row or a file."""

    MAIN = "main", "正卷"
    INTERNAL = "internal", "副卷"
    DELIBERATION = "deliberation", "合议秘密"
    OFFER = "offer", "一方的调解意见"


@dataclass(frozen=True)
class Order:
    """What an event presupposes, checked when it is recorded and when something is voided.

    `after`: conditions that must all hold by its day (`a|b` = any of them, `type:quality`, or a
    question of `procedure/conditions.py`); `since`: those it is not earlier than where they hold;
    `before`: those it is not later than; `per`: for the same party; `kinds`: only in these cases;
    `open`: not after the day of conclusion; `once`; `first`: it opens the case; `outside`: it
    happens outside the office, maybe before the request.
    """

    after: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    per: bool = False
    open: bool = False
    once: bool = False
    first: bool = False
    outside: bool = False


ANY_TIME = Order()


def after(
    *conditions: str,
    since: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    per: bool = False,
    open: bool = False,
    once: bool = False,
    outside: bool = False,
) -> Order:
    """Return the order of an event that presupposes others."""
    return Order(
        after=conditions, since=since, kinds=kinds, per=per, open=open, once=once, outside=outside
    )


@dataclass(frozen=True)
class Words:
    """How a field of an event is named, stored, checked and shown.

    `label`: its Chinese name; `key`: its name in rows where that is a word of Python (from);
    `clock`: the deadline rules read it; `required`: it must be given now although the
    object has a default; `keep`: stored also when it has its default; `hidden`: not in the journal;
    `subject`: the party or item the event is about; `quality`: what a condition names after the
    colon; `sealed`: kept in the confidential table; `coded`: the groups of names that spell its
    codes; `fen`: an amount in 分; `line`: one line, a name or a place; `later`: records of
    older programs lack it, so that one with the default is stored as they are. The rest are checks
    of the deadline verb (interface, reading 16).
    """

    label: str = ""
    key: str = ""
    clock: bool = False
    required: bool = False
    keep: bool = False
    hidden: bool = False
    subject: bool = False
    quality: bool = False
    sealed: bool = False
    coded: str = ""
    fen: bool = False
    line: bool = False
    later: bool = False
    minimum: int | None = None
    maximum: int | None = None
    not_before_event: bool = False
    not_after_event: bool = False
    required_in: tuple[str, ...] = ()
    required_when: Mapping[str, str | tuple[str, ...]] = field(
        default_factory=dict[str, str | tuple[str, ...]]
    )


class Event:
    """Something that happened in a case; subclasses are frozen dataclasses made by `@event`."""

    type: ClassVar[str]
    label: ClassVar[str]
    version: ClassVar[int] = 1
    order: ClassVar[Order] = ANY_TIME
    journal: ClassVar[bool] = False
    clock: ClassVar[bool] = False
    visibility: ClassVar[Visibility] = Visibility.MAIN
    subject_fields: ClassVar[tuple[str, ...]] = ()
    quality_fields: ClassVar[tuple[str, ...]] = ()

    @property
    def subject(self) -> str | None:
        """The party or item it is about, None when it concerns the whole case."""
        for name in self.subject_fields:
            found: str | None = getattr(self, name)
            if found:
                return found
        return None

    @property
    def presupposes(self) -> Order:
        """What it presupposes: that of its type, unless it depends on what it says."""
        return self.order

    def has_quality(self, wanted: str) -> bool:
        """Whether a condition such as `served:decision` means this event."""
        return any(getattr(self, name) == wanted for name in self.quality_fields)


E = TypeVar("E", bound=Event)
REGISTRY: dict[str, type[Event]] = {}


@dataclass_transform(kw_only_default=True, frozen_default=True)
def event(
    type_: str,
    label: str,
    order: Order = ANY_TIME,
    *,
    version: int = 1,
    journal: bool = False,
    clock: bool = False,
    visibility: Visibility = Visibility.MAIN,
) -> Callable[[type[E]], type[E]]:
    """Make a class an event and register it: a frozen dataclass with keyword fields.

    `journal`: it has no page of its own and is recorded under 日志; `clock`: the deadline rules
    read it; `version` is raised when the shape of the payload changes (`codec.UPGRADES`).
    """

    def make(cls: type[E]) -> type[E]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        made.type, made.label, made.order, made.version = type_, label, order, version
        made.journal, made.clock, made.visibility = journal, clock, visibility
        words = {name: _words(hint) for name, hint in made.__annotations__.items()}
        made.subject_fields = tuple(name for name, one in words.items() if one.subject)
        made.quality_fields = tuple(name for name, one in words.items() if one.quality)
        if type_ in REGISTRY:
            raise ValueError(f"event {type_} is declared twice")
        REGISTRY[type_] = made
        return made

    return make


def _words(hint: object) -> Words:
    """Return what an annotation says of its field."""
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((mark for mark in marks if isinstance(mark, Words)), Words())
