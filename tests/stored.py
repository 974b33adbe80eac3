"""What a row of the log holds of an entry, for tests that compare what was written."""

from typing import Any

from models.cases.case_file import CaseFile
from models.rules.events import Entry, Event
from models.rules.events.codec import encode


def payload_of(entry: Entry[Event]) -> dict[str, Any]:
    """Return the stored values of an entry, the sealed ones with the open ones."""
    stored = encode(entry.event, derived=entry.derived, causes=entry.causes)
    return dict(stored.open) | dict(stored.sealed or {})


def last(case: CaseFile, kind: str) -> Entry[Event]:
    """Return the latest standing entry of a type; the test fails when there is none."""
    return [e for e in case.log.entries if e.event.type == kind][-1]
