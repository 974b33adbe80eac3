"""The acceptance checklist as data: items, reasons, hints, keyword lists (TOML as text)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.rules.problem import InputRefused, Problem

EFFECTS = ("correct", "clarify", "note", "refuse", "refer")


@dataclass(frozen=True)
class ItemRule:
    """One line of the checklist; the meaning of each field stands in acceptance.toml."""

    id: str
    kinds: tuple[str, ...]
    basis: str
    effect: str
    refusal: str
    unclear_after: str
    order: int
    text: Mapping[str, str]
    correct: Mapping[str, str]


@dataclass(frozen=True)
class ReasonRule:
    """One possible reason for refusing to docket."""

    code: str
    kinds: tuple[str, ...]
    basis: str
    text: str


@dataclass(frozen=True)
class HintRule:
    """A text told besides the result; `kinds` empty = only when its check asks for it."""

    code: str
    kinds: tuple[str, ...]
    basis: str
    text: str


@dataclass(frozen=True)
class SpecialRule:
    """Matters only another body may handle; `where` is requests or anywhere."""

    code: str
    refer_to: str
    basis: str
    text: str
    where: str
    keywords: tuple[str, ...]


@dataclass(frozen=True)
class AcceptanceRules:
    """The whole of acceptance.toml."""

    items: tuple[ItemRule, ...]
    reasons: tuple[ReasonRule, ...]
    hints: tuple[HintRule, ...]
    specials: tuple[SpecialRule, ...]
    numbers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def hint(self, code: str) -> HintRule:
        """A hint by its code; KeyError names a code the data lacks."""
        for rule in self.hints:
            if rule.code == code:
                return rule
        raise KeyError(code)


def load_acceptance(text: str) -> AcceptanceRules:
    """Read acceptance.toml; raises InputRefused naming what is wrong in it."""
    try:
        data = tomllib.loads(text)
        rules = AcceptanceRules(
            items=tuple(_item(row) for row in data["item"]),
            reasons=tuple(
                ReasonRule(r["code"], tuple(r["kinds"]), r["basis"], r["text"])
                for r in data["reason"]
            ),
            hints=tuple(
                HintRule(r["code"], tuple(r.get("kinds", ())), r["basis"], r["text"])
                for r in [*data["hint"], *data["conditional_hint"]]
            ),
            specials=tuple(
                SpecialRule(
                    r["code"], r["refer_to"], r["basis"], r["text"], r["where"],
                    tuple(r["keywords"]),
                )
                for r in data["special"]
            ),
            numbers={k: data[k] for k in ("facts", "limitation", "terms", "advisory", "vague")},
        )  # fmt: skip
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputRefused([Problem("acceptance.toml", f"规则数据有误：{error}")]) from error
    problems = _consistency(rules)
    if problems:
        raise InputRefused(problems)
    return rules


def _item(row: Mapping[str, Any]) -> ItemRule:
    return ItemRule(
        id=row["id"],
        kinds=tuple(row["kinds"]),
        basis=row["basis"],
        effect=row["effect"],
        refusal=row.get("refusal", ""),
        unclear_after=row.get("unclear_after", "hint"),
        order=row.get("order", 0),
        text=row["text"],
        correct=row.get("correct", {}),
    )


def _consistency(rules: AcceptanceRules) -> list[Problem]:
    codes = {r.code for r in rules.reasons}
    problems: list[Problem] = []
    for item in rules.items:
        where = f"acceptance.toml item {item.id}"
        if item.effect not in EFFECTS:
            problems.append(Problem(where, f"effect写错：{item.effect}"))
        if item.refusal and item.refusal not in codes:
            problems.append(Problem(where, f"没有不予立案理由“{item.refusal}”"))
        if item.effect in ("correct", "refuse") and not item.refusal:
            problems.append(Problem(where, "缺少refusal"))
        if not set(item.correct) <= set(item.text):
            problems.append(Problem(where, "correct里有text没有的情形"))
    return problems
