"""The acceptance checklist as data: items, reasons, hints, keyword lists (TOML as text)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.intake.model import PATENT_KINDS
from models.rules.problem import InputRefused, Problem
from models.rules.toml_rows import Row, read_toml

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
class Facts:
    """When facts are too thin: lengths in characters, words that tell of acts or comparison."""

    min_chars: int
    rich_chars: int
    act_words: tuple[str, ...]
    compare_words: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """How long a patent lasts (专利法 42), in years from filing; older designs last shorter."""

    years: Mapping[str, int]
    old_design: int
    old_design_before: date


@dataclass(frozen=True)
class Waiting:
    """How long a holder may answer a written demand (art. 13), in months."""

    received: int
    dispatched: int


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
    waiting = data.row("advisory")
    rules = AcceptanceRules(
        items=data.each("item", _item),
        reasons=data.each("reason", _reason),
        hints=data.each("hint", _hint) + data.each("conditional_hint", _hint),
        specials=data.each("special", _special),
        facts=_facts(data.row("facts")),
        terms=_terms(data.row("terms")),
        waiting=Waiting(waiting.number("received_months"), waiting.number("dispatched_months")),
        limitation=data.row("limitation").number("years"),
        vague=frozenset(data.row("vague").words("names")),
    )
    problems = _consistency(rules)
    if problems:
        raise InputRefused(problems)
    return rules


def _item(row: Row) -> ItemRule:
    return ItemRule(
        id=row.text("id"),
        kinds=row.words("kinds"),
        basis=row.text("basis"),
        effect=row.text("effect"),
        refusal=row.text("refusal", ""),
        unclear_after=row.text("unclear_after", "hint"),
        order=row.number("order", 0),
        text=row.names("text"),
        correct=row.names("correct", {}),
    )


def _reason(row: Row) -> ReasonRule:
    return ReasonRule(row.text("code"), row.words("kinds"), row.text("basis"), row.text("text"))


def _hint(row: Row) -> HintRule:
    return HintRule(row.text("code"), row.words("kinds", ()), row.text("basis"), row.text("text"))


def _special(row: Row) -> SpecialRule:
    return SpecialRule(
        row.text("code"),
        row.text("refer_to"),
        row.text("basis"),
        row.text("text"),
        row.text("where"),
        row.words("keywords"),
    )


def _facts(row: Row) -> Facts:
    return Facts(
        row.number("min_chars"),
        row.number("rich_chars"),
        row.words("act_words"),
        row.words("compare_words"),
    )


def _terms(row: Row) -> Terms:
    years = {kind: row.number(kind) for kind in PATENT_KINDS}
    return Terms(years, row.number("design_old"), row.day("design_old_before"))


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
