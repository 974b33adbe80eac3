"""One spelling for every value that is stored as JSON or hashed: sorted keys, ISO dates, UTF-8."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any

from models.errors import BugError

_SCALARS = (str, int, float, bool, type(None))


def moment_text(value: datetime) -> str:
    """Return a moment as UTC text, 2026-01-05T09:30:00.000000Z; a naive time is a BugError."""
    if value.tzinfo is None:
        raise BugError(f"a moment without a time zone cannot be stored: {value!r}")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def plain(value: Any) -> Any:
    """Return the value made of dict, list, str, int, float, bool and None only.

    Dates become ISO text, bytes their SHA-256 and size, dataclasses dicts; anything else is a
    BugError, because a value that cannot be spelled cannot be proved later.
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, _SCALARS):
        return value
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | PurePath):
        return str(value)
    if isinstance(value, bytes):
        return {"sha256": hashlib.sha256(value).hexdigest(), "size": len(value)}
    return _plain_container(value)


def _plain_container(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    raise BugError(f"cannot be stored as JSON: {type(value).__name__}")


def canonical(value: Any) -> str:
    """Return the canonical JSON text of a value (see plain); equal values give equal text."""
    return json.dumps(
        plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def sha256_text(text: str) -> str:
    """Return the hexadecimal SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
