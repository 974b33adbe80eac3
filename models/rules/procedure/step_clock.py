"""Which of a case's clocks is that of a step: the one rule for one case and for lists of cases."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from models.rules.procedure.steps import NextStep

C = TypeVar("C")


def step_clock(
    step: NextStep, clocks: Mapping[tuple[str, str | None], C], runs_till: Callable[[C], Any]
) -> C | None:
    """Return the clock of a step: the party's own, else the case's; `a|b` names either rule.

    `clocks` go by rule and party. A step of the case whose rule runs for each party (as 办法第22条
    for passing on the answers) has the earliest that runs: `runs_till` says until when, None when
    it does not run.
    """
    for rule in step.deadline.split("|"):
        for key in (step.party, None):
            if (rule, key) in clocks:
                return clocks[rule, key]
        if step.party is None:
            running = [
                (till, number, clock)
                for number, ((name, _key), clock) in enumerate(clocks.items())
                if name == rule and (till := runs_till(clock)) is not None
            ]
            if running:
                return min(running)[2]
    return None
