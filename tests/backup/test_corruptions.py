"""A backup that was changed in any way is refused and named, or restores to the same content."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.backup import backup, restore, sums, untrusted
from models.errors import BadInput
from models.store.db import connection
from models.store.desk import Desk
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

FEW, MANY = range(60), range(60, 3060)
NOW = datetime(2026, 9, 1, tzinfo=UTC)
# The tables whose content is the record; the others are computed from it or are being typed.
RECORD = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name"
    " NOT IN ('draft', 'case_deadline', 'waiting', 'case_search') ORDER BY name"
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a backup of a desk that was worked at."""
    home = tmp_path_factory.mktemp("office")
    clock = Clock(date(2025, 6, 2))
    with Desk.open(home / "desk", "李敏", clock.today, clock.now) as desk:
        Player(desk, clock, set_up_office(desk)).play(load_scenario("S3"), papers=False)
        return backup.make(desk)


def record(conn: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is on record."""
    names = [str(row[0]) for row in conn.execute(RECORD)]
    return {one: sorted(conn.execute(f'SELECT * FROM "{one}"'), key=repr) for one in names}


@pytest.fixture(scope="module")
def whole(good: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what the good backup has on record."""
    with closing(sqlite3.connect(good)) as conn:
        return record(conn)


@pytest.fixture
def copy(good: Path, tmp_path: Path) -> Iterator[Path]:
    """Yield a copy of the backup without its checksums."""
    shutil.copy(good, tmp_path / good.name)
    yield tmp_path / good.name


def spoil(path: Path, seed: int) -> None:
    """Change a file somewhere: bits, bytes, pages, its end."""
    dice = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(dice.choice((1, 1, 1, 2, 8))):
        at = dice.randrange(len(data))
        what = dice.random()
        if what < 0.6:
            data[at] ^= 1 << dice.randrange(8)
        elif what < 0.8:
            data[at : at + 16] = dice.randbytes(16)
        elif what < 0.9:
            one, two = (4096 * dice.randrange(len(data) // 4096 or 1) for _ in range(2))
            data[one : one + 4096], data[two : two + 4096] = (
                data[two : two + 4096], data[one : one + 4096],
            )  # fmt: skip
        else:
            del data[max(100, at) :]
            data += b"\0" * 10
    path.write_bytes(data)


def restored(path: Path, folder: Path) -> dict[str, list[tuple[object, ...]]] | None:
    """Restore a backup; None when it is refused, on one line that names it."""
    try:
        restore.restore(folder, path, "李敏", NOW)
    except BadInput as refused:
        assert all(p.problem and "\n" not in p.problem for p in refused.problems)
        assert not (folder / "desk.db").exists()
        return None
    with Desk.open(folder, "李敏") as desk:
        return record(connection(desk.db))


@pytest.mark.parametrize(
    "seed", [*FEW, *(pytest.param(one, marks=pytest.mark.soak) for one in MANY)]
)
def test_a_changed_byte_is_refused_or_changes_nothing(
    copy: Path, tmp_path: Path, whole: dict[str, list[tuple[object, ...]]], seed: int
) -> None:
    spoil(copy, seed)
    found = restored(copy, tmp_path / "new")
    assert found is None or found == whole


def test_with_the_checksums_every_changed_byte_is_refused_and_named(
    good: Path, tmp_path: Path
) -> None:
    dice = random.Random(7)
    for number in range(20):
        path = tmp_path / f"{number}" / good.name
        path.parent.mkdir()
        shutil.copy(good, path)
        shutil.copy(sums.place(good), sums.place(path))
        data = bytearray(path.read_bytes())
        data[dice.randrange(len(data))] ^= 4
        path.write_bytes(data)
        with pytest.raises(BadInput, match="与校验清单不符"):
            restore.restore(tmp_path / f"new{number}", path, "李敏", NOW)


FORGED = {
    "a view in place of a table": (
        "ALTER TABLE document_file RENAME TO gone; CREATE VIEW document_file AS WITH RECURSIVE"
        " n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, '' AS path FROM n"
    ),
    "another view": "CREATE VIEW more AS SELECT 1",
    "a trigger": "CREATE TRIGGER evil AFTER INSERT ON audit BEGIN DELETE FROM party; END",
    "a dropped guard": "DROP TRIGGER {guard}",
    "another table": "CREATE TABLE more (id INTEGER)",
    "a column": "ALTER TABLE party ADD COLUMN more TEXT",
    "another owner": "PRAGMA application_id = 7",
    "nobody's": "PRAGMA application_id = 0",
    "another version": "PRAGMA user_version = 3999",
    "broken text": "UPDATE party SET name = CAST(x'ff' AS TEXT)",
    "a blob": "UPDATE party SET name = x'00ff'",
    "a value outside its check": (
        "PRAGMA ignore_check_constraints = 1; UPDATE party SET domiciled_in_prc = 7"
    ),
    "no check any more": (
        "PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = replace(sql, 'CHECK', 'CHECK')"
        " WHERE name = 'party'; UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '')"
        " WHERE name = 'party'"
    ),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_this_program_did_not_make_is_refused(copy: Path, tmp_path: Path, what: str) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        guard = conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchone()[0]
        conn.executescript(FORGED[what].format(guard=guard))
    assert backup.check(copy)
    assert restored(copy, tmp_path / "new") is None


@pytest.mark.parametrize("version", [1000, 2000, 3000, 4000])
def test_every_version_has_its_schema(version: int) -> None:
    assert len(untrusted.expected(version)) > 20
