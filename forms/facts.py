"""The values a paper prints: facts by name, nested, and a tree that builds them on demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

Fact: TypeAlias = "str | int | dt.date | Mapping[str, Fact] | Sequence[Fact] | None"
Facts: TypeAlias = Mapping[str, Fact]


class LazyFacts(Mapping[str, Fact]):
    """Facts by top key, each built when it is first read and kept from then on.

    Naming, counting and testing for keys builds nothing.
    """

    def __init__(self, providers: Mapping[str, Callable[[], Fact]]) -> None:
        self._providers = dict(providers)
        self._built: dict[str, Fact] = {}

    def __getitem__(self, key: str) -> Fact:
        if key not in self._built:
            self._built[key] = self._providers[key]()
        return self._built[key]

    def __contains__(self, key: object) -> bool:  # the signature that Mapping prescribes
        return key in self._providers

    def __iter__(self) -> Iterator[str]:
        return iter(self._providers)

    def __len__(self) -> int:
        return len(self._providers)


def top_fact(facts: Facts, key: str) -> Fact:
    """Return the fact under a top key, None when there is none; no other key is touched."""
    # `in` and not a caught KeyError: one that a provider raises is a mistake to be seen.
    return facts[key] if key in facts else None
