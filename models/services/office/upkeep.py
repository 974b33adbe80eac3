"""What is written down about the data folder itself."""

from models.store.desk import Desk
from models.store.unit import command


@command(scripted=False)
def record_restore(
    desk: Desk, *, backup: str, replaced: str, papers: int, fetched: int, missing: int
) -> None:
    """Note in the audit who put which backup back, where the old database is, which papers came.

    The arguments are the entry; every view shows something of a restored desk.
    """
    desk.unit.touch(
        "restored", "backup", "setting", "staff", "case", "event", "document", "party",
        "ledger", "evidence", "holiday",
    )  # fmt: skip
