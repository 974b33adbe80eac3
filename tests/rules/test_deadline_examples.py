"""The worked cases of the interface and of the samples, exactly."""

import sys
import timeit
from typing import Any

import pytest

from models.rules.deadlines import compute, parse_input
from tests.rules.replay import replay
from tests.rules.support import CALENDAR, EXAMPLES, RULES, SCHEMA, SHOWN, deadlines

TRACED = {"step", "from", "to", "text", "skipped"}


@pytest.mark.parametrize("example", EXAMPLES, ids=[one["name"] for one in EXAMPLES])
def test_worked_case(example: dict[str, Any]) -> None:
    found = {
        key: {name: one.to_json()[name] for name in SHOWN}
        for key, one in deadlines(example["input"]).items()
    }
    assert found == example["expect"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one["name"] for one in EXAMPLES])
def test_the_trace_of_a_worked_case_leads_to_its_due_day(example: dict[str, Any]) -> None:
    for one in deadlines(example["input"]).values():
        assert one.trace[0].start == one.trigger_date
        assert one.trace[-1].end == one.due
        assert replay(one, CALENDAR) == one.due
        assert one.plan_by == (one.trace[-1].start if one.trace[-1].step == "roll" else one.due)
        assert all(step.text and TRACED <= set(step.to_json()) for step in one.trace)
        assert all(step.start != step.end for step in one.trace if step.step == "roll")
        assert one.basis in "".join(step.text for step in one.trace)


@pytest.mark.skipif(sys.gettrace() is not None, reason="a tracer makes every line slow")
def test_twenty_events_take_at_most_two_milliseconds() -> None:
    example = max(EXAMPLES, key=lambda one: len(one["input"]["events"]))["input"]
    early = sorted(example["events"], key=lambda one: one["date"])[:20]
    case = parse_input({**example, "events": early}, SCHEMA)
    assert len(compute(case, RULES, CALENDAR)) > 10
    best = min(timeit.repeat(lambda: compute(case, RULES, CALENDAR), number=1, repeat=200))
    assert best <= 0.002
