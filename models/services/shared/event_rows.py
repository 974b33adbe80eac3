"""Appending to the log of a case: the only place that makes an event row and its sealed part."""

import secrets
from collections.abc import Iterable
from uuid import uuid4

from models.canonical import canonical, moment_text, sha256_text
from models.cases.log_rows import SALT
from models.rules.events import Entry, Event
from models.rules.events.codec import Stored, encode
from models.store.desk import Desk
from models.store.sql import SqlRow, write

SALT_BYTES = 16


def append(desk: Desk, case_id: int, entries: Iterable[Entry[Event]]) -> None:
    """Append entries inside the running command, numbered on from `desk.unit.next_event`.

    What is sealed goes to a table of its own, with salt; the row carries its SHA-256, which the
    audit covers: without the salt nobody can try out on it what was said.
    """
    rows: list[SqlRow] = []
    sealed: list[SqlRow] = []
    for entry in entries:
        stored = _stored(entry)
        secret = None
        if stored.sealed is not None:
            secret = canonical({**stored.sealed, SALT: secrets.token_hex(SALT_BYTES)})
            sealed.append((entry.id, secret))
        rows.append(
            (
                entry.id, case_id, stored.type, entry.on.isoformat(), moment_text(desk.now()),
                entry.actor, canonical(stored.open), entry.voids, entry.reason, str(uuid4()),
                stored.version, entry.event.visibility.value,
                None if secret is None else sha256_text(secret),
            )
        )  # fmt: skip
    desk.unit.write_events(rows)
    write(desk, "event_sealed", ("event_id", "payload"), sealed)


def _stored(entry: Entry[Event]) -> Stored:
    """Return what the row holds; one that voids another holds nothing of its own."""
    if entry.voids is not None:
        return Stored(entry.event.type, entry.event.version, {})
    return encode(entry.event, derived=entry.derived, causes=entry.causes)
