"""The one place where a row of the log becomes an event, and an event a row.

A payload carries the version of its shape. Rows of an older version are upgraded here when they are
read; the rows themselves are never changed. Two keys belong to the entry, not to the event:
`derived` (it follows from others of the same command) and `causes` (their numbers).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.rules.events.base import REGISTRY, Event, Json
from models.rules.events.entries import Legacy
from models.rules.events.shapes import build, parts_of, spread

Payload = Mapping[str, Json]
_SECRET = ("votes", "sections", "result", "minority", "place")


class UnreadableEvent(ValueError):
    """A row holds what no event of this program can be; the message names type and reason."""


@dataclass(frozen=True)
class Stored:
    """What a row holds: type, version, the open part, the sealed part if there is one."""

    type: str
    version: int
    open: Payload
    sealed: Payload | None = None


def _seal_deliberation(open_part: Payload) -> Payload:
    """Version 1 kept the deliberation in the open part."""
    secret: dict[str, Json] = {key: open_part[key] for key in _SECRET if key in open_part}
    rest: dict[str, Json] = {key: open_part[key] for key in open_part if key not in _SECRET}
    return rest | ({"record": secret} if secret else {})


UPGRADES: dict[tuple[str, int], Callable[[Payload], Payload]] = {
    ("deliberated", 1): _seal_deliberation,
}


def decode(stored: Stored) -> Event:
    """Return the event of a row; UnreadableEvent for a version or value that cannot be read."""
    cls = REGISTRY.get(stored.type)
    if cls is None:
        note = stored.open.get("note")
        return Legacy(name=stored.type, note=note if isinstance(note, str) else "")
    values = stored.open
    if stored.version > cls.version:
        raise UnreadableEvent(f"{stored.type}: version {stored.version} is newer than this program")
    for version in range(stored.version, cls.version):
        upgrade = UPGRADES.get((stored.type, version))
        if upgrade is None:
            raise UnreadableEvent(f"{stored.type}: no upgrade of version {version}")
        values = upgrade(values)
    if stored.sealed is not None:
        values = {**values, **stored.sealed}
    try:
        return build(cls, values)
    except (TypeError, ValueError) as error:
        raise UnreadableEvent(f"{stored.type}: {error}") from error


def encode(event: Event, *, derived: bool = False, causes: tuple[int, ...] = ()) -> Stored:
    """Return what a new row holds; `causes` are the entries a derived one goes with."""
    open_part = spread(event)
    if derived:
        open_part["derived"] = True
        open_part["causes"] = list(causes)
    sealed = spread(event, sealed=True) if _may_seal(type(event)) else {}
    return Stored(event.type, event.version, open_part, sealed or None)


def _may_seal(cls: type[Event]) -> bool:
    return any(part.words.sealed for part in parts_of(cls))


def link_of(open_part: Payload) -> tuple[bool, tuple[int, ...]]:
    """Return whether an entry is derived, and from which entries."""
    causes = open_part.get("causes", [open_part.get("cause")])  # at first there was one cause
    numbers = tuple(n for n in causes if isinstance(n, int)) if isinstance(causes, list) else ()
    return open_part.get("derived") is True, numbers
