"""`verify` compares what lists read with the log, once the log itself is intact."""

from typing import Any

from models.backup.verify import verify
from models.store.db import connection
from models.store.desk import Desk
from tests.services.support import docket, file


def test_a_list_that_was_tampered_with_is_named(
    desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    assert verify(desk) == []
    connection(desk.db).execute("DELETE FROM waiting")
    assert [p.field for p in verify(desk)] == [f"case[{case_id}].waiting"]


def test_a_log_that_was_tampered_with_is_named_first(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    file(desk, request_s2)
    conn = connection(desk.db)
    conn.execute("DROP TRIGGER event_no_update")
    conn.execute("""UPDATE event SET payload = '{"data": 7}'""")
    conn.execute("DELETE FROM waiting")
    fields = {p.field for p in verify(desk)}
    assert fields == {"desk.db", "event[1]"}, "the guard that is gone, the event; no projection"
