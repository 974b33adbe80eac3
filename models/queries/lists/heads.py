"""What cases are called in lists: their number, their parties in short, each party by its key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.cases.rows import AT_ONCE
from models.cases.standing import Standing, load_standing
from models.store.desk import Desk
from models.store.sql import marks, rows

SIDES = ("requester", "respondent")


@dataclass(frozen=True)
class Head:
    """What a case is called: its number, its parties in short, each party's name by key."""

    number: str
    parties: str
    names: dict[str, str]


def heads(desk: Desk, ids: Iterable[int]) -> dict[int, Head]:
    """Return what each of these cases is called."""
    wanted = sorted(set(ids))
    called, standing = numbers(desk, wanted), load_standing(desk, wanted)
    return {
        case_id: Head(called[case_id], short(people), {p.key: p.name for p in people})
        for case_id, people in standing.items()
    }


def numbers(desk: Desk, ids: Iterable[int]) -> dict[int, str]:
    """Return the number each case is called by: 案号, else 不予立案文号, else 收件号."""
    wanted = list(ids)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        for case_id, number in rows(desk, _NUMBERS.format(marks(part)), part):
            assert isinstance(case_id, int)
            found[case_id] = str(number)
    return found


def short(people: Sequence[Standing]) -> str:
    """Return the parties in short: 甲公司 — 乙公司等2人."""
    return " — ".join(words for side in SIDES if (words := _some(of_side(people, side))))


def of_side(people: Sequence[Standing], side: str) -> list[str]:
    """Return the names of the parties of one side."""
    return [p.name for p in people if p.side == side]


def _some(names: list[str]) -> str:
    return f"{names[0]}等{len(names)}人" if len(names) > 1 else "".join(names)


NUMBER = "coalesce(c.case_no, c.refusal_no, c.receipt_no)"
_NUMBERS = f"SELECT c.id, {NUMBER} FROM case_file c WHERE c.id IN ({{}})"  # noqa: S608
