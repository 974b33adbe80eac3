"""Reading the triggers of a pack: each table becomes one of the small objects of `triggers.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field

from models.rules.deadlines.condition import read_condition
from models.rules.deadlines.fields import Field
from models.rules.deadlines.selectors import Selector, read_selector, read_where
from models.rules.deadlines.tables import Table
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

SIDES = ("requester", "respondent", "third_party")


@dataclass
class Notes:
    """What a rule speaks of besides its own events: other rules, and papers that are served."""

    rules: set[str] = field(default_factory=set[str])
    documents: set[str] = field(default_factory=set[str])

    def selector(self, table: Table, name: str) -> Selector | None:
        """Compile the selector under a key and note the papers it names."""
        return self.noted(read_selector(table.table(name)))

    def selectors(self, table: Table, name: str) -> tuple[Selector, ...]:
        """Compile the list of selectors under a key."""
        found = [self.noted(read_selector(one)) for one in table.tables(name)]
        return tuple(one for one in found if one is not None)

    def noted(self, selector: Selector | None) -> Selector | None:
        """Note the papers of a selector."""
        if selector is not None:
            self.documents |= selector.documents()
        return selector

    def rule(self, table: Table, name: str) -> str:
        """Return the rule named under a key, which must be there."""
        rule = table.text(name, required=True)
        self.rules.add(rule)
        return rule


def read_field(table: Table, name: str, of: Selector | None, *kinds: Kind) -> Field | None:
    """Return the field named under a key; one that no event of the selector has is refused."""
    key = table.text(name)
    return must_have(table, name, key, of, *kinds) if key and of is not None else None


def must_have(table: Table, place: str, key: str, of: Selector, *kinds: Kind) -> Field | None:
    """Return a field of the events that a selector finds; refused when none has it."""
    found = of.field(key, *kinds)
    if found.names:
        return found
    types = "、".join(cls.type for cls in of.kinds)
    table.refuse(place, f"事件“{types}”没有“{key}”这一字段，或者其种类不对")
    return None


def read_trigger(table: Table | None, notes: Notes) -> Trigger:
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


def _read_happens(table: Table, notes: Notes) -> Trigger:
    is_last = table.has("last")
    which = notes.selector(table, "last" if is_last else "first")
    since = notes.selector(table, "unless_since")
    label = table.text("label", required=True)
    day = read_field(table, "field", which, Kind.DATE)
    return Happens(which, is_last, day, since, label) if which else Never()


def _read_standing(table: Table, notes: Notes) -> Trigger:
    which, at = notes.selector(table, "standing"), notes.selector(table, "at")
    where = read_where(table.table("where"), which.kinds if which else ())
    if at is None:
        table.refuse("at", "standing须有at")
    label = table.text("label", required=True)
    return Standing(which, at, where, label) if which and at else Never()


def _parts(table: Table, name: str, notes: Notes) -> tuple[Trigger, ...]:
    parts = tuple(read_trigger(one, notes) for one in table.tables(name))
    if not parts:
        table.refuse(name, "应至少有一项")
    return parts


def _read_first_found(table: Table, notes: Notes) -> Trigger:
    return FirstFound(_parts(table, "first_found", notes))


def _read_earlier(table: Table, notes: Notes) -> Trigger:
    return EarlierOf(_parts(table, "earlier_of", notes))


def _read_later(table: Table, notes: Notes) -> Trigger:
    parts: list[tuple[Trigger, bool]] = []
    for one in table.tables("later_of"):
        optional = one.flag("optional")
        parts.append((read_trigger(one, notes), optional))
    return LaterOf(tuple(parts))


def _read_end(table: Table, notes: Notes) -> Trigger:
    rule = notes.rule(table, "starts_at_end_of")
    only = table.text("only", known=(PAST, PAST_UNMET))
    return EndOf(rule, only, notes.selector(table, "unless"), table.text("label", required=True))


def _read_last_of(table: Table, notes: Notes) -> Trigger:
    return LastOf(notes.rule(table, "last_of"), table.text("label", required=True))


def _read_sides(table: Table, notes: Notes) -> Trigger:
    sides = table.table("by_side")
    if sides is None:
        return Never()
    found = {one: read_trigger(sides.table(one), notes) for one in SIDES if sides.has(one)}
    sides.close()
    return BySide(found)


_READERS: dict[str, Callable[[Table, Notes], Trigger]] = {
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
