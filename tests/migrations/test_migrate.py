"""Migrations: a prototype with rows in every table arrives whole, also when killed on the way."""

import json
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from models.backup import backup, restore
from models.backup.verify import verify
from models.cases.ledger_rows import entry
from models.entities import Audit, Case, CaseParty, Document, DocumentFile, EventRow
from models.errors import BugError, StorageError
from models.queries.lists import case_list
from models.queries.lists.case_list import CaseFilter
from models.services.office import ledgers
from models.store import migrate
from models.store.db import FILE_NAME, MAJOR, VERSION, connection, user_version
from models.store.desk import Desk
from models.store.migrate import STEPS, Step
from tests.places import ROOT
from tests.store.conftest import NOW
from tests.store.writing import take_in

DATA = ROOT / "tests" / "data"
# Stops the child for good after (or in the middle of) the step that ends at a version.
STOP = """
import dataclasses, sys
from models.services.office import ledgers
from models.store import migrate
from models.store.desk import Desk
folder, end, middle = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "middle"
def stop():
    print("there", flush=True)
    sys.stdin.read()
real = migrate.run_step
def run_step(conn, step):
    up = step.up
    def up_and_stop(conn):
        up(conn)
        stop()
    if middle and step.end == end:
        step = dataclasses.replace(step, up=up_and_stop)
    real(conn, step)
    if step.end == end:
        stop()
migrate.run_step = run_step
Desk.open(folder, "x")
"""


def older(folder: Path, major: int) -> Path:
    """Build an older version's database and files from its frozen SQL."""
    (folder / "files" / "2024").mkdir(parents=True)
    for name in ("受理通知书.docx", "裁决书.pdf"):
        (folder / "files" / "2024" / name).write_bytes(b"abc")
    with closing(sqlite3.connect(folder / FILE_NAME)) as conn:
        conn.executescript((DATA / f"v{major}.sql").read_text(encoding="utf-8"))
    return folder / FILE_NAME


def prototype(folder: Path) -> Path:
    """Build the prototype's database and files."""
    return older(folder, 0)


def contents(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    conn = connection(desk.db)
    return {t: conn.execute(f'SELECT * FROM "{t}"').fetchall() for t in migrate.row_counts(conn)}


def schema(desk: Desk) -> set[tuple[str, ...]]:
    """Return every definition of the schema."""
    rows = connection(desk.db).execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
    return {tuple(row) for row in rows}


def old_rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return every row of a database that no desk has opened, by the names of its columns."""
    with closing(sqlite3.connect(path)) as conn:
        conn.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in conn.execute(f'SELECT * FROM "{table}" ORDER BY 1')]
            for table in migrate.row_counts(conn)
        }


@pytest.mark.parametrize("major", range(MAJOR))
def test_every_older_major_version_has_a_fixture_with_rows_in_every_table(
    tmp_path: Path, major: int
) -> None:
    assert [p.stem for p in sorted(DATA.glob("v*.sql"))] == [f"v{m}" for m in range(MAJOR)]
    with closing(sqlite3.connect(older(tmp_path, major))) as conn:
        assert user_version(conn) == (major * 1000 or STEPS[0].start)
        assert all(n > 0 for n in migrate.row_counts(conn).values())
    assert [s.end for s in STEPS[:-1]] == [s.start for s in STEPS[1:]]
    assert STEPS[-1].end == VERSION


@pytest.mark.parametrize("major", range(MAJOR))
def test_migrated_schema_equals_fresh_schema(tmp_path: Path, major: int) -> None:
    older(tmp_path / "old", major)
    with Desk.open(tmp_path / "old", "张三") as desk:
        migrated = schema(desk)
    with Desk.open(tmp_path / "new", "张三") as desk:
        assert migrated == schema(desk)
        assert set(migrate.row_counts(connection(desk.db)).values()) == {0, 1}


def test_rows_of_version_1_arrive_unchanged_with_ids_of_their_own(tmp_path: Path) -> None:
    path = older(tmp_path, 1)
    before = old_rows(path)
    with Desk.open(tmp_path, "张三") as desk:
        assert verify(desk) == []
        steps = Audit.select().where(Audit.format == 2, Audit.action == "migrate")
        assert [one.payload["args"] for one in steps.order_by(Audit.id)] == [
            {"from": f"{n}.0", "to": f"{n + 1}.0"} for n in (1, 2, 3, 4, 5)
        ]  # fmt: skip
    after = old_rows(path)
    for table in set(before) - {"audit", "audit_head", "notification"}:
        kept = [{k: row[k] for k in before[table][0]} for row in after[table]]
        assert kept == before[table], table
    assert [row["hash"] for row in after["audit"][:-5]] == [r["hash"] for r in before["audit"]]
    tables = ("case_file", "event", "document", "document_file", "party")
    uids = [row["uid"] for table in tables for row in after[table]]
    assert len(set(uids)) == len(uids) and all(str(uuid.UUID(u)) == u for u in uids)
    assert {r["type"] for r in after["event"] if r["visibility"] == "deliberation"} == {
        "deliberated"
    }


def test_the_ledger_of_version_2_keeps_its_numbers_and_its_words(tmp_path: Path) -> None:
    path = older(tmp_path, 2)
    before = old_rows(path)["notification"]
    with Desk.open(tmp_path, "张三") as desk:
        assert verify(desk) == []
        moved = [entry(row["id"]) for row in before]
        entries = Audit.select().where(Audit.action == "migrate").order_by(Audit.id)
        (told,) = [one for e in entries if (one := e.payload.get("ledger_row"))]
        assert isinstance(told, dict) and told["rows"] == len(before) == 3
        assert ledgers.record_entry(
            desk, "notification", {"told_on": "2025-6-4", "by_staff": 1, "person_name": "甲"}
        ).ids == {"notification": 4}
    for row, found in zip(before, moved, strict=True):
        texts = ("person_name", "person_phone", "person_role", "manner", "choice", "note")
        assert [found.text(name) for name in texts] == [row[name] for name in texts]
        assert (found.day.isoformat(), found.number("by_staff"), found.case_id) == (
            row["told_on"], row["by_staff_id"], row["case_id"],
        )  # fmt: skip
        assert found.filled("signed") == bool(row["signed"])
        assert found.values["routes"] == tuple(json.loads(row["routes"]))
    kept = {row["id"]: row for row in old_rows(path)["ledger_row"]}
    assert [kept[row["id"]]["recorded_at"] for row in before] == [r["recorded_at"] for r in before]


def test_days_and_receipts_of_version_3_are_kept(tmp_path: Path) -> None:
    path = older(tmp_path, 3)
    before = old_rows(path)
    with Desk.open(tmp_path, "张三") as desk:
        assert verify(desk) == []
        rows = case_list.page(desk, CaseFilter()).rows
        days = [row.received_on for row in rows]
        assert days == sorted(days, reverse=True) and len(days) == len(before["case_file"])
    after = old_rows(path)
    assert after["holiday"] == before["holiday"]
    received = {row["case_id"]: row["date"] for row in after["event"]
                if row["type"].endswith("request_received")}  # fmt: skip
    assert received and received.items() <= {
        (row["id"], row["receipt_on"]) for row in after["case_file"]
    }


def test_the_same_backup_gets_the_same_ids_on_every_computer(tmp_path: Path) -> None:
    found = []
    for name in ("一", "二"):
        path = older(tmp_path / name, 1)
        Desk.open(tmp_path / name, name).close()
        found.append([row["uid"] for row in old_rows(path)["case_file"]])
    assert found[0] == found[1]


def test_a_number_given_once_is_not_given_again(tmp_path: Path) -> None:
    """The paper with the highest number of the fixture is gone; the number stays taken."""
    older(tmp_path, 1)
    with Desk.open(tmp_path, "张三") as desk:
        take_in(desk, "R1")
        assert max(row.id for row in Document.select()) == 5
        assert verify(desk) == []


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE event SET uid = printf('%036d', 1) WHERE id = 2", "event[1]: 第 1 至第 9 号"),
        ("UPDATE event SET visibility = 'main' WHERE id = 7", "event[1]: 第 1 至第 9 号"),
        ("UPDATE event SET payload = '{}' WHERE id = 7", "event[7]: 第 7 至第 7 号"),
        ("UPDATE audit SET person = '李四' WHERE id = 6", "audit[6]: 日志内容被改动过"),
        ("UPDATE audit SET command_id = 'x' WHERE id = 6", "audit[6]: 日志内容被改动过"),
        ("UPDATE audit SET format = 2 WHERE id = 6", "audit[6]: 日志内容被改动过"),
        ("DELETE FROM audit WHERE action = 'migrate' AND id > 5", "标识没有日志"),
    ],
)
def test_what_version_1_wrote_stays_covered(tmp_path: Path, tampering: str, found: str) -> None:
    older(tmp_path, 1)
    with Desk.open(tmp_path, "张三") as desk:
        conn = connection(desk.db)
        for table in ("audit", "event"):
            for verb in ("update", "delete"):
                conn.execute(f"DROP TRIGGER {table}_no_{verb}")
        conn.execute(tampering)
        problems = [str(p) for p in verify(desk)]
        assert any(p.startswith(found) or p.endswith(found) for p in problems), problems


def test_a_backup_of_version_1_is_put_back_and_brought_up(tmp_path: Path) -> None:
    path = older(tmp_path / "old", 1)
    assert backup.check(path) == []
    with Desk.open(tmp_path / "new", "张三") as desk:
        take_in(desk, "R1")
    restore.restore(tmp_path / "new", path, "张三", NOW)
    with Desk.open(tmp_path / "new", "张三") as desk:
        assert Case.select().count() == 3
        # The papers come from beside the backup; what the other database named is reported.
        assert {p.problem for p in verify(desk)} <= {"没有登记的文件"}


def test_prototype_rows_arrive(tmp_path: Path) -> None:
    prototype(tmp_path)
    with Desk.open(tmp_path, "张三") as desk:
        assert verify(desk) == []
        case = Case.get_by_id(4)
        assert case.patent is not None
        assert (case.kind, case.case_no, case.patent.kind) == (
            "mediation", "知调〔2024〕1号", "design",
        )  # fmt: skip
        own = CaseParty.select().where(CaseParty.case == 4)
        places = [(p.key, p.side, p.party.name, p.party.kind) for p in own]
        assert places == [
            ("P1", "requester", "汾宁晟禾沃灌溉设备有限公司", "company"),
            ("R1", "respondent", "刘满囤", "natural"),
        ]
        rows = EventRow.select().where(EventRow.case == 4).order_by(EventRow.id)
        events = [(e.type, e.date.isoformat(), e.payload) for e in rows]
        assert events == [
            ("request_received", "2024-06-11", {}),
            ("docketed", "2024-06-14", {"note": "双方同意"}),
        ]
        assert {f.format for f in DocumentFile.select()} == {"docx", "pdf"}
        actions = [a.action for a in Audit.select().order_by(Audit.id)]
        assert actions == ["prototype"] * 3 + ["migrate"] * 6


def test_backup_is_taken_before_and_holds_the_old_database(tmp_path: Path) -> None:
    prototype(tmp_path)
    Desk.open(tmp_path, "张三").close()
    (taken,) = backup.listing(tmp_path)
    assert taken.reason == f"before-{VERSION}" and backup.check(taken.path) == []
    with closing(sqlite3.connect(taken.path)) as conn:
        assert user_version(conn) == 1
        assert conn.execute("SELECT count(*) FROM cases").fetchone()[0] == 3
    Desk.open(tmp_path, "张三").close()
    assert len(backup.listing(tmp_path)) == 1


@pytest.mark.parametrize("where", ["after", "middle"])
@pytest.mark.parametrize("step", STEPS, ids=lambda s: f"{s.start}-{s.end}")
def test_killed_migration_goes_on(tmp_path: Path, step: Step, where: str) -> None:
    prototype(tmp_path / "whole")
    with Desk.open(tmp_path / "whole", "张三") as desk:
        expected = contents(desk)
    path = prototype(tmp_path / "killed")
    with subprocess.Popen(
        [sys.executable, "-c", STOP, str(path.parent), str(step.end), where],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as child:  # fmt: skip
        assert child.stdout is not None and child.stdout.readline().strip() == b"there"
        child.kill()
        child.wait()
    with closing(sqlite3.connect(path)) as conn:
        assert user_version(conn) == (step.end if where == "after" else step.start)
    with Desk.open(path.parent, "张三") as desk:
        assert contents(desk) == expected
        assert verify(desk) == []


def lose_rows(conn: sqlite3.Connection) -> None:
    """Break a step: children vanish."""
    conn.execute("DELETE FROM event WHERE id = 2")


def break_reference(conn: sqlite3.Connection) -> None:
    """Break a step: parents vanish under their children."""
    conn.execute("DELETE FROM party WHERE id = 2")


@pytest.mark.parametrize("fault", [lose_rows, break_reference, sqlite3.Connection.interrupt])
def test_a_step_that_does_not_add_up_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Any
) -> None:
    path = prototype(tmp_path)

    def up(conn: sqlite3.Connection) -> None:
        fault(conn)
        if fault is sqlite3.Connection.interrupt:
            raise ZeroDivisionError

    monkeypatch.setattr(migrate, "STEPS", (Step(1, 2, up, dict),))
    with pytest.raises((BugError, ZeroDivisionError)):
        Desk.open(tmp_path, "张三")
    with closing(sqlite3.connect(path)) as conn:
        assert user_version(conn) == 1
        assert conn.execute("SELECT count(*) FROM event").fetchone()[0] == 3
        assert conn.execute("SELECT count(*) FROM party").fetchone()[0] == 4


def test_failing_backup_stops_the_migration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = prototype(tmp_path)
    (tmp_path / backup.FOLDER).write_bytes(b"in the way")
    with pytest.raises(StorageError):
        Desk.open(tmp_path, "张三")
    with closing(sqlite3.connect(path)) as conn:
        assert user_version(conn) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [("routes", ""), ("routes", "x"), ("routes", "5"), ("note", b"x"), ("told_on", "2026-13-40")],
)
def test_a_damaged_row_of_version_2_is_named_and_leaves_one_backup(
    tmp_path: Path, column: str, value: str | bytes
) -> None:
    path = older(tmp_path, 2)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"UPDATE notification SET {column} = ? WHERE id = 2", (value,))
        conn.commit()
    for _ in range(3):
        with pytest.raises(StorageError, match="告知台账第2号已损坏"):
            Desk.open(tmp_path, "张三")
    assert len(backup.listing(tmp_path)) == 1
    with closing(sqlite3.connect(path)) as conn:
        assert user_version(conn) == 2000
