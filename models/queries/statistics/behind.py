"""The cases behind a number: a line each, read a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.cases.ledger_rows import entries_in, names_of
from models.cases.standing import Standing, load_standing
from models.queries.lists.heads import SIDES, numbers, of_side
from models.queries.statistics.facts import Loaded
from models.queries.statistics.report import Report
from models.queries.words import yuan
from models.reference import ledgers, name
from models.rules.statistics import Row, Table
from models.rules.statistics.measures import CASE, DEADLINE
from models.store.desk import Desk
from models.store.sql import Value, marks, rows

_STATES = {"on_time": "按期", "late": "超期"}


@dataclass(frozen=True)
class Behind:
    """One line: the case (None = told only, no case yet), its day, what it counts with.

    `entry` is the row of the ledger that is counted, None where cases or their dates are.
    """

    case_id: int | None
    number: str
    parties: str
    day: date | None
    detail: str
    entry: int | None = None


def behind(
    desk: Desk, report: Report, table: Table, row: Row, places: Sequence[int]
) -> list[Behind]:
    """Return the lines of these places of a cell, in their order."""
    subject = table.subject
    loaded = report.loaded[subject.id]
    if subject not in (CASE, DEADLINE):
        return _entries(desk, subject.id, [loaded.ids[i] for i in places])
    ids = [loaded.ids[i] for i in places]
    called, standing = numbers(desk, ids), load_standing(desk, ids)
    clocks = subject == DEADLINE
    days = loaded.facts.days["due" if clocks else row.measure]
    detail = (
        _clock_words(desk, loaded, places, standing)
        if clocks
        else [_number_words(loaded, row, i) for i in places]
    )
    return [
        Behind(case_id, called.get(case_id, ""), _parties(standing[case_id]), _day(days[i]), words)
        for case_id, i, words in zip(ids, places, detail, strict=True)
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _parties(people: Sequence[Standing]) -> str:
    parts = ("、".join(of_side(people, side)) for side in SIDES)
    return " 诉 ".join(part for part in parts if part)


def _number_words(loaded: Loaded, row: Row, place: int) -> str:
    if not row.number:
        return name("kind", loaded.facts.values["kind"][place])
    value = loaded.facts.numbers[row.number][place]
    assert value is not None  # a row with a number holds only cases that have it
    return yuan(value) if row.number == "amount_fen" else f"{value}日"


def _clock_words(
    desk: Desk,
    loaded: Loaded,
    places: Sequence[int],
    standing: dict[int, tuple[Standing, ...]],
) -> list[str]:
    """Return of each date its name, whose it is, and whether it was kept."""
    ids = sorted({loaded.ids[i] for i in places})
    clocks: dict[tuple[Value, ...], str] = {}
    for *clock, words in rows(desk, _CLOCKS.format(marks(ids)), ids):
        clocks[tuple(clock)] = str(words)
    values = loaded.facts.values
    found: list[str] = []
    for i in places:
        case_id, rule, key = loaded.ids[i], values["rule"][i], loaded.keys[i]
        who = next((p.name for p in standing[case_id] if p.key == key), "")
        words = clocks.get((case_id, rule, key), rule or "")
        state = _STATES[values["timeliness"][i] or ""]
        found.append(f"{state}：{words}{f'（{who}）' if who else ''}")
    return found


def _entries(desk: Desk, ledger: str, ids: Sequence[int]) -> list[Behind]:
    """Return rows of a ledger: their case, who they are about, what the definition shows."""
    about = ledgers.ledger(ledger)
    found = entries_in(about, ids)
    names = names_of(desk, found.values())
    shown = about.by_id.get(about.figures.detail) if about.figures else None
    return [
        Behind(
            one.case_id,
            names.cases.get(one.case_id or 0, "尚未收案" if about.intake else ""),
            one.called,
            one.day,
            (names.text(shown, one.values[shown.id]) or shown.unset) if shown else "",
            one.id,
        )
        for one in (found[key] for key in ids if key in found)
    ]


_CLOCKS = 'SELECT case_id, rule, "key", name FROM case_deadline WHERE case_id IN ({})'
