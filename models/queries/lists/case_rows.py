"""The lines of the list of cases: who, what, at which stage, until when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.cases.standing import load_standing
from models.queries.lists.heads import of_side
from models.queries.words import DAYS_LISTED, days_text
from models.reference import name, stage_name
from models.rules.procedure.stage import STAGE_NAMES, STRUCK
from models.store.desk import Desk
from models.store.sql import marks, rows
from models.store.sql_dialect import unindexed


@dataclass(frozen=True)
class CaseRow:
    """One line of the list; `state`: overdue, soon, running, suspended, closed, refused, struck."""

    id: int
    number: str
    receipt_no: str
    kind: str
    requesters: str
    respondents: str
    patent: str
    stage: str
    handler: str
    received_on: date
    state: str
    state_text: str
    due_name: str
    due: date | None
    provisional: bool


@dataclass(frozen=True)
class _First:
    """The first open date of a case."""

    name: str
    due: date
    provisional: bool


def rows_of(desk: Desk, ids: list[int], office_rules: Collection[str]) -> tuple[CaseRow, ...]:
    """Return the lines of these cases, in this order; `office_rules` can be overdue."""
    standing = load_standing(desk, ids)
    dates = _first_dates(desk, ids, office_rules)
    found: dict[int, CaseRow] = {}
    for key, *texts in rows(desk, _ROWS.format(marks(ids)), ids):
        assert isinstance(key, int)
        kind, number, receipt, stage, status, handler, patent, title, received = map(str, texts)
        first = dates.get(key)
        state, words = _state(status, first, desk.today())
        found[key] = CaseRow(
            key, number or receipt, receipt, name("kind", kind),
            "、".join(of_side(standing[key], "requester")),
            "、".join(of_side(standing[key], "respondent")),
            f"{patent} {title}".strip(), stage_name(stage), handler,
            date.fromisoformat(received[:10]), state, words,
            first.name if first else "", first.due if first else None,
            bool(first and first.provisional),
        )  # fmt: skip
    return tuple(found[key] for key in ids if key in found)


def _first_dates(desk: Desk, ids: Sequence[int], office: Collection[str]) -> dict[int, _First]:
    """Return each case's first open date; of several on one day the one written first.

    A party's period that has passed is no longer open: it lapsed.
    """
    found: dict[int, _First] = {}
    for case_id, rule, words, day, provisional in rows(desk, _DATES.format(marks(ids)), ids):
        assert isinstance(case_id, int)
        due = date.fromisoformat(str(day))
        if rule in office or due >= desk.today():
            found[case_id] = _First(str(words), due, bool(provisional))
    return found


def _state(status: str, first: _First | None, today: date) -> tuple[str, str]:
    if status in _ENDED:
        return status, _ENDED[status]
    late = first is not None and first.due < today
    if first is not None and (late or status == "open"):
        soon = first.due <= today + timedelta(days=DAYS_LISTED)
        return "overdue" if late else "soon" if soon else "running", days_text(first.due, today)
    if status == "suspended":
        return "suspended", "暂停计算"
    return ("closed", "已结案") if status == "closed" else ("running", "办理中")


_ENDED = {"refused": "不予立案", STRUCK: STAGE_NAMES[STRUCK]}


_ROWS = """SELECT c.id, c.kind, coalesce(c.case_no, c.refusal_no, ''), c.receipt_no, c.stage,
    c.status, coalesce(staff.name, ''), coalesce(patent.number, ''), coalesce(patent.title, ''),
    coalesce(nullif(c.receipt_on, ''), c.created_at)
    FROM case_file c LEFT JOIN staff ON staff.id = c.handler_id
    LEFT JOIN patent ON patent.id = c.patent_id WHERE c.id IN ({})"""
_DATES = f"""SELECT case_id, rule, name, due, provisional FROM case_deadline
    WHERE case_id IN ({{}}) AND {unindexed("status")} IN ('running', 'overdue')
    ORDER BY due DESC, id DESC"""  # noqa: S608
