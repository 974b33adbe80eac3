"""`commands`: what a scenario can do – every command with its fields, their types and values."""

import argparse
import dataclasses
import sys
from collections.abc import Iterable, Iterator, Mapping

from models.reference.step_files import step_file
from models.services.arguments.closed_values import (
    FreeField,
    closed_values,
    event_fields,
    known_names,
    ledger_fields,
)
from models.services.arguments.commands import COMMANDS, signature
from models.services.arguments.shapes import Field, Plain, Shape
from ui.verbs.common import print_json

HELP = "列出场景文件（play）可以用的命令：字段、类型、可选值"
TYPES = {
    "text": "文字", "integer": "整数", "boolean": "是否", "date": "日期", "list": "列表",
    "object": "一组字段", "any": "任意",
}  # fmt: skip
_CORRECTED = "步骤的 corrected 所指的请求文件"
# What `play` fills in by itself where a step does not say it: by argument, or command.argument.
FILLED = {
    "on": "步骤的 on",
    "case_id": "本场景的案件",
    "file_request.data": "场景的请求文件",
    "amend_request.data": _CORRECTED,
    "record_corrected.data": _CORRECTED,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the choice of the format."""
    parser.add_argument("--json", action="store_true", help="输出JSON")


def run(options: argparse.Namespace) -> int:
    """Print the commands as JSON, or as a table to read."""
    if options.json:
        print_json(described())
    else:
        sys.stdout.write("\n".join(_table()) + "\n")
    return 0


def described() -> list[Mapping[str, Plain]]:
    """Return every command with its fields, read from the functions themselves."""
    return [
        {
            "name": name,
            "title": _title(name),
            "fields": [_field(one, name) for one in signature(name).fields],
            **_more_fields(name),
        }
        for name in COMMANDS
    ]


def _more_fields(name: str) -> Mapping[str, Plain]:
    """Return the fields that depend on the kind of event, or on the ledger."""
    found = signature(name)
    if found.extra is not None:
        return {"fields_by_kind": _listed(event_fields())}
    if found.field("ledger") and found.field("values"):
        return {"values_by_ledger": _listed(ledger_fields())}
    return {}


def _listed(known: Mapping[str, Iterable[FreeField]]) -> Mapping[str, Plain]:
    return {name: [dataclasses.asdict(one) for one in fields] for name, fields in known.items()}


def _title(name: str) -> str:
    step = step_file(name)
    return step.title if step else ""


def _field(one: Field, owner: str) -> Mapping[str, Plain]:
    told: dict[str, Plain] = {"name": one.name, **_shape(one.shape, f"{owner}.{one.name}")}
    told["required"] = one.required
    if not one.required:
        told["default"] = one.default
    if filled := _filled(one, owner):
        told["filled"] = filled
    return told


def _filled(one: Field, owner: str) -> str:
    if owner not in COMMANDS:
        return ""
    return FILLED.get(f"{owner}.{one.name}") or FILLED.get(one.name, "")


def _shape(shape: Shape, key: str) -> Mapping[str, Plain]:
    """Return a type with what is inside it; `key` names the argument in the table of values."""
    told: dict[str, Plain] = {"type": shape.kind}
    values = shape.values or closed_values().get(key, ())
    if shape.optional and shape.kind != "any":
        told["nullable"] = True
    if shape.fields and shape.make:
        told["fields"] = [_field(one, shape.make.__name__) for one in shape.fields]
    elif shape.parts:
        told["items"] = [_shape(one, "") for one in shape.parts]
    elif shape.item is not None:
        told |= {"names": list(known_names()[key])} if key in known_names() else {}
        told["items"] = _shape(dataclasses.replace(shape.item, values=values), "")
    elif values:
        told["values"] = list(values)
    return told


def _table() -> Iterator[str]:
    yield "场景文件（main.py play）的命令。每一步写 do、on（日期）和命令的字段；* 为必填。"
    yield "整数也可以写 staff:姓名、@前面步骤的结果、@案号、served:当事人:文书。"
    for name in COMMANDS:
        yield ""
        yield f"{name}　{_title(name)}".rstrip("　")
        for one in signature(name).fields:
            yield from _rows(one, name, "  ")
        if signature(name).extra is not None:
            yield "  其余字段依 kind 而定："
            yield from (_free_row(kind, fields) for kind, fields in event_fields().items())
        if signature(name).field("ledger") and signature(name).field("values"):
            yield "  values 的名称依 ledger 而定："
            yield from (_free_row(kind, fields) for kind, fields in ledger_fields().items())


def _rows(one: Field, owner: str, indent: str) -> Iterator[str]:
    shape = one.shape
    inner = shape.item if shape.item and shape.item.fields else shape
    mark = "*" if one.required and not _filled(one, owner) else " "
    notes = "；".join(_notes(one, owner))
    yield f"{indent}{mark}{one.name}　{_type(shape)}{'　' if notes else ''}{notes}"
    for field in inner.fields:
        yield from _rows(field, inner.make.__name__ if inner.make else "", f"{indent}    ")


def _type(shape: Shape) -> str:
    if shape.kind != "list":
        return TYPES[shape.kind]
    if shape.item and not shape.item.fields:
        return f"列表（{_type(shape.item)}）"
    return "列表（每项为一组字段）"


def _notes(one: Field, owner: str) -> Iterator[str]:
    key = f"{owner}.{one.name}"
    if one.default not in (None, "", [], {}):
        yield f"默认{_short(one.default)}"
    if filled := _filled(one, owner):
        yield f"不写则为{filled}"
    if values := one.shape.values or closed_values().get(key, ()):
        yield f"可选：{'、'.join(str(v) or '（空）' for v in values)}"
    if names := known_names().get(key):
        yield f"名称：{'、'.join(names)}"


def _free_row(kind: str, fields: Iterable[FreeField]) -> str:
    words = "、".join(f"{'*' if one.required else ''}{one.name}（{one.type}）" for one in fields)
    return f"    {kind}：{words or '没有别的字段'}"


def _short(value: Plain) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(str(one) for one in value) if isinstance(value, list) else str(value)
