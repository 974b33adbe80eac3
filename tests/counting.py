"""Counting the statements that the database runs, so that tests can bound them."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.store.db import connection

if TYPE_CHECKING:
    from models.store.desk import Desk

# What only frames a transaction; a line of a trigger's program is traced as a comment.
_FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "--")
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@dataclass
class Counted:
    """The statements run so far, as the database was given them with their values."""

    statements: list[str] = field(default_factory=list[str])

    def __len__(self) -> int:
        """Return how many there were."""
        return len(self.statements)

    def __str__(self) -> str:
        """Return them one a line, for the message of a test."""
        return "\n".join(" ".join(text.split()) for text in self.statements)


@contextmanager
def counting(desk: "Desk") -> Generator[Counted, None, None]:
    """Collect the statements run inside: reads and writes, each row of an executemany on its own.

    Beginning and committing are left out, what a trigger does, and what the connection notes for
    itself in temporary tables.
    """
    counted = Counted()

    def note(statement: str) -> None:
        # A write is traced again for each trigger that it sets off.
        again = statement.startswith(_WRITES) and counted.statements[-1:] == [statement]
        if not statement.startswith(_FRAME) and " temp." not in statement and not again:
            counted.statements.append(statement)

    conn = connection(desk.db)
    conn.set_trace_callback(note)
    try:
        yield counted
    finally:
        conn.set_trace_callback(None)
