"""One rule of law as the engine runs it: compiled objects, nothing read any more."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.rules.deadlines import texts
from models.rules.deadlines.model import CaseInput
from models.rules.deadlines.reading.condition import Condition
from models.rules.deadlines.reading.fields import Field
from models.rules.deadlines.reading.selectors import Selector
from models.rules.deadlines.triggers import Trigger
from models.rules.events import Event

NATIONAL, LOCAL, INTERNAL = "national", "local", "internal"
OFFICE, PARTY, WAITING = "office", "party", "waiting"
CASE, EVERY_PARTY = "case", "party"
WORKDAY, DAY, MONTH, YEAR = "workday", "day", "month", "year"


@dataclass(frozen=True)
class Count:
    """How many units; an event's own field, one of `cases` or a setting may replace the number."""

    number: int | None
    unit: str
    backward: bool = False
    field: Field | None = None
    until: Field | None = None
    cases: tuple[tuple[Selector, int], ...] = ()
    setting: str = ""
    looser: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Levels:
    """Extensions approved step by step; `allowed` = the levels this rule knows."""

    events: Selector
    level: Field
    months: Field
    days: Field
    allowed: tuple[int, ...]


@dataclass(frozen=True)
class Extension:
    """`until` a day (last event), `once` some workdays (first event), or approved `levels`."""

    until: Selector | None
    until_day: Field | None
    once: Selector | None
    number: int
    levels: Levels | None
    too_late: bool
    label: str


@dataclass(frozen=True)
class Tolling:
    """Intervals whose union of days is added; kinds maps the kinds that count to Chinese."""

    starts: Selector
    ends: Selector
    start_id: Field
    end_id: Field
    kind: Field
    kinds: Mapping[str, str]
    too_late: bool


@dataclass(frozen=True)
class Pause:
    """A designated period that suspends the clock; `until_event` ends the suspension."""

    by: Selector
    by_id: Field
    period: str
    until_event: Selector
    label: str
    restart_label: str
    when: Condition | None


@dataclass(frozen=True)
class Skip:
    """Workdays that do not count: after a `starts` event, up to the `ends` event after it."""

    starts: Selector
    ends: Selector
    until_event: Selector
    name: str
    label: str
    end_label: str
    when: Condition | None


@dataclass(frozen=True)
class Met:
    """What meets the rule: the first event, or one for `each` side, the last of them."""

    first: Selector | None
    all_of: Selector | None
    each: str
    since_trigger: bool


@dataclass(frozen=True, kw_only=True)
class RuleText:
    """What a rule says as it is written, nothing of it compiled."""

    id: str
    name: str
    basis: str
    note: str = ""
    positions: tuple[str, ...] = ()
    if_missed: str = ""
    procedures: tuple[str, ...] = ()
    domiciled_in_prc: bool | None = None
    ends_at_conclusion: bool = False
    same_as: tuple[str, ...] = ()
    unless_met: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    code: str = ""
    text: str = ""
    source: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Rule(RuleText):
    """A rule as the engine runs it."""

    pack: str
    kind: str
    positions_when: tuple[tuple[Condition, tuple[str, ...]], ...]
    per: str
    per_event: Selector | None
    per_field: Field | None
    when: Condition | None
    when_not: Condition | None
    duty: str
    trigger: Trigger
    count: Count
    extend: Extension | None
    toll: Tolling | None
    pause: Pause | None
    skip: Skip | None
    end_later_of: Trigger | None
    roll: str
    met: Met | None
    require: tuple[Selector, ...]
    unless: tuple[Selector, ...]
    unless_met_but: tuple[Selector, ...]
    unless_by_due: Selector | None
    refers_to: frozenset[str]
    fallback: bool = False
    """The version that applies to events of any date when no other version does."""

    def valid_on(self, day: date) -> bool:
        """Say whether the rule's text was in force on a day (an event's day, never today)."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day <= self.valid_to)

    def applies(self, case: CaseInput) -> bool:
        """Say whether the rule is about this kind of case at all."""
        if case.procedure not in self.procedures:
            return False
        if self.when is not None and not self.when.holds(case):
            return False
        return self.when_not is None or not self.when_not.holds(case)

    @cached_property
    def _starters(self) -> frozenset[type[Event]] | None:
        """The events one of which must have happened, None when other rules decide as well."""
        return None if self.same_as or self.refers_to else frozenset(self.trigger.kinds())

    def can_start(self, happened: Collection[type[Event]]) -> bool:
        """Say whether any of its clocks can run when only these events happened."""
        return self._starters is None or not self._starters.isdisjoint(happened)

    def positions_in(self, case: CaseInput) -> tuple[str, ...]:
        """Return the readings of the office that the rule rests on in this case."""
        for condition, positions in self.positions_when:
            if condition.holds(case):
                return positions
        return self.positions

    def note_in(self, case: CaseInput) -> str:
        """Return what the first step of a trace adds in brackets."""
        return texts.joined(self.note, *self.positions_in(case))
