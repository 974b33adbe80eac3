"""In which order a list is read, a page at a time: each list has a closed set of keys.

A page ends with the values of its last row, and the next one starts beyond them, so that nothing is
counted or skipped. What a row has nothing of comes last, upwards and downwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.errors import BadInput
from models.store.sql import SqlRow, Value, marks
from models.store.sql_dialect import position

After = SqlRow  # where a page starts: what the row before it has in its keys


@dataclass(frozen=True)
class Order:
    """A key of the list, and whether its greatest comes first."""

    key: str
    down: bool = False


@dataclass(frozen=True)
class Keys:
    """SQL expressions along which rows go; the last one is the row's own number.

    `empty` is what is true of rows that have nothing ("": none has nothing); `beside` is what has
    to be joined, `before` a part that comes before the statement, with the values `given`.
    """

    parts: tuple[str, ...]
    empty: str = ""
    beside: str = ""
    before: str = ""
    given: Sequence[Value] = ()

    @property
    def columns(self) -> str:
        """Return what a query selects so that the next page can start behind its last row."""
        there = (self.empty, *self.parts) if self.empty else self.parts
        return ", ".join(f"{part} AS k{n}" for n, part in enumerate(there))

    @property
    def last(self) -> str:
        """Return the column with a row's own number."""
        return f"k{len(self.parts) - (not self.empty)}"

    def order(self, *, down: bool) -> str:
        """Return what follows ORDER BY, of the columns that were selected."""
        first, way = int(bool(self.empty)), "DESC" if down else "ASC"
        values = [f"k{n + first} {way}" for n in range(len(self.parts))]
        return ", ".join(["k0", *values] if first else values)

    def beyond(self, after: After | None, *, down: bool) -> tuple[str, list[Value]]:
        """Return the condition for what comes behind the last row of a page."""
        if after is None:
            return "1 = 1", []
        values = after[1:] if self.empty else after
        further = f"({', '.join(self.parts)}) {'<' if down else '>'} ({marks(values)})"
        if not self.empty:
            return further, list(values)
        told = f"({self.empty}) > ? OR ({self.empty}) = ? AND {further}"
        return f"({told})", [after[0], after[0], *values]


def keys_of(known: Mapping[str, Keys], order: Order) -> Keys:
    """Return the expressions of an order; BadInput for one that the list does not have."""
    if order.key not in known:
        raise BadInput.of("order", f"这个列表不能按“{order.key}”排序")
    return known[order.key]


def number_key(number: str) -> tuple[str, ...]:
    """Return along what numbers go: 〔2026〕9号 before 〔2026〕12号, each prefix by itself."""
    year_ends = position(number, "'〕'")
    return (f"substr({number}, 1, {year_ends})", f"length({number})", number)
