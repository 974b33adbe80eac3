"""The order of entries: what must be on record before an event, and what hangs on it afterwards.

Asked twice: before an event is recorded, and before one is voided – then what rested on it must go
first. Dates are the deadline rules' business; here only what has happened counts, except that
nothing that presupposes the case lies before it, no service before the ground of its paper, and
some steps not after the day on which the case was concluded.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.rules.problem import Problem
from models.rules.procedure.state import CaseState, Happening


@dataclass(frozen=True)
class Order:
    """What one kind of event (`served:decision` for a document) presupposes."""

    event: str
    after: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    per: bool = False
    open: bool = False
    once: bool = False
    first: bool = False


@dataclass(frozen=True)
class Orders:
    """Every rule of order by event, and the words for what is lacking."""

    rules: Mapping[str, Order]
    words: Mapping[str, str]
    outside: frozenset[str] = frozenset()  # may lie before the request

    def of(self, one: Happening) -> Order | None:
        """Return the rule of an event, None when it may come at any time."""
        return self.rules.get(spelled(one))


def load_orders(text: str) -> Orders:
    """Return the rules of order from their TOML text."""
    data = tomllib.loads(text)
    rows = (_order(row) for row in data["order"])
    known = {row.event: row for row in rows}
    return Orders(known, dict(data["words"]), frozenset(data.get("outside", ())))


def _order(row: dict[str, Any]) -> Order:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Order(**values)


def spelled(one: Happening) -> str:
    """Return the event's name in the rules: `served:decision` for a service, else its type."""
    return f"served:{one.fields.get('document')}" if one.type == "served" else one.type


def problems(
    state: CaseState, one: Happening, orders: Orders, label: Callable[[str], str]
) -> list[Problem]:
    """Return why an event cannot be recorded now; `label` names events and documents in Chinese."""
    rule = orders.of(one)
    early = _too_early(state, one, orders, label)
    if rule is None:
        return early
    name = label(rule.event)
    if rule.kinds and state.kind not in rule.kinds:
        return [Problem("case", f"这类案件没有“{name}”")]
    found = [
        Problem("case", f"{orders.words.get(need) or _default(need, label)}，不能登记“{name}”")
        for need in rule.after
        if not _met(state, need, one, rule)
    ]
    if rule.once and state.has(rule.event):
        found.append(Problem("case", f"已经登记过“{name}”；有误的，先作废再登记"))
    found += early
    concluded = state.last("concluded")
    if rule.open and concluded and concluded.on < one.on:
        found.append(Problem("case", f"本案已经结案，其后不能再有“{name}”"))
    return found


def _too_early(
    state: CaseState, one: Happening, orders: Orders, label: Callable[[str], str]
) -> list[Problem]:
    """Nothing of a case is before its request, and no paper served before its ground."""
    rule = orders.of(one)
    if one.on == date.min or one.type in orders.outside or (rule and rule.first):
        return []  # date.min: asked before the day is known
    grounds = [[h for h in state.happenings if (start := orders.of(h)) and start.first]]
    if rule and one.type == "served":
        grounds += [[h for n in need.split("|") for h in state.of(n)] for need in rule.after]
    for ground in filter(None, grounds):
        earliest = min(ground, key=lambda h: h.on)
        if one.on < earliest.on:
            return [Problem("on", f"早于“{label(spelled(earliest))}”（{earliest.on}），请核对日期")]
    return []


def _default(need: str, label: Callable[[str], str]) -> str:
    return f"尚未登记“{'”或者“'.join(label(n.partition(':')[0]) for n in need.split('|'))}”"


def _met(state: CaseState, need: str, one: Happening, rule: Order) -> bool:
    key = one.key if rule.per else None
    return any(state.has(name, key) for name in need.split("|"))


def left_hanging(before: CaseState, gone: set[int], orders: Orders) -> list[Happening]:
    """Return what would lose its footing if the events `gone` (ids) were voided."""
    kept = tuple(h for h in before.happenings if h.id not in gone)
    after = replace(before, happenings=kept)
    found = []
    for one in kept:
        rule = orders.of(one)
        lost = rule and any(
            _met(before, need, one, rule) and not _met(after, need, one, rule)
            for need in rule.after
        )
        if lost:
            found.append(one)
    return found
