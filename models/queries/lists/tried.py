"""Papers that were tried and have not reached their addressee, over all cases."""

from models.cases.log_rows import entry_of
from models.rules.events import Entry, Event, Log, Served, ServiceAttempted
from models.rules.serving.attempts import Tried, waiting
from models.store.desk import Desk
from models.store.sql import rows
from models.store.sql_dialect import unindexed


def tried(desk: Desk) -> dict[int, Tried]:
    """Return what was tried and not served since, by case, in cases that still serve papers.

    A concluded case does so until its closing papers have reached everybody.
    """
    found: dict[int, list[Entry[Event]]] = {}
    kinds = (ServiceAttempted.type, ServiceAttempted.type, Served.type)
    for row in rows(desk, _ENTRIES, kinds):
        case_id = row[1]
        assert isinstance(case_id, int)
        found.setdefault(case_id, []).append(entry_of(row, {}))
    logs = ((case_id, waiting(Log(entries))) for case_id, entries in found.items())
    return {case_id: left for case_id, left in logs if left}


_ENTRIES = f"""SELECT e.id, e.case_id, e.type, e.version, e.date, e.recorded_at, e.actor, e.payload,
    e.voids_id, e.reason, NULL FROM event e WHERE e.case_id IN (
        SELECT a.case_id FROM event a JOIN case_file c ON c.id = a.case_id
        WHERE a.type = ? AND {unindexed("a.voids_id")} IS NULL
        AND c.status <> 'struck' AND (c.status <> 'closed' OR c.stage = 'serving'))
    AND {unindexed("e.type")} IN (?, ?) AND {unindexed("e.voids_id")} IS NULL
    AND NOT EXISTS (SELECT 1 FROM event v WHERE v.voids_id = e.id)
    ORDER BY e.case_id, e.id"""  # noqa: S608 - our own names
