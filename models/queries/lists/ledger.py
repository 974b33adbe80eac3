"""The rows of a ledger a page at a time, and those whose dates remind today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.cases.ledger_rows import VALUES, Names, day_of, entries_in, names_of
from models.queries import signs
from models.queries.lists.heads import NUMBER
from models.queries.lists.ordering import After, Keys, Order, keys_of, number_key
from models.queries.signs import Tone
from models.queries.words import yuan
from models.reference import ledgers
from models.reference.rule_store import calendar_of
from models.rules import folding
from models.rules.ledgers import Kind, LedgerDef, LedgerEntry, LedgerField, Reminder
from models.rules.text_checks import SEARCH_LIMIT
from models.store import sql
from models.store.desk import Desk
from models.store.sql import Value
from models.store.sql_dialect import json_date, json_filled, json_text, letters, position

PAGE = 200
_ORDERED = (Kind.DATE, Kind.INT, Kind.YUAN, Kind.TEXT, Kind.BOOL, Kind.CASE)
_CASE = f"coalesce((SELECT {NUMBER} FROM case_file c WHERE c.id = case_id), '')"  # noqa: S608


@dataclass(frozen=True)
class EntryRow:
    """A row as it is listed: its texts, and the tone of those that are coloured, by field."""

    entry: LedgerEntry
    texts: Mapping[str, str]
    tones: Mapping[str, str]


@dataclass(frozen=True)
class EntryPage:
    """Some rows, where the next page starts (None = there is none), how many there are in all."""

    rows: tuple[EntryRow, ...]
    after: After | None
    total: int


@dataclass(frozen=True)
class Wanted:
    """What is shown: rows with a text, with these values (of a box 1 or 0), or one row alone."""

    search: str = ""
    filters: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
    only: int | None = None


def standing_order(ledger: LedgerDef) -> Order:
    """Return the order of a ledger by its definition: along its day."""
    return Order(ledger.day, ledger.listing.newest_first)


def sorted_by(ledger: LedgerDef) -> tuple[str, ...]:
    """Return the fields by which the list can be sorted: not long texts and choices."""
    return tuple(one for one in ledger.listing.columns if ledger.field(one).kind in _ORDERED)


def entries(
    desk: Desk, ledger: LedgerDef, wanted: Wanted, after: After | None = None,
    order: Order | None = None,
) -> EntryPage:  # fmt: skip
    """Return a page of the rows that are wanted, in the order of the ledger or another one."""
    order = order or standing_order(ledger)
    keys = keys_of(_keys(ledger), order)
    where, values = _conditions(ledger, wanted)
    total = sql.number(
        desk,
        f"SELECT count(*) FROM ledger_row WHERE {' AND '.join(where)}",  # noqa: S608
        values,
    )
    further, behind = keys.beyond(after, down=order.down)
    found = sql.rows(
        desk,
        f"SELECT {keys.columns} FROM ledger_row WHERE {' AND '.join((*where, further))}"  # noqa: S608
        f" ORDER BY {keys.order(down=order.down)} LIMIT ?",
        [*values, *behind, PAGE + 1],
    )
    read = _read(ledger, [row[-1] for row in found[:PAGE] if isinstance(row[-1], int)])
    names = names_of(desk, read)
    last = found[PAGE - 1] if len(found) > PAGE else None
    return EntryPage(tuple(_row(one, names) for one in read), last, total)


def _keys(ledger: LedgerDef) -> dict[str, Keys]:
    """Return along what the rows of a ledger can be read; no others are asked for."""
    found = {name: _key(ledger.field(name)) for name in sorted_by(ledger)}
    return found | {ledger.day: Keys((day_of(ledger), "id"))}


def _key(one: LedgerField) -> Keys:
    if one.kind is Kind.CASE:
        return Keys((*number_key(_CASE), "id"), "case_id IS NULL")
    kept = json_date(VALUES, one.id) if one.kind is Kind.DATE else _column(one)
    filled = f"coalesce({kept}, '')"
    return Keys((filled, "id"), f"{filled} = ''")


def _read(ledger: LedgerDef, ids: Sequence[int]) -> list[LedgerEntry]:
    found = entries_in(ledger, ids)
    return [found[number] for number in ids]


def _conditions(ledger: LedgerDef, wanted: Wanted) -> tuple[list[str], list[Value]]:
    where, values = ["ledger = ?"], list[Value]([ledger.id])
    if wanted.only is not None:
        return [*where, "id = ?"], [*values, wanted.only]
    text = folding.letters(wanted.search[:SEARCH_LIMIT])
    if text and ledger.searched:
        found = (position(letters(_column(one)), "?") for one in ledger.searched)
        where.append(f"({' OR '.join(f'{one} > 0' for one in found)})")
        values += [text] * len(ledger.searched)
    for name, value in wanted.filters.items():
        where.append(f"coalesce({_column(ledger.field(name))}, ?) = ?")
        values += [0 if isinstance(value, int) else "", value]
    return where, values


def _column(one: LedgerField) -> str:
    return json_text(VALUES, one.id)


def _row(entry: LedgerEntry, names: Names) -> EntryRow:
    fields = entry.ledger.fields
    texts = {one.id: _text(one, entry, names) for one in fields}
    if entry.fault:
        texts[entry.ledger.called] = texts[entry.ledger.listing.columns[0]] = entry.called
    return EntryRow(entry, texts, {one.id: _tone(one, entry) for one in fields})


def _text(one: LedgerField, entry: LedgerEntry, names: Names) -> str:
    value = entry.values[one.id]
    if one.kind is Kind.YUAN and isinstance(value, int):
        return yuan(value)
    text = names.text(one, value) or one.unset
    if one.kind is Kind.BOOL and one.yes:
        return f"{signs.DONE if value else signs.NOTHING} {text}"
    return text


def _tone(one: LedgerField, entry: LedgerEntry) -> str:
    if one.kind is Kind.BOOL and one.yes:
        return Tone.GOOD if entry.filled(one.id) else Tone.WARNING
    return Tone.SECONDARY if one.unset and not entry.filled(one.id) else ""


@dataclass(frozen=True)
class Reminded:
    """A row whose date is near or past: what is to be done, and by when."""

    entry: LedgerEntry
    what: str
    due: date


def reminded(desk: Desk) -> list[Reminded]:
    """Return the rows of all ledgers that remind today, by their dates."""
    found = [one for ledger in ledgers.ledgers().values() for one in _reminded(desk, ledger)]
    return sorted(found, key=lambda one: (one.due, one.entry.id))


def _reminded(desk: Desk, ledger: LedgerDef) -> Iterator[Reminded]:
    for remind in ledger.reminders:
        on = day_of(ledger) if remind.date == ledger.day else json_date(VALUES, remind.date)
        done = f"AND NOT {json_filled(VALUES, remind.done)}" if remind.done else ""
        if remind.done == ledger.case != "":
            done = "AND case_id IS NULL"
        statement = f"SELECT id FROM ledger_row WHERE ledger = ? AND {on} <= ? {done}"  # noqa: S608
        ids = sql.rows(desk, statement, [ledger.id, _until(desk, remind).isoformat()])
        for row in _read(ledger, [number for (number,) in ids if isinstance(number, int)]):
            due = row.values[remind.date]
            if isinstance(due, date):  # the definition may have changed since it was written
                yield Reminded(row, f"{ledger.title}：{remind.words}", due)


def _until(desk: Desk, remind: Reminder) -> date:
    """Return the last date that reminds already today."""
    today = desk.today()
    if not remind.workdays:
        return today + timedelta(days=remind.days)
    return calendar_of(desk).add_workdays(today, remind.workdays).date
