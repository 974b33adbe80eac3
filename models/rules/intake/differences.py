"""What differs between two texts of a request, field by field, as people read it."""

from collections.abc import Iterator, Mapping

from models.rules.events.base import Json
from models.rules.events.records import Changed
from models.rules.intake.fields import FieldDef, FieldTable
from models.rules.intake.parties import LISTS

_PARTS = {name: one.name for name, one in LISTS.items()} | {
    "agents": "代理人", "patent": "专利", "evidence": "证据", "acts": "被控行为", "papers": "材料",
}  # fmt: skip
_LONG = 60  # characters of a text that are shown


def differences(
    table: FieldTable, before: Mapping[str, Json], after: Mapping[str, Json]
) -> tuple[Changed, ...]:
    """Return each field that is not the same, in the order of the request.

    A value that is left out and one that is empty are the same; long texts are cut off.
    """
    was, now = dict(_flat(dict(before), "")), dict(_flat(dict(after), ""))
    return tuple(
        Changed(_named(table, path), _told(table, path, was), _told(table, path, now))
        for path in dict.fromkeys((*was, *now))
        if was.get(path) != now.get(path)
    )


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


def _told(table: FieldTable, path: str, values: Mapping[str, Json]) -> str:
    if path not in values:
        return ""
    text = _text(table.at(path), values[path])
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _text(field: FieldDef | None, value: Json) -> str:
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    if field is None or not isinstance(value, str | bool | int):
        return str(value)
    return field.text_of(value)
