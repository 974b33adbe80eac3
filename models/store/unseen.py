"""What happened in a case since somebody looked at it, as people know it.

The audit numbers the entries of all cases, so one number says of any case what a page showed of it.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

import resources
from models.canonical import parsed_object
from models.rules.procedure.catalogue import label_of
from models.store.sql import SqlRow, rows
from models.store.sql_dialect import json_text

if TYPE_CHECKING:
    from models.store.desk import Desk

_SHOWN = 5


@dataclass(frozen=True)
class Unseen:
    """Audit entries of a case, by number, and what they did."""

    entries: tuple[int, ...]
    words: str


def unseen(desk: "Desk", case_id: int, last_seen: int) -> Unseen | None:
    """Return what happened in a case after an entry of the audit, None when nothing did."""
    found = rows(desk, _ENTRIES, [case_id, last_seen])
    if not found:
        return None
    named = [words for row in found for words in _words(desk, case_id, row)]
    more = f"等{len(named)}项" if len(named) > _SHOWN else ""
    numbers = tuple(int(str(row[0])) for row in found)
    return Unseen(numbers, "、".join(named[:_SHOWN]) + more)


def _words(desk: "Desk", case_id: int, row: SqlRow) -> Iterator[str]:
    """Name the events of an entry; one without any by its command."""
    _number, at, person, action, payload = row
    span = parsed_object(str(payload)).get("events")
    if isinstance(span, dict):
        limits = [int(str(span[key])) for key in ("after", "to")]
        yield from (_event(*one) for one in rows(desk, _EVENTS, [case_id, *limits]))
        return
    here = datetime.fromisoformat(str(at)).astimezone()
    who = f"{person}，" if person else ""
    yield f"“{_labels().get(str(action), action)}”（{who}{here.month}月{here.day}日{here:%H:%M}）"


def _event(*row: object) -> str:
    kind, day, actor, voids = row
    on = date.fromisoformat(str(day))
    label = f"“{label_of(str(kind))}”"
    what = f"作废{label}" if voids is not None else label
    who = f"，{actor}登记" if actor else ""
    return f"{what}（{on.year}年{on.month}月{on.day}日{who}）"


@cache
def _labels() -> dict[str, str]:
    """Return the names of the commands that leave no event."""
    return tomllib.loads(resources.text("procedure", "names.toml"))["command"]


# A command about one case may leave events in others: those that are heard together with it.
_ENTRIES = (
    "SELECT id, at, CASE person WHEN '' THEN actor ELSE person END, action, payload"  # noqa: S608
    " FROM audit WHERE id > ?2 AND (case_id = ?1 OR EXISTS (SELECT 1 FROM event"
    f" WHERE event.case_id = ?1 AND event.id > {json_text('audit.payload', 'events', 'after')}"
    f" AND event.id <= {json_text('audit.payload', 'events', 'to')})) ORDER BY id"
)
_EVENTS = """SELECT type, date, actor, voids_id FROM event
    WHERE case_id = ? AND id > ? AND id <= ? ORDER BY id"""
