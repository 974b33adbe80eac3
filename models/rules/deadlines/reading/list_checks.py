"""What is refused about several events together: repeats, pairs, limits and orders of dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.rules.deadlines.reading.fields import Value, clock_parts
from models.rules.deadlines.reading.schema import (
    Bound,
    EventSchema,
    ExactlyOne,
    Order,
    Pair,
    Unique,
)
from models.rules.deadlines.reading.selectors import Selector
from models.rules.events import Event
from models.rules.problem import Problem


@dataclass(frozen=True)
class Listed:
    """One event of the list as far as it could be read."""

    place: str
    """How problems name it: `events[3]`, or its label and day."""
    on: date | None
    """None when it could not be read."""
    event: Event
    given: frozenset[str]
    """Names of the fields that were filled in, rightly or wrongly."""


def check_list(rows: Sequence[Listed], schema: EventSchema, procedure: str | None) -> list[Problem]:
    """Return every problem between the fields and the events of one list."""
    problems: list[Problem] = []
    for unique in schema.unique:
        problems += _repeated(rows, unique)
    for one in schema.exactly_one:
        problems += _exactly_one(rows, one)
    for bound in schema.bounds:
        problems += _out_of_bounds(rows, bound)
    for pair in schema.pairs:
        problems += _unpaired(rows, pair)
    for order in schema.orders:
        if procedure in order.procedures:
            problems += _too_early(rows, schema, order)
    return problems


def _repeated(rows: Sequence[Listed], unique: Unique) -> Iterator[Problem]:
    seen: set[Value] = set()
    for row in rows:
        value = unique.field.of(row.event) if unique.events.has(row.event) else None
        if value is None:
            continue
        if value in seen:
            yield Problem(f"{row.place}.{unique.field.key}", f"“{value}”重复")
        seen.add(value)


def _exactly_one(rows: Sequence[Listed], one: ExactlyOne) -> Iterator[Problem]:
    for row in rows:
        if not one.events.has(row.event):
            continue
        parts = clock_parts(type(row.event))
        labels = "、".join(part.words.label for key, part in parts.items() if key in one.fields)
        # A field that is there but wrong has its own problem already; it still counts as given.
        given = [name for name in one.fields if name in row.given]
        if len(given) > 1:
            yield Problem(f"{row.place}.{given[1]}", f"{labels}只能填写其中一项")
        elif not given:
            yield Problem(f"{row.place}.{one.fields[0]}", f"缺少：{labels}应填写其中一项")


def _out_of_bounds(rows: Sequence[Listed], bound: Bound) -> Iterator[Problem]:
    for row in rows:
        event = row.event
        if not bound.events.has(event) or (bound.unless and bound.unless.has(event)):
            continue
        for field, most in bound.maximum:
            if (field.number(event) or most) > most:
                yield Problem(f"{row.place}.{field.key}", f"不得超过{most}（{bound.basis}）")
        for field, least in bound.minimum:
            if (field.number(event) or least) < least:
                yield Problem(f"{row.place}.{field.key}", f"不得少于{least}（{bound.basis}）")


def _unpaired(rows: Sequence[Listed], pair: Pair) -> Iterator[Problem]:
    name = pair.start.kinds[0].label
    for row in rows:
        value = pair.end_by.of(row.event) if pair.end.has(row.event) else None
        if value is None:
            continue
        starts = [
            one
            for one in rows
            if pair.start.has(one.event)
            and (pair.start_by is None or pair.start_by.of(one.event) == value)
        ]
        if not starts:
            wanted = "" if pair.start_by else f"（{_spell(pair.start)}）"
            yield Problem(f"{row.place}.{pair.end_by.key}", f"没有与之对应的“{name}”{wanted}")
            continue
        earliest = _earliest(starts)
        if row.on and earliest and row.on < earliest:
            yield Problem(f"{row.place}.date", f"早于与之对应的“{name}”（{earliest}）")


def _spell(which: Selector) -> str:
    return "、".join(f"{name}={values[0]}" for name, values in which.wanted.items())


def _earliest(rows: Sequence[Listed]) -> date | None:
    return min((row.on for row in rows if row.on), default=None)


def _too_early(rows: Sequence[Listed], schema: EventSchema, order: Order) -> Iterator[Problem]:
    for row in rows:
        if row.on is None or not order.events.has(row.event):
            continue
        wanted = [(field, later.of(row.event)) for field, later in order.match]
        if any(value is None for _, value in wanted):
            continue
        for which in order.after:
            earlier = [
                one
                for one in rows
                if which.has(one.event)
                and all(field.of(one.event) == value for field, value in wanted)
            ]
            if not earlier:
                continue
            first = _earliest(earlier)
            if first and row.on < first:
                yield Problem(f"{row.place}.date", f"早于{_name(which, schema)}（{first}）")
            break


def _name(which: Selector, schema: EventSchema) -> str:
    papers = [schema.documents[code] for code in sorted(which.documents())]
    return "".join(papers) + which.kinds[0].label
