"""What is written down about the data folder itself."""

from models.store.desk import Desk
from models.store.unit import command


@command(scripted=False, dated=False)
def record_restore(
    desk: Desk, *, backup: str, replaced: str, papers: int, fetched: int, missing: int
) -> None:
    """Note in the audit who put which backup back, where the old database is, which papers came.

    The arguments are the entry; every view shows something of a restored desk.
    """
    _touch_all(desk)


@command(scripted=False, dated=False)
def record_adoption(desk: Desk, *, fresh: bool) -> None:
    """Note in the audit that a database other than the last one was taken, or a new one begun."""
    _touch_all(desk)


def _touch_all(desk: Desk) -> None:
    desk.unit.touch(
        "restored", "backup", "setting", "staff", "case", "event", "document", "party",
        "ledger", "evidence", "holiday",
    )  # fmt: skip
