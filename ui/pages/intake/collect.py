# pyright: basic
"""What is in the form becomes the intake JSON, and the other way round. No Qt here.

The form's values are texts as typed (a half-typed date stays as it is, so that a draft brings back
every key stroke); the JSON is what `file_request` takes. Which fields there are is said by the
field table.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models import reference
from models.rules.dates import read_date
from models.rules.events import Json
from models.rules.intake.checks import read_claims, read_count
from models.rules.intake.fields import PARTS, TOP, FieldDef, Kind
from models.rules.intake.parties import LISTS, POINTERS, keyed, keys_of
from models.rules.usable import Like, OneOf, usable
from models.services.arguments.shapes import Plain
from ui.widgets.values import items, record, records, text, text_pairs, texts

Values = dict[str, Json]
Rules = tuple[FieldDef, ...]

TICKED = ("acts", "papers")
_SPLIT = re.compile(r"[、，,；;\n]+")
_NOTHING = (None, "", [])


@dataclass(frozen=True)
class Place:
    """Where a field path of the intake JSON is in the form."""

    section: str
    index: int | None
    name: str


def place(path: str) -> Place | None:
    """Return the place of a field path: "requesters[0].operator.id_no", "requests[2]" …"""
    match = re.match(r"(\w+)(?:\[(\d+)\])?", path)
    top = match[1] if match else ""
    number = int(match[2]) if match and match[2] else None
    rule = reference.fields().at(path)
    if top in TICKED:
        return Place(top, number, "")
    if top in PARTS:
        first = "number" if top == "patent" else "name"
        index = number if top == "patent" else number or 0
        return Place(top, index, rule.id if rule else first)
    return Place(rule.group.value, None, rule.id) if rule else None


# ------------------------------------------------------------------ form -> JSON


def to_intake(values: Mapping[str, Json], today: date | None = None) -> Values:
    """Return the intake JSON of what is in the form."""
    data = dict(record(values.get("extra")))
    table = reference.fields()
    for group in TOP:
        rules = table.of(group)
        own = record(values.get(group.value))
        data |= _made({f.id: own[f.id] for f in rules if f.id in own}, rules, today)
    for name in LISTS:
        data[name] = _parties(records(values.get(name)), name, today)
    for name in ("agents", "evidence"):
        rules = table.part(name)
        rows = [row for row in records(values.get(name)) if _begun(row, rules)]
        data[name] = [_made(row, rules, today) for row in rows]
    data["patent"] = _made(record(values.get("patent")), table.part("patent"), today)
    acts, papers = (_pairs(values.get(name)) for name in TICKED)
    data["acts"] = [{"act": act, "by": by} if by else {"act": act} for act, by in acts]
    data["papers"] = [{"id": paper, "of": of} for paper, of in papers]
    return data


def _made(card: Values, rules: Rules, today: date | None) -> Values:
    """Return a card as the JSON has it; what the form has no field for goes along."""
    ids = {rule.id for rule in rules}
    made: Values = {name: value for name, value in card.items() if name not in ids}
    for rule in rules:
        value = _to_json(rule, card.get(rule.id), today)
        if value not in _NOTHING:
            if rule.parent:
                made[rule.parent] = record(made.get(rule.parent)) | {rule.name: value}
            else:
                made[rule.name] = value
    return made


def _to_json(rule: FieldDef, typed: Json, today: date | None) -> Json:
    given = text(typed)
    if rule.kind is Kind.DAY:
        return _day(given.strip(), today)
    if rule.kind is Kind.LINES:
        return [line.strip() for line in given.splitlines() if line.strip()]
    if rule.kind is Kind.LIST:
        return [one.strip() for one in _SPLIT.split(given) if one.strip()]
    if rule.kind is Kind.CLAIMS:
        numbers = read_claims(given) if given.strip() else ()
        # What makes no sense goes along as typed: the refusal then names it.
        return [given.strip()] if numbers is None else list(numbers)
    if rule.kind is Kind.COUNT:
        number = read_count(str(typed or ""))
        return typed if number is None else number
    if rule.kind is Kind.LANGUAGE:
        codes = {name: code for code, name in rule.names.items()}
        return codes.get(given.strip(), given.strip()) or rule.default
    return typed


def _day(typed: str, today: date | None) -> str | None:
    """A day in full; what is no day stays as typed, so that the refusal can name it."""
    read = read_date(typed, today).value if typed else None
    return read.isoformat() if read else typed or None


def _pairs(values: Json) -> list[tuple[str, str]]:
    """The code and the person of acts and papers."""
    return [(code, key) for code, key in text_pairs(values)]


def _begun(card: Values, rules: Rules) -> bool:
    """Whether anything was typed into a card: what is chosen is there from the start."""
    written = (Kind.NAME, Kind.LINE, Kind.TEXT, Kind.LIST, Kind.COUNT)
    return any(str(card.get(f.id) or "").strip() for f in rules if f.kind in written)


def _parties(cards: list[Values], name: str, today: date | None) -> list[Json]:
    rules = reference.fields().part(name)
    # One empty card is how a side is shown that has nobody yet.
    if len(cards) == 1 and not _begun(cards[0], rules):
        return []
    keys = keys_of(cards, LISTS[name].letter)
    made = [_made(card, rules, today) for card in cards]
    return [card | {"id": key} for card, key in zip(made, keys, strict=True)]


# ------------------------------------------------------------------ JSON -> form


def from_intake(data: Mapping[str, Json]) -> Values:
    """Return the form's values of an intake JSON; what the form does not show is kept aside."""
    data, table = keyed(data), reference.fields()
    known = {*PARTS, *TICKED, *(rule.path for rule in table.part(""))}
    made: Values = {"extra": {k: v for k, v in data.items() if k not in known}}
    for group in TOP:
        made[group.value] = _card({}, data, table.of(group))
    for name in PARTS:
        rules = table.part(name)
        names = {rule.parent or rule.name for rule in rules}
        given = data.get(name)
        cards: list[Json] = [
            _card({k: v for k, v in one.items() if k not in names}, one, rules)
            for one in (records(given) if name != "patent" else [record(given)])
        ]
        made[name] = cards[0] if name == "patent" else cards
    first = next((p.get("id") for p in records(data.get("requesters"))), "")
    for name in TICKED:
        code, pointer = ("act" if name == "acts" else "id"), POINTERS[name]
        whose = "" if name == "acts" else first
        rows = records(data.get(name))
        made[name] = [[row.get(code, ""), row.get(pointer) or whose] for row in rows]
    return made


def _card(card: Values, data: Mapping[str, Json], rules: Rules) -> Values:
    for rule in rules:
        inside = record(data.get(rule.parent)) if rule.parent else data
        value = _to_form(rule, inside.get(rule.name))
        if value is not None:
            card[rule.id] = value
    return card


def _to_form(rule: FieldDef, value: Json) -> Json:
    if rule.kind is Kind.CLAIMS:
        return claims_text(items(value))
    if rule.kind in (Kind.LINES, Kind.LIST):
        return ("\n" if rule.kind is Kind.LINES else "、").join(texts(value))
    if rule.kind is Kind.COUNT:
        return "" if value is None else str(value)
    if rule.kind is Kind.LANGUAGE:
        code = text(value) or str(rule.default)
        return rule.names.get(code, code)
    return value


def claims_text(claims: Iterable[Plain]) -> str:
    """Write claim numbers as people do: 1、3-5."""
    parts: list[str] = []
    run: list[int] = []
    for number in [*sorted(int(str(c)) for c in claims if str(c).isdecimal()), -1]:
        if run and number != run[-1] + 1:
            parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
            run = []
        run.append(number)
    return "、".join(parts)


# ------------------------------------------------------------------ drafts and parties


def of_draft(kept: Json) -> tuple[Values, list[str]]:
    """Return the values of a draft, and what in it no field can show, as lines of text.

    An older one named parties by their places in the form.
    """
    typed = dict(record(kept))
    extra = record(typed.pop("extra", None))
    values, rest = usable(typed, _example())
    values["extra"] = extra
    empty: Values = {name: [{}] for name in LISTS if not records(values.get(name))}
    return keyed(values | empty), rest


def _example() -> dict[str, Like]:
    """Return values as the form keeps them: what a draft is compared with."""
    table = reference.fields()
    made: dict[str, Like] = {group.value: _blank(table.of(group)) for group in TOP}
    for name in PARTS:
        card = _blank(table.part(name))
        made[name] = card if name == "patent" else [card]
    for name in TICKED:
        made[name] = [["", ""]]
    return made


def _blank(rules: Rules) -> dict[str, Like]:
    return {rule.id: _like(rule) for rule in rules}


def _like(rule: FieldDef) -> Like:
    if rule.kind is Kind.TICK:
        return False
    if rule.kind is Kind.ANSWER:
        return OneOf((True, False))
    return OneOf(tuple(rule.names)) if rule.kind is Kind.CHOICE else None


def without_party(values: Values, side: str, index: int) -> Values:
    """Return the values without one party and what points at it."""
    cards = records(values[side])
    gone = cards[index].get("id")
    made = dict(values)
    made[side] = [card for n, card in enumerate(cards) if n != index]
    made["agents"] = [card for card in records(values["agents"]) if card.get("for") != gone]
    for name in TICKED:
        made[name] = [[code, key] for code, key in _pairs(values[name]) if key != gone]
    return made
