"""What is wrong with an input: the field and the problem, said so that a clerk can act on it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One refused field; `field` is a path such as `events[3].date`.

    `gate` names the gate that refused and `basis` its article, where the refusal has one.
    """

    field: str
    problem: str
    gate: str = ""
    basis: str = ""

    def __str__(self) -> str:
        return f"{self.field}: {self.problem}" if self.field else self.problem


class InputRefused(Exception):
    """Input that no rule may read; carries every problem found, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))
