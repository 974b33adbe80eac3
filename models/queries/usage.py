"""Whether a data folder has been worked with."""

from models.store.desk import Desk
from models.store.sql import number


def in_use(desk: Desk) -> bool:
    """Say whether anything has ever been written on this desk."""
    return number(desk, "SELECT CASE WHEN EXISTS (SELECT 1 FROM audit) THEN 1 ELSE 0 END") == 1
