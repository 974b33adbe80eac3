"""The values of one object of the request, read by the rows of the field table."""

from collections.abc import Iterable, Mapping

from models.rules.intake.checks import FORMATS, About
from models.rules.intake.fields import FieldDef, Kind, Value
from models.rules.intake.reader import Reader, show

MAX_CLAIM = 1000


def values_of(r: Reader, rules: Iterable[FieldDef]) -> dict[str, Value]:
    """Return the values of these fields by their ids; every problem is noted at its path."""
    parts: dict[str, Reader | None] = {}
    read: dict[str, Value] = {}
    # Choices first: the check of a number looks at the type of the paper or at the region.
    for rule in sorted(rules, key=lambda one: one.kind is not Kind.CHOICE):
        if rule.parent and rule.parent not in parts:
            parts[rule.parent] = r.part(rule.parent)
        at = parts[rule.parent] if rule.parent else r
        read[rule.id] = "" if at is None else _value(at, rule, read)
    for part in parts.values():
        if part is not None:
            part.warn_unknown()
    return read


def _value(r: Reader, rule: FieldDef, beside: Mapping[str, Value]) -> Value:
    name, kind = rule.name, rule.kind
    if kind is Kind.CHOICE:
        default = None if rule.required else str(rule.default or "")
        return r.choice(name, tuple(rule.names), default, rule.otherwise)
    if kind in (Kind.ANSWER, Kind.TICK):
        return r.flag(name, rule.default if isinstance(rule.default, bool) else None)
    if kind is Kind.COUNT:
        return r.number(name, 0, rule.limit)
    if kind is Kind.DAY:
        return r.day(name, required=rule.required)
    if kind in (Kind.LINES, Kind.LIST):
        return r.texts(name, rule.limit, rule.most)
    if kind is Kind.CLAIMS:
        return _claims(r, rule)
    typed = r.typed(name, rule.limit, lines=kind.many_lines, required=rule.required)
    if kind is Kind.LANGUAGE:
        return (typed or str(rule.default)).lower()
    return _checked(r, rule, typed, beside)


def _checked(r: Reader, rule: FieldDef, typed: str, beside: Mapping[str, Value]) -> str:
    if not typed:
        return typed
    found = FORMATS[rule.check](typed, About(as_of=r.notes.as_of, beside=beside))
    path = r.path(rule.name)
    if found.problem:
        r.notes.refuse(path, found.problem)
    for text in found.warnings:
        r.notes.warn(path, text)
    return found.value


def _claims(r: Reader, rule: FieldDef) -> tuple[int, ...]:
    """Claim numbers, ascending, each once."""
    claims: set[int] = set()
    for i, value in enumerate(r.items(rule.id, rule.most)):
        whole = (
            int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value
        )
        if isinstance(whole, bool) or not isinstance(whole, int) or not 1 <= whole <= MAX_CLAIM:
            text = f"“{show(value)}”应为权利要求的序号（1至{MAX_CLAIM}）"
            r.notes.refuse(f"{r.path(rule.id)}[{i}]", text)
            continue
        claims.add(whole)
    return tuple(sorted(claims))
