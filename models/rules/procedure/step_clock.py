"""Which of a case's clocks is that of a step: the one rule for one case and for lists of cases."""

from collections.abc import Callable, Mapping
from typing import Protocol, Self, TypeVar

from models.rules.procedure.steps import NextStep


class Moment(Protocol):
    """A day, or whatever else lists put in order by it."""

    def __lt__(self, other: Self, /) -> bool:
        """Whether it is earlier."""
        ...


C = TypeVar("C")
Till = TypeVar("Till", bound=Moment)


def step_clock(
    step: NextStep,
    clocks: Mapping[tuple[str, str | None], C],
    runs_till: Callable[[C], Till | None],
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
                return min(running, key=lambda one: one[:2])[2]
    return None
