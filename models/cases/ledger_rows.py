"""Rows of ledgers as typed entries, and what their values are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.entities import LedgerRow
from models.errors import BadInput
from models.reference import ledgers
from models.rules.ledgers import Kind, LedgerDef, LedgerEntry, LedgerField, Value
from models.rules.ledgers.entry import typed
from models.store.desk import Desk
from models.store.sql import marks, rows


def entry_of(ledger: LedgerDef, row: LedgerRow) -> LedgerEntry:
    """Return a row as an entry of its ledger."""
    return LedgerEntry(ledger, row.id, typed(ledger, row.values, row.day, row.case_id))


def entry(entry_id: int, ledger: str = "") -> LedgerEntry:
    """Return one entry, of this ledger when one is named; BadInput when there is none."""
    return entry_of(*stored_row(entry_id, ledger))


def stored_row(entry_id: int, ledger: str = "") -> tuple[LedgerDef, LedgerRow]:
    """Return the row of an entry as it is stored, with its ledger; BadInput as for `entry`."""
    row = LedgerRow.get_or_none(LedgerRow.id == entry_id)
    found = ledgers.ledger(ledger or (row.ledger if row else next(iter(ledgers.ledgers()))))
    if row is None or row.ledger != found.id:
        raise BadInput.of(found.id, f"没有这条{found.entry}")
    return found, row


def entries_of_case(case_id: int) -> list[LedgerEntry]:
    """Return the entries that belong to a case, in the order they were made."""
    known = ledgers.ledgers()
    found = LedgerRow.select().where(LedgerRow.case == case_id).order_by(LedgerRow.id)
    return [entry_of(known[row.ledger], row) for row in found if row.ledger in known]


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
