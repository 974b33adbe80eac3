"""What statistics counts in ledgers: the rows of a period, by what they say."""

from collections.abc import Mapping

from models.cases.ledger_rows import day_of, entries_in
from models.queries.statistics.facts import Loaded
from models.reference import ledgers
from models.rules.ledgers import Figures, Kind, LedgerDef, LedgerEntry
from models.rules.statistics import Facts, Period, Spec
from models.rules.statistics.count import UNKNOWN
from models.rules.statistics.measures import Subject
from models.store import sql
from models.store.desk import Desk

_YES_NO = {"yes": "是", "no": "否"}


def load(desk: Desk, period: Period) -> dict[str, Loaded]:
    """Return the rows of a period of every ledger that is counted."""
    known = ledgers.ledgers().values()
    return {one.id: _loaded(desk, one, one.figures, period) for one in known if one.figures}


def _loaded(desk: Desk, ledger: LedgerDef, figures: Figures, period: Period) -> Loaded:
    day = day_of(ledger)
    found = sql.rows(
        desk,
        f"SELECT id FROM ledger_row WHERE ledger = ? AND {day} BETWEEN ? AND ?"  # noqa: S608
        f" ORDER BY {day}, id",
        [ledger.id, period.first, period.last],
    )
    ids = [number for (number,) in found if isinstance(number, int)]
    read = entries_in(ledger, ids)
    rows = [read[number] for number in ids if not read[number].fault]
    subject = figures.group.subject
    facts = Facts(
        days={measure: [row.day.isoformat() for row in rows] for measure in subject.measures},
        values={name: [_value(row, name, figures) for row in rows] for name in subject.dimensions},
        numbers={name: [row.number(name) for row in rows] for name in subject.numbers},
        size=len(rows),
    )
    return Loaded(facts, [row.id for row in rows], left_out=len(ids) - len(rows))


def _value(row: LedgerEntry, name: str, figures: Figures) -> str | None:
    if name == figures.linked:
        return _word(row.case_id is not None)
    if row.ledger.field(name).kind is Kind.BOOL:
        return _word(row.filled(name))
    return row.text(name) or None


def _word(yes: bool) -> str:
    return "yes" if yes else "no"


def labels(subject: Subject, spec: Spec) -> dict[str, Mapping[str, str]]:
    """Return what the values of a ledger's dimensions are called; {} for another subject."""
    ledger = ledgers.ledgers().get(subject.id)
    if ledger is None:
        return {}
    named: dict[str, Mapping[str, str]] = {}
    for name in subject.dimensions:
        field = ledger.by_id.get(name)
        unset = spec.unknown.get(name) or (field.unset if field else "") or UNKNOWN
        choices = field.choices if field and field.kind is Kind.CHOICE else _YES_NO
        named[name] = {**choices, **spec.labels.get(name, {}), "": unset}
    return named
