"""All deadlines of one case: its JSON checked and every clock computed."""

import json
from pathlib import Path
from typing import Any

from models.reference import event_schema
from models.reference.rule_store import national_pack
from models.rules.calendar import WorkCalendar
from models.rules.deadlines import combine, compute, parse_input
from tests.bench.measure import Result, median

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "deadline_examples.json"
EVENTS = 20
LIMIT_MS = 2.0
RUNS = 200


def run() -> list[Result]:
    """Measure the busiest worked example cut to its first 20 events, and whole."""
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    whole = max((one["input"] for one in examples), key=lambda case: len(case["events"]))
    cut = {**whole, "events": sorted(whole["events"], key=lambda one: one["date"])[:EVENTS]}
    count = len(whole["events"])
    return [
        Result(f"一案全部期限（{EVENTS}个事件）", _milliseconds(cut), limit=LIMIT_MS),
        Result(f"一案全部期限（{count}个事件）", _milliseconds(whole)),
    ]


def _milliseconds(case: dict[str, Any]) -> float:
    schema, calendar = event_schema(), WorkCalendar()
    rules = combine([national_pack()])
    return 1000 * median(lambda: compute(parse_input(case, schema), rules, calendar), RUNS)
