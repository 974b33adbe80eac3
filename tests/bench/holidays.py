"""Importing a holiday table into an office with 10,000 cases: every date computed again."""

import statistics
import tempfile
from datetime import date, timedelta

from models.cases import deadlines
from models.cases.loading import load
from models.entities import Case
from models.services.office.holidays import MovedDate, import_arrangement
from models.store.db import connection
from models.store.desk import Desk
from tests.bench.measure import Result, say, seconds
from ui.verbs.demo import FIRST_DAY, SAMPLES
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

CASES = 10_000
LIMIT_S = 20.0
RUNS = 3
TODAY = date(2026, 6, 30)
STEP = 1000  # between the ids of a row and of its copies; more than the samples have rows
# An office works on many cases at once, so that the events of one lie scattered in the file.
TOGETHER = 60
# Tables copied with a case, and their columns that hold the id of a copied row.
_COPIED = {
    "party": ("id",),
    "case_file": ("id", "origin_case_id"),
    "case_party": ("id", "case_id", "party_id"),
    "event": ("id", "case_id", "voids_id"),
    "event_sealed": ("event_id",),
    "case_deadline": ("id", "case_id"),
    "waiting": ("id", "case_id"),
    "case_search": ("case_id",),
}
_NUMBERS = ("receipt_no", "case_no", "refusal_no")


def run() -> list[Result]:
    """Measure the import over copies of the sample cases, as often as RUNS says."""
    clock = Clock(FIRST_DAY)
    with tempfile.TemporaryDirectory() as folder:
        with Desk.open(folder, "测速", clock.today, clock.now) as desk:
            fill(desk, clock)
            clock.day = TODAY
            taken = [_import(desk, number) for number in range(RUNS)]
            _check(desk)
    name = f"导入节假日后重算{CASES:,}件"
    return [Result(name, statistics.median(taken), "s", LIMIT_S)]


def fill(desk: Desk, clock: Clock, cases: int = CASES) -> None:
    """Play each sample once, drop what was refused, copy the others up to so many cases."""
    player = Player(desk, clock, set_up_office(desk))
    for name in SAMPLES:
        player.play(load_scenario(name), papers=False)
    conn = connection(desk.db)
    kept = Case.select().where(Case.status != "refused").count()
    copies = -(-cases // kept)
    originals = {
        table: conn.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] for table in _COPIED
    }
    statements = {table: _copy(desk, table, keys) for table, keys in _COPIED.items()}
    # Block by block: SQLite sorts what one statement copies in memory.
    for first in range(1, copies, TOGETHER):
        with desk.unaudited():
            for table, statement in statements.items():
                last = min(first + TOGETHER, copies) - 1
                conn.execute(statement, (first, last, originals[table]))
    with desk.unaudited():
        # What little is dated in a refused case would, in copies, only flatter the number.
        surplus = Case.select().where(Case.status != "refused").count() - cases
        conn.execute(
            "UPDATE case_file SET status = 'refused' WHERE id IN (SELECT id FROM case_file"
            " WHERE status <> 'refused' ORDER BY id DESC LIMIT ?)",
            (surplus,),
        )


def _copy(desk: Desk, table: str, keys: tuple[str, ...]) -> str:
    """Return the statement that copies a table under new ids: first and last copy, last row."""
    found = connection(desk.db).execute(f'PRAGMA table_info("{table}")')
    names = [row[1] for row in found]
    values = {name: f't."{name}"' for name in names}
    values |= {name: f"t.{name} + n.i * {STEP}" for name in keys}
    values |= {name: f"t.{name} || '-' || n.i" for name in _NUMBERS if name in names}
    if "uid" in names:  # 36 characters that no other row has
        values["uid"] = "substr(t.uid, 1, 24) || substr('000000000000' || n.i, -12)"
    columns = ", ".join(f'"{name}"' for name in names)
    return (
        "WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)"
        f" INSERT INTO {table} ({columns}) SELECT {', '.join(values.values())} FROM {table} t, n"
        " WHERE t.rowid <= ?3 ORDER BY t.rowid, n.i"
    )


def _table(number: int) -> str:
    """Return a year's arrangement that gives and takes back days in the samples' own months."""
    kind = "work" if number % 2 else "rest"
    lines = ["date,kind,name,source", "2027-01-01,complete,,测速"]
    lines += [f"{date(2027, 2, 5) + timedelta(days=n)},rest,春节,测速" for n in range(8)]
    for month in (1, 2, 3, 4, 5, 6, 7, 8):
        first = date(2026, month, 11)
        days = [first + timedelta(days=n) for n in range(7)]
        lines += [f"{day},{kind},样例假日,测速" for day in days if day.weekday() < 5]
    return "\n".join(lines) + "\n"


def _import(desk: Desk, number: int) -> float:
    calls: list[int] = []
    moved: list[MovedDate] = []

    def progress(done: int, _total: int) -> bool:
        calls.append(done)
        return True

    taken = seconds(lambda: moved.extend(import_arrangement(desk, _table(number), progress)))
    say(f"  第{number + 1}次：{taken:.1f} s，{len(calls):,} 件，移动 {len(moved):,} 个日期")
    if len(calls) < CASES or not moved:
        raise RuntimeError(f"{len(calls)} cases restated, {len(moved)} dates moved")
    return taken


def _check(desk: Desk) -> None:
    """Raise when a date in the table is not what the engine says for the whole case."""
    for case in Case.select(Case.id):
        if case.id % 97 != 1:
            continue
        whole = load(desk, case.id)
        if whole.projected.dates != deadlines.date_rows(desk, whole, desk.today()):
            raise RuntimeError(f"case {case.id}: the table of dates was not restated")
