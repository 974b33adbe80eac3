"""Reading the triggers of a pack: each table becomes one of the small objects of `triggers.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field

from models.rules.deadlines.reading.condition import read_condition
from models.rules.deadlines.reading.fields import Field
from models.rules.deadlines.reading.selectors import Selector, read_selector, read_where
from models.rules.deadlines.triggers import (
    PAST,
    PAST_UNMET,
    BySide,
    Conditional,
    EarlierOf,
    EndOf,
    FirstFound,
    Happens,
    LastOf,
    LaterOf,
    Never,
    Standing,
    Trigger,
)
from models.rules.events.shapes import Kind
from models.rules.toml.rows import Row

SIDES = ("requester", "respondent", "third_party")


@dataclass
class Notes:
    """What a rule speaks of besides its own events: other rules, and papers that are served."""

    rules: set[str] = field(default_factory=set[str])
    documents: set[str] = field(default_factory=set[str])

    def selector(self, table: Row, name: str) -> Selector | None:
        """Compile the selector under a key, None when there is none."""
        inner = table.inner(name)
        return None if inner is None else self._noted(inner)

    def needed(self, table: Row, name: str) -> Selector:
        """Compile the selector under a key, which must be there."""
        found = self.selector(table, name)
        if found is None:
            table.refuse(name, "缺少")
        return found or Selector((), {})

    def selectors(self, table: Row, name: str) -> tuple[Selector, ...]:
        """Compile the list of selectors under a key."""
        return tuple(self._noted(one) for one in table.rows(name))

    def _noted(self, table: Row) -> Selector:
        selector = read_selector(table)
        self.documents |= selector.documents()
        return selector

    def rule(self, table: Row, name: str) -> str:
        """Return the rule named under a key, which must be there."""
        rule = table.text(name)
        self.rules.add(rule)
        return rule


def read_field(table: Row, name: str, of: Selector | None, *kinds: Kind) -> Field | None:
    """Return the field named under a key; one that no event of the selector has is refused."""
    key = table.text(name, "")
    return must_have(table, name, key, of, *kinds) if key and of is not None else None


def must_have(table: Row, place: str, key: str, of: Selector, *kinds: Kind) -> Field:
    """Return a field of the events that a selector finds; refused when none has it."""
    found = of.field(key, *kinds)
    if of.kinds and not found.names:
        types = "、".join(cls.type for cls in of.kinds)
        table.refuse(place, f"事件“{types}”没有“{key}”这一字段，或者其种类不对")
    return found


def read_trigger(table: Row | None, notes: Notes) -> Trigger:
    """Compile a trigger table; what it refers to is added to the notes."""
    if table is None:
        return Never()
    read = next((read for name, read in _READERS.items() if table.has(name)), None)
    if read is None:
        table.close()
        table.refuse("", f"缺少触发方式，应为{'、'.join(_READERS)}之一")
        return Never()
    trigger = read(table, notes)
    when = read_condition(table, "when")
    table.close()
    return trigger if when is None else Conditional(when, trigger)


def _read_happens(table: Row, notes: Notes) -> Trigger:
    is_last = table.has("last")
    which = notes.needed(table, "last" if is_last else "first")
    since = notes.selector(table, "unless_since")
    label = table.text("label")
    day = read_field(table, "field", which, Kind.DATE)
    return Happens(which, is_last, day, since, label)


def _read_standing(table: Row, notes: Notes) -> Trigger:
    which, at = notes.needed(table, "standing"), notes.needed(table, "at")
    where = read_where(table.inner("where"), which.kinds)
    return Standing(which, at, where, table.text("label"))


def _parts(table: Row, name: str, notes: Notes) -> tuple[Trigger, ...]:
    parts = tuple(read_trigger(one, notes) for one in table.rows(name))
    if not parts:
        table.refuse(name, "应至少有一项")
    return parts


def _read_first_found(table: Row, notes: Notes) -> Trigger:
    return FirstFound(_parts(table, "first_found", notes))


def _read_earlier(table: Row, notes: Notes) -> Trigger:
    return EarlierOf(_parts(table, "earlier_of", notes))


def _read_later(table: Row, notes: Notes) -> Trigger:
    pairs = [(one.flag("optional", False), one) for one in table.rows("later_of")]
    return LaterOf(tuple((read_trigger(one, notes), optional) for optional, one in pairs))


def _read_end(table: Row, notes: Notes) -> Trigger:
    rule = notes.rule(table, "starts_at_end_of")
    only = table.text("only", "", known=(PAST, PAST_UNMET))
    return EndOf(rule, only, notes.selector(table, "unless"), table.text("label"))


def _read_last_of(table: Row, notes: Notes) -> Trigger:
    return LastOf(notes.rule(table, "last_of"), table.text("label"))


def _read_sides(table: Row, notes: Notes) -> Trigger:
    sides = table.inner("by_side")
    if sides is None:
        return Never()
    found = {one: read_trigger(sides.inner(one), notes) for one in SIDES if sides.has(one)}
    sides.close()
    return BySide(found)


_READERS: dict[str, Callable[[Row, Notes], Trigger]] = {
    "first": _read_happens,
    "last": _read_happens,
    "standing": _read_standing,
    "first_found": _read_first_found,
    "later_of": _read_later,
    "earlier_of": _read_earlier,
    "starts_at_end_of": _read_end,
    "last_of": _read_last_of,
    "by_side": _read_sides,
}
