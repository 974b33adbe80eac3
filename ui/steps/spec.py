"""The dialogs of the steps as data: resources/procedure/dialogs.toml, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

import resources
from models import reference
from models.errors import BugError
from models.rules.events.codes import GROUPS
from models.rules.toml_rows import Row, read_toml

Code: TypeAlias = str | int | bool
TYPES = (
    "text", "long", "lines", "date", "int", "yuan", "bool", "choice", "party", "parties",
    "staff", "staffs", "documents", "agent", "rows", "acts", "papers",
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
    default: Code | None = None
    hint: str = ""
    choices: str = ""
    side: str = ""
    role: str = ""
    lines: int = 3
    optional: bool = False
    ahead: bool = False  # a day that may lie in the future
    narrow: bool = False
    show_when: Mapping[str, tuple[Code, ...]] = field(default_factory=dict[str, tuple[Code, ...]])
    # a table of rows
    fields: tuple["FieldSpec", ...] = ()
    add: str = ""
    item: str = ""
    caption: str = ""
    fixed: bool = False
    blocks: bool = False

    def __post_init__(self) -> None:
        """Refuse a type that no widget shows."""
        if self.type not in TYPES:
            raise BugError(f"{self.name}: no field has the type {self.type}")


@dataclass(frozen=True)
class DialogSpec:
    """One dialog; `problems` maps a refused path to the field it is shown beside."""

    command: str
    title: str
    explain: str
    fields: tuple[FieldSpec, ...]
    wide: bool = False
    problems: Mapping[str, str] = field(default_factory=dict[str, str])

    def field(self, name: str) -> FieldSpec:
        """Return a field by its name."""
        return next(f for f in self.fields if f.name == name)


@cache
def _data() -> Row:
    return read_toml(resources.text("procedure", "dialogs.toml"), "dialogs.toml")


@cache
def dialogs() -> dict[str, DialogSpec]:
    """Return every dialog by the name of its command."""
    return {one.command: one for one in _data().records("dialog", DialogSpec)}


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """Return a table of lists: documents by procedure, approval_roles by matter."""
    return _data().word_lists(name)


@cache
def of_step(name: str) -> dict[str, str]:
    """Return what a step records by its id: step_event, step_closing."""
    return _data().names(name)


@cache
def choices(group: str) -> tuple[tuple[Code, str], ...]:
    """Return the values of a group with their names, in order."""
    if group == "service_method":
        return tuple((m.id, m.name) for m in reference.methods().values())
    rows = _choices().get(group) or reference.names().get(group)
    if rows is None:
        return tuple((code.value, code.label) for code in GROUPS[group])
    return tuple((_value(key), text) for key, text in rows.items())


@cache
def _choices() -> dict[str, dict[str, str]]:
    return _data().row("choices").groups()


def _value(key: str) -> Code:
    if key in ("true", "false"):
        return key == "true"
    return int(key) if key.isdigit() else key
