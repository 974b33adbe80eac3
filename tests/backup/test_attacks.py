"""What the owner of the file can change with SQL and Python is found by `verify`, and located.

Thirty-odd changes are made as they come; then with the whole chain written again, as a program
would write it: what was noted outside (the folder's mark, the second place's) is not in the file.
"""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.backup import backup
from models.backup.verify import verify
from models.canonical import canonical
from models.services.office.office import set_settings
from models.store.audit import log, rows
from models.store.desk import Desk
from ui.shell.start import main
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

DAY = date(2026, 9, 1)
FINAL = """SELECT path FROM document_file JOIN document ON document.id = document_id
    WHERE state = 'final' AND format = 'pdf'"""
Attack = str | Callable[[sqlite3.Connection, Path], None]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a desk that was worked at, and its second place."""
    home = tmp_path_factory.mktemp("office")
    (home / "also").mkdir()
    clock = Clock(date(2025, 6, 2))
    with Desk.open(home / "desk", "李敏", clock.today, clock.now) as desk:
        staff = set_up_office(desk)
        set_settings(desk, {"office.backup_folder": str(home / "also")})
        for name in ("S1", "S4"):
            Player(desk, clock, staff).play(load_scenario(name), papers=name == "S4")
        clock.day = DAY
        backup.make(desk, also=home / "also")
        assert verify(desk) == []
    return home


def forge_file(conn: sqlite3.Connection, folder: Path) -> None:
    """Put another PDF in the place of one, with its digest and size in the row."""
    forged = b"%PDF-1.4 forged"
    number, path = conn.execute(
        "SELECT id, path FROM document_file WHERE format = 'pdf' LIMIT 1"
    ).fetchone()
    (folder / "files" / path).write_bytes(forged)
    conn.execute(
        "UPDATE document_file SET sha256 = ?, size = ? WHERE id = ?",
        (hashlib.sha256(forged).hexdigest(), len(forged), number),
    )


def forge_values(conn: sqlite3.Connection, _folder: Path) -> None:
    """Change what a paper was made from, with the digest beside it."""
    conn.execute(
        "UPDATE document SET \"values\" = '{}', values_sha = ? WHERE id = 1",
        (hashlib.sha256(b"{}").hexdigest(),),
    )


def cut_tail(conn: sqlite3.Connection, _folder: Path) -> None:
    """Take away the last entry and the events that it recorded, and correct the head."""
    number, payload = conn.execute(
        "SELECT id, payload FROM audit ORDER BY id DESC LIMIT 1"
    ).fetchone()
    span = json.loads(payload).get("events", {"after": 10**9})
    conn.execute("DELETE FROM event WHERE id > ?", (span["after"],))
    conn.execute("DELETE FROM audit WHERE id = ?", (number,))
    count, head = conn.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    conn.execute("UPDATE audit_head SET count = ?, hash = ?", (count, head))


ATTACKS: tuple[tuple[Attack, str], ...] = (
    ("UPDATE party SET name = '别的公司' WHERE id = 1", "party[1]"),
    ("UPDATE party SET id_no = '91140000000000000X' WHERE id = 1", "party[1]"),
    ("UPDATE party SET phone = '1' WHERE id = 2", "party[2]"),
    ("UPDATE party SET domiciled_in_prc = 0 WHERE id = 2", "party[2]"),
    ("INSERT INTO party SELECT 900, '00000000-0000-4000-8000-000000000900', kind, name,"
     " id_type, id_no, legal_rep, legal_rep_post, address, postcode, phone, domiciled_in_prc,"
     " region, operator_name, operator_id_no, initials FROM party WHERE id = 1", "party[900]"),
    ("UPDATE patent SET number = '202010000001.1' WHERE id = 1", "patent[1]"),
    ("UPDATE patent SET title = '别的专利' WHERE id = 1", "patent[1]"),
    ("UPDATE case_file SET receipt_no = '知收〔2026〕99号' WHERE id = 1", "case_file[1]"),
    ("UPDATE case_file SET facts_and_reasons = '' WHERE id = 1", "case_file[1]"),
    ("UPDATE case_file SET acts = '[]' WHERE id = 1", "case_file[1]"),
    ("UPDATE case_file SET handler_id = 1 WHERE id = 1", "case_file[1]"),
    ("UPDATE case_file SET case_no = '改了' WHERE id = 1", "case_file[1]"),
    ("UPDATE case_party SET side = 'third_party' WHERE id = 2", "case_party[2]"),
    ("UPDATE agent SET powers = 'general' WHERE id = 1", "agent[1]"),
    ("UPDATE evidence SET name = '别的证据' WHERE id = 1", "evidence[1]"),
    ("DELETE FROM evidence WHERE id = 1", "evidence[1]"),
    ("INSERT INTO evidence SELECT 900, case_id, 90, side, name, proves, pages, source, form,"
     " language, note FROM evidence WHERE id = 2", "evidence[900]"),
    ("UPDATE document SET state = 'void' WHERE id = 1", "document[1]"),
    (forge_values, "document[1]"),
    (forge_file, "document_file["),
    ("UPDATE staff SET certificate_no = '999' WHERE id = 1", "staff[1]"),
    ("UPDATE staff SET role = 'dept_head' WHERE id = 2", "staff[2]"),
    ("INSERT INTO staff SELECT 900, '外人', role, certificate_no, certificate_issuer,"
     " certificate_until, phone, 1, NULL, NULL FROM staff WHERE id = 1", "staff[900]"),
    ("UPDATE setting SET value = '\"别的局\"' WHERE \"key\" = 'office.name'",
     "setting[office.name]"),
    ("DELETE FROM setting WHERE \"key\" = 'office.name'", "setting[office.name]"),
    ("INSERT INTO holiday VALUES ('2026-03-03', 'rest', '假', '无')", "holiday[2026-03-03/rest]"),
    ("UPDATE number_sequence SET last = 1 WHERE kind = 'receipt'", "number_sequence[receipt/"),
    ("UPDATE ledger_row SET day = '2020-01-01'", "ledger_row[1]"),
    ("DELETE FROM ledger_row", "ledger_row[1]"),
    ("UPDATE event SET payload = '{}' WHERE id = 3", "event["),
    ("UPDATE event SET date = '2026-01-01' WHERE id = 5", "event["),
    ("DELETE FROM event WHERE id = (SELECT max(id) FROM event)", "event["),
    ("INSERT INTO event (case_id, type, date, recorded_at, actor, payload, reason, uid, version,"
     " visibility) SELECT case_id, type, date, recorded_at, actor, payload, reason,"
     " '00000000-0000-4000-8000-000000000901', version, visibility FROM event WHERE id = 3",
     "event["),
    ("UPDATE audit SET actor = '别人' WHERE id = 4", "audit[4]"),
    ("UPDATE audit SET at = '2020-01-01T00:00:00.000000Z' WHERE id = 4", "audit[4]"),
    (cut_tail, "audit["),
)  # fmt: skip


@pytest.fixture
def copy(office: Path, tmp_path: Path) -> Iterator[Path]:
    """Yield a copy of the office's folder, whose second place is where it says."""
    shutil.copytree(office / "desk", tmp_path / "desk")
    yield tmp_path / "desk"


def changed(folder: Path, attack: Attack, *, written_again: bool = False) -> None:
    """Change the database as its owner can: without the program and its triggers."""
    with closing(sqlite3.connect(folder / "desk.db")) as conn:
        guards = conn.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            conn.execute(f"DROP TRIGGER {name}")
        conn.create_function("letters", 1, str)
        if callable(attack):
            attack(conn, folder)
        else:
            conn.execute(attack)
        if written_again:
            write_again(conn)
        for _, sql in guards:
            conn.execute(sql)
        conn.commit()


def write_again(conn: sqlite3.Connection) -> None:
    """Write digests and chain as the program would have, had it always been so."""
    last: dict[tuple[str, str], int] = {}
    said: dict[int, dict[str, Any]] = {}
    for number, payload in conn.execute("SELECT id, payload FROM audit ORDER BY id").fetchall():
        said[number] = json.loads(payload)
        for table, digests in said[number].get("rows", {}).items():
            last |= {(table, key): number for key in digests}
    for table in rows.TABLES:
        key, spelled = rows._key(table, "t"), rows._spelled(conn, table, "t")
        for name, row in conn.execute(f"SELECT {key}, {spelled} FROM {table} t").fetchall():
            number = last.get((table, name), max(said))
            said[number].setdefault("rows", {}).setdefault(table, {})[name] = rows.digest(row)
    before = log.GENESIS
    for values in conn.execute(
        "SELECT id, at, actor, action, case_id, payload, format, person, role, command_id"
        " FROM audit ORDER BY id"
    ).fetchall():
        payload = said[values[0]]
        if "events" in payload:
            span = payload["events"]
            span["sha256"] = log.events_digest(conn, span["after"], span["to"], values[6])
        columns: list[Any] = [*values[:5], canonical(payload), *values[6:]]
        entry = log.Row(*columns)
        sha = entry.hash(before)
        conn.execute(
            "UPDATE audit SET payload = ?, prev_hash = ?, hash = ? WHERE id = ?",
            (entry.payload, before, sha, entry.number),
        )
        before = sha
    conn.execute("UPDATE audit_head SET hash = ?", (before,))


def found(folder: Path) -> list[str]:
    """Return where the program says something is wrong."""
    clock = Clock(DAY)
    with Desk.open(folder, "李敏", clock.today, clock.now, adopt=True) as desk:
        return [problem.field for problem in verify(desk)]


@pytest.mark.parametrize(("attack", "place"), ATTACKS)
def test_a_change_is_found_where_it_is(copy: Path, attack: Attack, place: str) -> None:
    changed(copy, attack)
    (copy / "desk.mark").unlink()  # the attacker takes that away too
    assert [field for field in found(copy) if field.startswith(place)]


@pytest.mark.parametrize(("attack", "place"), ATTACKS)
def test_a_chain_that_was_written_again_is_found_by_the_second_place(
    copy: Path, attack: Attack, place: str
) -> None:
    changed(copy, attack, written_again=True)
    (copy / "desk.mark").unlink()
    assert [field for field in found(copy) if field.startswith(("audit[", place))]


def test_a_chain_that_was_written_again_is_found_by_the_papers_that_went_out(
    office: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(copy, "UPDATE staff SET name = '王五' WHERE id = 1", written_again=True)
    assert [field for field in found(copy) if field.startswith("files/") and field.endswith("pdf")]
    with closing(sqlite3.connect(copy / "desk.db")) as conn:
        (path,) = conn.execute(FINAL).fetchone()
    went_out = str(office / "desk" / "files" / path)
    for folder, code in ((office / "desk", 0), (copy, 1)):
        assert (
            main(["--data-dir", str(folder), "verify", "--paper", went_out, "--clock-ok"]) == code
        )
        assert (went_out in capsys.readouterr().out) == bool(code)


@pytest.mark.parametrize("name", ["desk.db", "desk", "absent.pdf"])
def test_what_is_no_paper_cannot_be_compared(
    office: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    paper = str(office / "desk" / name)
    assert main(["--data-dir", str(office / "desk"), "verify", "--paper", paper]) == 2
    assert paper in capsys.readouterr().err


def test_without_a_change_nothing_is_found(copy: Path) -> None:
    changed(copy, "SELECT 1")
    assert found(copy) == []
