"""From which day a clock runs: the trigger combinators, compiled to small objects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from models.rules.deadlines.model import Event
from models.rules.deadlines.schema import matches
from models.rules.deadlines.selectors import Selector
from models.rules.deadlines.tables import Table

if TYPE_CHECKING:
    from models.rules.deadlines.engine import Run

PAST, PAST_UNMET = "past", "past_unmet"


@dataclass(frozen=True)
class Start:
    """A day to count from, what happened on it in words, and the event behind it."""

    date: date
    label: str
    event: Event | None = None


class Trigger(Protocol):
    """Finds the starts of a clock; several are alternatives of which the earliest end wins."""

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return no start while nothing has happened."""
        ...


@dataclass(frozen=True)
class Happened:
    """`first` or `last` matching event; `unless_since` and `field` as in the package's table."""

    which: Selector
    last: bool
    field: str
    unless_since: Selector | None
    label: str

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return the day of the event, or the date in its field."""
        find = self.which.last if self.last else self.which.first
        event = find(run.index, key)
        if event is None:
            return []
        if self.unless_since is not None:
            ended = self.unless_since.last(run.index, key)
            if ended is not None and ended.date >= event.date:
                return []
        day = event.values.get(self.field) if self.field else event.date
        return [Start(day, self.label, event)] if isinstance(day, date) else []


@dataclass(frozen=True)
class Standing:
    """The statement that stands: the last up to the first `at` event, else the first later one."""

    which: Selector
    at: Selector
    where: Mapping[str, Any]
    label: str

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return the day of the standing statement if it says what `where` wants."""
        events = self.which.all(run.index, key)
        if not events:
            return []
        cut = self.at.first(run.index, key)
        standing = events[-1]
        if cut is not None:
            in_time = [one for one in events if one.date <= cut.date]
            standing = in_time[-1] if in_time else events[0]
        if not matches(standing.values, self.where):
            return []
        return [Start(standing.date, self.label, standing)]


@dataclass(frozen=True)
class FirstFound:
    """The first alternative that has happened."""

    parts: tuple[Trigger, ...]

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return the starts of that alternative."""
        for part in self.parts:
            found = part.starts(run, key)
            if found:
                return found
        return []


@dataclass(frozen=True)
class LaterOf:
    """The latest of several days; all but the optional ones must have happened."""

    parts: tuple[tuple[Trigger, bool], ...]

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return the latest day; on a tie the first named."""
        best: list[Start] = []
        for part, optional in self.parts:
            found = part.starts(run, key)
            if not found and not optional:
                return []
            if found and (not best or found[0].date > best[0].date):
                best = found
        return best


@dataclass(frozen=True)
class EarlierOf:
    """Alternatives: each is computed to its end and the earliest end wins."""

    parts: tuple[Trigger, ...]

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return every start there is, in the order of the pack."""
        return [start for part in self.parts for start in part.starts(run, key)]


@dataclass(frozen=True)
class EndOf:
    """The last day of another rule's period for the same key."""

    rule: str
    only: str
    unless: Selector | None
    label: str

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return that day; with `only` not before it has passed (and was not met in time)."""
        if self.unless is not None and self.unless.first(run.index, key) is not None:
            return []
        clock = run.clock(self.rule, key)
        if clock is None or (self.only and run.as_of <= clock.due):
            return []
        if self.only == PAST_UNMET and run.met_in_time(clock):
            return []
        return [Start(clock.due, self.label)]


@dataclass(frozen=True)
class LastOf:
    """The latest start of another rule over all the parties it runs for."""

    rule: str
    label: str

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return the latest trigger day."""
        days = [clock.trigger_date for clock in run.clocks(self.rule)]
        return [Start(max(days), self.label)] if days else []


@dataclass(frozen=True)
class BySide:
    """Another trigger for each side."""

    sides: Mapping[str, Trigger]

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return the starts for the key's side."""
        part = self.sides.get(run.side(key))
        return part.starts(run, key) if part is not None else []


@dataclass(frozen=True)
class _Never:
    """Stands where a trigger could not be read; the pack is refused anyway."""

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return no start."""
        return []


def read_trigger(table: Table | None, rules: set[str]) -> Trigger:
    """Compile a trigger table; rule ids it refers to are added to `rules`."""
    if table is None:
        return _Never()
    for name, read in _READERS.items():
        if table.has(name):
            trigger = read(table, rules)
            table.close()
            return trigger
    table.close()
    table.refuse("", f"缺少触发方式，应为{'、'.join(_READERS)}之一")
    return _Never()


def _read_happened(table: Table, rules: set[str]) -> Trigger:
    last = table.has("last")
    which = table.selector("last" if last else "first")
    since = table.selector("unless_since")
    label = table.text("label", required=True)
    found = Happened(which, last, table.text("field"), since, label) if which else None
    return found or _Never()


def _read_standing(table: Table, rules: set[str]) -> Trigger:
    which, at = table.selector("standing"), table.selector("at")
    where = table.raw("where", {})
    if at is None or not isinstance(where, Mapping):
        table.refuse("at", "standing须有at，where应为表")
        return _Never()
    label = table.text("label", required=True)
    return Standing(which, at, where, label) if which else _Never()


def _read_parts(name: str, table: Table, rules: set[str]) -> tuple[Trigger, ...]:
    parts = tuple(read_trigger(one, rules) for one in table.tables(name))
    if not parts:
        table.refuse(name, "应至少有一项")
    return parts


def _read_later(table: Table, rules: set[str]) -> Trigger:
    parts = []
    for one in table.tables("later_of"):
        optional = one.flag("optional")
        parts.append((read_trigger(one, rules), optional))
    return LaterOf(tuple(parts))


def _read_end(table: Table, rules: set[str]) -> Trigger:
    rule = table.text("starts_at_end_of", required=True)
    rules.add(rule)
    only = table.text("only", known=(PAST, PAST_UNMET))
    return EndOf(rule, only, table.selector("unless"), table.text("label", required=True))


def _read_last_of(table: Table, rules: set[str]) -> Trigger:
    rule = table.text("last_of", required=True)
    rules.add(rule)
    return LastOf(rule, table.text("label", required=True))


def _read_sides(table: Table, rules: set[str]) -> Trigger:
    sides = table.table("by_side")
    known = ("requester", "respondent", "third_party")
    if sides is None:
        return _Never()
    found = {one: read_trigger(sides.table(one), rules) for one in known if sides.has(one)}
    sides.close()
    return BySide(found)


_READERS = {
    "first": _read_happened,
    "last": _read_happened,
    "standing": _read_standing,
    "first_found": lambda table, rules: FirstFound(_read_parts("first_found", table, rules)),
    "later_of": _read_later,
    "earlier_of": lambda table, rules: EarlierOf(_read_parts("earlier_of", table, rules)),
    "starts_at_end_of": _read_end,
    "last_of": _read_last_of,
    "by_side": _read_sides,
}
