"""Appending to the log of a case: the only place that writes an event row and its sealed part."""

import secrets
from datetime import date
from uuid import uuid4

from models.canonical import canonical, sha256_text
from models.cases.log_rows import SALT
from models.entities import EventRow, EventSealed
from models.rules.events import Entry, Event, Visibility
from models.rules.events.codec import Stored
from models.store.desk import Desk

SALT_BYTES = 16


def append(
    desk: Desk,
    case_id: int,
    on: date,
    stored: Stored,
    visibility: Visibility,
) -> int:
    """Append an entry inside the running command and return its number.

    What is sealed goes to a table of its own, with salt; the row carries its SHA-256, which the
    audit covers: without the salt nobody can try out on it what was said.
    """
    sealed = None if stored.sealed is None else dict(stored.sealed)
    if sealed is not None:
        sealed[SALT] = secrets.token_hex(SALT_BYTES)
    row = EventRow.create(
        uid=str(uuid4()),
        case=case_id,
        type=stored.type,
        version=stored.version,
        date=on,
        recorded_at=desk.now(),
        actor=desk.actor,
        payload=dict(stored.open),
        visibility=visibility,
        sealed_sha=None if sealed is None else sha256_text(canonical(sealed)),
    )
    if sealed is not None:
        EventSealed.create(event=row.id, payload=sealed)
    return row.id


def append_void(desk: Desk, case_id: int, entry: Entry[Event], reason: str) -> int:
    """Append an entry that voids another one and return its number."""
    row = EventRow.create(
        uid=str(uuid4()),
        case=case_id,
        type=entry.event.type,
        version=entry.event.version,
        date=entry.on,
        recorded_at=desk.now(),
        actor=desk.actor,
        payload={},
        voids=entry.id,
        reason=reason,
        visibility=entry.event.visibility,
    )
    return row.id
