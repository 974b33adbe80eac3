"""The worked cases of the interface and of the samples, exactly."""

from typing import Any

import pytest

from tests.rules.deadlines.replay import replay
from tests.rules.deadlines.support import CALENDAR, EXAMPLES, SHOWN, deadlines

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
