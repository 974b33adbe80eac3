"""The dialogs of the steps as data: resources/procedure/dialogs.toml, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import resources
from models import reference
from models.rules.events.codes import GROUPS

TYPES = frozenset(
    {
        "text", "long", "lines", "date", "int", "yuan", "bool", "choice", "party", "parties",
        "staff", "staffs", "documents", "agent", "rows", "acts", "papers",
    }
)  # fmt: skip


@dataclass(frozen=True)
class FieldSpec:
    """One field; `name` is a dotted path into the arguments of the command.

    `default` beginning with = is a word that `ui.steps.defaults` knows; `show_when` maps another
    field to the values with which this one is shown.
    """

    name: str
    label: str
    type: str
    required: bool = False
    default: Any = None
    hint: str = ""
    choices: str = ""
    side: str = ""
    role: str = ""
    lines: int = 3
    optional: bool = False
    ahead: bool = False  # a day that may lie in the future
    narrow: bool = False
    show_when: Mapping[str, list[Any]] = field(default_factory=dict)
    # a table of rows
    fields: tuple["FieldSpec", ...] = ()
    add: str = ""
    item: str = ""
    caption: str = ""
    fixed: bool = False
    blocks: bool = False


@dataclass(frozen=True)
class DialogSpec:
    """One dialog; `problems` maps a refused path to the field it is shown beside."""

    command: str
    title: str
    explain: str
    fields: tuple[FieldSpec, ...]
    wide: bool = False
    problems: Mapping[str, str] = field(default_factory=dict)

    def field(self, name: str) -> FieldSpec:
        """Return a field by its name."""
        return next(f for f in self.fields if f.name == name)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.text("procedure", "dialogs.toml"))


@cache
def dialogs() -> dict[str, DialogSpec]:
    """Return every dialog by the name of its command."""
    return {row["command"]: _dialog(row) for row in _data()["dialog"]}


def _dialog(row: Mapping[str, Any]) -> DialogSpec:
    return DialogSpec(**{**row, "fields": tuple(_field(f) for f in row["fields"])})


def _field(row: Mapping[str, Any]) -> FieldSpec:
    made = FieldSpec(**{**row, "fields": tuple(_field(f) for f in row.get("fields", ()))})
    if made.type not in TYPES:
        raise ValueError(f"dialogs.toml: {made.name} has the unknown type {made.type}")
    return made


def table(name: str) -> dict[str, Any]:
    """Return one of the other tables: documents, approval_roles, step_event."""
    return _data()[name]


@cache
def choices(group: str) -> tuple[tuple[Any, str], ...]:
    """Return the values of a group with their names, in order."""
    if group == "service_method":
        return tuple((m.id, m.name) for m in reference.methods().values())
    rows = _data()["choices"].get(group) or reference.names().get(group)
    if rows is None:
        return tuple((code.value, code.label) for code in GROUPS[group])
    return tuple((_value(key), text) for key, text in rows.items())


def _value(key: str) -> Any:
    if key in ("true", "false"):
        return key == "true"
    return int(key) if key.isdigit() else key
