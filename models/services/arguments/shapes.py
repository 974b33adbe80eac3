"""What a command takes, read from its signature.

A `Shape` is a type hint as data: `reading.py` checks and converts values by it, and
`main.py commands` prints it. Nothing about one command is written here.
"""

import dataclasses
import enum
import inspect
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Protocol, TypeAlias, TypeVar

from models.changes import Changes
from models.errors import BugError


class DataclassInstance(Protocol):
    """An instance of any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, "dataclasses.Field[Any]"]]  # as typeshed has it


# What JSON and TOML files hold.
Plain: TypeAlias = (
    "bool | int | float | str | date | time | Sequence[Plain] | Mapping[str, Plain] | None"
)
# What a command is called with.
Argument: TypeAlias = (
    "Plain | enum.Enum | DataclassInstance | Sequence[Argument] | Mapping[str, Argument]"
)
# What a dialog runs: a command with its arguments after the desk, by place and by name.
Plan: TypeAlias = tuple[Callable[..., Changes], tuple[Argument, ...], dict[str, Argument]]
# What typing.get_type_hints returns; its other forms (Literal …) are passed on as they come.
Hint: TypeAlias = type[Any] | types.GenericAlias | types.UnionType
T = TypeVar("T")
FLAT = "flat"
# An input of a command whose fields files and dialogs name beside the command's other arguments.
Flat: TypeAlias = Annotated[T, FLAT]
Kind = Literal["text", "integer", "boolean", "date", "list", "object", "any"]

_SCALARS: Mapping[type, Kind] = {str: "text", int: "integer", bool: "boolean", date: "date"}


@dataclass(frozen=True)
class Shape:
    """One type: an object with `fields` (built by `make`), or with free names and `item` values.

    A list has an `item` shape, or `parts` when its length is fixed. `values` are the only ones
    allowed. `optional` admits None. `days` says what becomes of days among free values: stored as
    text, or dates that the service computes with.
    """

    kind: Kind
    optional: bool = False
    values: tuple[str | int, ...] = ()
    item: "Shape | None" = None
    parts: tuple["Shape", ...] = ()
    fields: tuple["Field", ...] = ()
    make: type[DataclassInstance] | type[enum.Enum] | None = None
    days: Literal["text", "date"] = "text"


@dataclass(frozen=True)
class Field:
    """One argument of a command or field of an object; without `required` it has the `default`."""

    name: str
    shape: Shape
    required: bool
    default: Plain = None


@dataclass(frozen=True)
class Signature:
    """The arguments of a command besides the desk, as files name them.

    `extra` is the shape of fields named freely; `inputs` are made of those fields that they have.
    """

    fields: tuple[Field, ...]
    extra: Shape | None = None
    inputs: tuple[Field, ...] = ()

    def field(self, name: str) -> Field | None:
        """Return an argument by its name."""
        return next((one for one in self.fields if one.name == name), None)

    def arguments(self, values: Mapping[str, "Argument"]) -> dict[str, "Argument"]:
        """Return what the command is called with for values under the names of files."""
        made = dict(values)
        for one in self.inputs:
            names = [field.name for field in one.shape.fields]
            own = {name: made.pop(name) for name in names if name in made}
            assert one.shape.make is not None
            made[one.name] = one.shape.make(**own)
        return made


def signature_of(command: Callable[..., Argument]) -> Signature:
    """Return what a command takes."""
    function = inspect.unwrap(command)
    hints = typing.get_type_hints(function, include_extras=True)
    fields: list[Field] = []
    inputs: list[Field] = []
    extra = None
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        hint = hints[parameter.name]
        flat = FLAT in getattr(hint, "__metadata__", ())
        shape = shape_of(typing.get_args(hint)[0] if flat else hint)
        if flat:
            inputs.append(Field(parameter.name, shape, required=True))
            fields += shape.fields
            continue
        if parameter.kind is parameter.VAR_KEYWORD:
            extra = shape
            continue
        required = parameter.default is parameter.empty
        default = None if required else _plain(parameter.default)
        fields.append(Field(parameter.name, shape, required, default))
    return Signature(tuple(fields), extra, tuple(inputs))


@cache
def shape_of(hint: Hint) -> Shape:
    """Return a type hint as data; BugError for one that no file could spell."""
    if isinstance(hint, type) and hint in _SCALARS:
        return Shape(_SCALARS[hint])
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return Shape("text", values=tuple(one.value for one in hint), make=hint)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return Shape("object", fields=_dataclass_fields(hint), make=hint)
    return _composed(hint)


def _composed(hint: Hint) -> Shape:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        inner = [one for one in args if one is not type(None)]
        shape = shape_of(inner[0]) if len(inner) == 1 else Shape("any")
        return dataclasses.replace(shape, optional=len(inner) < len(args))
    if origin is Literal:
        return Shape("text" if isinstance(args[0], str) else "integer", values=args)
    if origin is tuple and args[-1] is not Ellipsis:
        return Shape("list", parts=tuple(shape_of(one) for one in args))
    if origin in (tuple, list, Sequence):
        return Shape("list", item=shape_of(args[0]))
    if origin in (dict, Mapping):
        return Shape("object", item=shape_of(args[1]))
    raise BugError(f"no file can spell an argument of type {hint}")


def _dataclass_fields(kind: type[DataclassInstance]) -> tuple[Field, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(_dataclass_field(one, hints[one.name]) for one in dataclasses.fields(kind))


def _dataclass_field(one: "dataclasses.Field[Argument]", hint: Hint) -> Field:
    shape = shape_of(hint)
    if shape.item is not None and shape.item.kind == "any":
        shape = dataclasses.replace(shape, days="date")
    if one.default is not dataclasses.MISSING:
        return Field(one.name, shape, False, _plain(one.default))
    if one.default_factory is not dataclasses.MISSING:
        return Field(one.name, shape, False, _plain(one.default_factory()))
    return Field(one.name, shape, True)


def _plain(value: Argument) -> Plain:
    """Return a default as a file would spell it."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if value is None or isinstance(value, str | int | float | date):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        given = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return {name: _plain(one) for name, one in given.items() if one not in (None, "", ())}
    raise BugError(f"no file can spell the default {value!r}")


def nested(values: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return `{"served.to": "R1"}` as `{"served": {"to": "R1"}}`."""
    made: dict[str, Plain] = {}
    for path, value in values.items():
        *parents, name = path.split(".")
        place = made
        for parent in parents:
            inner = place.setdefault(parent, {})
            assert isinstance(inner, dict)
            place = inner
        place[name] = value
    return made
