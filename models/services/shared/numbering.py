"""Numbers: 收件号, 案号, 不予立案文号 – by the office's pattern, in order."""

import sys
from itertools import count

from models.cases.case_file import CaseFile
from models.cases.values import as_number, json_table
from models.errors import BadInput
from models.rules import places
from models.rules.folding import half_width
from models.rules.text_checks import text_problem
from models.store.desk import Desk
from models.store.mark import key_of
from models.store.sql import Value, rows
from models.store.sql_dialect import json_rows

MAX_NUMBER = 60


def next_number(
    desk: Desk, kind: str, year: int, typed: str | None = None, own: int | None = None
) -> str:
    """Return the next number of a kind; a typed one is taken when free and moves the count.

    Free is what no case but `own` bears as any of its numbers, however it is written.

    The pattern of `position.number.<kind>` has {year} and {n}, or {n:03d} for three digits.
    """
    pattern = desk.settings.get(f"position.number.{kind}")
    if not isinstance(pattern, str) or not pattern:
        raise BadInput.of(f"position.number.{kind}", "尚未设置编号规则（设置→本局口径）")
    number = half_width(typed or "").strip()
    if wrong := text_problem(number, MAX_NUMBER) or places.number_problem(number):
        raise BadInput.of("number", wrong)
    at_least = places.running(pattern, year, number) if number else None
    digits = places.digits_of(number)
    alike = digits[-1] if digits else None
    last, borne = _count_on(desk, kind, year, at_least, (places.beginning(pattern, year), alike))
    if number:
        key = places.number_key(number)
        if any(key == places.number_key(one) for case, one in borne if case != own):
            raise BadInput.of("number", f"编号“{number}”已经使用")
        return number
    taken = {one for _, one in borne}
    free = next(n for n in count(last) if places.numbered(pattern, year, n) not in taken)
    if free > last:  # numbers that were typed under another pattern lie ahead
        _count_on(desk, kind, year, free, (places.beginning(pattern, year), None))
    return places.numbered(pattern, year, free)


def _count_on(
    desk: Desk, kind: str, year: int, at_least: int | None, wanted: tuple[str, str | None]
) -> tuple[int, list[tuple[int, str]]]:
    """Move the count of a kind by one, or up to a number, and return it.

    The same statement reads which numbers cases bear: of `wanted` those of the kind that begin so,
    and any in which the digits are.
    """
    column = _COLUMNS.get(kind, "case_no")
    start, digits = wanted
    condition = f"({column} >= ? AND {column} < ?)"
    values: list[Value] = [start, start + chr(sys.maxunicode)]
    if digits is not None:
        condition += " OR " + " OR ".join(f"{one} LIKE ?" for one in _NUMBERS)
        values += [f"%{digits}%"] * len(_NUMBERS)
    borne = json_rows(", ".join(("id", *_NUMBERS)), f"case_file WHERE {condition}")
    statement = _COUNT.format(_NEXT if at_least is None else _AT_LEAST, borne)
    first = 1 if at_least is None else at_least
    ((last, found),) = rows(desk, statement, (kind, year, first, *values))
    desk.unit.numbers[key_of(kind, year)] = as_number(last)
    return as_number(last), [
        (as_number(case), str(one)) for case, *own in json_table(found) for one in own if one
    ]


def number_for(desk: Desk, case: CaseFile, kind: str, year: int, typed: str | None = None) -> str:
    """Return the case's number; one it was given before its docketing was voided is used again."""
    kept = case.record.refusal_no if kind == "refusal" else case.record.case_no
    if kept and (typed or "").strip() in ("", kept):
        return kept
    return next_number(desk, kind, year, typed, case.id)


_COLUMNS = {"receipt": "receipt_no", "refusal": "refusal_no"}
_NUMBERS = ("case_no", "refusal_no", "receipt_no")
_NEXT = "number_sequence.last + 1"
_AT_LEAST = """CASE WHEN excluded.last > number_sequence.last THEN excluded.last
    ELSE number_sequence.last END"""
_COUNT = """INSERT INTO number_sequence (kind, year, last) VALUES (?, ?, ?)
    ON CONFLICT (kind, year) DO UPDATE SET last = {} RETURNING last, {}"""
