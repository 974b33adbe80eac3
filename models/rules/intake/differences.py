"""What differs between two texts of a request, field by field, as people read it."""

import re
from collections.abc import Iterator, Mapping

from models.rules.events.base import Json
from models.rules.events.records import Changed
from models.rules.intake.fields import FieldDef, FieldTable, Kind
from models.rules.intake.parties import LISTS, keyed
from models.rules.intake.tables import IntakeRules
from models.rules.problem import Problem

_PARTS = {name: one.name for name, one in LISTS.items()} | {
    "agents": "代理人", "patent": "专利", "evidence": "证据", "acts": "被控行为", "papers": "材料",
}  # fmt: skip
_SIDES = {one.letter: one.name for one in LISTS.values()}
_KEY = re.compile(rf"({'|'.join(LISTS)})\[\d+\]\.id")  # says nothing to people
_LONG = 60  # characters of a text that are shown


def differences(
    rules: IntakeRules, before: Mapping[str, Json], after: Mapping[str, Json]
) -> tuple[Changed, ...]:
    """Return each field that is not the same, in the order of the request.

    A value that is left out and one that is empty are the same, and so are the two ways to name a
    party; long texts are cut off.
    """
    acts = {code: one.name for code, one in rules.acts.items()}
    table, names = rules.fields, acts | {code: one.name for code, one in rules.papers.items()}
    was, now = (dict(_flat(keyed(one), "")) for one in (before, after))
    return tuple(
        Changed(_named(table, path), *(_told(table, path, one, names) for one in (was, now)))
        for path in dict.fromkeys((*was, *now))
        if was.get(path) != now.get(path) and not _KEY.fullmatch(path)
    )


def changed_after_service(
    rules: IntakeRules, before: Mapping[str, Json], after: Mapping[str, Json]
) -> Iterator[Problem]:
    """Yield what no correction changes once the request was served, and the step that does.

    Claims, patent, requests and respondents: who was served them has to be served the change (24).
    """
    was, now = (dict(_flat(keyed(one), "")) for one in (before, after))
    for path in dict.fromkeys((*was, *now)):
        field = rules.fields.at(path)
        if field and field.changed_by and was.get(path) != now.get(path):
            yield Problem(
                path, f"{_named(rules.fields, path)}已经送达，变更请登记“{field.changed_by}”"
            )
    counts = [_entries(one.get("respondents")) for one in (before, after)]
    if counts[0] != counts[1]:
        words = "被请求人已经送达，增加请登记“追加当事人”，减少请登记“对一名被请求人结束”"
        yield Problem("respondents", words)


def _entries(value: Json) -> int:
    return len(value) if isinstance(value, list) else 0


def _flat(value: Json, path: str) -> Iterator[tuple[str, Json]]:
    """Yield what is filled in, a list of plain values as one; `path` is `agents[0].name`."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _flat(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for number, one in enumerate(value):
            yield from _flat(one, f"{path}[{number}]")
    elif value not in (None, "", []):
        yield path, value.strip() if isinstance(value, str) else value


def _named(table: FieldTable, path: str) -> str:
    """Return what a field is called, with whose it is: 被请求人2 电话."""
    part, _, _ = path.partition(".")
    name, _, number = part.partition("[")
    field = table.at(path)
    label = field.label if field else "" if name in _PARTS else path
    place = str(int(number.rstrip("]")) + 1) if number else ""
    return f"{_PARTS.get(name, '')}{place} {label}".strip()


def _told(
    table: FieldTable, path: str, values: Mapping[str, Json], names: Mapping[str, str]
) -> str:
    if path not in values:
        return ""
    text = _text(table.at(path), values[path], names)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _text(field: FieldDef | None, value: Json, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    if isinstance(value, str) and (field is None or field.kind is Kind.PARTY):
        side = _SIDES.get(value[:1], "") if value[1:].isdecimal() else ""
        return side + value[1:] if side else names.get(value, value)
    if field is None or not isinstance(value, str | bool | int):
        return str(value)
    return field.text_of(value)
