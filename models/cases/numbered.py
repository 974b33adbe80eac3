"""Finding a case by a number that a person types: 案号, 不予立案文号 or 收件号."""

from models.entities import Case
from models.rules.places import digits_of, number_key

_COLUMNS = (Case.case_no, Case.refusal_no, Case.receipt_no)


def case_numbered(number: str) -> int | None:
    """Return the case that bears a number, whatever kind of number it is; None without one.

    Width, brackets, blanks and noughts before a number do not count; one that is written just so
    comes first.
    """
    digits = digits_of(number)
    if not digits:
        return None
    first, second, third = (column.contains(digits[-1]) for column in _COLUMNS)
    rows = Case.select(Case.id, *_COLUMNS).where(first | second | third).order_by(Case.id)
    borne = [(row.id, [row.case_no, row.refusal_no, row.receipt_no]) for row in rows]
    key = number_key(number)
    exact = (case for case, own in borne if number.strip() in own)
    alike_ones = (case for case, own in borne if key in [number_key(one or "") for one in own])
    return next(exact, None) or next(alike_ones, None)
