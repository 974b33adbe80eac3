"""Drafts as no program wrote them: pieces of a good one replaced, dropped, exchanged."""

import copy
import json
import random
from collections.abc import Iterator

from models.rules.events import Json
from models.services.shared.drafts import save_draft
from models.store.db import connection
from models.store.desk import Desk


def put_draft(desk: Desk, kind: str, key: str, content: dict[str, Json]) -> None:
    """Put a draft into its table past everything that guards it."""
    save_draft(desk, kind, key, {})
    with desk.unaudited():
        connection(desk.db).execute(
            "UPDATE draft SET content = ? WHERE kind = ? AND key = ?",
            (json.dumps(content), kind, key),
        )


def nested(depth: int) -> Json:
    """Return a list in a list, so many times."""
    made: Json = "a"
    for _ in range(depth):
        made = [made]
    return made


JUNK: list[Json] = [
    None, True, False, 0, -1, 10**12, 1.5, "", "x", "\u202e\u200b", "字" * 3000, "2026-99-99",
    [], [[]], [None], [1, "a"], [["make", "R9"]], [{"a": []}], {}, {"": None}, {"name": ["a"]},
    {"name": {"name": 1}}, [[["a"]]], [{"kind": 3}, {"name": 5}],
    "\ud800", {"\udfff": "x\x00"}, float("nan"), float("-inf"), 2**63, 10**400, "²", nested(30),
]  # fmt: skip


def garbage(good: dict[str, Json], seed: int) -> dict[str, Json]:
    """Return the content of a broken draft, the same for the same seed."""
    dice = random.Random(seed)
    broken = copy.deepcopy(good)
    for _ in range(dice.randint(1, 12)):
        places = list(_places(broken))
        holder, key = dice.choice(places)
        what = dice.random()
        if what < 0.7:
            _put(holder, key, copy.deepcopy(dice.choice(JUNK)))
        elif what < 0.85 and isinstance(holder, dict):
            holder[str(dice.choice(JUNK))[:20]] = holder.pop(str(key))
        else:
            other, place = dice.choice(places)
            _put(holder, key, copy.deepcopy(_get(other, place)))
    return broken


def _places(node: Json) -> Iterator[tuple[dict[str, Json] | list[Json], str | int]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield node, key
            yield from _places(value)
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield node, number
            yield from _places(value)


def _get(holder: dict[str, Json] | list[Json], key: str | int) -> Json:
    return holder.get(str(key)) if isinstance(holder, dict) else holder[int(key) % len(holder)]


def _put(holder: dict[str, Json] | list[Json], key: str | int, value: Json) -> None:
    if isinstance(holder, dict):
        holder[str(key)] = value
    else:
        holder[int(key)] = value
