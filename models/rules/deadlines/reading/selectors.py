"""Finding events: the index of one case and the selectors of the packs, compiled once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import product
from typing import NamedTuple

from models.rules.deadlines.model import Happened
from models.rules.deadlines.reading.fields import Field, Value, clock_events, clock_parts, field_of
from models.rules.events import Event
from models.rules.events.shapes import Kind
from models.rules.toml.rows import Plain, Row

KEY = "$key"
EACH = "$each"


class FieldTest(NamedTuple):
    """One field of an event, by its attribute; with any of the values, or with `$key` or `$each`.

    A field that holds many is equal to what it contains.
    """

    name: str
    values: tuple[Plain, ...]
    special: str = ""

    def holds(self, event: Event) -> bool:
        """Whether the field of an event has one of the values."""
        found: Value = getattr(event, self.name, None)  # a refused event may lack it
        if isinstance(found, tuple):
            return any(one in self.values for one in found)
        return found in self.values


Values = tuple[Value, ...]
Found = dict[Values, list[Happened]]


class Index:
    """The events of one case, found by class and by what some of their fields hold.

    They keep the order that `CaseInput` has; a field that holds many is found by each of them.
    """

    def __init__(self, events: Sequence[Happened]) -> None:
        self._by_class: dict[type[Event], list[Happened]] = {}
        self._tables: dict[tuple[type[Event], tuple[str, ...]], Found] = {}
        self._places: dict[int, int] = {id(entry): place for place, entry in enumerate(events)}
        for entry in events:
            self._by_class.setdefault(type(entry.event), []).append(entry)
        self.classes = self._by_class.keys()
        """Which events there are at all."""

    def find(self, cls: type[Event], names: tuple[str, ...], values: Values) -> Sequence[Happened]:
        """Return the events of a class whose fields hold these values."""
        events = self._by_class.get(cls)
        if events is None or not names:
            return events or ()
        table = self._tables.get((cls, names))
        if table is None:
            table = self._tables[cls, names] = _tabled(events, names)
        return table.get(values, ())

    def merged(self, found: Iterable[Sequence[Happened]]) -> Sequence[Happened]:
        """Return the events of several findings in one order, each once."""
        events = {self._places[id(entry)]: entry for some in found for entry in some}
        return [events[place] for place in sorted(events)]


def _tabled(events: Sequence[Happened], names: tuple[str, ...]) -> Found:
    table: Found = {}
    for entry in events:
        event = entry.event
        held: Values = tuple([getattr(event, name) for name in names])
        if _holds_many(type(event)):
            choices = [dict.fromkeys(v) if isinstance(v, tuple) else (v,) for v in held]
            for values in product(*choices):
                table.setdefault(values, []).append(entry)
        else:
            table.setdefault(held, []).append(entry)
    return table


@cache
def _holds_many(cls: type[Event]) -> bool:
    return any(part.shape.many for part in clock_parts(cls).values())


class Plan(NamedTuple):
    """How a selector looks for one class of events: in which fields, for which values.

    `keys` and `eaches` are the places where `$key` and `$each` are put in.
    """

    cls: type[Event]
    names: tuple[str, ...]
    values: Values
    keys: tuple[int, ...]
    eaches: tuple[int, ...]

    def find(self, index: Index, key: str | None, each: str | None) -> Sequence[Happened]:
        """Return the events it means for a key."""
        values = self.values
        if self.keys or self.eaches:
            own = list(values)
            for place in self.keys:
                own[place] = key
            for place in self.eaches:
                own[place] = each
            values = tuple(own)
        return index.find(self.cls, self.names, values)


@dataclass(frozen=True)
class Selector:
    """Compiled form of `{ event = …, field = value … }`."""

    kinds: tuple[type[Event], ...]
    tests: Mapping[type[Event], tuple[FieldTest, ...]]
    wanted: Mapping[str, tuple[Plain, ...]] = field(default_factory=dict[str, tuple[Plain, ...]])
    """What it says, by the names of the fields."""

    @cached_property
    def _plans(self) -> tuple[Plan, ...]:
        return tuple(plan for cls in self.kinds for plan in _plans_of(cls, self.tests[cls]))

    def all(self, index: Index, key: str | None, each: str | None = None) -> Sequence[Happened]:
        """Return the matching events by date."""
        plans = self._plans
        if len(plans) == 1:
            return plans[0].find(index, key, each)
        found = [some for plan in plans if (some := plan.find(index, key, each))]
        return index.merged(found) if len(found) > 1 else found[0] if found else ()

    def first(self, index: Index, key: str | None, each: str | None = None) -> Happened | None:
        """Return the first matching event by date."""
        found = self.all(index, key, each)
        return found[0] if found else None

    def last(self, index: Index, key: str | None) -> Happened | None:
        """Return the last matching event by date."""
        found = self.all(index, key)
        return found[-1] if found else None

    def has(self, event: Event) -> bool:
        """Whether an event is one of those it means, where it speaks of no `$key`."""
        tests = self.tests.get(type(event))
        return tests is not None and all(test.holds(event) for test in tests)

    def field(self, key: str, *kinds: Kind) -> Field:
        """Return a field of the events it finds; one without names when none of them has it."""
        return field_of(key, self.kinds, *kinds)

    def documents(self) -> set[str]:
        """Return the papers that it names."""
        parts = [clock_parts(cls) for cls in self.kinds]
        papers = {k for known in parts for k, p in known.items() if p.shape.kind is Kind.DOCUMENT}
        return {str(code) for key in papers for code in self.wanted.get(key, ())}


def _plans_of(cls: type[Event], tests: Sequence[FieldTest]) -> Iterator[Plan]:
    """Yield one plan for every choice among the values of fields that may have several."""
    names = tuple(test.name for test in tests)
    keys = tuple(i for i, test in enumerate(tests) if test.special == KEY)
    eaches = tuple(i for i, test in enumerate(tests) if test.special == EACH)
    for values in product(*(dict.fromkeys(test.values) for test in tests)):
        yield Plan(cls, names, values, keys, eaches)


def read_selector(table: Row) -> Selector:
    """Compile a selector; one that could not be read finds nothing."""
    kinds = _kinds(table)
    wanted = {name: table.plain(name) for name in table.keys() if name != "event"} if kinds else {}
    return Selector(kinds, {cls: _tests(table, cls, wanted) for cls in kinds}, wanted)


def _kinds(table: Row) -> tuple[type[Event], ...]:
    named = table.value("event")
    names = named if isinstance(named, list) else [named]
    if not names or any(not isinstance(one, str) for one in names):
        table.refuse("event", "缺少事件种类")
        return ()
    known = clock_events()
    for one in names:
        if one not in known:
            table.refuse("event", f"没有“{one}”这种事件")
    return tuple(known[one] for one in names if isinstance(one, str) and one in known)


def _tests(
    table: Row, cls: type[Event], wanted: Mapping[str, tuple[Plain, ...]]
) -> tuple[FieldTest, ...]:
    """Return the tests of the fields of one event; a field or code that there is not is refused."""
    parts = clock_parts(cls)
    found: list[FieldTest] = []
    for name, values in wanted.items():
        part = parts.get(name)
        if part is None:
            table.refuse(name, f"事件“{cls.type}”没有这一字段")
            continue
        known = [str(code) for code in part.shape.codes or ()]
        for one in values if known else ():
            if one not in known:
                table.refuse(name, f"“{one}”不在可用的值之内：{'、'.join(known)}")
        special = next((one for one in (KEY, EACH) if values == (one,)), "")
        found.append(FieldTest(part.name, values, special))
    return tuple(found)


def read_where(table: Row | None, kinds: Iterable[type[Event]]) -> Selector:
    """Compile `{ field = value … }` about events that something else finds.

    A field that none of them has is refused; those that lack it are not meant.
    """
    if table is None:
        kinds = tuple(kinds)
        return Selector(kinds, {cls: () for cls in kinds})
    wanted = {name: table.plain(name) for name in table.keys()}
    able = tuple(cls for cls in kinds if wanted.keys() <= clock_parts(cls).keys())
    if not able:
        for name in wanted:
            table.refuse(name, "事件没有这一字段")
    return Selector(able, {cls: _tests(table, cls, wanted) for cls in able}, wanted)
