"""What is wrong with an input: the field and the problem, said so that a clerk can act on it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# What directs a terminal, or how a text is drawn, when it is quoted in a message.
_DIRECTING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def quotable(text: str) -> str:
    """Return a text as a message may quote it: what is no character to read is a question mark."""
    return _DIRECTING.sub("?", text)


@dataclass(frozen=True)
class Problem:
    """One refused field; `field` is a path such as `events[3].date`.

    `gate` names the gate that refused and `basis` its article, where the refusal has one. What it
    quotes is made harmless, whoever made it.
    """

    field: str
    problem: str
    gate: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        """Quote nothing that directs a terminal."""
        object.__setattr__(self, "field", quotable(self.field))
        object.__setattr__(self, "problem", quotable(self.problem))

    def __str__(self) -> str:
        return f"{self.field}: {self.problem}" if self.field else self.problem


class InputRefused(Exception):
    """Input that no rule may read; carries every problem found, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))
