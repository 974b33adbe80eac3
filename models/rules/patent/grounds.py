"""Why a case is suspended for an invalidation, or goes on: the grounds of arts. 28, 29 as data."""

from dataclasses import dataclass

from models.rules.problem import InputRefused, Problem
from models.rules.toml.rows import read_toml

SOURCE = "invalidation.toml"


@dataclass(frozen=True)
class InvalidationGround:
    """One ground: its code in the event, its article, its words, which way it speaks.

    `kinds` of patent and, where it rests on one, the `report` on the patent that it is about.
    """

    code: str
    basis: str
    text: str
    kinds: tuple[str, ...]
    suspends: bool = False
    report: str = ""


def load_invalidation_grounds(text: str) -> dict[str, InvalidationGround]:
    """Return the grounds by code in their order; InputRefused names what is wrong in the data."""
    data = read_toml(text, SOURCE)
    data.text("source")
    found = {one.code: one for one in data.records("ground", InvalidationGround)}
    problems = [
        Problem(f"{SOURCE} {one.code}", "须写明条文和文字")
        for one in found.values()
        if not one.basis or not one.text
    ]
    if problems:
        raise InputRefused(problems)
    return found
