"""All deadlines of one loaded case: what the engine is asked, and every clock computed."""

import json
import tempfile
from collections.abc import Callable
from datetime import date

from models.cases.case_file import CaseFile
from models.cases.deadlines import case_input
from models.reference import event_schema
from models.reference.rule_store import calendar_of, rules_of
from models.rules.deadlines import compute, parse_input
from models.rules.events import Entry, Json
from models.store.desk import Desk
from tests.bench.measure import Result, median
from tests.cases.making import case_of, place
from tests.places import DATA

EXAMPLES = DATA / "deadline_examples.json"
EVENTS = 20
LIMIT_MS = 1.0
RUNS = 200


def run() -> list[Result]:
    """Measure the busiest worked example cut to its first 20 events, and whole."""
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    whole = max((one["input"] for one in examples), key=lambda case: len(case["events"]))
    cut = {**whole, "events": sorted(whole["events"], key=lambda one: one["date"])[:EVENTS]}
    count = len(whole["events"])
    with tempfile.TemporaryDirectory() as folder, Desk.open(folder, "测速") as desk:
        return [
            Result(f"一案全部期限（{EVENTS}个事件）", _milliseconds(desk, cut), limit=LIMIT_MS),
            Result(f"一案全部期限（{count}个事件）", _milliseconds(desk, whole)),
            Result(f"命令行输入的检查（{count}个事件）", _of(lambda: _read(whole))),
        ]


def _read(data: Json) -> object:
    return parse_input(data, event_schema())


def _milliseconds(desk: Desk, data: Json) -> float:
    case, as_of = _loaded(data)
    rules, calendar = rules_of(desk), calendar_of(desk)
    return _of(lambda: compute(case_input(desk, case, as_of), rules, calendar))


def _of(task: Callable[[], object]) -> float:
    return 1000 * median(task, RUNS)


def _loaded(data: Json) -> tuple[CaseFile, date]:
    """Return a case as it comes from the loader, and the day it is asked about."""
    given = parse_input(data, event_schema())
    people = [place(p.id, p.side, p.id) for p in given.parties]
    entries = (Entry(n, e.on, e.event) for n, e in enumerate(given.events, start=1))
    return case_of(entries, kind=given.procedure, parties=people), given.as_of
