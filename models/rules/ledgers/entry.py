"""One row of a ledger, typed by the definition: read from a file, a form, the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from models.rules.dates import read_date, year_problem
from models.rules.events.base import Json
from models.rules.ledgers.model import Kind, LedgerDef, LedgerField, Paper
from models.rules.problem import Problem
from models.rules.text_checks import text_problem

# What a field of a row holds; None = nothing. A case and a member of staff are row numbers.
Value: TypeAlias = str | int | bool | date | tuple[str, ...] | None
Values: TypeAlias = Mapping[str, Value]
# What a form or a file gives for one.
Given: TypeAlias = str | int | float | bool | date | Sequence[str] | None

_EMPTY: tuple[Given, ...] = (None, "", (), [])
_MOST = 10**12
# Names the field whose date the column for sorting holds. Older rows have that date nowhere else.
_DAY = "_day"
_FORMER = "_former_day"
_NUMBERS = (Kind.INT, Kind.YUAN, Kind.CASE, Kind.STAFF)


@dataclass(frozen=True)
class LedgerEntry:
    """One row with the values of its fields."""

    ledger: LedgerDef
    id: int
    values: Values
    column: date
    fault: str = ""  # why the stored row cannot be read; its values are empty then

    @property
    def day(self) -> date:
        """The day of the row; that of the column where the field has none."""
        found = self.values[self.ledger.day]
        return found if isinstance(found, date) else self.column

    @property
    def called(self) -> str:
        """What the row is called by; its number when it cannot be read."""
        return f"第{self.id}号（读不出来）" if self.fault else self.text(self.ledger.called)

    @property
    def case_id(self) -> int | None:
        """The case that the row belongs to."""
        return self.number(self.ledger.case)

    def text(self, name: str) -> str:
        """Return a text or a chosen value, "" when there is none."""
        found = self.values.get(name)
        return found if isinstance(found, str) else ""

    def number(self, name: str) -> int | None:
        """Return a whole number, an amount in 分, or the number of a row."""
        found = self.values.get(name)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def filled(self, name: str) -> bool:
        """Whether a field says something; a box that is not ticked does not."""
        found = self.values.get(name)
        return found is not False and found not in _EMPTY

    def lacking(self, paper: Paper) -> list[str]:
        """Return the fields that must be filled before a paper can be made."""
        return [self.ledger.field(one).label for one in paper.needs if not self.filled(one)]


def stored(ledger: LedgerDef, values: Values) -> dict[str, Json]:
    """Return what the column of values keeps: only the case has a column of its own."""
    kept: dict[str, Json] = {_DAY: ledger.day}
    for name, value in values.items():
        if name == ledger.case or value in _EMPTY:
            continue
        if isinstance(value, date):
            kept[name] = value.isoformat()
        else:
            kept[name] = [*value] if isinstance(value, tuple) else value
    return kept


def typed(ledger: LedgerDef, kept: Mapping[str, Json], day: date, case_id: int | None) -> Values:
    """Return the values of a stored row; what is of another type reads as nothing."""
    kept = with_day(ledger, kept, day)
    values: dict[str, Value] = {one.id: _kept(one, kept.get(one.id)) for one in ledger.fields}
    if ledger.case:
        values[ledger.case] = case_id
    return values


def with_day(ledger: LedgerDef, kept: Mapping[str, Json], day: date) -> dict[str, Json]:
    """Return stored values with the date that an older row has only in its column.

    The definition may have moved its day since; the date then belongs to a required field that
    the row lacks.
    """
    if _DAY in kept:
        return {**kept}
    dated = [ledger.day, *(f.id for f in ledger.fields if f.kind is Kind.DATE and f.required)]
    return {**kept, next((one for one in dated if one not in kept), _FORMER): day.isoformat()}


def _kept(field: LedgerField, value: Json) -> Value:
    if field.kind is Kind.BOOL:
        return value is True
    if field.kind is Kind.CHOICES:
        several = value if isinstance(value, list) else []
        return tuple(one for one in several if isinstance(one, str))
    if field.kind is Kind.DATE:
        return read_date(value).value if isinstance(value, str) else None
    if field.kind in _NUMBERS:
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    return value if isinstance(value, str) else ""


class Reading:
    """Reads given values by the definition and collects what is wrong with them, by field."""

    def __init__(self, ledger: LedgerDef, today: date) -> None:
        self.problems: list[Problem] = []
        self._ledger, self._today = ledger, today

    def new(self, given: Mapping[str, Given]) -> Values:
        """Return the values of a new row; what is not given has its default."""
        preset = {one.id: one.default for one in self._ledger.fields}
        return self.some({**preset, **given})

    def some(self, given: Mapping[str, Given]) -> Values:
        """Return the values of the fields that are given."""
        values: dict[str, Value] = {}
        for name, value in given.items():
            field = self._ledger.by_id.get(name)
            if field is None:
                self.refuse(name, "台账没有这一栏；有：" + "、".join(self._ledger.by_id))
            elif value in _EMPTY and field.kind is not Kind.CHOICES:
                values[name] = self._nothing(field)
            else:
                values[name] = self._value(field, value)
        return values

    def refuse(self, name: str, words: str) -> None:
        """Note what is wrong with a field."""
        self.problems.append(Problem(name, words))

    def _nothing(self, field: LedgerField) -> Value:
        if field.required:
            self.refuse(field.id, f"须填写{field.label}")
        if field.kind is Kind.BOOL:
            return False
        return None if field.kind is Kind.DATE or field.kind in _NUMBERS else ""

    def _value(self, field: LedgerField, value: Given) -> Value:
        if field.kind is Kind.DATE:
            return self._date(field, value)
        if field.kind is Kind.CHOICES:
            return self._several(field, value)
        if field.kind is Kind.BOOL:
            return value if isinstance(value, bool) else self._wrong(field, "true或者false")
        if field.kind in _NUMBERS:
            return self._number(field, value)
        return self._text(field, value)

    def _date(self, field: LedgerField, value: Given) -> date | None:
        if isinstance(value, str):
            read = read_date(value)
            if read.value is None:
                self.refuse(field.id, read.problem)
            value = read.value
        elif not isinstance(value, date) or isinstance(value, datetime):
            return self._wrong(field, "日期")
        elif wrong := year_problem(value.year):
            self.refuse(field.id, wrong)
        if value is not None and value > self._today and not field.ahead:
            self.refuse(field.id, f"{field.label}晚于今天")
        return value

    def _number(self, field: LedgerField, value: Given) -> int | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return self._wrong(field, "整数")
        if not 0 <= value <= _MOST:
            self.refuse(field.id, "数字太大" if value > 0 else "不能小于0")
            return None  # nobody looks for a row by a number that no row can have
        return value

    def _text(self, field: LedgerField, value: Given) -> str | None:
        if not isinstance(value, str):
            return self._wrong(field, "文字")
        wrong = text_problem(value, field.limit, lines=field.kind is Kind.LONG)
        if not wrong and field.kind is Kind.CHOICE and not field.open:
            wrong = "" if value in field.choices else f"没有这种{field.head}"
        if wrong:
            self.refuse(field.id, wrong)
        text = value.strip()
        return text or self._text_nothing(field)

    def _text_nothing(self, field: LedgerField) -> str:
        self._nothing(field)
        return ""

    def _several(self, field: LedgerField, value: Given) -> tuple[str, ...]:
        given = value if isinstance(value, list | tuple) else []
        known = tuple(field.choices)  # compared, not hashed: a file may bring lists in a list
        chosen = tuple(one for one in given if one in known)
        if len(chosen) < len(given) or not (value is None or isinstance(value, list | tuple)):
            self.refuse(field.id, f"没有这种{field.head}")
        missing = [text for one, text in field.choices.items() if one not in chosen]
        if field.every and missing:
            self.refuse(field.id, f"{field.every}，还缺：{'、'.join(missing)}")
        elif field.required and not chosen:
            self._nothing(field)
        return chosen

    def _wrong(self, field: LedgerField, kind: str) -> None:
        self.refuse(field.id, f"应为{kind}")
