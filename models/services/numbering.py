"""Numbers: 收件号, 案号, 不予立案文号 – by the office's pattern, in order."""

from models.cases.case_file import CaseFile
from models.entities import Case, NumberSequence
from models.errors import BadInput
from models.rules import places
from models.rules.text_checks import text_problem
from models.store.desk import Desk

MAX_NUMBER = 60


def next_number(desk: Desk, kind: str, year: int, typed: str | None = None) -> str:
    """Return the next number of a kind; a typed one is taken when free and moves the count.

    The pattern of `position.number.<kind>` has {year} and {n}, or {n:03d} for three digits.
    """
    pattern = desk.settings.get(f"position.number.{kind}")
    if not isinstance(pattern, str) or not pattern:
        raise BadInput.of(f"position.number.{kind}", "尚未设置编号规则（设置→本局口径）")
    row = NumberSequence.get_or_none((NumberSequence.kind == kind) & (NumberSequence.year == year))
    last = row.last if row else 0
    number = (typed or "").strip()
    if not number:
        used = _free(kind, pattern, year, last + 1)
        number = places.numbered(pattern, year, used)
    else:
        used = places.running(pattern, year, number)
        text_wrong = text_problem(number, MAX_NUMBER)
        if text_wrong:
            raise BadInput.of("number", text_wrong)
        if _taken(kind, number):
            raise BadInput.of("number", f"编号“{number}”已经使用")
    NumberSequence.put(kind=kind, year=year, last=max(last, used))
    return number


def number_for(desk: Desk, case: CaseFile, kind: str, year: int, typed: str | None = None) -> str:
    """Return the case's number; one it was given before its docketing was voided is used again."""
    kept = case.record.refusal_no if kind == "refusal" else case.record.case_no
    if kept and (typed or "").strip() in ("", kept):
        return kept
    return next_number(desk, kind, year, typed)


def _free(kind: str, pattern: str, year: int, number: int) -> int:
    """Return the first number from `number` on that no case has (typed ones may lie ahead)."""
    while _taken(kind, places.numbered(pattern, year, number)):
        number += 1
    return number


def _taken(kind: str, number: str) -> bool:
    column = {"receipt": Case.receipt_no, "refusal": Case.refusal_no}.get(kind, Case.case_no)
    return Case.select().where(column == number).exists()
