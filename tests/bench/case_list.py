"""The list of cases and 今日 in an office with 100,000 cases, 2,000 of them open."""

import tempfile
from datetime import date, timedelta

from models.cases.projecting import projections
from models.queries.lists import case_list, today
from models.queries.lists.case_list import CaseFilter
from models.rules.similarity import initials_field
from models.store.db import connection
from models.store.desk import Desk
from tests.bench.measure import Result, median, say, seconds
from ui.verbs.playing.scenario import set_up_office

CASES = 100_000
OPEN = 2_000
RUN_OUT = 100  # of them on one day
LIMIT_MS = 200.0
TODAY_LIMIT_MS = 1000.0
RUNS = 7
TODAY = date(2026, 5, 20)
VIEWS = (
    ("打开", CaseFilter()),
    ("按案号排序", CaseFilter(sort="number")),
    ("按期限排序", CaseFilter(sort="due")),
    ("只看逾期", CaseFilter(overdue=True)),
    ("七日内到期", CaseFilter(soon=True, sort="due")),
    ("某人未结的", CaseFilter(handler_name="李敏", status="unfinished", sort="due")),
    ("只看在办", CaseFilter(status="open", stage="docketed", handler=2)),
    ("查找当事人", CaseFilter(search="禾川9999")),
    ("查找案号", CaseFilter(search="〔2021〕77712号")),
    ("查找拼音", CaseFilter(search="hcsyjx")),
    ("查找专利号", CaseFilter(search="ZL201910099999")),
)
_FILLED = {"case_deadline": "case_id", "case_file": "id"}  # of the open cases
_NUMBERED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "


def run() -> list[Result]:
    """Measure the first page, the hundredth page and the count of every kind of list."""
    with tempfile.TemporaryDirectory() as folder:
        with Desk.open(folder, "测速", TODAY) as desk:
            set_up_office(desk)
            fill(desk)
            project(desk)
            results = [_measure(name, desk, wanted) for name, wanted in VIEWS]
            results.append(_deep(desk))
            taken = median(lambda: today.today_view(desk), RUNS, 1) * 1000
            results.append(Result(f"今日，在办{OPEN:,}件", taken, "ms", TODAY_LIMIT_MS))
            results.append(_next_day(desk))
    return results


def fill(desk: Desk) -> None:
    """Write the rows: cases with two parties, a patent, a receipt and five dates each."""
    conn = connection(desk.db)
    with desk.unaudited():
        for statement in (_PARTY, _PATENT, _CASE, _PLACES, _EVENT, _CLOSED_DATES, _OPEN_DATES):
            conn.execute(_NUMBERED + statement, (CASES,))
        values = (initials_field("禾川试验机械有限公司"),)
        conn.execute("UPDATE party SET initials = ? WHERE initials = 'r'", values)
    say(f"  已写入{CASES:,}件")


def project(desk: Desk) -> None:
    """Write the projections of all cases; the dates, stages and status filled in stay."""
    conn = connection(desk.db)
    with desk.unaudited():
        for table, key in _FILLED.items():
            conn.execute(f"CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table} WHERE {key} > ?",
                         (CASES - OPEN,))  # fmt: skip
    projections.bring_up_to_date(desk)
    with desk.unaudited():
        conn.execute("DELETE FROM case_deadline WHERE case_id > ?", (CASES - OPEN,))
        conn.execute("INSERT INTO case_deadline SELECT * FROM kept_case_deadline")
        conn.execute(
            """UPDATE case_file SET (stage, status) =
            (SELECT stage, status FROM kept_case_file k WHERE k.id = case_file.id)
            WHERE id > ?""",
            (CASES - OPEN,),
        )
        for table in _FILLED:
            conn.execute(f"DROP TABLE kept_{table}")


def uid(number: str, kind: int) -> str:
    """Return the expression for the global id of a row of one kind."""
    return f"printf('%08d-0000-4000-8000-%012d', {kind}, {number})"


_PARTY = f"""INSERT INTO party (id, uid, kind, name, initials)
    SELECT i * 2, {uid("i * 2", 1)}, 'company',
    '汾宁' || i || '号设备有限公司', 'fnhsbyxgs' FROM n UNION ALL
    SELECT i * 2 + 1, {uid("i * 2 + 1", 1)}, 'company',
    '禾川' || i || '试验机械有限公司', 'r' FROM n"""
_PATENT = """INSERT INTO patent (id, number, kind, title) SELECT i,
    '2019' || printf('%08d', 10000000 + i) || '.5', 'invention', '一种折叠装置' || i FROM n"""
_CASE = f"""INSERT INTO case_file
    (id, uid, kind, receipt_no, case_no, patent_id, handler_id, stage, status, created_at)
    SELECT i, {uid("i", 2)}, CASE i % 4 WHEN 0 THEN 'mediation' ELSE 'adjudication' END,
    '禾知收〔' || (2006 + i / 5000) || '〕' || i || '号',
    '晋宁知法裁字〔' || (2006 + i / 5000) || '〕' || i || '号', i, 1 + i % 7,
    CASE WHEN i > {CASES - OPEN} THEN 'docketed' ELSE 'closed' END,
    CASE WHEN i > {CASES - OPEN} THEN 'open' ELSE 'closed' END,
    '2026-01-01T01:00:00.000000Z' FROM n"""
_PLACES = """INSERT INTO case_party (case_id, "key", side, party_id, ordinal)
    SELECT i, 'P1', 'requester', i * 2, 1 FROM n UNION ALL
    SELECT i, 'R1', 'respondent', i * 2 + 1, 2 FROM n"""
_EVENT = f"""INSERT INTO event (uid, case_id, type, date, recorded_at)
    SELECT {uid("i", 3)}, i, 'request_received',
    date('2006-01-01', '+' || (i / 14) || ' days'), '2026-01-01T01:00:00.000000Z' FROM n"""
_CLOSED_DATES = """INSERT INTO case_deadline (case_id, rule, name, plan_by, due, status)
    SELECT i, rule, rule, '2020-01-01', '2020-01-01', 'met' FROM n,
    (SELECT 'docketing' AS rule UNION SELECT 'serve_request' UNION SELECT 'answer')"""
_OPEN_DATES = f"""INSERT INTO case_deadline (case_id, rule, name, plan_by, due, status)
    SELECT i, rule, '结案', '2026-05-01', date('2026-04-20', '+' || (i % 90) || ' days'),
    'running' FROM n, (SELECT 'conclude' AS rule UNION SELECT 'evidence')
    WHERE i > {CASES - OPEN}"""


def _measure(name: str, desk: Desk, wanted: CaseFilter) -> Result:
    found = case_list.page(desk, wanted)
    if not found.rows:
        raise RuntimeError(f"{name}: nothing found")
    taken = median(lambda: case_list.page(desk, wanted), RUNS, 1) * 1000
    counted = median(lambda: case_list.count(desk, wanted), 3, 1) * 1000
    note = f"{case_list.count(desk, wanted):,}件，计数{counted:.0f} ms"
    return Result(f"案件列表{CASES:,}件：{name}", taken, "ms", LIMIT_MS, note=note)


def _next_day(desk: Desk) -> Result:
    """Open 今日 on the next morning, when some cases have run out."""
    desk.today = lambda: TODAY + timedelta(days=1)
    with desk.unaudited():
        connection(desk.db).execute(
            "UPDATE case_search SET valid_until = ? WHERE case_id > ?",
            (TODAY.isoformat(), CASES - RUN_OUT),
        )
    taken = seconds(lambda: today.today_view(desk)) * 1000
    if projections.run_out(desk):
        raise RuntimeError("cases that had run out were left")
    return Result(f"第二天首次打开今日，{RUN_OUT}件到日", taken, "ms", TODAY_LIMIT_MS)


def _deep(desk: Desk) -> Result:
    """Go 100 pages down, then measure the page there: paging by key does not slow down."""
    wanted, after = CaseFilter(), None
    for _ in range(100):
        after = case_list.page(desk, wanted, after).after
    taken = median(lambda: case_list.page(desk, wanted, after), RUNS, 1) * 1000
    return Result(f"案件列表{CASES:,}件：第101页", taken, "ms", LIMIT_MS)
