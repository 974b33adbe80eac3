"""Facts of a row of a ledger: its fields under the ledger's id, and what one ledger adds."""

from collections.abc import Callable

from forms.facts import Fact
from models import reference
from models.cases.ledger_rows import Names, names_of
from models.facts.case import Tree
from models.reference.paper_catalog import catalog
from models.rules.ledgers import Kind, LedgerEntry, LedgerField
from models.store.desk import Desk

_AS_THEY_ARE = (Kind.DATE, Kind.BOOL, Kind.INT, Kind.YUAN)


def entry_facts(desk: Desk, entry: LedgerEntry) -> Tree:
    """Return what a paper may print of a row: the facts that are declared of its ledger."""
    ledger, names = entry.ledger, names_of(desk, [entry])
    declared = catalog().schema.root.child(ledger.id)
    assert declared is not None, "each ledger declares its fields"
    facts: Tree = {
        one.fact: _fact(one, entry, names) for one in ledger.fields if declared.child(one.fact)
    }
    return facts | _MORE[ledger.id](desk, entry) if ledger.id in _MORE else facts


def _fact(field: LedgerField, entry: LedgerEntry, names: Names) -> Fact:
    value = entry.values[field.id]
    if field.kind in _AS_THEY_ARE and not isinstance(value, tuple):
        return value
    return names.text(field, value)


def _told(desk: Desk, entry: LedgerEntry) -> Tree:
    """Return all routes that are told, the chosen one ticked, and what the office says of fees."""
    names = reference.names()
    return {
        "fee_text": names["fee_text"][str(desk.settings.get("position.fees"))],
        "routes": [
            {
                "name": name,
                "what": names["route_what"][route],
                "ticked": route == entry.text("choice"),
            }
            for route, name in names["route"].items()
        ],
    }


_MORE: dict[str, Callable[[Desk, LedgerEntry], Tree]] = {"notification": _told}
