"""Reading the indicators from data; every mistake is named with its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.rules.problem import InputRefused, Problem
from models.rules.statistics.measures import CASE, KINDS, OPEN, SHOWS, SUBJECTS, Subject
from models.rules.toml.rows import Row, read_toml

_DAYS = ("own", "cohort")


@dataclass(frozen=True)
class Indicator:
    """One row: `measure` says what has happened, `where` which of them, `of` what it is a part of.

    `show` other than count is computed over the column `number`; `breakdown` adds a row per value.
    """

    id: str
    label: str
    measure: str
    where: Mapping[str, tuple[str, ...]]
    breakdown: str = ""
    show: str = "count"
    number: str = ""
    of: str = ""
    note: str = ""


@dataclass(frozen=True)
class Group:
    """One table: by its own day each, or the cases chosen by one day (cohort); its columns.

    `rate` is the value of the column whose share of the row is shown in a last column.
    """

    id: str
    title: str
    subject: Subject
    day: str
    columns: str
    total: bool
    kinds: tuple[str, ...]
    rate: str
    note: str
    source: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Spec:
    """All tables in their order, the names of values that only statistics knows, and of none."""

    groups: tuple[Group, ...]
    labels: Mapping[str, Mapping[str, str]]
    unknown: Mapping[str, str]


def load_spec(text: str, ledgers: Mapping[str, Subject] | None = None) -> Spec:
    """Read the indicators; InputRefused names everything that is not known.

    Besides cases and dates, the rows of these ledgers can be counted.
    """
    subjects = {**SUBJECTS, **(ledgers or {})}
    problems: list[Problem] = []
    data = read_toml(text, "statistics", problems)
    groups = data.each("group", lambda row: _of_file(row, subjects), needed=False)
    labels, unknown = data.inner("label"), data.has("unknown")
    spec = Spec(groups, labels.groups() if labels else {}, data.names("unknown") if unknown else {})
    ids = [group.id for group in groups]
    for one in sorted({i for i in ids if ids.count(i) > 1}):
        data.refuse("group", f"编号“{one}”重复")
    if problems:
        raise InputRefused(problems)
    return spec


def merged(base: Spec, own: Spec) -> Spec:
    """Return the tables of `base` with those of `own`: in place of one of the same id, or last."""
    mine = {group.id: group for group in own.groups}
    kept = [mine.pop(group.id, group) for group in base.groups]
    labels = {d: {**base.labels.get(d, {}), **own.labels.get(d, {})}
              for d in {**base.labels, **own.labels}}  # fmt: skip
    return Spec((*kept, *mine.values()), labels, {**base.unknown, **own.unknown})


def _named(row: Row, key: str) -> str:
    text = row.text(key)
    if row.has(key) and not text:
        row.refuse(key, "缺少")
    return text


def _of_file(row: Row, subjects: Mapping[str, Subject]) -> Group:
    subject = subjects.get(row.text("subject", known=tuple(subjects)), CASE)
    return read_group(row, subject, _named(row, "id"), row.text("day", known=_DAYS))


def read_group(row: Row, subject: Subject, name: str, day: str) -> Group:
    """Return a table over a subject; its id, and by which day it counts, are known already."""
    closed = tuple(d for d in subject.dimensions if d not in OPEN)
    kinds = row.several("kinds") if row.has("kinds") else KINDS
    for kind in kinds:
        if kind not in KINDS:
            row.refuse("kinds", f"没有“{kind}”")
    group = Group(
        id=name,
        title=_named(row, "title"),
        subject=subject,
        day=day,
        columns=row.text("columns", "", known=closed),
        total=row.flag("total", True),
        kinds=kinds,
        rate=row.text("rate", ""),
        note=row.text("note", ""),
        source=row.text("source", ""),
        indicators=row.each("indicator", lambda one: _indicator(one, subject), needed=False),
    )
    if group.rate and not group.columns:
        row.refuse("rate", "没有分列（columns），没有占比")
    _check_shares(group.indicators, row)
    return group


def _check_shares(rows: tuple[Indicator, ...], table: Row) -> None:
    ids = [row.id for row in rows]
    for row in rows:
        if ids.count(row.id) > 1:
            table.refuse("indicator", f"编号“{row.id}”重复")
        if row.of and (row.of not in ids or row.of == row.id):
            table.refuse("indicator", f"“{row.id}”的分母“{row.of}”不在本表")


def _indicator(row: Row, subject: Subject) -> Indicator:
    limits = row.inner("where")
    where = {name: limits.several(name) for name in limits.keys()} if limits else {}
    for name in where:
        if name not in subject.dimensions:
            row.refuse("where", f"没有“{name}”；可以用：{'、'.join(subject.dimensions)}")
    found = Indicator(
        id=_named(row, "id"),
        label=_named(row, "label"),
        measure=row.text("measure", known=tuple(subject.measures)),
        where=where,
        breakdown=row.text("breakdown", "", known=tuple(subject.dimensions)),
        show=row.text("show", "count", known=SHOWS),
        number=row.text("number", "", known=tuple(subject.numbers)),
        of=row.text("of", ""),
        note=row.text("note", ""),
    )
    if (found.show == "count") == bool(found.number):
        row.refuse("number", "show为count时不写，其他时候须写")
    return found
