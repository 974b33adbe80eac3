"""送达 and 文书 in an office with 100,000 cases, 300,000 services and 300,000 papers."""

import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial

from models.queries.lists import papers, serving, to_serve, today
from models.queries.lists.ordering import Order
from models.queries.lists.papers import PaperFilter
from models.queries.lists.serving import ServiceFilter
from models.store.db import connection
from models.store.desk import Desk
from tests.bench import case_list
from tests.bench.case_list import CASES, LIMIT_MS, RUNS, TODAY, uid
from tests.bench.measure import Result, median, say
from ui.verbs.playing.scenario import set_up_office

SEARCH_LIMIT_MS = 500.0
ORDER_LIMIT_MS = 1000.0
SERVICES = (
    ("打开", ServiceFilter()),
    ("一种方式（百分之一）", ServiceFilter(method="left")),
    ("一个月", ServiceFilter(since=date(2018, 3, 1), until=date(2018, 3, 31))),
    ("查找当事人", ServiceFilter(search="禾川9999")),
    ("查找案号", ServiceFilter(search="〔2021〕77712号")),
    ("查找文书", ServiceFilter(search="裁决书")),
    ("查找邮件号", ServiceFilter(search="EMS1000077712")),
)
PAPERS = (
    ("打开", PaperFilter()),
    ("草稿", PaperFilter(state="draft")),
    ("待签批", PaperFilter(state="approval")),
    ("查找当事人", PaperFilter(search="禾川9999")),
    ("查找文书", PaperFilter(search="裁决书", state="issued")),
    ("查找案号", PaperFilter(search="〔2021〕77712号")),
)
SERVICES_BY = (
    ("最早在前", Order(serving.DAY)),
    ("按案号", Order(serving.NUMBER_OF_CASE)),
    ("按案号倒序", Order(serving.NUMBER_OF_CASE, down=True)),
)
PAPERS_BY = (
    ("最早在前", Order(papers.MADE)),
    ("按案号倒序", Order(papers.NUMBER_OF_CASE, down=True)),
    ("按文书名称", Order(papers.TITLE)),
    ("按状态", Order(papers.STATE)),
)
_NUMBERED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
_SERVED = f"""INSERT INTO event (uid, case_id, type, date, recorded_at, actor, payload)
    SELECT {uid("i * 10 + k", 4)}, i, 'served',
    date('2006-01-05', '+' || (i / 14 + k * 40) || ' days'),
    '2026-01-01T01:00:00.000000Z', '李敏', '{{"details":{{"received_by":"收发室","received_on":"'
    || date('2006-01-05', '+' || (i / 14 + k * 40) || ' days') || '","sent_on":"2026-01-01",'
    || '"tracking_no":"EMS' || (1000000000 + i * 10 + k) || '"}},"document":"'
    || CASE k WHEN 0 THEN 'acceptance_notice' WHEN 1 THEN 'request_copy' ELSE 'decision' END
    || '","method":"' || CASE WHEN i % 100 = 1 THEN 'left' ELSE 'mail' END
    || '","server":"李敏","to":"' || CASE k WHEN 0 THEN 'P1' ELSE 'R1' END || '"}}'
    FROM n, (SELECT 0 AS k UNION SELECT 1 UNION SELECT 2)
    WHERE i <= {CASES - case_list.OPEN} OR k < 1"""
_DOCKETED = f"""INSERT INTO event (uid, case_id, type, date, recorded_at, payload)
    SELECT {uid("i", 5)}, i, 'docketed', '2026-05-01', '2026-05-01T01:00:00.000000Z', '{{}}' FROM n
    WHERE i > {CASES - case_list.OPEN}"""
_TO_SERVE = f"""UPDATE case_deadline SET due = date('2026-05-10', '+' || (case_id % 30) || ' days'),
    status = CASE WHEN case_id % 30 < 10 THEN 'overdue' ELSE 'running' END
    WHERE rule = 'serve_request' AND case_id > {CASES - case_list.OPEN}"""
_PAPERS = f"""INSERT INTO document
    (uid, case_id, form_id, addressee, number, state, "values", created_at)
    SELECT {uid("i * 10 + k", 6)}, i,
    CASE k WHEN 0 THEN 'acceptance_notice' WHEN 1 THEN 'answer_notice'
    ELSE 'decision' END, CASE k WHEN 0 THEN 'P1' ELSE 'R1' END, '晋宁知法裁字〔2020〕' || i || '号',
    CASE WHEN i > 97000 THEN CASE k WHEN 0 THEN 'draft' ELSE 'final' END ELSE 'issued' END,
    '{{"case":{{"facts":"' || hex(zeroblob(900)) || '"}}}}', '2026-01-01T01:00:00.000000Z'
    FROM n, (SELECT 0 AS k UNION SELECT 1 UNION SELECT 2)"""


def run() -> list[Result]:
    """Measure the first page of every kind of list, a deep page, and what is to be served."""
    with tempfile.TemporaryDirectory() as folder:
        with Desk.open(folder, "测速", TODAY) as desk:
            set_up_office(desk)
            fill(desk)
            case_list.project(desk)
            results = [_services(name, desk, wanted) for name, wanted in SERVICES]
            results.append(_deep(desk))
            results += [_papers(name, desk, wanted) for name, wanted in PAPERS]
            results += _ordered(desk)
            taken = median(lambda: to_serve.to_serve(desk), RUNS, 1) * 1000
            note = f"{len(to_serve.to_serve(desk)):,}份"
            results.append(Result("待送达", taken, "ms", SEARCH_LIMIT_MS, note=note))
            taken = median(lambda: today.today_view(desk), RUNS, 1) * 1000
            results.append(Result("今日", taken, "ms", case_list.TODAY_LIMIT_MS))
            taken = median(lambda: serving.under_way(desk), RUNS, 1) * 1000
            results.append(Result("进行中", taken, "ms", LIMIT_MS))
    return results


def fill(desk: Desk) -> None:
    """Write the cases, then three services and three papers of each."""
    case_list.fill(desk)
    conn = connection(desk.db)
    with desk.unaudited():
        for statement in (_SERVED, _DOCKETED, _PAPERS):
            conn.execute(_NUMBERED + statement, (CASES,))
        conn.execute(_TO_SERVE)
    say(f"  已写入{CASES * 3:,}次送达、{CASES * 3:,}份文书")


def _result(name: str, first: Callable[[], object], count: Callable[[], int]) -> Result:
    taken = median(first, RUNS, 1) * 1000
    counted = median(count, 3, 1) * 1000
    limit = SEARCH_LIMIT_MS if "查找" in name else LIMIT_MS
    return Result(name, taken, "ms", limit, note=f"{count():,}份，计数{counted:.0f} ms")


def _services(name: str, desk: Desk, wanted: ServiceFilter) -> Result:
    return _result(
        f"已送达{CASES * 3:,}次：{name}",
        lambda: serving.page(desk, wanted),
        lambda: serving.count(desk, wanted),
    )


def _papers(name: str, desk: Desk, wanted: PaperFilter) -> Result:
    return _result(
        f"文书{CASES * 3:,}份：{name}",
        lambda: papers.page(desk, wanted),
        lambda: papers.count(desk, wanted),
    )


def _ordered(desk: Desk) -> list[Result]:
    """Measure the first page in each other order: most go through everything, on the worker."""
    issued = PaperFilter(state="issued")
    asked = [
        *((f"已送达：{name}", partial(serving.page, desk, ServiceFilter(), None, order))
          for name, order in SERVICES_BY),
        *((f"文书（已送达）：{name}", partial(papers.page, desk, issued, None, order))
          for name, order in PAPERS_BY),
    ]  # fmt: skip
    return [
        Result(name, median(page, RUNS, 1) * 1000, "ms", ORDER_LIMIT_MS) for name, page in asked
    ]


def _deep(desk: Desk) -> Result:
    """Go 100 pages down, then measure the page there."""
    wanted, after = ServiceFilter(), None
    for _ in range(100):
        after = serving.page(desk, wanted, after).after
    taken = median(lambda: serving.page(desk, wanted, after), RUNS, 1) * 1000
    return Result(f"已送达{CASES * 3:,}次：第101页", taken, "ms", LIMIT_MS)
