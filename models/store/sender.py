"""Who sent a command, which one it is, and what its sender had seen of the case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.canonical import canonical, parsed_object
from models.changes import Changes
from models.errors import BadInput, BugError, Stale
from models.rules.events.base import Json
from models.rules.text_checks import NAME_LIMIT, text_problem
from models.store.audit import log as audit
from models.store.unseen import unseen

if TYPE_CHECKING:
    from models.store.desk import Desk


@dataclass(frozen=True)
class Sender:
    """What comes with a command; without one it is the holder of the folder who acts.

    `command_id` is made once by whoever sends it (a UUID): sent twice, the command is done once;
    an empty one is none. `last_seen` is the number of the last audit entry when the sender read
    what the command rests on, None when it rests on nothing that was read. The roles of the person
    are not said here: each command reads them from the roster.
    """

    person: str
    command_id: str | None = None
    last_seen: int | None = None

    def __post_init__(self) -> None:
        """Refuse a name that no audit entry should carry."""
        wrong = text_problem(self.person, NAME_LIMIT)
        if wrong or not self.person.strip():
            words = wrong or "没有填写"
            raise BadInput.of("person", f"当前工作人员的姓名：{words}（在“名册”里选定）")
        if self.command_id and text_problem(self.command_id, NAME_LIMIT):
            raise BugError("a command id is a short text")


def done_before(
    row: audit.Row | None, action: str, arguments: Callable[[], dict[str, Json]]
) -> Changes | None:
    """Return what the command changed when it has its entry already, None when it has none.

    BugError when its id was another command's, or this one's with other arguments.
    """
    if row is None:
        return None
    if row.action != action:
        raise BugError(f"command id {row.command_id} belongs to {row.action}, not to {action}")
    payload = parsed_object(row.payload)
    if canonical(payload.get("args")) != canonical(arguments()):
        raise BugError(f"command id {row.command_id}: {action} was sent with other arguments")
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


def require_current(desk: "Desk", case_id: int, last: int) -> None:
    """Raise Stale when somebody changed the case since the sender looked.

    `last` is the last entry of all: mostly the one that was seen, so that nothing has to be read.
    """
    seen = desk.sender.last_seen if desk.sender else None
    found = None if seen is None or seen >= last else unseen(desk, case_id, seen)
    if found:
        raise Stale(case_id, found.entries, found.words)
