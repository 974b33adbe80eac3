"""The page 统计 in an office with 100,000 cases: one year of them, and all of them at once."""

import tempfile
from datetime import date

from models.queries.statistics import Wanted, behind, report
from models.store.db import connection
from models.store.desk import Desk
from tests.bench import case_list
from tests.bench.case_list import CASES, TODAY, uid
from tests.bench.measure import Result, median, say
from ui.verbs.playing.scenario import set_up_office

LIMIT_MS = 2000.0
RUNS = 3
PAGE = 100
PERIODS = (
    ("一年", Wanted(date(2024, 1, 1), date(2024, 12, 31), "received"), LIMIT_MS),
    # Twenty years in one table is no report of any office: shown for information.
    ("全部，按收件日", Wanted(date(2006, 1, 1), TODAY, "received"), None),
    ("全部，按结案日", Wanted(date(2006, 1, 1), TODAY, "concluded"), None),
)


def run() -> list[Result]:
    """Measure the report of a year and of everything, then a page of the cases behind a number."""
    with tempfile.TemporaryDirectory() as folder:
        with Desk.open(folder, "测速", TODAY) as desk:
            set_up_office(desk)
            case_list.fill(desk)
            fill(desk)
            return [*(_measure(desk, *one) for one in PERIODS), _behind(desk)]


def fill(desk: Desk) -> None:
    """Write what happened in the cases: seven more events and four more dates in each."""
    conn = connection(desk.db)
    with desk.unaudited():
        for number, (kind, days, payload) in enumerate(_EVENTS, start=7):
            conn.execute(_EVENT.format(uid("case_id", number)), (kind, days, payload, CASES))
        for rule in ("docket_notice", "conclude", "publish", "hearing_notice"):
            conn.execute(_DATE, (rule, rule, CASES))
    say(f"  已写入{len(_EVENTS) * CASES:,}个事件")


_EVENTS = (
    ("docketed", 4, "{}"),
    ("routed", 5, '{"result":"simple"}'),
    ("served", 6, '{"document":"request_copy","to":"R1"}'),
    ("answer_received", 20, '{"from":"R1"}'),
    ("hearing_held", 50, "{}"),
    ("decision_issued", 80, '{"result":"established"}'),
    ("concluded", 80, '{"kind":"decision"}'),
)
_EVENT = """INSERT INTO event (uid, case_id, type, date, recorded_at, payload)
    SELECT {}, case_id, ?, date(date, '+' || ? || ' days'), recorded_at, ? FROM event
    WHERE type = 'request_received' AND case_id <= ?"""
_DATE = """INSERT INTO case_deadline (case_id, rule, name, plan_by, due, status)
    SELECT id, ?, ?, '2020-01-01', '2020-01-01', CASE id % 20 WHEN 0 THEN 'met_late' ELSE 'met' END
    FROM case_file c WHERE id <= ? AND NOT EXISTS
    (SELECT 1 FROM case_deadline d WHERE d.case_id = c.id AND d.rule = 'conclude')"""


def _measure(desk: Desk, name: str, wanted: Wanted, limit: float | None) -> Result:
    made = report(desk, wanted)
    cell = next(t for t in made.tables if t.id == "progress").rows[0].cells[0]
    if not cell.items:
        raise RuntimeError(f"{name}: nothing counted")
    taken = median(lambda: report(desk, wanted), RUNS, 0) * 1000
    return Result(f"统计，库中{CASES:,}件：{name}", taken, "ms", limit)


def _behind(desk: Desk) -> Result:
    made = report(desk, PERIODS[1][1])
    table = next(t for t in made.tables if t.id == "progress")
    row = table.rows[0]
    places = row.cells[0].items[:PAGE]
    taken = median(lambda: behind(desk, made, table, row, places), 5, 1) * 1000
    return Result(f"统计：一个数背后的{PAGE}件", taken, "ms", 200.0)
