"""The order of a log, and rows that this program cannot read."""

from datetime import date

import pytest

from models.rules.events import Entry, Log, NoteRecorded
from models.rules.events.codec import Stored, UnreadableEvent, decode

DAY = date(2026, 5, 20)


def note(number: int, on: date = DAY) -> Entry[NoteRecorded]:
    """Return an entry; 0 = not recorded yet."""
    return Entry(number, on, NoteRecorded(title=str(number), text="x"))


def test_what_is_not_recorded_yet_comes_last_of_its_day() -> None:
    log = Log([note(0), note(7), note(3)])
    assert [e.id for e in log.entries] == [3, 7, 0]
    last = log.last(NoteRecorded)
    assert last and last.id == 0
    later = Log([note(0), note(7, date(2026, 5, 21))])
    assert [e.id for e in later.entries] == [0, 7]


def test_a_row_of_a_newer_program_is_not_read_as_an_empty_one() -> None:
    with pytest.raises(UnreadableEvent, match="note_recorded"):
        decode(Stored("note_recorded", NoteRecorded.version + 1, {"title": "a", "text": "b"}))


def test_a_version_without_an_upgrade_is_named() -> None:
    with pytest.raises(UnreadableEvent, match="note_recorded"):
        decode(Stored("note_recorded", NoteRecorded.version - 1, {"title": "a", "text": "b"}))
