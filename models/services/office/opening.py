"""Opening a data folder with everything in it: the desk, and what the office added."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from models.reference import additions
from models.services.office.upkeep import record_restores
from models.store import presence
from models.store.desk import Desk


def open_desk(
    folder: Path | str,
    actor: str,
    today: date | Callable[[], date] | None = None,
    now: datetime | Callable[[], datetime] | None = None,
    *,
    adopt: bool = False,
) -> Desk:
    """Open (or create) a data folder and take what it adds: papers, steps (`additions`).

    A restore that the audit does not know of yet gets its entry.

    Raises what `Desk.open` raises; `today`, `now` (UTC) and `adopt` as there.
    """
    desk = Desk.open(folder, actor, today, now, adopt=adopt)
    try:
        record_restores(desk)
        additions.use(desk.path)
    except BaseException:
        desk.close()
        raise
    return desk


def is_there(folder: Path) -> bool:
    """Say whether a folder holds data, or held some; opening it would make it otherwise."""
    return presence.was_here(folder)
