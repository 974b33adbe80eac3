"""How the dates of the rules are shown: header words, lapses, mere rights (data: clocks.toml)."""

from dataclasses import dataclass
from functools import cache

import resources
from models.rules.toml.rows import read_toml

FILE = "clocks.toml"
LAPSED = "期满未行使"


@dataclass(frozen=True)
class Clock:
    """What pages say of the dates of one rule; resources/procedure/clocks.toml explains the keys.

    `silence`: when it lapses, the respondent counts as not having answered (art. 66).
    """

    rule: str
    header: str = ""
    lapsed: str = ""
    right: bool = False
    closing: bool = False
    silence: bool = False


@cache
def clocks() -> dict[str, Clock]:
    """Return the rules that are shown in a way of their own, by id, in the order of the header.

    InputRefused names a mistake in this bundled file.
    """
    found = read_toml(resources.text("procedure", FILE), FILE).records("clock", Clock)
    return {clock.rule: clock for clock in found}


def clock_of(rule: str) -> Clock:
    """Return how a rule's dates are shown; a rule of an office's own pack is like any other."""
    return clocks().get(rule) or Clock(rule)
