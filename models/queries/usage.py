"""Whether a data folder has been worked with."""

from models.store.db import connection
from models.store.desk import Desk


def in_use(desk: Desk) -> bool:
    """Say whether anything has ever been written on this desk."""
    return connection(desk.db).execute("SELECT EXISTS (SELECT 1 FROM audit)").fetchone()[0] == 1
