"""The columns of a ledger's list."""

from models.queries.lists.ledger import EntryRow
from models.rules.ledgers import Kind, LedgerDef
from ui.widgets.paged import Column

WHOLE = (Kind.DATE, Kind.INT, Kind.YUAN, Kind.CASE)


def columns_of(ledger: LedgerDef) -> tuple[Column[EntryRow], ...]:
    """Return the columns in their order, by the definition."""
    return tuple(_column(ledger, name) for name in ledger.listing.columns)


def _column(ledger: LedgerDef, name: str) -> Column[EntryRow]:
    field, narrow = ledger.field(name), ledger.listing.narrow
    return Column(
        field.head,
        lambda row: row.texts[name],
        lambda row: row.tones[name],
        field.width,
        yields=narrow.index(name) + 1 if name in narrow else 0,
        whole=field.kind in WHOLE,
    )
