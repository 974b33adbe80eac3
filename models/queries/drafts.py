"""Drafts as they lie in the table: whatever a fault or another program wrote stops nothing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from models.rules.events import Json
from models.store.desk import Desk
from models.store.sql import SqlRow, rows

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # of a draft whose moment cannot be read


@dataclass(frozen=True)
class DraftRow:
    """One draft; `rest` is its text when it is no object: {} is all that can be shown of it."""

    key: str
    content: dict[str, Json]
    at: datetime
    rest: str = ""


def draft(desk: Desk, kind: str, key: str) -> DraftRow | None:
    """Return one draft, None when there is none."""
    return next(iter(_read(rows(desk, f"{_SELECT} AND key = ?", (kind, key)))), None)


def drafts(desk: Desk, kind: str) -> list[DraftRow]:
    """Return the drafts of a kind, the newest first."""
    found = _read(rows(desk, _SELECT, (kind,)))
    return sorted(found, key=lambda one: (one.at, one.key), reverse=True)


def _read(found: Iterable[SqlRow]) -> list[DraftRow]:
    return [_row(*(_text(value) for value in row)) for row in found]


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _row(key: str, content: str, at: str) -> DraftRow:
    try:
        moment = datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError):
        moment = LONG_AGO
    try:
        kept: Json = json.loads(content)
    except (ValueError, RecursionError):
        kept = None
    if isinstance(kept, dict):
        return DraftRow(key, kept, moment)
    return DraftRow(key, {}, moment, content)


_SELECT = """SELECT CAST(key AS BLOB), CAST(content AS BLOB), CAST(updated_at AS BLOB) FROM draft
    WHERE kind = ?"""
