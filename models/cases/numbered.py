"""Finding a case by a number that a person types: 案号, 不予立案文号 or 收件号."""

from models.entities import Case

_BRACKETS = str.maketrans("[【（(]】）)", "〔〔〔〔〕〕〕〕")


def case_numbered(number: str) -> int | None:
    """Return the case that bears a number, None when there is none; brackets may be of any kind."""
    typed = number.strip()
    for wanted in dict.fromkeys((typed, typed.translate(_BRACKETS))):
        for column in (Case.case_no, Case.refusal_no, Case.receipt_no):
            row = Case.get_or_none(column == wanted)
            if row is not None:
                return row.id
    return None
