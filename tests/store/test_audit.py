"""The audit chain finds what was changed, deleted, cut off or slipped in behind its back."""

import json
from dataclasses import replace

import pytest

from models.backup.verify import verify
from models.store.audit import chain
from models.store.audit import log as audit
from models.store.db import connection
from models.store.desk import Desk
from models.store.sender import Sender
from models.store.unit import SEALED, command
from tests.store.writing import add_sealed_event, take_in

OPEN = tuple(
    f"DROP TRIGGER {table}_no_{verb}"
    for table in ("audit", "event", "event_sealed")
    for verb in ("update", "delete")
)
SLIPPED_IN = (
    "INSERT INTO event (uid, case_id, type, date, recorded_at)"
    " VALUES (printf('%036d', 1), 1, 'docketed', '2026-01-05', 'x')"
)


@pytest.mark.parametrize(
    ("tampering", "field", "problem"),
    [
        ("UPDATE audit SET actor = '李四' WHERE id = 2", "audit[2]", "改动"),
        ("UPDATE audit SET person = '李四' WHERE id = 2", "audit[2]", "改动"),
        ("UPDATE audit SET role = 'dept_head' WHERE id = 1", "audit[1]", "改动"),
        ("UPDATE audit SET command_id = 'x' WHERE id = 3", "audit[3]", "改动"),
        ("UPDATE audit SET format = 1 WHERE id = 2", "audit[2]", "改动"),
        ("UPDATE audit SET format = 4 WHERE id = 2", "audit[2]", "改动"),
        ("UPDATE audit SET format = 'q' WHERE id = 2", "audit[2]", "改动"),
        ("UPDATE audit SET format = x'ff' WHERE id = 2", "audit[2]", "改动"),
        ("UPDATE audit SET payload = x'ff' WHERE id = 3", "audit[3]", "改动"),
        ("UPDATE audit SET payload = '{}' WHERE id = 3", "audit[3]", "改动"),
        ("UPDATE audit SET payload = '[\"sha256\"]' WHERE id = 3", "audit[3]", "改动"),
        ("UPDATE audit SET payload = '{\"sha256\"' WHERE id = 3", "audit[3]", "改动"),
        ("UPDATE audit SET case_id = NULL WHERE id = 1", "audit[1]", "改动"),
        ("DELETE FROM audit WHERE id = 2", "audit[2]", "缺少"),
        ("DELETE FROM audit WHERE id = 3", "audit[3]", "末尾缺少 1 条"),
        ("DELETE FROM audit", "audit[3]", "末尾缺少 3 条"),
        ("DELETE FROM audit_head", "audit_head", "不见了"),
        ("UPDATE audit_head SET hash = 'x'", "audit_head", "不一致"),
        ("UPDATE audit_head SET count = 2", "audit_head", "不一致"),
        ("UPDATE event SET date = '2025-12-31' WHERE id = 2", "event[2]", "第 2 条日志不符"),
        ("UPDATE event SET visibility = 'offer' WHERE id = 2", "event[2]", "第 2 条日志不符"),
        ("UPDATE event SET version = 7 WHERE id = 2", "event[2]", "第 2 条日志不符"),
        ("UPDATE event SET uid = printf('%036d', 1) WHERE id = 1", "event[1]", "第 1 条日志不符"),
        ("DELETE FROM event WHERE id = 3", "event[3]", "不符"),
        (SLIPPED_IN, "event[4]", "有 1 个事件没有日志"),
    ],
)
def test_tampering_is_found(desk: Desk, tampering: str, field: str, problem: str) -> None:
    for number in range(3):
        take_in(desk, f"R{number}")
    assert chain.verify_chain(desk.db) == []
    conn = connection(desk.db)
    for statement in (*OPEN, tampering):
        conn.execute(statement)
    found = chain.verify_chain(desk.db)
    assert [p for p in found if p.field == field and problem in p.problem], found
    assert set(found) <= set(verify(desk))


def test_recomputed_hash_still_breaks_the_chain(desk: Desk) -> None:
    for number in range(3):
        take_in(desk, f"R{number}")
    conn = connection(desk.db)
    for statement in OPEN:
        conn.execute(statement)
    row = conn.execute(
        "SELECT id, at, actor, action, case_id, payload, format, person, role, command_id,"
        " prev_hash FROM audit WHERE id = 2"
    ).fetchone()
    forged = replace(audit.Row(*row[:10]), actor="李四").hash(row[10])
    conn.execute("UPDATE audit SET actor = '李四', hash = ? WHERE id = 2", (forged,))
    assert [p.field for p in chain.verify_chain(desk.db)] == ["audit[3]"]


def test_a_format_cannot_be_lowered_to_free_the_newer_columns(desk: Desk) -> None:
    """Not even at the end of the chain, where a recomputed hash breaks no next entry."""
    with desk.sent_by(Sender("王五")):
        take_in(desk, "R1")
    conn = connection(desk.db)
    for statement in OPEN:
        conn.execute(statement)
    row = conn.execute("SELECT id, at, actor, action, case_id, payload FROM audit").fetchone()
    forged = audit.Row(*row, format=1).hash(audit.GENESIS)
    conn.execute("UPDATE audit SET format = 1, hash = ?", (forged,))
    conn.execute("UPDATE audit_head SET hash = ?", (forged,))
    found = {str(p) for p in chain.verify_chain(desk.db)}
    assert "audit[1]: 日志内容被改动过" in found


def test_slipped_in_event_between_commands(desk: Desk) -> None:
    take_in(desk, "R1")
    connection(desk.db).execute(SLIPPED_IN)
    take_in(desk, "R2")
    problems = [str(p) for p in chain.verify_chain(desk.db)]
    assert problems == ["event[2]: 第 2 至第 2 号事件没有日志"]


@command(sealed=("votes",))
def deliberate(desk: Desk, case_id: int, votes: dict[str, str]) -> None:
    """Record a deliberation whose votes are sealed."""
    desk.unit.case_id = case_id
    add_sealed_event(desk, case_id, {"votes": votes})


def test_the_sealed_part_is_covered_and_no_audit_entry_tells_it(desk: Desk) -> None:
    take_in(desk, "R1")
    deliberate(desk, 1, {"张三": "驳回请求"})
    assert verify(desk) == []
    conn = connection(desk.db)
    told = conn.execute("SELECT payload FROM audit WHERE action = 'deliberate'").fetchone()[0]
    assert json.loads(told)["args"] == {"case_id": 1, "votes": SEALED}
    assert "驳回" not in str(conn.execute("SELECT * FROM event").fetchall())


@pytest.mark.parametrize(
    ("tampering", "problem"),
    [
        ("UPDATE event_sealed SET payload = '{}'", "第 2 号事件：保密内容被改动过"),
        ("UPDATE event_sealed SET payload = x'ff00'", "第 2 号事件：保密内容被改动过"),
        ("DELETE FROM event_sealed", "第 2 号事件：保密内容不见了"),
        ("UPDATE event SET sealed_sha = NULL WHERE id = 2", "第 2 号事件：有没有登记的保密内容"),
    ],
)
def test_tampering_with_a_sealed_part_is_found(desk: Desk, tampering: str, problem: str) -> None:
    take_in(desk, "R1")
    deliberate(desk, 1, {"张三": "驳回请求"})
    conn = connection(desk.db)
    for statement in (*OPEN, tampering):
        conn.execute(statement)
    assert f"event[2]: {problem}" in [str(p) for p in verify(desk)]
