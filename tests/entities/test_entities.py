"""Entities match the frozen schema; their fields store days, moments and JSON strictly."""

import inspect
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

import peewee
import pytest

from models import canonical, entities
from models.entities import Case, EventRow, Holiday, NumberSequence, Setting
from models.entities.base import DayField, Entity, MomentField
from models.errors import BugError, StorageError
from models.store import faults
from models.store.db import connection
from models.store.desk import Desk
from tests.store.writing import take_in


class Colour(Enum):
    """A value with a name."""

    RED = "red"


def moment() -> datetime:
    """Return a moment in UTC."""
    return datetime(2026, 1, 5, tzinfo=UTC)


ALL = [m for _, m in inspect.getmembers(entities, inspect.isclass) if issubclass(m, Entity)]


@pytest.mark.parametrize("entity", ALL, ids=lambda e: e.__name__)
def test_entity_has_the_columns_of_its_table(desk: Desk, entity: type[Entity]) -> None:
    meta: Any = entity._meta
    rows = connection(desk.db).execute(f'PRAGMA table_info("{meta.table_name}")').fetchall()
    table = {row[1]: (bool(row[3]), bool(row[5])) for row in rows}
    keys = meta.primary_key.field_names if meta.composite_key else [meta.primary_key.name]
    fields = {
        field.column_name: (not field.null, field.name in keys) for field in meta.sorted_fields
    }
    assert fields == table


def test_every_table_has_an_entity(desk: Desk) -> None:
    rows = connection(desk.db).execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    assert {row[0] for row in rows} == {e._meta.table_name for e in ALL}


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("SELECT * FROM event WHERE case_id = 1 ORDER BY date, id", "event_case_date"),
        ("SELECT * FROM case_file WHERE stage = 'x' AND status = 'y'", "case_stage_status"),
        ("SELECT * FROM party WHERE initials >= 'fn' AND initials < 'fo'", "party_initials"),
        ("SELECT * FROM document WHERE case_id = 1", "document_case"),
        ("SELECT * FROM audit WHERE case_id = 1", "audit_case"),
        ("SELECT * FROM case_party WHERE party_id = 1", "case_party_party"),
        ("SELECT path FROM document_file WHERE path IN ('a', 'b')", "autoindex_document_file"),
    ],
)
def test_indexes_are_used(desk: Desk, sql: str, index: str) -> None:
    plan = connection(desk.db).execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    assert index in plan[0][3] and "TEMP B-TREE" not in str(plan)


def test_values_come_back_as_they_went_in(desk: Desk) -> None:
    take_in(desk, "R1")
    event = EventRow.get()
    assert (event.date, event.recorded_at) == (desk.today(), desk.now())
    assert event.payload == {"on": "2026-01-05"}
    case = Case.get()
    assert (case.requests, case.case_no, case.already_sued) == ([], None, False)
    with desk.unaudited():
        Setting.create(key="k", value={"b": [1, True], "a": date(2026, 1, 5)})
        Holiday.create(date="2026-10-01", kind="rest", name="国庆节")
        NumberSequence.create(kind="receipt", year=2026, last=3)
    raw = connection(desk.db).execute("SELECT value FROM setting").fetchone()[0]
    assert raw == '{"a":"2026-01-05","b":[1,true]}'
    assert Setting.get_by_id("k").confirmed_on is None
    assert Holiday.get(Holiday.date == date(2026, 10, 1)).name == "国庆节"
    assert NumberSequence.get(NumberSequence.year == 2026).last == 3


def test_a_row_is_put_over_the_one_with_its_key(desk: Desk) -> None:
    with desk.unaudited():
        Setting.put(key="k", value=1, source="甲", confirmed_on=date(2026, 1, 5))
        Setting.put(key="k", value=2)
        NumberSequence.put(kind="receipt", year=2026, last=3)
        NumberSequence.put(kind="receipt", year=2026, last=4)
        NumberSequence.put(kind="receipt", year=2027)
    row = Setting.get()
    assert (row.value, row.source, row.confirmed_on) == (2, "", None)
    found = [(n.kind, n.year, n.last) for n in NumberSequence.select()]
    assert found == [("receipt", 2026, 4), ("receipt", 2027, 0)]


def test_days_and_moments_are_strict() -> None:
    day, moment = DayField(), MomentField()
    assert day.db_value("2026-01-05") == "2026-01-05"
    with pytest.raises(TypeError):
        day.db_value(datetime(2026, 1, 5, tzinfo=UTC))
    with pytest.raises(ValueError, match=r"Invalid|day is out"):
        day.db_value("2026-02-30")
    east = datetime(2026, 1, 5, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    assert moment.db_value(east) == "2026-01-05T01:30:00.000000Z"
    assert moment.python_value(moment.db_value(east)) == east
    assert moment.db_value("2026-01-05T09:30:00+08:00") == "2026-01-05T01:30:00.000000Z"
    assert moment.db_value(None) is None and day.python_value(None) is None
    with pytest.raises(BugError, match="time zone"):
        moment.db_value(datetime(2026, 1, 5))


def test_canonical_spelling() -> None:
    assert canonical.canonical({"乙": {3, 1}, "甲": (1.5, None)}) == '{"乙":[1,3],"甲":[1.5,null]}'
    spelled = canonical.canonical([Colour.RED, Decimal("1.50"), PurePosixPath("a/b"), moment()])
    assert spelled == '["red","1.50","a/b","2026-01-05T00:00:00.000000Z"]'
    with pytest.raises(ValueError, match="Out of range"):
        canonical.canonical(float("nan"))


def test_faults_are_told_apart() -> None:
    with pytest.raises(BugError, match="refused"):
        raise faults.translate(peewee.OperationalError("no such table: x"))
    held = PermissionError(13, "in use")
    held.winerror = 32  # type: ignore[attr-defined]
    assert "WPS" in str(faults.from_os(held, "甲"))
    other = ValueError("x")
    assert faults.translate(other) is other
    with pytest.raises(StorageError, match=r"读写磁盘时出错.*（甲）"), faults.storage_errors("甲"):
        raise OSError("odd")
    with pytest.raises(ValueError, match="x"), faults.storage_errors():
        raise other
