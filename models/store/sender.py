"""Who sent a command, which one it is, and what its sender had seen of the case."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.canonical import canonical, parsed_object
from models.changes import Changes
from models.errors import BugError, Stale
from models.rules.events.base import Json
from models.rules.procedure.catalogue import label_of
from models.store import audit

_SHOWN = 5


@dataclass(frozen=True)
class Sender:
    """What comes with a command; without one it is the holder of the folder who acts.

    `command_id` is made once by whoever sends it (a UUID): sent twice, the command is done once.
    `last_event` is the number of the last entry of the case that the sender saw, None when the
    command does not depend on it.
    """

    person: str
    role: str = ""
    command_id: str | None = None
    last_event: int | None = None


def done_before(
    conn: sqlite3.Connection,
    sender: Sender | None,
    action: str,
    arguments: Callable[[], dict[str, Json]],
) -> Changes | None:
    """Return what the command changed when it was done already, None when it was not.

    BugError when the id was another command's, or this one's with other arguments.
    """
    if sender is None or sender.command_id is None:
        return None
    row = audit.sent_before(conn, sender.command_id)
    if row is None:
        return None
    if row.action != action:
        raise BugError(f"command id {sender.command_id} belongs to {row.action}, not to {action}")
    payload = parsed_object(row.payload)
    if canonical(payload.get("args")) != canonical(arguments()):
        raise BugError(f"command id {sender.command_id}: {action} was sent with other arguments")
    kinds, ids = payload.get("kinds"), payload.get("ids")
    return Changes(
        action,
        row.case_id,
        frozenset(str(kind) for kind in kinds) if isinstance(kinds, list) else frozenset(),
        {k: n for k, n in ids.items() if isinstance(n, int)} if isinstance(ids, dict) else {},
    )


def said(changes: Changes) -> dict[str, Json]:
    """Return what an audit entry keeps of its changes, for a command that is sent again."""
    return {"ids": dict(changes.ids), "kinds": [*sorted(changes.kinds)]}


def require_current(
    conn: sqlite3.Connection, sender: Sender | None, case_id: int, before: int
) -> None:
    """Raise Stale when the case has entries, of number `before` or less, not seen by the sender."""
    if sender is None or sender.last_event is None:
        return
    rows = conn.execute(
        "SELECT id, type, date, actor, voids_id FROM event"
        " WHERE case_id = ? AND id > ? AND id <= ? ORDER BY id",
        (case_id, sender.last_event, before),
    ).fetchall()
    if rows:
        words = "、".join(_named(*row[1:]) for row in rows[:_SHOWN])
        more = f"等{len(rows)}项" if len(rows) > _SHOWN else ""
        raise Stale(tuple(row[0] for row in rows), words + more)


def _named(kind: str, day: str, actor: str, voids: int | None) -> str:
    on = date.fromisoformat(day)
    what = f"作废“{label_of(kind)}”" if voids is not None else f"“{label_of(kind)}”"
    who = f"，{actor}登记" if actor else ""
    return f"{what}（{on.year}年{on.month}月{on.day}日{who}）"
