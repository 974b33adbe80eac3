"""Rows of ledgers as typed entries, and what their values are called."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.canonical import is_mapping
from models.entities import LedgerRow
from models.errors import BadInput
from models.reference import ledgers
from models.rules.ledgers import Kind, LedgerDef, LedgerEntry, LedgerField, Value
from models.rules.ledgers.entry import typed
from models.store.desk import Desk
from models.store.sql import marks, rows
from models.store.sql_dialect import json_date, json_or_null

# What reading a damaged row raises: no JSON, no calendar day, not even a text.
UNREADABLE = (ValueError, TypeError)
AT_ONCE = 1000  # one statement has only so many marks
VALUES = json_or_null('"values"')  # the column, quoted: the name is a word of SQL


def day_of(ledger: LedgerDef) -> str:
    """Return the expression for a row's day: what its field says now, the column is but a copy."""
    return f"coalesce({json_date(VALUES, ledger.day)}, day)"


def entry_of(ledger: LedgerDef, row: LedgerRow) -> LedgerEntry:
    """Return a row as an entry of its ledger."""
    _require_fields(row)
    return LedgerEntry(ledger, row.id, typed(ledger, row.values, row.day, row.case_id), row.day)


def _require_fields(row: LedgerRow) -> None:
    if not is_mapping(row.values):  # JSON, but not what a row holds
        raise ValueError("不是一组栏目")


def entries_in(ledger: LedgerDef, ids: Sequence[int]) -> dict[int, LedgerEntry]:
    """Return rows by their numbers; one that cannot be read has a `fault` and no values."""
    made: dict[int, LedgerEntry] = {}
    for part in (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE)):
        try:
            found = LedgerRow.select().where(LedgerRow.id.in_(part))
            made |= {row.id: entry_of(ledger, row) for row in found}
        except UNREADABLE:
            made |= {number: _even_damaged(ledger, number) for number in part}
    return made


def _even_damaged(ledger: LedgerDef, number: int) -> LedgerEntry:
    try:
        return entry_of(ledger, LedgerRow.get_by_id(number))
    except UNREADABLE as error:
        nothing = typed(ledger, {"_day": ""}, date.min, None)
        return LedgerEntry(ledger, number, nothing, date.min, str(error))


def unreadable() -> Iterator[tuple[int, str]]:
    """Return the numbers of rows that cannot be read, and why."""
    known = ledgers.ledgers()
    for row in LedgerRow.select(LedgerRow.id, LedgerRow.ledger):
        if row.ledger not in known:
            yield row.id, f"没有台账“{row.ledger}”"
        elif fault := entries_in(known[row.ledger], [row.id])[row.id].fault:
            yield row.id, f"内容读不出来（{fault}）"


def is_row(number: int) -> bool:
    """Whether a number can be that of a row: SQLite has no larger ones."""
    return 0 < number < 2**63


def entry(entry_id: int, ledger: str = "") -> LedgerEntry:
    """Return one entry, of this ledger when one is named; BadInput when there is none."""
    return entry_of(*stored_row(entry_id, ledger))


def stored_row(entry_id: int, ledger: str = "") -> tuple[LedgerDef, LedgerRow]:
    """Return the row of an entry as it is stored, with its ledger; BadInput as for `entry`."""
    try:
        row = LedgerRow.get_or_none(LedgerRow.id == entry_id) if is_row(entry_id) else None
        if row is not None:
            _require_fields(row)
    except UNREADABLE as error:
        raise BadInput.of("entry", f"台账第{entry_id}号读不出来（{error}）") from error
    found = ledgers.ledger(ledger or (row.ledger if row else next(iter(ledgers.ledgers()))))
    if row is None or row.ledger != found.id:
        raise BadInput.of(found.id, f"没有这条{found.entry}")
    return found, row


def entries_of_case(case_id: int) -> list[LedgerEntry]:
    """Return the entries that belong to a case, in the order they were made."""
    known = ledgers.ledgers()
    found = LedgerRow.select(LedgerRow.id, LedgerRow.ledger).where(LedgerRow.case == case_id)
    return [
        entries_in(known[row.ledger], [row.id])[row.id]
        for row in found.order_by(LedgerRow.id)
        if row.ledger in known
    ]


@dataclass(frozen=True)
class Names:
    """What staff and cases are called, by their rows."""

    staff: Mapping[int, str]
    cases: Mapping[int, str]

    def text(self, field: LedgerField, value: Value) -> str:
        """Return what a field says; of a box its word, of an amount the 分."""
        if isinstance(value, bool):
            return (field.yes or "是") if value else (field.no or "否")
        if field.kind is Kind.STAFF and isinstance(value, int):
            return self.staff.get(value, "")
        if field.kind is Kind.CASE and isinstance(value, int):
            return self.cases.get(value, "")
        if isinstance(value, tuple):
            return "、".join(field.choices.get(one, one) for one in value)
        if isinstance(value, str):
            return field.choices.get(value, value)
        return "" if value is None else str(value)


def names_of(desk: Desk, entries: Iterable[LedgerEntry]) -> Names:
    """Return the names of everyone and everything that these entries refer to."""
    found: dict[Kind, set[int]] = {Kind.STAFF: set(), Kind.CASE: set()}
    for one in entries:
        for field in one.ledger.fields:
            number = one.number(field.id) if field.kind in found else None
            if number is not None:
                found[field.kind].add(number)
    return Names(*(_named(desk, _NAMES[kind], ids) for kind, ids in found.items()))


def _named(desk: Desk, statement: str, ids: set[int]) -> dict[int, str]:
    found = rows(desk, statement.format(marks(ids)), sorted(ids)) if ids else []
    return {number: str(name) for number, name in found if isinstance(number, int)}


_NAMES = {
    Kind.STAFF: "SELECT id, name FROM staff WHERE id IN ({})",
    Kind.CASE: "SELECT id, coalesce(case_no, refusal_no, receipt_no) FROM case_file"
    " WHERE id IN ({})",
}
