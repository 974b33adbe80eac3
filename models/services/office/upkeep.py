"""What is written down about the data folder itself."""

from models.backup import restore_note
from models.backup.restore_note import Note
from models.changes import Changes
from models.errors import ClockDoubt
from models.store.desk import Desk
from models.store.sender import Sender
from models.store.sql import number
from models.store.unit import command

_ALL = (
    "restored", "backup", "setting", "staff", "case", "event", "document", "party",
    "ledger", "evidence", "holiday",
)  # fmt: skip
RESTORED = Changes("record_restore", None, frozenset(_ALL))


def record_restores(desk: Desk) -> None:
    """Give each restore of the folder its entry in the audit, under the name of who did it.

    To be called by whoever opens the folder. A kill after the exchange leaves the note of it: the
    next opening finds that. So does one after a clock that is behind has been put right.
    """
    if desk.unwritable is not None:
        return
    for note in restore_note.pending(desk.path):
        if not number(desk, "SELECT count(*) FROM audit WHERE command_id = ?", [note.run]):
            try:
                _record(desk, note)
            except ClockDoubt:
                return
        restore_note.recorded(desk.path, note)


def _record(desk: Desk, note: Note) -> None:
    before, desk.actor = desk.actor, note.actor
    try:
        with desk.sent_by(Sender(note.actor, note.run)):
            record_restore(
                desk, backup=note.backup, replaced=note.replaced, papers=note.papers,
                fetched=note.fetched, missing=note.missing,
            )  # fmt: skip
    finally:
        desk.actor = before


@command(scripted=False, dated=False)
def record_restore(
    desk: Desk, *, backup: str, replaced: str, papers: int, fetched: int, missing: int
) -> None:
    """Note in the audit who put which backup back, where the old database is, which papers came.

    The arguments are the entry; every view shows something of a restored desk.
    """
    _touch_all(desk)


@command(scripted=False, dated=False)
def record_adoption(desk: Desk, *, fresh: bool) -> None:
    """Note in the audit that a database other than the last one was taken, or a new one begun."""
    _touch_all(desk)


def _touch_all(desk: Desk) -> None:
    desk.unit.touch(*_ALL)
