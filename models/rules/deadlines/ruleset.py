"""Packs put together: local rules laid over national ones, compiled once, references checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from models.rules.deadlines.compiler import compile_rule
from models.rules.deadlines.pack import Pack
from models.rules.deadlines.rule import INTERNAL, LOCAL, NATIONAL, Rule
from models.rules.deadlines.schema import EventSchema
from models.rules.deadlines.selectors import Selector
from models.rules.deadlines.tables import Table
from models.rules.deadlines.tighten import loosened, merged
from models.rules.problem import InputRefused, Problem


class RuleSet:
    """Every rule with its versions: local before national, later before earlier."""

    def __init__(
        self,
        packs: Sequence[Pack],
        rules: Mapping[str, Sequence[Rule]],
        conclusion: Selector | None,
    ) -> None:
        self.packs = tuple(packs)
        self.rules = dict(rules)
        self.conclusion = conclusion
        self.for_procedure = lru_cache(maxsize=8)(self._for_procedure)

    def _for_procedure(self, procedure: str) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
        """Return the rules that can apply in a procedure, in the order of the packs."""
        fit = (
            (name, tuple(one for one in versions if procedure in one.procedures))
            for name, versions in self.rules.items()
        )
        return tuple((name, versions) for name, versions in fit if versions)


def combine(packs: Iterable[Pack], schema: EventSchema | None = None) -> RuleSet:
    """Compile packs into one rule set; InputRefused names each rule that loosens or is wrong.

    With `schema` every event type and field that a rule names must exist there.
    """
    packs = list(packs)
    problems: list[Problem] = []
    _check_packs(packs, problems)
    raw = _Layers(problems)
    for pack in packs:
        for index, rule in enumerate(pack.rules):
            raw.add(pack, rule, f"{pack.file}.rule[{index}]（{rule['id']}）")
    rules: dict[str, list[Rule]] = {}
    for pack, table, place in raw.found:
        compiled = compile_rule(Table(table, place, problems, schema), pack.id, pack.kind)
        rules.setdefault(compiled.id, []).append(compiled)
    _check_references(rules, problems)
    if problems:
        raise InputRefused(problems)
    ordered = {name: _by_priority(versions) for name, versions in rules.items()}
    ends = next((pack.conclusion for pack in packs if pack.conclusion), None)
    return RuleSet(packs, ordered, Selector(ends) if ends else None)


def _check_packs(packs: Sequence[Pack], problems: list[Problem]) -> None:
    seen: set[str] = set()
    for pack in packs:
        if pack.id in seen:
            problems.append(Problem(f"{pack.file}.pack.id", f"“{pack.id}”重复"))
        seen.add(pack.id)
        if pack.conclusion and not isinstance(pack.conclusion.get("event"), str):
            problems.append(Problem(f"{pack.file}.pack.conclusion.event", "缺少事件种类"))


class _Layers:
    """Raw rules in order, each local one already merged with the national rule it tightens."""

    def __init__(self, problems: list[Problem]) -> None:
        self.found: list[tuple[Pack, dict[str, Any], str]] = []
        self._problems = problems

    def add(self, pack: Pack, rule: Mapping[str, Any], place: str) -> None:
        """Add a rule of a pack, or note why it may not be added."""
        table = dict(rule)
        for name in ("valid_from", "valid_to"):
            table.setdefault(name, getattr(pack, name))
        table.setdefault("source", pack.source)
        others = [one for one in self.found if one[1]["id"] == rule["id"]]
        national = [one for one in others if one[0].kind == NATIONAL]
        if pack.kind == INTERNAL and others:
            self._refuse(f"{place}.id", "内部目标不得改动已有的规则，请另取编号")
        elif pack.kind == NATIONAL and national:
            self._succeed(table, national[-1][1], place)
        elif pack.kind == LOCAL and national:
            table = self._tighten(table, national, place)
        elif others:
            self._refuse(f"{place}.id", "与其他规则包的规则编号相同")
        kept = {name: value for name, value in table.items() if value is not None}
        self.found.append((pack, kept, place))

    def _refuse(self, place: str, problem: str) -> None:
        self._problems.append(Problem(place, problem))

    def _succeed(self, new: Mapping[str, Any], old: Mapping[str, Any], place: str) -> None:
        """A later national text replaces the earlier one from its own first day only."""
        begins, began = new.get("valid_from"), old.get("valid_from")
        if type(begins) is not date or (type(began) is date and begins <= began):
            self._refuse(f"{place}.valid_from", "接替的全国规则须写明晚于原规则的生效日")

    def _tighten(
        self,
        table: dict[str, Any],
        national: list[tuple[Pack, dict[str, Any], str]],
        place: str,
    ) -> dict[str, Any]:
        begins = table.get("valid_from")
        in_force = [one for _, one, _ in national if _began(one, begins)]
        base = (in_force or [national[0][1]])[-1]
        whole = merged(base, table)
        for name, why in loosened(base, whole):
            self._refuse(f"{place}.{name}", f"规则“{base['id']}”（{base.get('name')}）：{why}")
        return whole


def _began(rule: Mapping[str, Any], day: Any) -> bool:
    begins = rule.get("valid_from")
    return type(begins) is not date or type(day) is not date or begins <= day


def _by_priority(versions: list[Rule]) -> list[Rule]:
    """Order versions: local first, the latest text first; the oldest national one fits any day."""
    ordered = sorted(versions, key=lambda one: one.valid_from or date.min, reverse=True)
    ordered.sort(key=lambda one: one.kind == NATIONAL)
    if ordered[-1].kind == NATIONAL:
        ordered[-1] = replace(ordered[-1], fallback=True)
    return ordered


def _check_references(rules: Mapping[str, list[Rule]], problems: list[Problem]) -> None:
    """Note rules that refer to an unknown rule or, over others, to themselves."""
    edges = {name: {r for one in found for r in one.refers_to} for name, found in rules.items()}
    for name, targets in edges.items():
        for target in targets:
            if target not in edges:
                problems.append(Problem(name, f"所引的规则“{target}”不存在"))
        reached, open_ = set(), list(targets)
        while open_:
            one = open_.pop()
            if one not in reached:
                reached.add(one)
                open_.extend(edges.get(one, ()))
        if name in reached:
            problems.append(Problem(name, "规则互相引用，成为循环"))
