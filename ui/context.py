"""What every screen needs: the worker, today, who is working, and how to go to another screen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ui.tasks import Worker


def _not_yet(_name: str) -> None:
    """Do nothing: there is no main window yet."""


@dataclass
class Context:
    """Handed to each screen when it is made; screens know nothing of the main window."""

    worker: Worker
    today: Callable[[], date]
    go: Callable[..., None]  # go("case", case_id=3, tab="deadlines")
    dark: bool = False
    large: bool = False
    actor: str = ""
    work_as: Callable[[str], None] = _not_yet  # who works from now on; set by the main window
    run: Callable[[str], None] = _not_yet  # run an action of the table by its target
    practice: date | None = None  # the day a practice window stands on; None over real cases
    backup_note: str = ""  # what went wrong with today's own backup
