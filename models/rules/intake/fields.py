"""The table of the request's fields (resources/intake/fields.toml), one row per field.

Parser, checks while typing, cards, acceptance check, papers and F1 read it; what each key means is
said at the head of the file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Annotated

from models.rules.events import Words
from models.rules.explained import Explained
from models.rules.intake.labels import Labels
from models.rules.intake.parties import LISTS
from models.rules.text_checks import LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT
from models.rules.toml.rows import Row, read_toml

SOURCE = "intake/fields.toml"
Value = str | int | bool | date | tuple[str, ...] | tuple[int, ...] | None


class Kind(Enum):
    """What a field holds."""

    NAME = "name"
    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    LIST = "list"
    DAY = "day"
    CHOICE = "choice"
    ANSWER = "yes_no"
    TICK = "tick"
    COUNT = "count"
    CLAIMS = "claims"
    LANGUAGE = "language"
    PARTY = "party"

    @property
    def many_lines(self) -> bool:
        """Whether line breaks may be in it."""
        return self in (Kind.TEXT, Kind.LINES)


class Group(Enum):
    """Whose field it is; each has a card of its own on the intake page."""

    CASE = "case"
    PARTY = "party"
    AGENT = "agent"
    PATENT = "patent"
    CONTENT = "content"
    EVIDENCE = "evidence"
    OTHER = "other"


class Format(Enum):
    """What the text of a field is checked for."""

    ANY = ""
    ID = "id"
    RIC = "ric"
    PHONE = "phone"
    POSTCODE = "postcode"
    PATENT_NUMBER = "patent_number"


# The groups whose fields are at the top of the request.
TOP = (Group.CASE, Group.CONTENT, Group.OTHER)
# Where the fields of the other groups are in the request.
PARTS = dict.fromkeys(LISTS, Group.PARTY) | {
    "agents": Group.AGENT, "patent": Group.PATENT, "evidence": Group.EVIDENCE,
}  # fmt: skip
_LIMITS = {Kind.NAME: NAME_LIMIT, Kind.TEXT: TEXT_LIMIT, Kind.LANGUAGE: NAME_LIMIT}


@dataclass(frozen=True)
class Asked:
    """A line of the acceptance check that asks for the field, and of whom."""

    item: str
    sides: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    name: Annotated[str, Words(key="as")] = "{label}"
    state: Annotated[str, Words(key="level")] = "missing"
    order: int = 0


@dataclass(frozen=True)
class Written:
    """A field as its row says it, but for the keys of a closed list."""

    id: str
    label: str
    labels: str = ""
    path: str = ""
    limit: int = 0
    most: int = 1
    choices: str = ""
    required: bool = False
    otherwise: str = ""
    sides: tuple[str, ...] = tuple(party.side for party in LISTS.values())
    kinds: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    stays: bool = False
    not_before: str = ""
    too_early: str = ""
    column: int = 0
    rows: int = 1
    width: int = 10
    text: str = ""
    hint: str = ""
    placeholder: str = ""
    empty: str = ""
    headings: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    printed: bool = False
    changed_by: str = ""
    help: Explained | None = None
    help_of: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldDef(Written):
    """One field of the request; `names` are those of its choices, `own_names` by kind of party."""

    group: Group
    kind: Kind
    check: Format
    default: str | bool | None
    start: str | bool | None
    names: Mapping[str, str]
    own_names: Mapping[str, str]

    @property
    def parent(self) -> str:
        """Return the object of the request inside its card that the field is in, or ""."""
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        """Return the name of the field in the request."""
        return self.path.rpartition(".")[2]

    def label_for(self, kind: str) -> str:
        """Return what the field is called for a kind of party."""
        return self.own_names.get(kind) or self.label

    def shown(self, beside: Mapping[str, str], request_kind: str) -> bool:
        """Whether the field belongs to a card on which these codes are chosen."""
        if self.kinds and request_kind not in self.kinds:
            return False
        return all(beside.get(name, "") in codes for name, codes in self.when.items())

    def text_of(self, value: Value) -> str:
        """Return a value as people read it."""
        if value is None or isinstance(value, tuple):
            return "、".join(map(str, value or ()))
        if self.kind in (Kind.TICK, Kind.ANSWER):
            return "是" if value else "否"
        return self.names.get(str(value), str(value))


@dataclass(frozen=True)
class FieldTable:
    """Every field in the order of the form."""

    fields: tuple[FieldDef, ...]

    def of(self, *groups: Group, side: str = "") -> tuple[FieldDef, ...]:
        """Return the fields of some groups, of parties those that the side has."""
        return tuple(f for f in self.fields if f.group in groups and (not side or side in f.sides))

    def part(self, name: str) -> tuple[FieldDef, ...]:
        """Return the fields of a part of the request: requesters, patent … ("" = its top)."""
        if name in LISTS:
            return self.of(Group.PARTY, side=LISTS[name].side)
        return self.of(PARTS[name]) if name else self.of(*TOP)

    def at(self, path: str) -> FieldDef | None:
        """Return the field at a path of the request: `respondents[1].operator.id_no`."""
        plain = re.sub(r"\[\d+\]", "", path)
        part, _, rest = plain.partition(".")
        where, name = (part, rest) if part in PARTS else ("", plain)
        return next((f for f in self.part(where) if name in (f.path, f.parent) and name), None)

    def asking(self, item: str) -> list[tuple[Asked, FieldDef]]:
        """Return the fields that a line of the acceptance check asks for, in the order it says."""
        found = [(a, f) for f in self.fields for a in f.asked if a.item == item]
        return sorted(found, key=lambda one: one[0].order)

    def explained(self) -> Iterator[tuple[str, Explained]]:
        """Yield what F1 says, by the keys of the intake page."""
        own = {(f.group, f.id): f.help for f in self.fields}
        for part in ("", *PARTS):
            for one in self.part(part):
                said = one.help or own[one.group, one.help_of]
                assert said is not None, one.id
                yield ".".join(n for n in ("intake", part, one.id) if n), said


def load_fields(text: str, labels: Labels) -> FieldTable:
    """Read fields.toml; InputRefused names the line of the field and the key that is wrong."""
    rows = read_toml(text, SOURCE).rows("field", needed=True)
    found: list[FieldDef] = []
    for row in rows:
        made = _field(row, labels)
        _consistent(row, made, {f.id: f for f in found if f.group is made.group})
        found.append(made)
    return FieldTable(tuple(found))


def _field(row: Row, labels: Labels) -> FieldDef:
    groups = ("", *labels.groups)
    row.text("labels", "", groups)
    row.text("choices", "", groups)
    group = Group(row.text("group", known=_codes(Group)))
    kind = Kind(row.text("type", known=_codes(Kind)))
    check = Format(row.text("check", "", _codes(Format)))
    default, start = _text_or_flag(row, "default"), _text_or_flag(row, "start")
    said = row.record(Written)
    limit = said.limit or _LIMITS.get(kind, LINE_LIMIT)
    return FieldDef(
        **vars(replace(said, path=said.path or said.id, limit=limit)),
        group=group,
        kind=kind,
        check=check,
        default=default,
        start=start,
        names=labels.groups.get(said.choices, {}),
        own_names=labels.groups.get(said.labels, {}),
    )


def _codes(codes: type[Enum]) -> tuple[str, ...]:
    return tuple(one.value for one in codes)


def _text_or_flag(row: Row, key: str) -> str | bool | None:
    value = row.value(key)
    return row.choice(key) if isinstance(value, bool) or value is None else row.text(key)


def _consistent(row: Row, made: FieldDef, before: Mapping[str, FieldDef]) -> None:
    """Refuse a field that contradicts itself or those of its group that come before it."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", made.id) or made.id in before:
        row.refuse("id", "写了两次，或者不是小写字母、数字、下划线")
    if made.kind in (Kind.CHOICE, Kind.LANGUAGE) and not made.names:
        row.refuse("choices", "缺少")
    for key, named in (("help_of", made.help_of), ("not_before", made.not_before)):
        if named and named not in before:
            row.refuse(key, f"前面没有“{named}”这一栏")
    if made.help is None and not made.help_of:
        row.refuse("help", "缺少")
    for name, codes in made.when.items():
        if name not in before or not {c for c in codes if c} <= before[name].names.keys():
            row.refuse(f"when.{name}", "没有这一栏或者这个值")
