"""Reading the indicators from data; every mistake is named with its place."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import cast

from models.rules.problem import InputRefused, Problem
from models.rules.statistics.measures import KINDS, OPEN, SHOWS, SUBJECTS, Subject

_GROUP = {
    "id", "title", "subject", "day", "columns", "total", "kinds", "rate", "note", "source",
    "indicator",
}  # fmt: skip
_INDICATOR = {"id", "label", "measure", "where", "breakdown", "show", "number", "of", "note"}
_NO_NAMES = "应为名称表"
_DAYS = ("own", "cohort")
Toml = str | int | float | bool | date | time | list["Toml"] | dict[str, "Toml"]


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
    subject: str
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


def load_spec(text: str) -> Spec:
    """Read the indicators; InputRefused names everything that is not known."""
    try:
        data = cast("dict[str, Toml]", tomllib.loads(text))  # what TOML can hold, no more
    except tomllib.TOMLDecodeError as error:
        raise InputRefused((Problem("statistics", f"不是TOML：{error}"),)) from error
    problems: list[Problem] = []
    tables = _tables(data.get("group", []), "group", problems)
    groups = [_group(raw, i, problems) for i, raw in enumerate(tables)]
    labels = _tables_by_name(data.get("label", {}), problems)
    unknown = _names(data.get("unknown", {}), "unknown", problems)
    ids = [group.id for group in groups]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    problems += [Problem("group", f"编号“{i}”重复") for i in twice]
    if problems:
        raise InputRefused(tuple(problems))
    return Spec(tuple(groups), labels, unknown)


def merged(base: Spec, own: Spec) -> Spec:
    """Return the tables of `base` with those of `own`: in place of one of the same id, or last."""
    mine = {group.id: group for group in own.groups}
    kept = [mine.pop(group.id, group) for group in base.groups]
    labels = {d: {**base.labels.get(d, {}), **own.labels.get(d, {})}
              for d in {**base.labels, **own.labels}}  # fmt: skip
    return Spec((*kept, *mine.values()), labels, {**base.unknown, **own.unknown})


class _Reader:
    """One table of the file: reads keys, notes what is wrong."""

    def __init__(
        self, raw: Mapping[str, Toml], path: str, keys: set[str], problems: list[Problem]
    ) -> None:
        self.raw, self.path, self.problems = raw, path, problems
        for name in raw:
            if name not in keys:
                self.refuse(name, "没有这一项")

    def refuse(self, name: str, problem: str) -> None:
        """Note what is wrong with a key."""
        self.problems.append(Problem(f"{self.path}.{name}", problem))

    def text(self, name: str, *, required: bool = False, known: Iterable[str] | None = None) -> str:
        """Return a text, "" when there is none; `known` are the values it may have."""
        value = self.raw.get(name, "")
        if not isinstance(value, str):
            self.refuse(name, "应为文字")
            return ""
        if required and not value:
            self.refuse(name, "缺少")
        if value and known is not None and value not in known:
            self.refuse(name, f"没有“{value}”；可以用：{'、'.join(known)}")
        return value

    def texts(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of texts; a single one stands for a list of one."""
        if name not in self.raw:
            return default
        return _texts(self.raw[name], lambda why: self.refuse(name, why))


def _texts(value: Toml, refuse: Callable[[str], None]) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    found = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(found) < len(value):
        refuse("应为文字或者一列文字")
        return ()
    return tuple(found)


def _tables(value: Toml, path: str, problems: list[Problem]) -> list[dict[str, Toml]]:
    found = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(found) < len(value):
        problems.append(Problem(path, "应为[[…]]表"))
        return []
    return found


def _tables_by_name(value: Toml, problems: list[Problem]) -> dict[str, Mapping[str, str]]:
    """Return the names of values by dimension."""
    if not isinstance(value, dict):
        problems.append(Problem("label", _NO_NAMES))
        return {}
    return {key: _names(one, "label", problems) for key, one in value.items()}


def _names(value: Toml, path: str, problems: list[Problem]) -> dict[str, str]:
    """Return a table of names."""
    table = value if isinstance(value, dict) else {}
    found = {key: one for key, one in table.items() if isinstance(one, str)}
    if not isinstance(value, dict) or len(found) < len(table):
        problems.append(Problem(path, _NO_NAMES))
        return {}
    return found


def _group(raw: Mapping[str, Toml], index: int, problems: list[Problem]) -> Group:
    read = _Reader(raw, f"group[{index}]", _GROUP, problems)
    name = read.text("subject", required=True, known=SUBJECTS)
    subject = SUBJECTS.get(name, SUBJECTS["case"])
    closed = [d for d in subject.dimensions if d not in OPEN]
    kinds = read.texts("kinds", KINDS)
    for kind in kinds:
        if kind not in KINDS:
            read.refuse("kinds", f"没有“{kind}”")
    rows = tuple(
        _indicator(one, f"{read.path}.indicator[{i}]", subject, problems)
        for i, one in enumerate(
            _tables(raw.get("indicator", []), f"{read.path}.indicator", problems)
        )
    )
    if raw.get("rate") and not raw.get("columns"):
        read.refuse("rate", "没有分列（columns），没有占比")
    _check_shares(rows, read)
    return Group(
        read.text("id", required=True),
        read.text("title", required=True),
        name,
        read.text("day", required=True, known=_DAYS),
        read.text("columns", known=closed),
        raw.get("total", True) is True,
        kinds,
        read.text("rate"),
        read.text("note"),
        read.text("source"),
        rows,
    )


def _check_shares(rows: tuple[Indicator, ...], read: _Reader) -> None:
    ids = [row.id for row in rows]
    for row in rows:
        if ids.count(row.id) > 1:
            read.refuse("indicator", f"编号“{row.id}”重复")
        if row.of and (row.of not in ids or row.of == row.id):
            read.refuse("indicator", f"“{row.id}”的分母“{row.of}”不在本表")


def _indicator(
    raw: Mapping[str, Toml], path: str, subject: Subject, problems: list[Problem]
) -> Indicator:
    read = _Reader(raw, path, _INDICATOR, problems)
    where: dict[str, tuple[str, ...]] = {}
    limits = raw.get("where", {})
    if not isinstance(limits, dict):
        read.refuse("where", "应为{ 维度 = 值 }")
        limits = {}
    for name, wanted in limits.items():
        if name not in subject.dimensions:
            read.refuse("where", f"没有“{name}”；可以用：{'、'.join(subject.dimensions)}")
        where[name] = _texts(wanted, lambda why: read.refuse("where", why))
    show = read.text("show", known=SHOWS) or "count"
    number = read.text("number", known=subject.numbers)
    if (show == "count") == bool(number):
        read.refuse("number", "show为count时不写，其他时候须写")
    return Indicator(
        read.text("id", required=True),
        read.text("label", required=True),
        read.text("measure", required=True, known=subject.measures),
        where,
        read.text("breakdown", known=subject.dimensions),
        show,
        number,
        read.text("of"),
        read.text("note"),
    )
