"""What every screen needs: the worker, today, who is working, and how to go to another screen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ui.shell.actions import Act
from ui.shell.targets import Target
from ui.work.tasks import Worker


def _not_yet(_what: object) -> None:
    """Do nothing: there is no main window yet."""


@dataclass
class Context:
    """Handed to each screen when it is made; screens know nothing of the main window."""

    worker: Worker
    today: Callable[[], date]
    go: Callable[[Target], None] = _not_yet  # set by the main window, like the three below
    searched: Callable[[str], None] = _not_yet  # what 案件 shows is searched for so
    dark: bool = False
    large: bool = False
    actor: str = ""
    actor_key: str = ""  # under which that name is kept for this folder, "" where it is not
    signed: bool = True  # somebody was chosen in the roster: what is confirmed bears that name
    work_as: Callable[[str], None] = _not_yet  # who works from now on
    run: Callable[[Act], None] = _not_yet
    practice: date | None = None  # the day a practice window is on; None over real cases
    backup_note: str = ""  # what went wrong with today's own backup
