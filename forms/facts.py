"""The values a paper prints: facts by name, nested."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Fact: TypeAlias = "str | int | dt.date | Mapping[str, Fact] | Sequence[Fact] | None"
Facts: TypeAlias = Mapping[str, Fact]


def top_fact(facts: Facts, key: str) -> Fact:
    """Return the fact under a top key, None when there is none; no other key is touched."""
    # `in` and not a caught KeyError: one that a provider raises is a mistake to be seen.
    return facts[key] if key in facts else None
