"""The audit chain finds what was changed, deleted, cut off or slipped in behind its back."""

import pytest

from models.backup.verify import verify
from models.store import audit
from models.store.db import connection
from models.store.desk import Desk
from tests.storage.writing import take_in

OPEN = (
    "DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete",
    "DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete",
)  # fmt: skip


@pytest.mark.parametrize(
    ("tampering", "field", "problem"),
    [
        ("UPDATE audit SET actor = '李四' WHERE id = 2", "audit[2]", "改动"),
        ("UPDATE audit SET payload = '{}' WHERE id = 3", "audit[3]", "改动"),
        ("UPDATE audit SET case_id = NULL WHERE id = 1", "audit[1]", "改动"),
        ("DELETE FROM audit WHERE id = 2", "audit[2]", "缺少"),
        ("DELETE FROM audit WHERE id = 3", "audit[3]", "末尾缺少 1 条"),
        ("DELETE FROM audit", "audit[3]", "末尾缺少 3 条"),
        ("DELETE FROM audit_head", "audit_head", "不见了"),
        ("UPDATE audit_head SET hash = 'x'", "audit_head", "不一致"),
        ("UPDATE audit_head SET count = 2", "audit_head", "不一致"),
        ("UPDATE event SET date = '2025-12-31' WHERE id = 2", "event[2]", "第 2 条日志不符"),
        ("DELETE FROM event WHERE id = 3", "event[3]", "不符"),
        (
            "INSERT INTO event (case_id, type, date, recorded_at)"
            " VALUES (1, 'docketed', '2026-01-05', 'x')",
            "event[4]",
            "有 1 个事件没有日志",
        ),
    ],
)
def test_tampering_is_found(desk: Desk, tampering: str, field: str, problem: str) -> None:
    for number in range(3):
        take_in(desk, f"R{number}")
    assert audit.verify_chain(desk.db) == []
    conn = connection(desk.db)
    for statement in (*OPEN, tampering):
        conn.execute(statement)
    found = audit.verify_chain(desk.db)
    assert [p for p in found if p.field == field and problem in p.problem], found
    assert set(found) <= set(verify(desk))


def test_recomputed_hash_still_breaks_the_chain(desk: Desk) -> None:
    for number in range(3):
        take_in(desk, f"R{number}")
    conn = connection(desk.db)
    for statement in OPEN:
        conn.execute(statement)
    row = conn.execute(
        "SELECT id, at, '李四', action, case_id, payload, prev_hash FROM audit WHERE id = 2"
    ).fetchone()
    forged = audit.entry_hash(row[6], row[:6])
    conn.execute("UPDATE audit SET actor = '李四', hash = ? WHERE id = 2", (forged,))
    assert [p.field for p in audit.verify_chain(desk.db)] == ["audit[3]"]


def test_slipped_in_event_between_commands(desk: Desk) -> None:
    take_in(desk, "R1")
    connection(desk.db).execute(
        "INSERT INTO event (case_id, type, date, recorded_at)"
        " VALUES (1, 'docketed', '2026-01-05', 'x')"
    )
    take_in(desk, "R2")
    problems = [str(p) for p in audit.verify_chain(desk.db)]
    assert problems == ["event[2]: 第 2 至第 2 号事件没有日志"]
