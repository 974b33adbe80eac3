"""Numbers: 收件号, 案号, 不予立案文号 – by the office's pattern, in order."""

import re

from models.desk import Desk
from models.entities import Case, NumberSequence
from models.errors import BadInput

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
    number = (typed or "").strip() or pattern.replace("{year}", str(year)).replace(
        "{n}", str(last + 1)
    )
    if len(number) > MAX_NUMBER:
        raise BadInput.of("number", f"编号不超过{MAX_NUMBER}字")
    column = getattr(Case, _COLUMN.get(kind, "case_no"))
    if Case.select().where(column == number).exists():
        raise BadInput.of("number", f"编号“{number}”已经使用")
    digits = re.findall(r"(\d+)号", number)
    used = int(digits[-1]) if digits else last + 1
    NumberSequence.replace(kind=kind, year=year, last=max(last, used)).execute()
    return number
