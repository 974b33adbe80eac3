# pyright: basic
"""The dialogs of the steps as data: the part [dialog] of their files, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TypeAlias

from models import reference
from models.reference.step_files import StepFile, each, step_files
from models.rules.events.codes import GROUPS
from models.rules.toml.rows import Row
from models.services.arguments.shapes import Plain

Code: TypeAlias = str | int | bool
Option: TypeAlias = tuple[Code, str]
TYPES = (
    "text", "long", "lines", "date", "int", "yuan", "bool", "choice", "party", "parties",
    "staff", "staffs", "documents", "entries", "agent", "rows", "acts", "papers",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """One field; `name` is a dotted path into the arguments of the command."""

    name: str
    label: str
    type: str
    required: bool = False
    hint: str = ""
    choices: str = ""
    only: tuple[str, ...] = ()  # of these
    side: str = ""
    lines: int = 3
    optional: bool = False
    if_any: bool = False  # not shown where it has nothing to choose from
    ahead: bool = False  # a day that may lie in the future
    narrow: bool = False
    # a table of rows
    add: str = ""
    item: str = ""
    caption: str = ""
    fixed: bool = False
    blocks: bool = False


@dataclass(frozen=True)
class FieldSpec(Look):
    """A field with what it begins with and offers; `fields` are the columns of a table of rows.

    `default` beginning with = is a word that `ui.steps.defaults` knows; `show_when` maps another
    field to the values with which this one is shown, `needed_when` to those with which it must be
    filled in; `own` are the step's own values in place of a
    group that several share.
    """

    default: Plain = None
    own: tuple[Option, ...] = ()
    show_when: Mapping[str, tuple[Plain, ...]] = field(default_factory=dict)
    needed_when: Mapping[str, tuple[Plain, ...]] = field(default_factory=dict)
    fields: tuple["FieldSpec", ...] = ()


@dataclass(frozen=True)
class DialogSpec:
    """One dialog; `problems` maps a refused path to the field it is shown beside.

    `signers` are the posts that sign on a matter, where signatures are recorded; `approval` is what
    the approval that the command demands begins with (its matter first), demanded only under
    `approval_when`; `extends` names the rules whose period is extended; with `finals` the papers
    that keep their text are named.
    """

    command: str
    title: str
    explain: str
    fields: tuple[FieldSpec, ...]
    wide: bool = False
    problems: Mapping[str, str] = field(default_factory=dict)
    signers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    approval: Mapping[str, str] = field(default_factory=dict)
    approval_when: Mapping[str, tuple[Code, ...]] = field(default_factory=dict)
    extends: tuple[str, ...] = ()
    finals: bool = False

    def field(self, name: str) -> FieldSpec:
        """Return a field by its name."""
        return next(f for f in self.fields if f.name == name)


def dialogs() -> Mapping[str, DialogSpec]:
    """Return every dialog by the name of its command."""
    return _dialogs(step_files())


@cache
def _dialogs(_files: tuple[StepFile, ...]) -> Mapping[str, DialogSpec]:
    return {one.command: one for one in each("dialog", _dialog)}


def _dialog(file: StepFile, row: Row) -> DialogSpec:
    own = row.row("choices").groups() if row.has("choices") else {}
    return row.read(
        DialogSpec,
        command=file.id,
        title=file.title,
        explain=file.explain,
        fields=row.each("fields", partial(_field, own)),
        problems=row.names("problems", needed=False),
        approval=row.names("approval", needed=False),
        approval_when={
            name: tuple(one for one in values if isinstance(one, Code))
            for name, values in _conditions(row, "approval_when").items()
        },
        signers=row.word_lists("signers") if row.has("signers") else {},
    )


def _field(own: Mapping[str, Mapping[str, str]], row: Row) -> FieldSpec:
    look = row.read(Look, type=row.text("type", known=TYPES))
    return FieldSpec(
        **vars(look),
        default=row.value("default"),
        show_when=_conditions(row, "show_when"),
        needed_when=_conditions(row, "needed_when"),
        fields=row.each("fields", partial(_field, own), needed=False),
        own=_options(own.get(row.text("choices", ""), {})),
    )


def _conditions(row: Row, key: str) -> dict[str, tuple[Plain, ...]]:
    """Return values by the names of other fields."""
    given = row.inner(key)
    return {name: given.plain(name) for name in given.keys()} if given else {}


def choices(spec: FieldSpec) -> tuple[Option, ...]:
    """Return the values that a field offers with their names, in order."""
    if spec.own:
        return spec.own
    if spec.choices == "service_method":
        known = reference.methods()
        return tuple((key, known[key].name) for key in spec.only or known)
    rows = reference.names().get(spec.choices)
    if rows is None:
        return tuple((code.value, code.label) for code in GROUPS[spec.choices])
    return _options({key: rows[key] for key in spec.only or rows})


def _options(rows: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple((_value(key), text) for key, text in rows.items())


def _value(key: str) -> Code:
    if key in ("true", "false"):
        return key == "true"
    return int(key) if key.isdigit() else key
