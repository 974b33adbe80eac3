"""Opening a data folder with everything in it: the desk, and what the office added."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from models.reference import additions
from models.store.db import FILE_NAME
from models.store.desk import Desk


def open_desk(
    folder: Path | str,
    actor: str,
    today: date | Callable[[], date] | None = None,
    now: datetime | Callable[[], datetime] | None = None,
) -> Desk:
    """Open (or create) a data folder and take what it adds: papers, steps (`additions`).

    Raises what `Desk.open` raises; `today` and `now` (UTC) as there.
    """
    desk = Desk.open(folder, actor, today, now)
    additions.use(desk.path)
    return desk


def is_there(folder: Path) -> bool:
    """Say whether a folder holds data; opening it would make it otherwise."""
    return (folder / FILE_NAME).exists()
