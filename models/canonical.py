"""One spelling for every value that is stored as JSON or hashed: sorted keys, ISO dates, UTF-8."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence, Set
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import TypeGuard

from models.errors import BugError
from models.rules.events.base import Json


def moment_text(value: datetime) -> str:
    """Return a moment as UTC text, 2026-01-05T09:30:00.000000Z; a naive time is a BugError."""
    if value.tzinfo is None:
        raise BugError(f"a moment without a time zone cannot be stored: {value!r}")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def plain(value: object) -> Json:
    """Return the value made of dict, list, str, int, float, bool and None only.

    Dates become ISO text, bytes their SHA-256 and size, dataclasses dicts; anything else is a
    BugError, because a value that cannot be spelled cannot be proved later. The arguments of any
    command come through here, hence the type of the parameter.
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, str | int | float | bool):
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


def _plain_container(value: object) -> Json:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if is_mapping(value):
        return {str(key): plain(item) for key, item in value.items()}
    if is_sequence(value):
        return [plain(item) for item in value]
    if _is_set(value):
        return sorted((plain(item) for item in value), key=_order)
    raise BugError(f"cannot be stored as JSON: {type(value).__name__}")


# isinstance alone leaves the types of the items unknown; `plain` looks at each of them.
def is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    """Say whether a value is a mapping of whatever."""
    return isinstance(value, Mapping)


def is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    """Say whether a value is a list or tuple of whatever."""
    return isinstance(value, list | tuple)


def _is_set(value: object) -> TypeGuard[Set[object]]:
    return isinstance(value, set | frozenset)


def _order(value: Json) -> tuple[bool, float, str]:
    """Return the place of an item of a set: numbers first, text as it is, the rest as spelled."""
    if isinstance(value, int | float):
        return False, value, ""
    return True, 0, value if isinstance(value, str) else spelled(value)


def spelled(value: Json) -> str:
    """Return the canonical JSON text of a value that is plain already."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def canonical(value: object) -> str:
    """Return the canonical JSON text of a value (see plain); equal values give equal text."""
    return spelled(plain(value))


def parsed_object(text: str) -> dict[str, Json]:
    """Return the JSON object in a stored text; empty when it holds anything else."""
    try:
        found: Json = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def sha256_text(text: str) -> str:
    """Return the hexadecimal SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
