"""Packs put together: local rules laid over national ones, compiled once, references checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from models.rules.deadlines.reading.compiler import compile_rule
from models.rules.deadlines.reading.pack import Pack
from models.rules.deadlines.reading.rule import INTERNAL, LOCAL, NATIONAL, Rule
from models.rules.deadlines.reading.selectors import Selector, read_selector
from models.rules.deadlines.reading.tighten import loosened, merged
from models.rules.deadlines.starting import Notes
from models.rules.problem import InputRefused, Problem
from models.rules.toml.rows import Row, Toml, TomlTable

_VALIDITY = ("valid_from", "valid_to")


class RuleSet:
    """Every rule with its versions: local before national, later before earlier."""

    def __init__(
        self,
        packs: Sequence[Pack],
        rules: Mapping[str, Sequence[Rule]],
        conclusion: Selector | None,
        documents: Iterable[str] = (),
    ) -> None:
        self.packs = tuple(packs)
        self.rules = dict(rules)
        self.conclusion = conclusion
        self.documents = frozenset(documents)
        """The papers whose service some rule reads."""
        self.for_procedure = lru_cache(maxsize=8)(self._for_procedure)

    def _for_procedure(self, procedure: str) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
        """Return the rules that can apply in a procedure, in the order of the packs."""
        fit = (
            (name, tuple(one for one in versions if procedure in one.procedures))
            for name, versions in self.rules.items()
        )
        return tuple((name, versions) for name, versions in fit if versions)


def combine(packs: Iterable[Pack]) -> RuleSet:
    """Compile packs into one rule set; InputRefused names each rule that loosens or is wrong.

    Every event, field and code that a rule names must exist.
    """
    packs = list(packs)
    problems: list[Problem] = []
    _check_packs(packs, problems)
    layers = _Layers(problems)
    for pack in packs:
        for index, rule in enumerate(pack.rules):
            layers.add(pack, rule, f"{pack.file}.rule[{index}]（{rule['id']}）")
    rules: dict[str, list[Rule]] = {}
    documents: set[str] = set()
    for pack, table, place in layers.found:
        notes = Notes()
        compiled = compile_rule(Row(table, place, problems), pack.id, pack.kind, notes)
        rules.setdefault(compiled.id, []).append(compiled)
        documents |= notes.documents
    _check_references(rules, problems)
    conclusion = _conclusion(packs, problems)
    if problems:
        raise InputRefused(problems)
    ordered = {name: _by_priority(versions) for name, versions in rules.items()}
    return RuleSet(packs, ordered, conclusion, documents)


def _conclusion(packs: Sequence[Pack], problems: list[Problem]) -> Selector | None:
    """Return what ends a case, as the first pack that says so has it."""
    pack = next((pack for pack in packs if pack.conclusion), None)
    if pack is None:
        return None
    return read_selector(Row(pack.conclusion, f"{pack.file}.pack.conclusion", problems))


def _check_packs(packs: Sequence[Pack], problems: list[Problem]) -> None:
    seen: set[str] = set()
    for pack in packs:
        if pack.id in seen:
            problems.append(Problem(f"{pack.file}.pack.id", f"“{pack.id}”重复"))
        seen.add(pack.id)


class _Layers:
    """Raw rules in order, each local one already merged with the national rule it tightens."""

    def __init__(self, problems: list[Problem]) -> None:
        self.found: list[tuple[Pack, dict[str, Toml], str]] = []
        self._problems = problems

    def add(self, pack: Pack, rule: TomlTable, place: str) -> None:
        """Add a rule of a pack, or note why it may not be added."""
        table = {"source": pack.source, **_valid(pack), **rule}
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
        self.found.append((pack, table, place))

    def _refuse(self, place: str, problem: str) -> None:
        self._problems.append(Problem(place, problem))

    def _succeed(self, new: TomlTable, old: TomlTable, place: str) -> None:
        """A later national text replaces the earlier one from its own first day only."""
        begins, began = new.get("valid_from"), old.get("valid_from")
        if type(begins) is not date or (type(began) is date and begins <= began):
            self._refuse(f"{place}.valid_from", "接替的全国规则须写明晚于原规则的生效日")

    def _tighten(
        self,
        table: dict[str, Toml],
        national: list[tuple[Pack, dict[str, Toml], str]],
        place: str,
    ) -> dict[str, Toml]:
        begins = table.get("valid_from")
        in_force = [one for _, one, _ in national if _began(one, begins)]
        base = (in_force or [national[0][1]])[-1]
        # A local text has days of validity of its own, or none.
        whole = merged({k: v for k, v in base.items() if k not in _VALIDITY}, table)
        for name, why in loosened(base, whole):
            self._refuse(f"{place}.{name}", f"规则“{base['id']}”（{base.get('name')}）：{why}")
        return whole


def _valid(pack: Pack) -> dict[str, Toml]:
    """Return the days of validity that a pack gives to rules without their own."""
    days = {"valid_from": pack.valid_from, "valid_to": pack.valid_to}
    return {name: day for name, day in days.items() if day is not None}


def _began(rule: TomlTable, day: Toml | None) -> bool:
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
        reached: set[str] = set()
        open_ = list(targets)
        while open_:
            one = open_.pop()
            if one not in reached:
                reached.add(one)
                open_.extend(edges.get(one, ()))
        if name in reached:
            problems.append(Problem(name, "规则互相引用，成为循环"))
