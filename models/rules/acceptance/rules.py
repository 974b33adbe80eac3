"""The acceptance checklist as data: items, reasons, hints, keyword lists (TOML as text)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from models.rules.events import Words
from models.rules.patent.term import Terms
from models.rules.problem import InputRefused, Problem
from models.rules.toml.rows import read_toml

EFFECTS = ("correct", "clarify", "note", "refuse", "refer")


@dataclass(frozen=True)
class ItemRule:
    """One line of the checklist; the meaning of each field is explained in acceptance.toml."""

    id: str
    kinds: tuple[str, ...]
    basis: str
    effect: str
    text: Mapping[str, str]
    refusal: str = ""
    unclear_after: str = "hint"
    order: int = 0
    correct: Mapping[str, str] = field(default_factory=dict[str, str])


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
    basis: str
    text: str
    kinds: tuple[str, ...] = ()


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
class Facts:
    """When facts are too thin: lengths in characters, words that tell of acts or comparison."""

    min_chars: int
    rich_chars: int
    act_words: tuple[str, ...]
    compare_words: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """How long a holder may answer a written demand (art. 13), in months."""

    received: Annotated[int, Words(key="received_months")]
    dispatched: Annotated[int, Words(key="dispatched_months")]


@dataclass(frozen=True)
class AcceptanceRules:
    """The whole of acceptance.toml; `limitation` in years, `vague` names tell nobody apart."""

    items: tuple[ItemRule, ...]
    reasons: tuple[ReasonRule, ...]
    hints: tuple[HintRule, ...]
    specials: tuple[SpecialRule, ...]
    facts: Facts
    terms: Terms
    waiting: Waiting
    limitation: int
    vague: frozenset[str]

    def hint(self, code: str) -> HintRule:
        """A hint by its code; KeyError names a code the data lacks."""
        for rule in self.hints:
            if rule.code == code:
                return rule
        raise KeyError(code)


def load_acceptance(text: str) -> AcceptanceRules:
    """Read acceptance.toml; raises InputRefused naming what is wrong in it."""
    data = read_toml(text, "acceptance.toml")
    rules = AcceptanceRules(
        items=data.records("item", ItemRule),
        reasons=data.records("reason", ReasonRule),
        hints=data.records("hint", HintRule) + data.records("conditional_hint", HintRule),
        specials=data.records("special", SpecialRule),
        facts=data.row("facts").read(Facts),
        terms=data.row("terms").read(Terms),
        waiting=data.row("advisory").read(Waiting),
        limitation=data.row("limitation").number("years"),
        vague=frozenset(data.row("vague").words("names")),
    )
    problems = _consistency(rules)
    if problems:
        raise InputRefused(problems)
    return rules


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
