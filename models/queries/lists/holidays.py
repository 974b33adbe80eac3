"""The imported days of the calendar, newest first."""

from dataclasses import dataclass
from datetime import date

from models.rules.calendar_table import KINDS
from models.store.desk import Desk
from models.store.sql import rows


@dataclass(frozen=True)
class ImportedDay:
    """A line of a table that was imported; `kind` in the office's words."""

    day: date
    kind: str
    name: str
    source: str


def imported_days(desk: Desk) -> list[ImportedDay]:
    """Return all imported days that are in force."""
    return [
        ImportedDay(date.fromisoformat(day), KINDS.get(kind, kind), name, source)
        for day, kind, name, source in (map(str, row) for row in rows(desk, _DAYS))
    ]


_DAYS = "SELECT date, kind, name, source FROM holiday ORDER BY date DESC, kind"
