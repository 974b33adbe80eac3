"""Importing a holiday table: every date that moves is listed, cancelling changes nothing."""

from datetime import date
from typing import Any

import pytest

from models.backup.verify import verify
from models.entities import Audit, CaseDeadline, Holiday
from models.errors import BadInput
from models.services.office.holidays import import_arrangement, withdraw_arrangement
from models.services.receiving.intake import file_request
from models.store.desk import Desk

HEAD = "date,kind,name,source\n"
TABLE = HEAD + "2026-05-18,rest,样例假日,样例文件\n2026-05-23,work,调休上班,样例文件\n"


@pytest.fixture
def received(desk: Desk, request_s2: dict[str, Any]) -> int:
    """Return a request received on 2026-05-11: docketing is due on 05-18."""
    return file_request(desk, request_s2).ids["case"]


def due(case_id: int) -> date:
    """Return the docketing date in the table of dates."""
    row = CaseDeadline.get((CaseDeadline.case == case_id) & (CaseDeadline.rule == "docketing"))
    return row.due


def test_moved_dates_are_listed_and_restated(desk: Desk, received: int) -> None:
    assert due(received) == date(2026, 5, 18)
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        seen.append((done, total))
        return True

    moved = import_arrangement(desk, TABLE, progress)
    assert {(m.rule, m.before, m.after) for m in moved} == {
        ("docketing", date(2026, 5, 18), date(2026, 5, 19)),
        ("docket_notice", date(2026, 5, 18), date(2026, 5, 19)),
    }
    assert due(received) == date(2026, 5, 19)
    assert seen == [(1, 1)]


def test_cancelling_changes_nothing(desk: Desk, received: int) -> None:
    with pytest.raises(BadInput, match="已取消"):
        import_arrangement(desk, TABLE, lambda _done, _total: False)
    assert Holiday.select().count() == 0
    assert due(received) == date(2026, 5, 18)
    assert import_arrangement(desk, HEAD + "2026-12-31,rest,假日,文件\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "date,name\n2026-05-18,假\n",
        HEAD + "2026-02-30,rest,x,y\n",
        HEAD + "2026-05-18,party,x,y\n",
    ],
)
def test_a_broken_table_is_refused_whole(desk: Desk, received: int, text: str) -> None:
    with pytest.raises(BadInput):
        import_arrangement(desk, text)
    assert Holiday.select().count() == 0
    assert due(received) == date(2026, 5, 18)


def test_a_year_is_withdrawn_with_a_reason_and_kept_in_the_audit(desk: Desk, received: int) -> None:
    import_arrangement(desk, TABLE + "2026-12-31,complete,,文件\n2026-12-31,rest,假,文件\n")
    assert Holiday.select().count() == 4 and due(received) == date(2026, 5, 19)
    for year, reason, field in ((2026, " ", "reason"), (2025, "录错", "year")):
        with pytest.raises(BadInput) as refused:
            withdraw_arrangement(desk, year, reason=reason)
        assert [p.field for p in refused.value.problems] == [field]
    withdraw_arrangement(desk, 2026, reason="录错了年份")
    assert Holiday.select().count() == 0 and due(received) == date(2026, 5, 18)
    last = Audit.select().order_by(Audit.id.desc()).get()
    assert str(last.payload["withdrawn"]).count("2026-") == 4
    assert "录错了年份" in str(last.payload["args"])
    assert verify(desk) == []


def test_a_day_imported_again_is_what_the_newer_table_says(desk: Desk) -> None:
    import_arrangement(desk, HEAD + "2026-12-31,complete,,甲\n2026-12-31,rest,假,甲\n")
    import_arrangement(desk, HEAD + "2026-12-31,work,调休,乙\n")
    kept = {(row.kind, row.source) for row in Holiday.select()}
    assert kept == {("complete", "甲"), ("work", "乙")}
