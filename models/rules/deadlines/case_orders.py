"""What is refused about several events together: repeats, pairs, limits and orders of dates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.rules.deadlines.schema import Bound, EventSchema, Order, Pair, Which, matches
from models.rules.problem import Problem


@dataclass(frozen=True)
class Row:
    """One event of the list as far as it could be read; type "" or date None = refused already."""

    path: str
    type: str
    date: date | None
    values: Mapping[str, Any]
    given: frozenset[str]
    """Names of the fields that were filled in, rightly or wrongly."""
    text: str


def check_list(rows: Sequence[Row], schema: EventSchema, procedure: object) -> list[Problem]:
    """Return every problem between the fields and the events of one list."""
    problems: list[Problem] = []
    for name, field in schema.unique:
        problems += _repeated(rows, name, field)
    for name, fields in schema.exactly_one:
        problems += _exactly_one(rows, schema, name, fields)
    for bound in schema.bounds:
        problems += _out_of_bounds(rows, bound)
    for pair in schema.pairs:
        problems += _unpaired(rows, schema, pair)
    for order in schema.orders:
        if procedure in order.procedures:
            problems += _too_early(rows, schema, order)
    return problems


def _repeated(rows: Sequence[Row], event: str, field: str) -> Iterator[Problem]:
    seen: set[Any] = set()
    for row in rows:
        if row.type != event or field not in row.values:
            continue
        value = row.values[field]
        if value in seen:
            yield Problem(f"{row.path}.{field}", f"“{value}”重复")
        seen.add(value)


def _exactly_one(
    rows: Sequence[Row], schema: EventSchema, event: str, fields: tuple[str, ...]
) -> Iterator[Problem]:
    labels = "、".join(one.label for one in schema.events[event].fields if one.name in fields)
    for row in rows:
        if row.type != event:
            continue
        # A field that is there but wrong has its own problem already; it still counts as given.
        given = [name for name in fields if name in row.given]
        if len(given) > 1:
            yield Problem(f"{row.path}.{given[1]}", f"{labels}只能填写其中一项")
        elif not given:
            yield Problem(f"{row.path}.{fields[0]}", f"缺少：{labels}应填写其中一项")


def _out_of_bounds(rows: Sequence[Row], bound: Bound) -> Iterator[Problem]:
    for row in rows:
        if not bound.where.has(row.type, row.values):
            continue
        if bound.unless and matches(row.values, bound.unless):
            continue
        for name, most in bound.maximum.items():
            if row.values.get(name, most) > most:
                yield Problem(f"{row.path}.{name}", f"不得超过{most}（{bound.basis}）")
        for name, least in bound.minimum.items():
            if row.values.get(name, least) < least:
                yield Problem(f"{row.path}.{name}", f"不得少于{least}（{bound.basis}）")


def _unpaired(rows: Sequence[Row], schema: EventSchema, pair: Pair) -> Iterator[Problem]:
    field = pair.by or next(iter(pair.end.values))
    name = schema.events[pair.start.event].name
    for row in rows:
        if not pair.end.has(row.type, row.values) or field not in row.values:
            continue
        starts = [
            one
            for one in rows
            if pair.start.has(one.type, one.values)
            and (not pair.by or one.values.get(pair.by) == row.values[pair.by])
        ]
        if not starts:
            wanted = "" if pair.by else f"（{_spell(pair.start)}）"
            yield Problem(f"{row.path}.{field}", f"没有与之对应的“{name}”{wanted}")
            continue
        earliest = _earliest(starts)
        if row.date and earliest and row.date < earliest:
            yield Problem(f"{row.path}.date", f"早于与之对应的“{name}”（{earliest}）")


def _spell(which: Which) -> str:
    return "、".join(f"{name}={value}" for name, value in which.values.items())


def _earliest(rows: Sequence[Row]) -> date | None:
    return min((row.date for row in rows if row.date), default=None)


def _too_early(rows: Sequence[Row], schema: EventSchema, order: Order) -> Iterator[Problem]:
    for row in rows:
        if row.type not in order.events or row.date is None:
            continue
        if any(later not in row.values for later in order.match.values()):
            continue
        for which in order.after:
            earlier = [
                one
                for one in rows
                if which.has(one.type, one.values)
                and all(one.values.get(a) == row.values[b] for a, b in order.match.items())
            ]
            if not earlier:
                continue
            first = _earliest(earlier)
            if first and row.date < first:
                name = schema.events[which.event].name
                document = which.values.get("document")
                if document:
                    name = schema.choices["document"][document] + name
                yield Problem(f"{row.path}.date", f"早于{name}（{first}）")
            break
