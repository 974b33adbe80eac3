"""Counting a table of indicators over columns of facts."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.rules.statistics.measures import BASIS, CASE, KINDS, OPEN, Subject
from models.rules.statistics.spec import Group, Indicator

NOT_APPLICABLE = "—"
TOTAL, UNKNOWN = "合计", "未记载"
ANY = "*"  # in `where`: whatever is recorded
Labels = Mapping[str, Mapping[str, str]]  # by dimension and value; "" = nothing is recorded
Value = str | None
Parts = dict[Value, list[int]]  # places by value
Asked = tuple[str, tuple[str, ...], str, str]  # a table's cases: by which day, kinds, period


@dataclass(frozen=True)
class Facts:
    """What is counted, by columns of equal length; days are ISO text, None = nothing recorded."""

    days: Mapping[str, Sequence[Value]]
    values: Mapping[str, Sequence[Value]]
    numbers: Mapping[str, Sequence[int | None]]
    size: int
    # What several tables ask alike, found once: places by what was asked.
    memo: dict[tuple[Asked, Value], list[int]] = field(
        default_factory=dict[tuple[Asked, Value], list[int]], compare=False, repr=False
    )


@dataclass(frozen=True)
class Period:
    """From one day to another, both counted (ISO text); `kind` "" = all kinds."""

    first: str
    last: str
    kind: str = ""


@dataclass(frozen=True)
class Cell:
    """A number as it is shown, and the places in the facts of what it counts.

    `percent` is the share in a row that is a part of another (`of`), "" elsewhere.
    """

    text: str
    items: tuple[int, ...] = ()
    percent: str = ""
    whole: int = 0
    rate: bool = False  # the share is the cell itself: its part and whole are in other columns

    @property
    def shown(self) -> str:
        """The cell in full: 4/5 80%."""
        if self.percent == NOT_APPLICABLE:
            return self.text if self.items else NOT_APPLICABLE
        return f"{self.text}/{self.whole} {self.percent}" if self.percent else self.text


@dataclass(frozen=True)
class Row:
    """One line: `level` 1 = a part of the line above; `of` = the label of its denominator."""

    id: str
    label: str
    level: int
    cells: tuple[Cell, ...]
    measure: str
    number: str = ""
    note: str = ""
    of: str = ""


@dataclass(frozen=True)
class Table:
    """One table as it is shown."""

    id: str
    title: str
    subject: Subject
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str


def count(group: Group, facts: Facts, period: Period, labels: Labels) -> Table | None:
    """Return the group's table; None when it is about kinds that are not asked for."""
    kinds = [k for k in group.kinds if period.kind in ("", k)]
    if group.subject.of_cases and not kinds:
        return None
    work = _Counting(group, facts, period, labels, kinds)
    rows = [row for one in group.indicators for row in work.rows(one)]
    notes = [group.note, *(f"{i.label}：{i.note}" for i in group.indicators if i.note)]
    if group.source:
        notes.append(f"依据：{group.source}")
    return Table(
        group.id, group.title, group.subject, work.heads(), tuple(rows),
        "；".join(note for note in notes if note),
    )  # fmt: skip


class _Counting:
    """One group while it is counted."""

    def __init__(
        self, group: Group, facts: Facts, period: Period, labels: Labels, kinds: list[str]
    ) -> None:
        self.group, self.facts, self.period, self.labels = group, facts, period, labels
        self.kinds = kinds
        self._asked: Asked = (group.day, tuple(kinds), period.first, period.last)
        self._places = self._once(None, self._base)
        self.values = self._column_values()
        self._found: dict[str, list[int]] = {}
        self._parts: dict[str, Parts] = {}
        # Which column a place is in; whatever has no name of its own is in the last one.
        code = {value: number for number, value in enumerate(self.values)}
        column = facts.values[group.columns] if self.values else ()
        self._codes = [code.get(value, len(code) - 1) for value in column]

    def _once(self, what: Value, find: Callable[[], list[int]]) -> list[int]:
        """Return what was found for another table of the same cases, else find it."""
        key = (self._asked, what)
        if key not in self.facts.memo:
            self.facts.memo[key] = find()
        return self.facts.memo[key]

    def _base(self) -> list[int]:
        """Return the places in question: of the wanted kinds, in the cohort when it is one."""
        places: Iterable[int] = range(self.facts.size)
        if self.group.day == "cohort":
            places = self._within(BASIS, places)
        kind = self.facts.values.get("kind")
        if kind is None or len(self.kinds) == len(KINDS):
            return list(places)
        return [i for i in places if kind[i] in self.kinds]

    def _within(self, measure: str, places: Iterable[int]) -> list[int]:
        first, last = self.period.first, self.period.last
        days = self.facts.days[measure]
        return [i for i in places if (day := days[i]) is not None and first <= day <= last]

    def _column_values(self) -> tuple[Value, ...]:
        name = self.group.columns
        if not name:
            return ()
        known: list[Value] = [*(self.kinds if name == "kind" else self._named(name))]
        column = self.facts.values[name]
        if {column[i] for i in self._places} - set(known):
            known.append(None)
        return tuple(known)

    def _named(self, name: str) -> list[str]:
        return [value for value in self.labels.get(name, {}) if value]

    def heads(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        if len(self.values) < 2:
            return (self.group.subject.counted, *self._rate_head())
        names = self.labels.get(self.group.columns, {})
        parts = [names.get(value or "", UNKNOWN) for value in self.values]
        return (*parts, *([TOTAL] if self.group.total else []), *self._rate_head())

    def _rate_head(self) -> list[str]:
        rate = self.group.rate
        names = self.labels.get(self.group.columns, {})
        return [f"{names.get(rate, rate)}率"] if rate else []

    def rows(self, one: Indicator) -> list[Row]:
        """Return the row of an indicator, then those of its parts."""
        places = self._matching(one)
        made = [self._row(one, one.label, 0, places)]
        if one.breakdown:
            parts = self._split(one.breakdown, places)
            names = self.labels.get(one.breakdown, {})
            for value in self._shown_values(one.breakdown, parts):
                label = names.get(value or "") or value or UNKNOWN
                made.append(self._row(one, label, 1, parts.get(value, [])))
        return made

    def _matching(self, one: Indicator) -> list[int]:
        if one.id not in self._found:
            self._found[one.id] = self._look(one)
        return self._found[one.id]

    def _look(self, one: Indicator) -> list[int]:
        places = self._once(one.measure, lambda: self._happened(one.measure))
        for name, wanted in one.where.items():
            column = self.facts.values[name]
            if wanted == (ANY,):
                places = [i for i in places if column[i]]
            else:
                places = [i for i in places if column[i] in wanted]
        if one.number:
            numbers = self.facts.numbers[one.number]
            places = [i for i in places if numbers[i] is not None]
        return places

    def _happened(self, measure: str) -> list[int]:
        if self.group.day == "own":
            return self._within(measure, self._places)
        days = self.facts.days[measure]
        return [i for i in self._places if days[i] is not None]

    def _split(self, name: str, places: Iterable[int]) -> Parts:
        column, known = self.facts.values[name], self._named(name)
        parts: Parts = defaultdict(list)
        for i in places:
            parts[column[i] or None].append(i)
        if known and name not in OPEN:
            strange = [value for value in parts if value not in known and value is not None]
            for value in strange:  # a code without a name is shown, not lost
                parts[None].extend(parts.pop(value))
        return parts

    def _shown_values(self, name: str, parts: Parts) -> list[Value]:
        known = [v for v in self._named(name) if name not in OPEN or v in parts]
        rest = [value for value in parts if value is not None and value not in known]
        rest.sort(key=lambda value: (-len(parts[value]), value))
        return [*known, *rest, *([None] if None in parts else [])]

    def _row(self, one: Indicator, label: str, level: int, places: list[int]) -> Row:
        whole: list[int] | None = None
        of = ""
        if one.of and level == 0:
            base = next(i for i in self.group.indicators if i.id == one.of)
            whole, of = self._matching(base), base.label
        cells = self._cells(one, places, whole)
        return Row(one.id, label, level, tuple(cells), one.measure, one.number, one.note, of)

    def _cells(self, one: Indicator, places: list[int], whole: list[int] | None) -> list[Cell]:
        if len(self.values) < 2:
            kinds = self.kinds if self.group.subject is CASE else KINDS
            known = set(kinds) & set(self.group.subject.measures[one.measure])
            cells = [self._cell(one, places, whole) if known else Cell(NOT_APPLICABLE)]
        else:
            cells = self._columns(one, places, whole)
        if self.group.rate:
            cells.append(self._rate(places))
        return cells

    def _columns(self, one: Indicator, places: list[int], whole: list[int] | None) -> list[Cell]:
        parts = self._by_column(places)
        wholes = self._wholes(one, whole)
        cells: list[Cell] = []
        for value in self.values:
            if self.group.columns == "kind" and not self._applies(one, value):
                cells.append(Cell(NOT_APPLICABLE))
            else:
                below = wholes.get(value, []) if whole is not None else None
                cells.append(self._cell(one, parts.get(value, []), below))
        if self.group.total:
            cells.append(self._cell(one, places, whole))
        return cells

    def _wholes(self, one: Indicator, whole: list[int] | None) -> Parts:
        if whole is None:
            return {}
        if one.of not in self._parts:
            self._parts[one.of] = self._by_column(whole)
        return self._parts[one.of]

    def _by_column(self, places: Iterable[int]) -> Parts:
        parts: list[list[int]] = [[] for _ in self.values]
        codes = self._codes
        for i in places:
            parts[codes[i]].append(i)
        return dict(zip(self.values, parts, strict=True))

    def _applies(self, one: Indicator, kind: Value) -> bool:
        return kind is None or kind in self.group.subject.measures[one.measure]

    def _cell(self, one: Indicator, places: list[int], whole: list[int] | None) -> Cell:
        if one.show != "count":
            numbers = self.facts.numbers[one.number]
            found = [number for i in places if (number := numbers[i]) is not None]
            return Cell(_figure(one.show, found), tuple(places))
        if whole is None:
            return Cell(str(len(places)), tuple(places))
        return _share(places, len(whole))

    def _rate(self, places: list[int]) -> Cell:
        column = self.facts.values[self.group.columns]
        kept = [i for i in places if column[i] == self.group.rate]
        return replace(_share(kept, len(places)), rate=True)


def _share(places: list[int], whole: int) -> Cell:
    """Return a part of a whole; of nothing, or of less than the part, there is no rate."""
    percent = percentage(len(places), whole) if len(places) <= whole else ""
    return Cell(str(len(places)), tuple(places), percent or NOT_APPLICABLE, whole)


def percentage(part: int, whole: int) -> str:
    """Return a share with at most one decimal, "" when there is nothing to divide by."""
    if not whole:
        return ""
    # Only what is whole is called 100 %: 1999 of 2000 are 99.9 %, not 100 %.
    tenths = part * 1000 // whole if part * 1000 % whole * 2 < whole else part * 1000 // whole + 1
    tenths = min(tenths, 999) if part < whole else tenths
    tenths = max(tenths, 1) if part else tenths
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"


def _figure(show: str, numbers: list[int]) -> str:
    if show == "sum":
        return f"{sum(numbers)}"
    if show == "sum_yuan":
        fen = sum(numbers)
        return f"{fen // 100:,}.{fen % 100:02}"
    if not numbers:
        return NOT_APPLICABLE
    if show == "max":
        return str(max(numbers))
    value = statistics.fmean(numbers) if show == "mean" else statistics.median(numbers)
    return f"{value:.1f}".removesuffix(".0")
