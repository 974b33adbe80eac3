"""Running the compiled rules over one case: which clocks there are, and the state of each."""

from collections.abc import Iterable
from datetime import date

from models.rules.calendar import WorkCalendar
from models.rules.deadlines import texts
from models.rules.deadlines.limit import measure_limit
from models.rules.deadlines.model import CaseInput, Deadline, TraceStep
from models.rules.deadlines.ordering import effective
from models.rules.deadlines.pausing import measure_paused
from models.rules.deadlines.period import Clock, measure
from models.rules.deadlines.reading.rule import (
    CASE,
    EVERY_PARTY,
    INTERNAL,
    OFFICE,
    PARTY,
    Met,
    Rule,
)
from models.rules.deadlines.reading.ruleset import RuleSet
from models.rules.deadlines.reading.selectors import Index
from models.rules.deadlines.skipping import measure_skipping
from models.rules.deadlines.triggers import Start


def compute(case: CaseInput, rules: RuleSet, calendar: WorkCalendar) -> list[Deadline]:
    """Return every deadline of a case, ordered by rule, then party; pure, never raises."""
    run = Run(case, rules, calendar)
    return [run.deadline(clock) for name in run.active for clock in run.clocks(name)]


class Run:
    """One computation: the indexed case, the calendar and the clocks found so far."""

    def __init__(self, case: CaseInput, rules: RuleSet, calendar: WorkCalendar) -> None:
        self.case = case
        self.as_of = case.as_of
        self.calendar = calendar
        self.index = Index(case.events)
        self.active: dict[str, list[Rule]] = {}
        for name, versions in rules.for_procedure(case.procedure):
            fit = [r for r in versions if r.applies(case) and r.can_start(self.index.classes)]
            if fit:
                self.active[name] = fit
        ended = rules.conclusion.first(self.index, None) if rules.conclusion else None
        self.concluded: date | None = ended.on if ended else None
        self._sides = {party.id: party for party in case.parties}
        self._clocks: dict[tuple[str, str | None], Clock | None] = {}

    def side(self, key: str | None) -> str:
        """Return the side of a party, empty for other keys."""
        party = self._sides.get(key) if key is not None else None
        return party.side if party else ""

    def of_side(self, side: str) -> Iterable[str]:
        """Return the parties of a side in the order of the input."""
        return (party.id for party in self.case.parties if party.side == side)

    def clocks(self, name: str) -> list[Clock]:
        """Return the clocks of a rule over all its keys."""
        versions = self.active.get(name)
        if not versions:
            return []
        found = (self.clock(name, key) for key in self._keys(versions[0]))
        return [clock for clock in found if clock is not None]

    def clock(self, name: str, key: str | None) -> Clock | None:
        """Return a rule's clock for a key, None while it does not run; computed once."""
        versions = self.active.get(name)
        if not versions:
            return None
        place = (name, None if versions[0].per == CASE else key)
        if place in self._clocks:
            return self._clocks[place]
        # A rule may not see itself; `combine` refuses cycles, so this is never read back.
        self._clocks[place] = None
        found = self._clocks[place] = self._version(versions, place[1])
        return found

    def _version(self, versions: list[Rule], key: str | None) -> Clock | None:
        """Return the clock of the version in force on the day of its own trigger."""
        for rule in versions:
            clock = self._clock(rule, key)
            if clock is not None and (rule.fallback or rule.valid_on(clock.trigger_date)):
                return clock
        return None

    def _keys(self, rule: Rule) -> Iterable[str | None]:
        if rule.per == CASE:
            return (None,)
        if rule.per_event is not None:
            entries = rule.per_event.all(self.index, None)
            values = (rule.per_field.text(one.event) if rule.per_field else None for one in entries)
            return dict.fromkeys(value for value in values if value is not None)
        if rule.per == EVERY_PARTY:
            return (party.id for party in self.case.parties)
        return self.of_side(rule.per)

    def _clock(self, rule: Rule, key: str | None) -> Clock | None:
        if not self._exists(rule, key):
            return None
        clock = self._same(rule, key) if rule.same_as else self._earliest(rule, key)
        if clock is None or rule.unless_by_due is None:
            return clock
        first = rule.unless_by_due.first(self.index, key)
        return None if first is not None and first.on <= clock.due else clock

    def _exists(self, rule: Rule, key: str | None) -> bool:
        """Say whether what the rule requires is there and what it excludes is not."""
        if rule.domiciled_in_prc is not None:
            party = self._sides.get(key or "")
            if party is None or party.domiciled_in_prc != rule.domiciled_in_prc:
                return False
        for wanted in rule.require:
            if not wanted.all(self.index, key):
                return False
        for excluded in rule.unless:
            if excluded.all(self.index, key):
                return False
        if not rule.unless_met or any(one.all(self.index, key) for one in rule.unless_met_but):
            return True
        other = self.clock(rule.unless_met, key)
        return other is None or not self.met_in_time(other)

    def _same(self, rule: Rule, key: str | None) -> Clock | None:
        """Return the clock of the rule this one shares its period with, as this rule's own."""
        for name in rule.same_as:
            other = self.clock(name, key)
            if other is None:
                continue
            first = other.steps[0]
            note = f"；与“{other.rule.name}”同一期间{texts.in_brackets(rule.basis, rule.note)}"
            begun = TraceStep(first.step, first.start, first.end, first.text + note)
            steps = [begun, *other.steps[1:]]
            return Clock(
                rule,
                key,
                other.trigger_date,
                other.entry,
                other.plan_by,
                other.due,
                steps,
                other.suspended,
            )
        return None

    def _earliest(self, rule: Rule, key: str | None) -> Clock | None:
        """Return the clock with the earliest end among the rule's starts; a tie: the first."""
        starts = rule.trigger.starts(self, key)
        if len(starts) < 2:
            return self._measure(rule, key, starts[0]) if starts else None
        clocks = [(self._measure(rule, key, start), start.label) for start in starts]
        best = min(clocks, key=lambda one: one[0].due)[0]
        for other, label in clocks:
            if other is not best:
                text = texts.alternative(other.trigger_date, label, other.due, best.due)
                begin = best.trigger_date
                best.steps.insert(1, TraceStep("not_counted", begin, begin, text))
        return best

    def _measure(self, rule: Rule, key: str | None, start: Start) -> Clock:
        if rule.toll is not None or (rule.extend is not None and rule.extend.levels is not None):
            return measure_limit(rule, self, key, start)
        skip, pause = rule.skip, rule.pause
        if skip is not None and (skip.when is None or skip.when.holds(self.case)):
            return measure_skipping(rule, skip, self, key, start)
        if pause is not None and (pause.when is None or pause.when.holds(self.case)):
            return measure_paused(rule, pause, self, key, start)
        return measure(rule, self, key, start)

    def met_on(self, clock: Clock) -> date | None:
        """Return the day that counts as meeting a clock, None when nothing has."""
        if not clock.met_known:
            met = clock.rule.met
            clock.met_on = self._meeting(met, clock) if met is not None else None
            clock.met_known = True
        return clock.met_on

    def _meeting(self, met: Met, clock: Clock) -> date | None:
        if met.all_of is not None:
            ones = [
                met.all_of.first(self.index, clock.key, each) for each in self.of_side(met.each)
            ]
            days = [effective(one) for one in ones if one is not None]
            return max(days) if days and len(days) == len(ones) else None
        if met.first is None:
            return None
        for entry in met.first.all(self.index, clock.key):
            since = clock.entry.on if met.since_trigger and clock.entry is not None else None
            if since is None or entry.on >= since:
                return effective(entry)
        return None

    def met_in_time(self, clock: Clock) -> bool:
        """Say whether a clock was met on or before its due day."""
        day = self.met_on(clock)
        return day is not None and day <= clock.due

    def deadline(self, clock: Clock) -> Deadline:
        """Return a clock as the deadline that is shown."""
        rule = clock.rule
        return Deadline(
            id=rule.id,
            party=clock.key,
            name=rule.name,
            basis=rule.basis,
            trigger_date=clock.trigger_date,
            plan_by=clock.plan_by,
            due=clock.due,
            status=self._status(clock),
            met_on=self.met_on(clock),
            provisional=self.calendar.is_provisional(clock.trigger_date, clock.due),
            trace=tuple(clock.steps),
            pack=rule.pack,
            duty=rule.duty,
            if_missed=rule.if_missed,
            internal=rule.kind == INTERNAL,
            positions=rule.positions_in(self.case),
        )

    def _status(self, clock: Clock) -> str:
        """Return the first status that fits: how it was met, what stopped it, its state."""
        rule = clock.rule
        met = self.met_on(clock)
        if met is not None:
            return "met" if met <= clock.due else "met_late"
        if clock.suspended:
            return "suspended"
        if rule.ends_at_conclusion and self.concluded is not None:
            if self.concluded <= clock.due:
                return "ended"
            if rule.duty == OFFICE:
                return "missed"
        if self.as_of <= clock.due:
            return "running"
        if rule.duty == OFFICE:
            return "overdue"
        return "lapsed" if rule.duty == PARTY else "elapsed"
