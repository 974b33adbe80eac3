"""Rows of the log as entries: a row that voids another carries the event of that one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from models.cases.rows import ENTRY, LOG, of_cases
from models.cases.unreadable import UnreadableEntry
from models.cases.values import as_moment, as_number, json_object, number_or_none
from models.rules.events import Entry, Event, Json, PartyJoined
from models.rules.events.codec import Stored, decode, link_of
from models.rules.events.log import voided
from models.store.desk import Desk
from models.store.sql import SqlRow, rows

SALT = "salt"  # kept with a sealed part, so that its digest gives nothing away


def entries_in(desk: Desk, log: Iterable[SqlRow]) -> tuple[Entry[Event], ...]:
    """Return the entries of the log of one case; UnreadableEntry when one cannot be read."""
    found: dict[int, Entry[Event]] = {}
    for row in log:
        try:
            one = entry_of(row, found)
        except UnreadableEntry as error:
            raise _named(desk, error) from error
        found[one.id] = one
    return voided(found.values())


def entry_of(row: SqlRow, before: Mapping[int, Entry[Event]]) -> Entry[Event]:
    """Return the entry of a row; one that voids another carries the event of that one.

    UnreadableEntry when the row is damaged, or of a newer program.
    """
    try:
        return _entry(row, before)
    except (TypeError, ValueError) as error:
        raise UnreadableEntry(as_number(row[0]), as_number(row[1]), str(error)) from error


def _entry(row: SqlRow, before: Mapping[int, Entry[Event]]) -> Entry[Event]:
    number, _case_id, kind, version, day, recorded, actor, payload, voids, reason, secret = row
    target = before.get(voids) if isinstance(voids, int) else None
    open_part = json_object(payload)
    if target is not None:
        event, link = target.event, (False, ())
    else:
        sealed = None if secret is None else _without_salt(json_object(secret))
        event = decode(Stored(str(kind), as_number(version), open_part, sealed))
        link = link_of(open_part)
    return Entry(
        id=as_number(number),
        on=date.fromisoformat(str(day)),
        event=event,
        recorded_at=as_moment(recorded),
        actor=str(actor),
        voids=number_or_none(voids),
        reason=str(reason),
        derived=link[0],
        causes=link[1],
    )


def _without_salt(sealed: dict[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in sealed.items() if key != SALT}


def _named(desk: Desk, error: UnreadableEntry) -> UnreadableEntry:
    """Return the same with the number by which people know the case."""
    called = next((str(number) for (number,) in rows(desk, _CALLED, [error.case_id])), "")
    return UnreadableEntry(error.entry, error.case_id, error.why, called)


def unreadable(desk: Desk) -> Iterator[UnreadableEntry]:
    """Yield every entry of the data folder that cannot be read."""
    for (case_id,) in rows(desk, _ALL):
        own: dict[int, Entry[Event]] = {}
        for row in of_cases(desk, _EVENTS_WITH_SECRETS, [as_number(case_id)]):
            try:
                one = entry_of(row, own)
            except UnreadableEntry as error:
                yield _named(desk, error)
            else:
                own[one.id] = one


def joinings_of(desk: Desk, ids: Iterable[int]) -> dict[int, tuple[Entry[Event], ...]]:
    """Return of the logs of cases only who joined, and whether that was voided."""
    found: dict[int, list[SqlRow]] = {}
    for row in of_cases(desk, _JOININGS, list(ids)):
        found.setdefault(as_number(row[1]), []).append(row)
    return {case_id: entries_in(desk, own) for case_id, own in found.items()}


_OF_CASES = "e.case_id IN ({}) ORDER BY e.case_id, e.id"
_JOININGS = f"""SELECT {ENTRY}, NULL FROM event e
    WHERE e.type = '{PartyJoined.type}' AND {_OF_CASES}"""  # noqa: S608 - our own names only
_ALL = "SELECT DISTINCT case_id FROM event ORDER BY case_id"
_CALLED = "SELECT coalesce(case_no, refusal_no, receipt_no) FROM case_file WHERE id = ?"
_EVENTS_WITH_SECRETS = f"SELECT {ENTRY}, s.payload FROM {LOG} WHERE {_OF_CASES}"  # noqa: S608
