"""Drafts as they lie in the table: whatever a fault or another program wrote stops nothing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from models.rules.events import Json
from models.rules.usable import UNREAD
from models.store.audit.guard import DEEP
from models.store.desk import Desk
from models.store.sql import SqlRow, rows

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # of a draft whose moment cannot be read
_DIGITS = 15  # of the longest number that is read as one


@dataclass(frozen=True)
class DraftRow:
    """One draft; `rest` is what of it no field can show: the whole text when it is no object."""

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
    kept = _object(content)
    if kept is None:
        return DraftRow(key, {}, moment, content)
    return DraftRow(key, kept, moment, str(kept.pop(UNREAD, "")))


def _object(content: str) -> dict[str, Json] | None:
    """Return the object in a text, with numbers that no field has as text; None for none."""
    try:
        kept: Json = json.loads(content, parse_float=str, parse_constant=str, parse_int=_whole)
    except (ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) and not _deeper(kept, DEEP) else None


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _DIGITS else digits


def _deeper(value: Json, levels: int) -> bool:
    """Whether a value has more levels: what is read and written level by level would break off."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels == 0 or any(_deeper(one, levels - 1) for one in inner)


_SELECT = """SELECT CAST(key AS BLOB), CAST(content AS BLOB), CAST(updated_at AS BLOB) FROM draft
    WHERE kind = ?"""
