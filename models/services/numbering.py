"""Numbers: 收件号, 案号, 不予立案文号 – by the office's pattern, in order."""

import re

from models.desk import Desk
from models.entities import Case, NumberSequence
from models.errors import BadInput
from models.queries.case_view import CaseView
from models.rules.text_checks import text_problem

MAX_NUMBER = 60
_COLUMN = {"receipt": "receipt_no", "refusal": "refusal_no"}


def next_number(desk: Desk, kind: str, year: int, typed: str | None = None) -> str:
    """Return the next number of a kind; a typed one is taken when free and moves the count.

    The pattern of `position.number.<kind>` has {year} and {n}; years are written in full.
    """
    pattern = desk.settings.get(f"position.number.{kind}")
    if not pattern:
        raise BadInput.of(f"position.number.{kind}", "尚未设置编号规则（设置→本局口径）")
    row = NumberSequence.get_or_none((NumberSequence.kind == kind) & (NumberSequence.year == year))
    last = row.last if row else 0
    number = (typed or "").strip()
    if not number:
        used = _free(kind, pattern, year, last + 1)
        number = _made(pattern, year, used)
    else:
        used = _counted(pattern, year, number)
        text_wrong = text_problem(number, MAX_NUMBER)
        if text_wrong:
            raise BadInput.of("number", text_wrong)
        if _taken(kind, number):
            raise BadInput.of("number", f"编号“{number}”已经使用")
    NumberSequence.replace(kind=kind, year=year, last=max(last, used)).execute()
    return number


def number_for(desk: Desk, view: CaseView, kind: str, year: int, typed: str | None = None) -> str:
    """Return the case's number; one it was given before its docketing was voided is used again."""
    kept = view.row[_COLUMN.get(kind, "case_no")]
    if kept and (typed or "").strip() in ("", kept):
        return kept
    return next_number(desk, kind, year, typed)


def _made(pattern: str, year: int, number: int) -> str:
    return pattern.replace("{year}", str(year)).replace("{n}", str(number))


def _free(kind: str, pattern: str, year: int, number: int) -> int:
    """Return the first number from `number` on that no case has (typed ones may lie ahead)."""
    while _taken(kind, _made(pattern, year, number)):
        number += 1
    return number


def _taken(kind: str, number: str) -> bool:
    column = getattr(Case, _COLUMN.get(kind, "case_no"))
    return Case.select().where(column == number).exists()


def _counted(pattern: str, year: int, number: str) -> int:
    """Return the running number inside a typed one of this pattern and year, 0 when it is other."""
    before, _, after = pattern.replace("{year}", str(year)).partition("{n}")
    found = re.fullmatch(re.escape(before) + r"0*(\d{1,9})" + re.escape(after), number)
    return int(found[1]) if found else 0
