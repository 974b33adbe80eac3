"""Which cases statistics reads, and how: by their ids, or – when they are many – in one pass."""

from collections.abc import Iterator, Sequence

from models.rules.statistics import Period
from models.store import sql
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, marks
from models.store.sql_dialect import whole

MANY = 4  # a quarter of all cases: then one pass is quicker than as many look-ups
AT_ONCE = 900  # ids in one statement


class Scope:
    """The cases in which something happened in a period; `place` is where each is in the columns.

    Statements have two gaps: for their table, and for the condition on the case (with its AND).
    """

    def __init__(self, desk: Desk, period: Period) -> None:
        self.desk = desk
        found = sql.rows(desk, _TOUCHED, (period.first, period.last))
        self._ids: Sequence[int] = sorted(row[0] for row in found if isinstance(row[0], int))
        total = sql.number(desk, "SELECT count(*) FROM case_file")
        self.many = len(self._ids) * MANY > total
        self.place: dict[Value, int] = {}

    def cases(self, statement: str, values: Sequence[Value]) -> list[SqlRow]:
        """Return the rows of the cases themselves, in the order of their ids."""
        if not self.many:
            return list(self._by_ids(statement, "", "c.id", values))
        ids = set(self._ids)
        found = sql.each(self.desk, statement.format("", ""), values)
        return [row for row in found if row[0] in ids]

    def rows(self, statement: str, table: str, values: Sequence[Value] = ()) -> Iterator[SqlRow]:
        """Yield the rows of a table whose first two columns are its key and the case."""
        if self.many:
            return sql.each(self.desk, statement.format(whole(table), ""), values)
        return self._by_ids(statement, table, "case_id", values)

    def _by_ids(
        self, statement: str, table: str, column: str, values: Sequence[Value]
    ) -> Iterator[SqlRow]:
        for start in range(0, len(self._ids), AT_ONCE):
            part = self._ids[start : start + AT_ONCE]
            wanted = f"{column} IN ({marks(part)}) AND"
            yield from sql.each(self.desk, statement.format(table, wanted), [*part, *values])


_TOUCHED = "SELECT DISTINCT case_id FROM event WHERE date BETWEEN ? AND ?"
