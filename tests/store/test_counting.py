"""Statements are counted: what opening a case and saving a step may ask of the database."""

from models.cases.loading import load
from models.entities import Case
from models.store.desk import Desk
from tests.counting import counting
from tests.store.writing import take_in

OPENING = 15


def test_every_read_and_write_counts_once(desk: Desk) -> None:
    take_in(desk, "R1")
    with counting(desk) as counted:
        Case.get()
        list(Case.select())
        with desk.transaction():
            Case.update(product="滴灌带").execute()
        desk.db.connection().executemany("UPDATE case_file SET product = ?", [("甲",), ("乙",)])
    assert len(counted) == 5 and "滴灌带" in str(counted)
    Case.get()
    assert len(counted) == 5


def test_a_command_is_counted_whole(desk: Desk) -> None:
    """Among them: the rows, the audit entry and its head, the digest of the events."""
    take_in(desk, "R1")
    with counting(desk) as counted:
        take_in(desk, "R2")
    assert sum(s.startswith("INSERT") for s in counted.statements) == 8, str(counted)


def test_loading_a_case_takes_one_statement_a_table(desk: Desk) -> None:
    take_in(desk, "R1")
    with counting(desk) as counted:
        load(desk, 1)
    assert len(counted) <= 7 < OPENING, str(counted)
