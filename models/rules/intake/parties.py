"""How a request names its parties: by their keys (P1, R2), as events and rows do.

A party's key is its `id`; agents, acts and materials point at it. Older requests and drafts pointed
at a side and a place in it (`requester:1`): `keyed` reads those, and nothing else knows of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.rules.events.base import Json


@dataclass(frozen=True)
class PartyList:
    """A list of parties in the request: the side, what it is called, the letter of its keys."""

    side: str
    name: str
    letter: str


LISTS = {
    "requesters": PartyList("requester", "请求人", "P"),
    "respondents": PartyList("respondent", "被请求人", "R"),
}
# Where the request points at a party.
POINTERS = {"agents": "for", "acts": "by", "papers": "of"}
_BY_PLACE = re.compile(r"(requester|respondent):([1-9]\d{0,3})", re.ASCII)


def free_key(letter: str, ordinal: int, taken: set[str]) -> str:
    """Return the key of the party with this number, or the next that is free, and take it."""
    while f"{letter}{ordinal}" in taken:
        ordinal += 1
    taken.add(f"{letter}{ordinal}")
    return f"{letter}{ordinal}"


def keys_of(parties: Sequence[Json], letter: str) -> list[str]:
    """Return the keys of the parties of one list; one without an id gets a free key."""
    own = [_key(one) for one in parties]
    taken = {key for key in own if key}
    return [key or free_key(letter, n, taken) for n, key in enumerate(own, start=1)]


def _key(party: Json) -> str:
    key = party.get("id") if isinstance(party, dict) else None
    return key.strip() if isinstance(key, str) else ""


def keyed(data: Mapping[str, Json]) -> dict[str, Json]:
    """Return a request, or the values of its form, in which every party is named by its key.

    Who is named wrongly, or not at all, is left for the parser to say.
    """
    made = dict(data)
    keys: dict[str, str] = {}
    for name, one in LISTS.items():
        parties = data.get(name)
        if isinstance(parties, list):
            found = keys_of(parties, one.letter)
            keys |= {f"{one.side}:{n}": key for n, key in enumerate(found, start=1)}
            made[name] = [
                party | {"id": key} if isinstance(party, dict) else party
                for party, key in zip(parties, found, strict=True)
            ]
    for name, pointer in POINTERS.items():
        rows = data.get(name)
        if isinstance(rows, list):
            made[name] = [_pointed(row, pointer, keys) for row in rows]
    return made


def _pointed(row: Json, pointer: str, keys: Mapping[str, str]) -> Json:
    """Return a row with its pointer as a key; the form keeps acts and materials as pairs."""
    if isinstance(row, dict):
        return row | {pointer: _by_key(row[pointer], keys)} if pointer in row else row
    if isinstance(row, list):
        return [row[0], *(_by_key(one, keys) for one in row[1:])] if row else row
    return row


def _by_key(named: Json, keys: Mapping[str, str]) -> Json:
    by_place = isinstance(named, str) and _BY_PLACE.fullmatch(named)
    return keys.get(named, named) if by_place and isinstance(named, str) else named
