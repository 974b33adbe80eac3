"""The cases behind a number: a line each, read a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.queries import case_list
from models.queries.statistics.facts import Loaded
from models.queries.statistics.report import Report
from models.reference import names
from models.rules.statistics import Row, Table
from models.store.db import connection
from models.store.desk import Desk

_STATES = {"on_time": "按期", "late": "超期"}


@dataclass(frozen=True)
class Behind:
    """One line: the case (None = told only, no case yet), its day, what it counts with."""

    case_id: int | None
    number: str
    parties: str
    day: date | None
    detail: str


def behind(
    desk: Desk, report: Report, table: Table, row: Row, places: Sequence[int]
) -> list[Behind]:
    """Return the lines of these places of a cell, in their order."""
    loaded = report.loaded[table.subject]
    if table.subject == "notification":
        return _told(desk, [loaded.ids[i] for i in places])
    ids = [loaded.ids[i] for i in places]
    numbers = case_list.numbers(desk, ids)
    sides = case_list.sides_of(desk, sorted(set(ids)))
    days = loaded.facts.columns["due" if table.subject == "deadline" else row.measure]
    detail = (
        _clock_words(desk, loaded, places)
        if table.subject == "deadline"
        else [_number_words(loaded, row, i) for i in places]
    )
    return [
        Behind(
            case_id, numbers.get(case_id, ""), _parties(sides.get(case_id, {})),
            date.fromisoformat(days[i]) if days[i] else None, words,
        )
        for case_id, i, words in zip(ids, places, detail, strict=True)
    ]  # fmt: skip


def _parties(sides: dict[str, list[str]]) -> str:
    parts = ("、".join(sides.get(side, ())) for side in ("requester", "respondent"))
    return " 诉 ".join(part for part in parts if part)


def _number_words(loaded: Loaded, row: Row, place: int) -> str:
    columns = loaded.facts.columns
    if not row.number:
        kind = columns["kind"][place]
        return str(names()["kind"].get(kind, kind))
    value = columns[row.number][place]
    if row.number == "amount_fen":
        return f"{value // 100:,}.{value % 100:02}元"
    return f"{value}日"


def _clock_words(desk: Desk, loaded: Loaded, places: Iterable[int]) -> list[str]:
    """Return of each date its name, whose it is, and whether it was kept."""
    wanted = list(places)
    ids = sorted({loaded.ids[i] for i in wanted})
    marks = ", ".join("?" * len(ids))
    clocks: dict[Any, str] = {}
    people: dict[Any, str] = {}
    conn = connection(desk.db)
    for case_id, rule, key, name in conn.execute(
        f'SELECT case_id, rule, "key", name FROM case_deadline WHERE case_id IN ({marks})',  # noqa: S608
        ids,
    ):
        clocks[case_id, rule, key] = name
    for case_id, key, name in conn.execute(
        'SELECT place.case_id, place."key", party.name FROM case_party place'  # noqa: S608
        f" JOIN party ON party.id = place.party_id WHERE place.case_id IN ({marks})",
        ids,
    ):
        people[case_id, key] = name
    columns = loaded.facts.columns
    found = []
    for i in wanted:
        case_id, rule, key = loaded.ids[i], columns["rule"][i], loaded.keys[i]
        who = people.get((case_id, key), "")
        name = clocks.get((case_id, rule, key), rule)
        found.append(f"{_STATES[columns['timeliness'][i]]}：{name}{f'（{who}）' if who else ''}")
    return found


def _told(desk: Desk, ids: list[int]) -> list[Behind]:
    marks = ", ".join("?" * len(ids))
    sql = (
        "SELECT n.id, n.case_id, n.person_name, n.told_on, n.choice,"  # noqa: S608
        " coalesce(c.case_no, c.refusal_no, c.receipt_no, '') FROM notification n"
        f" LEFT JOIN case_file c ON c.id = n.case_id WHERE n.id IN ({marks})"
    )
    found = {
        key: Behind(
            case_id, number or "尚未收案", person, date.fromisoformat(day),
            names()["route"].get(choice, "尚未选择"),
        )
        for key, case_id, person, day, choice, number in connection(desk.db).execute(sql, ids)
    }  # fmt: skip
    return [found[key] for key in ids if key in found]
