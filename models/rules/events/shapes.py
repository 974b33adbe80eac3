"""The shape of a field, read from its annotation: how a stored value becomes an object and back."""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, TypeVar, cast, get_args, get_origin, get_type_hints

from models.rules.events.base import DOCUMENT, ITEM, PARTY, Coded, Event, Json, Words
from models.rules.events.records import Filed

T = TypeVar("T")
Read = Callable[[Json], object]
Write = Callable[[object], Json]


class Kind(Enum):
    """What a single value is."""

    TEXT = "text"
    DATE = "date"
    INT = "int"
    BOOL = "bool"
    PARTY = "party"
    ITEM = "id"
    DOCUMENT = "document"
    CHOICE = "choice"
    PLAIN = "plain"
    RECORD = "record"
    FILED = "filed"


@dataclass(frozen=True)
class Shape:
    """A value: its kind, whether there are many (by position or by name), what it is made of."""

    kind: Kind
    many: bool = False
    mapping: bool = False
    pair: bool = False
    codes: type[Coded] | None = None
    record: type[object] | None = None


@dataclass(frozen=True)
class Part:
    """A field of an event or record: its attribute, its name in rows, shape, words, default."""

    name: str
    key: str
    shape: Shape
    words: Words
    default: object
    """MISSING when it must be given."""
    optional: bool
    read: Read
    write: Write

    @property
    def needed(self) -> bool:
        """Whether it must be given now; an older row may lack it."""
        return self.default is MISSING or self.words.required


_SIMPLE: dict[type[object], Kind] = {
    str: Kind.TEXT,
    int: Kind.INT,
    bool: Kind.BOOL,
    date: Kind.DATE,
    Filed: Kind.FILED,
}
_MARKS = {PARTY: Kind.PARTY, ITEM: Kind.ITEM, DOCUMENT: Kind.DOCUMENT}


@cache
def parts_of(cls: type) -> tuple[Part, ...]:
    """Return the fields of an event or record class in their order."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_part(f, hints[f.name]) for f in dataclasses.fields(cls))


def _part(field: "dataclasses.Field[object]", hint: object) -> Part:
    words = Words()
    if get_origin(hint) is Annotated:
        words = next((m for m in get_args(hint)[1:] if isinstance(m, Words)), words)
    hint, optional = _without_none(hint)
    shape = _shape(hint)
    default = field.default
    if default is MISSING and field.default_factory is not MISSING:
        default = field.default_factory()
    return Part(
        field.name, words.key or field.name, shape, words, default, optional,
        reader(shape), writer(shape),
    )  # fmt: skip


def _marks(hint: object) -> list[object]:
    return list(get_args(hint)[1:]) if get_origin(hint) is Annotated else []


def _bare(hint: object) -> object:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _without_none(hint: object) -> tuple[object, bool]:
    """Return what a hint is besides None, its marks kept."""
    bare = _bare(hint)
    if get_origin(bare) not in (types.UnionType, typing.Union):
        return hint, False
    inner = [a for a in get_args(bare) if a is not type(None)]
    return (inner[0] if len(inner) == 1 else hint), len(inner) < len(get_args(bare))


def _shape(hint: object) -> Shape:
    bare = _bare(hint)
    origin, args = get_origin(bare), get_args(bare)
    if origin is tuple and args[-1] is Ellipsis:
        return dataclasses.replace(_shape(args[0]), many=True)
    if origin is tuple:
        return Shape(_shape(args[0]).kind, pair=True)
    if origin is Mapping or origin is dict:
        return dataclasses.replace(_shape(args[1]), mapping=True)
    if origin in (types.UnionType, typing.Union):
        return Shape(Kind.PLAIN)
    for mark in _marks(hint):
        if isinstance(mark, str) and mark in _MARKS:
            return Shape(_MARKS[mark])
    found = _shape_of_class(cast("type[object]", bare)) if isinstance(bare, type) else None
    if found is None:
        raise TypeError(f"an event cannot hold {hint!r}")
    return found


def _shape_of_class(cls: type[object]) -> Shape | None:
    if issubclass(cls, Coded):
        return Shape(Kind.CHOICE, codes=cls)
    if cls in _SIMPLE:
        return Shape(_SIMPLE[cls])
    return Shape(Kind.RECORD, record=cls) if dataclasses.is_dataclass(cls) else None


def reader(shape: Shape) -> Read:
    """Return what makes an object of a stored value; ValueError, TypeError when it is none."""
    one = _reader_of_one(shape)
    if shape.kind not in _CONVERTED and not (shape.many or shape.pair or shape.mapping):
        return one
    if shape.pair:
        one = _each(one)
    if shape.many:
        one = _each(one)
    if shape.mapping:
        item = one
        return lambda raw: {key: item(value) for key, value in _object(raw).items()}
    return one


def _each(one: Read) -> Read:
    return lambda raw: tuple(map(one, _list(raw)))


def _reader_of_one(shape: Shape) -> Read:
    match shape.kind:
        case Kind.DATE:
            return lambda raw: date.fromisoformat(_text(raw))
        case Kind.CHOICE if shape.codes is not None:
            return shape.codes
        case Kind.RECORD if shape.record is not None:
            record = shape.record
            return lambda raw: build(record, _object(raw))
        case Kind.FILED:
            return lambda raw: Filed(_object(raw))
        case _:
            return _as_it_is


def _as_it_is(raw: Json) -> object:
    return raw


def _text(raw: Json) -> str:
    if not isinstance(raw, str):
        raise TypeError(f"text expected, not {raw!r}")
    return raw


def _list(raw: Json) -> list[Json]:
    if not isinstance(raw, list):
        raise TypeError(f"a list expected, not {raw!r}")
    return raw


def _object(raw: Json) -> dict[str, Json]:
    if not isinstance(raw, dict):
        raise TypeError(f"an object expected, not {raw!r}")
    return raw


def build(cls: type[T], raw: Mapping[str, Json]) -> T:
    """Make an event or record of stored values; what is not declared is passed over."""
    plan = _plan(cls)
    given = dict(plan.starts)
    for key, value in raw.items():
        part = plan.parts.get(key)
        if part is not None and value is not None:
            given[part[0]] = value if part[1] is None else part[1](value)
    if len(given) < plan.size:
        lacking = [name for name, _ in plan.parts.values() if name not in given]
        raise ValueError(f"{cls.__name__}.{lacking[0]} is missing")
    # A case has hundreds of entries: the __init__ of a frozen dataclass takes five times as long.
    one = object.__new__(cls)
    one.__dict__.update(given)
    return one


@dataclass(frozen=True)
class _Plan:
    """How to make objects of a class: what each starts with, and who reads which key."""

    starts: dict[str, object]
    parts: dict[str, tuple[str, Read | None]]
    size: int


@cache
def _plan(cls: type) -> _Plan:
    parts = parts_of(cls)
    starts: dict[str, object] = {}
    for part in parts:
        if part.default is not MISSING:
            starts[part.name] = part.default
        elif part.shape.many:
            starts[part.name] = ()
        elif part.shape.mapping:
            starts[part.name] = {}
        elif part.shape.kind in _EMPTY:
            starts[part.name] = _EMPTY[part.shape.kind]  # an older row may lack it
    readers = {p.key: (p.name, None if p.read is _as_it_is else p.read) for p in parts}
    return _Plan(starts, readers, len(parts))


# ---- and back


def writer(shape: Shape) -> Write:
    """Return what makes a stored value of an object."""
    one = _writer_of_one(shape)
    if shape.pair:
        one = _written_each(one)
    if shape.many:
        one = _written_each(one)
    if shape.mapping:
        return _written_values(one)
    return one


def _written_each(one: Write) -> Write:
    def write(value: object) -> Json:
        return [one(item) for item in cast("tuple[object, ...]", value)]  # the annotation says so

    return write


def _written_values(one: Write) -> Write:
    def write(value: object) -> Json:
        pairs = cast("Mapping[str, object]", value)  # the annotation says so
        return {key: one(item) for key, item in pairs.items()}

    return write


def _writer_of_one(shape: Shape) -> Write:
    match shape.kind:
        case Kind.DATE:
            return lambda value: value.isoformat() if isinstance(value, date) else None
        case Kind.RECORD:
            return lambda value: spread(value)
        case Kind.FILED:
            return lambda value: dict(value.data) if isinstance(value, Filed) else None
        case _:
            return _scalar


def _scalar(value: object) -> Json:
    if isinstance(value, Coded):
        return str(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"cannot be stored in an event: {value!r}")


def spread(one: object, *, sealed: bool = False) -> dict[str, Json]:
    """Return the stored values of an event's open (or sealed) fields, or of a whole record.

    An event leaves out what has its default unless it is marked `keep`; a record writes all but
    what was added `later`.
    """
    whole = not isinstance(one, Event) and not getattr(one, "omits_empty", False)
    found: dict[str, Json] = {}
    for part in parts_of(type(one)):
        value = getattr(one, part.name)
        if part.words.sealed is not sealed:
            continue
        if (
            (whole and not part.words.later)
            or part.words.keep
            or part.default is MISSING
            or value != part.default
        ):
            found[part.key] = None if value is None else part.write(value)
    return found


_CONVERTED = frozenset({Kind.DATE, Kind.CHOICE, Kind.RECORD, Kind.FILED})
_EMPTY: dict[Kind, object] = {
    Kind.TEXT: "", Kind.INT: 0, Kind.BOOL: False, Kind.PARTY: "", Kind.ITEM: "", Kind.DOCUMENT: "",
}  # fmt: skip


def party_keys(one: object) -> set[str]:
    """Return the keys of the parties that an event, or a record in one, names."""
    found: set[str] = set()
    for part in parts_of(type(one)):
        value = getattr(one, part.name)
        if part.shape.kind is Kind.PARTY:
            found |= _keys_in(value)
        elif part.shape.record is not None:
            records = value if part.shape.many else () if value is None else (value,)
            found |= {key for record in records for key in party_keys(record)}
    return found


def _keys_in(value: object) -> set[str]:
    if isinstance(value, str):
        return {value} if value else set()
    if isinstance(value, tuple):
        parts = cast("tuple[object, ...]", value)
        return {key for part in parts for key in _keys_in(part)}
    return set()
