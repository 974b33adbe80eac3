"""One rule of law as the engine runs it: compiled objects, nothing read any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.rules.deadlines.schema import matches
from models.rules.deadlines.selectors import Selector
from models.rules.deadlines.triggers import Trigger

NATIONAL, LOCAL, INTERNAL = "national", "local", "internal"
OFFICE, PARTY, WAITING = "office", "party", "waiting"
CASE, EVERY_PARTY = "case", "party"
WORKDAY, DAY, MONTH, YEAR = "workday", "day", "month", "year"


@dataclass(frozen=True)
class Count:
    """How many units; an event's own field, one of `cases` or a setting may replace the number."""

    number: int | None
    unit: str
    backward: bool
    field: str
    until: str
    cases: tuple[tuple[Mapping[str, Any], int], ...]
    setting: str
    looser: int | None
    note: str


@dataclass(frozen=True)
class Extension:
    """`until` a day (last event), `once` some workdays (first event), or approved `levels`."""

    until: Selector | None
    once: Selector | None
    number: int
    levels: Selector | None
    allowed: tuple[int, ...]
    too_late: bool
    label: str


@dataclass(frozen=True)
class Tolling:
    """Intervals whose union of days is added; kinds maps the kinds that count to Chinese."""

    starts: Selector
    ends: Selector
    kinds: Mapping[str, str]
    too_late: bool


@dataclass(frozen=True)
class Pause:
    """A designated period that suspends the clock; `until_event` ends the suspension."""

    by: Selector
    period: str
    until_event: Selector
    label: str
    restart_label: str


@dataclass(frozen=True)
class Met:
    """What meets the rule: the first event, or one for `each` side, the last of them."""

    first: Selector | None
    all_of: Selector | None
    each: str
    since_trigger: bool


@dataclass(frozen=True)
class Rule:
    """A rule as the engine runs it."""

    id: str
    pack: str
    kind: str
    name: str
    basis: str
    note: str
    positions: tuple[str, ...]
    if_missed: str
    procedures: tuple[str, ...]
    per: str
    per_event: Selector | None
    per_field: str
    domiciled: bool | None
    when: Mapping[str, Any]
    when_not: Mapping[str, Any]
    duty: str
    ends_at_conclusion: bool
    trigger: Trigger
    same_as: tuple[str, ...]
    count: Count
    extend: Extension | None
    toll: Tolling | None
    pause: Pause | None
    end_later_of: Trigger | None
    roll: str
    met: Met | None
    require: tuple[Selector, ...]
    unless: tuple[Selector, ...]
    unless_met: str
    unless_by_due: Selector | None
    valid_from: date | None
    valid_to: date | None
    refers_to: frozenset[str]
    code: str = ""
    text: str = ""
    source: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None
    fallback: bool = False
    """The version that applies to events of any date when no other version does."""

    def valid_on(self, day: date) -> bool:
        """Say whether the rule's text was in force on a day (an event's day, never today)."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day <= self.valid_to)

    def applies(
        self, procedure: str, facts: Mapping[str, Any], settings: Mapping[str, Any]
    ) -> bool:
        """Say whether the rule is about this kind of case at all."""
        if procedure not in self.procedures:
            return False
        if self.when and not _holds(self.when, facts, settings):
            return False
        return not (self.when_not and _holds(self.when_not, facts, settings))


def _holds(
    wanted: Mapping[str, Any], facts: Mapping[str, Any], settings: Mapping[str, Any]
) -> bool:
    plain = {name: value for name, value in wanted.items() if name != "settings"}
    return matches(facts, plain) and matches(settings, wanted.get("settings", {}))
