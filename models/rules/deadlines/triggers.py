"""From which day a clock runs: the trigger combinators as small objects (read by `starting.py`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from models.rules.deadlines.model import Happened
from models.rules.deadlines.reading.condition import Condition
from models.rules.deadlines.reading.fields import Field
from models.rules.deadlines.reading.selectors import Selector
from models.rules.events import Event

if TYPE_CHECKING:
    from models.rules.deadlines.engine import Run

PAST, PAST_UNMET = "past", "past_unmet"


@dataclass(slots=True)
class Start:
    """A day to count from, the sentence that says what happened on it, and the event behind it."""

    date: date
    label: str
    entry: Happened | None = None


class Trigger(Protocol):
    """Finds the starts of a clock; several are alternatives of which the earliest end wins."""

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return no start while nothing has happened."""
        ...

    def kinds(self) -> set[type[Event]]:
        """Return the events that may be behind a start; none where a period does."""
        return set()


@dataclass(frozen=True)
class Happens:
    """`first` or `last` matching event; `unless_since` and `field` as in the package's table."""

    which: Selector
    is_last: bool
    field: Field | None
    unless_since: Selector | None
    label: str

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return the day of the event, or the date in its field."""
        find = self.which.last if self.is_last else self.which.first
        entry = find(run.index, key)
        if entry is None:
            return []
        if self.unless_since is not None:
            ended = self.unless_since.last(run.index, key)
            if ended is not None and ended.on >= entry.on:
                return []
        day = entry.on if self.field is None else self.field.day(entry.event)
        return [] if day is None else [Start(day, self.label, entry)]

    def kinds(self) -> set[type[Event]]:
        """Return the events it looks for."""
        return set(self.which.kinds)


@dataclass(frozen=True)
class Standing:
    """The statement in force: the last up to the first `at` event, else the first later one."""

    which: Selector
    at: Selector
    where: Selector
    label: str

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return the day of the standing statement if it says what `where` wants."""
        entries = self.which.all(run.index, key)
        if not entries:
            return []
        cut = self.at.first(run.index, key)
        standing = entries[-1]
        if cut is not None:
            in_time = [one for one in entries if one.on <= cut.on]
            standing = in_time[-1] if in_time else entries[0]
        if not self.where.has(standing.event):
            return []
        return [Start(standing.on, self.label, standing)]

    def kinds(self) -> set[type[Event]]:
        """Return the statements."""
        return set(self.which.kinds)


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

    def kinds(self) -> set[type[Event]]:
        """Return the events of every alternative."""
        return {kind for part in self.parts for kind in part.kinds()}


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

    def kinds(self) -> set[type[Event]]:
        """Return the events of every part."""
        return {kind for part, _ in self.parts for kind in part.kinds()}


class EarlierOf(FirstFound):
    """Alternatives: each is computed to its end and the earliest end wins."""

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return every start there is, in the order of the pack."""
        return [start for part in self.parts for start in part.starts(run, key)]


@dataclass(frozen=True)
class EndOf(Trigger):
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
class LastOf(Trigger):
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

    def kinds(self) -> set[type[Event]]:
        """Return the events of every side."""
        return {kind for part in self.sides.values() for kind in part.kinds()}


@dataclass(frozen=True)
class Conditional:
    """A trigger that exists only for some cases."""

    when: Condition
    part: Trigger

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return its starts where the condition holds."""
        return self.part.starts(run, key) if self.when.holds(run.case) else []

    def kinds(self) -> set[type[Event]]:
        """Return the events of the trigger."""
        return self.part.kinds()


@dataclass(frozen=True)
class Never(Trigger):
    """Takes the place of a trigger that could not be read; the pack is refused anyway."""

    def starts(self, run: "Run", key: str | None) -> list[Start]:
        """Return no start."""
        return []
