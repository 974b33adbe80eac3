"""日志 by mouse and keys: filters, what is folded away, the chosen line beside the list."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models.entities import EventRow
from models.services.shared.journal import void_event
from models.store.desk import Desk
from tests.ui import support
from tests.ui.pages.case.conftest import OpenCase
from ui.pages.case.journal.page import JournalTab
from ui.shell import targets


def shown(tab: JournalTab) -> list[str]:
    """Return the names of the entries in the list."""
    return [one.name for one in tab.table.lines.rows]


def test_the_kind_is_chosen_by_keys_and_the_text_is_typed(open_case: OpenCase) -> None:
    _window, page = open_case("S1", "journal")
    tab, everything = page.journal, len(page.journal.table.lines.rows)
    tab.filters.kind.setFocus()
    QTest.keyClick(tab.filters.kind, Qt.Key.Key_Down)
    QTest.keyClick(tab.filters.kind, Qt.Key.Key_Down)
    assert set(shown(tab)) == {"送达"}
    served = len(shown(tab))
    paper = tab.table.lines.rows[0].about.split(" · ")[0]
    assert tab.count.text() == f"显示 {served} 条，共 {everything} 条"
    QTest.keyClick(tab.filters.kind, Qt.Key.Key_Down)
    assert "审批" in shown(tab) and "送达" not in shown(tab) and "立案" not in shown(tab)
    QTest.keyClick(tab.filters.kind, Qt.Key.Key_Home)
    support.type_text(tab.filters.text, paper)
    assert 0 < len(shown(tab)) < served
    assert all(paper in f"{one.about}{one.fields}" for one in tab.table.lines.rows)
    support.type_text(tab.filters.text, "这里没有的字")
    assert tab.listed.currentWidget() is not tab.table, "an empty list says so"
    assert tab.detail.isHidden()


def test_the_person_who_registered_is_chosen(
    open_case: OpenCase, settle: support.Settle, read: support.Read
) -> None:
    window, page = open_case("S1", "journal")
    tab = page.journal
    assert page.data is not None
    events = page.data.events
    by_two = tuple(replace(e, actor="王芳") if e.type == "served" else e for e in events)
    tab.show_case(replace(page.data, events=by_two))
    names = [tab.filters.actor.itemText(n) for n in range(tab.filters.actor.count())]
    assert names == ["全部登记人", *sorted({"王芳", events[0].actor})]
    name = events[0].actor
    while tab.filters.actor.currentText() != name:
        QTest.keyClick(tab.filters.actor, Qt.Key.Key_Down)
    assert 0 < len(shown(tab)) < len(events) and "送达" not in shown(tab)
    page.refresh()
    settle(window)
    assert tab.filters.actor.currentText() == name, "reading again keeps the filter"
    other = read(window, lambda desk: support.play_on(desk, ("S3",)))
    window.go(targets.Case(other))
    settle(window)
    assert tab.filters.actor.currentIndex() == 0, "another case is shown as a whole"


def test_voided_entries_are_folded_away_behind_their_count(
    open_case: OpenCase, settle: support.Settle, read: support.Read
) -> None:
    window, page = open_case("S1", "journal")
    tab, case = page.journal, page.case_id

    def void(desk: Desk) -> int:
        last = EventRow.select().where(EventRow.type == "served").order_by(EventRow.id.desc())
        row = last.get()
        void_event(desk, case, row.id, reason="登记错误")
        return row.id

    voided = read(window, void)
    page.refresh()
    settle(window)
    assert voided not in [one.id for one in tab.table.lines.rows]
    support.press(tab, "已作废 1 条　显示")
    assert voided in [one.id for one in tab.table.lines.rows]
    support.press(tab, "已作废 1 条　收起")
    assert voided not in [one.id for one in tab.table.lines.rows]
    tab.filters.kind.setCurrentText("期限、审批")
    assert tab.filters.fold.isHidden(), "no voided entry is of this kind"
    tab.filters.kind.setCurrentText("更正、作废")
    assert shown(tab) == ["作废“送达”"]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_the_chosen_line_is_beside_the_list(
    open_case: OpenCase, settle: support.Settle, size: tuple[int, int]
) -> None:
    window, page = open_case("S1", "journal")
    window.resize(*size)
    settle(window)
    tab = page.journal
    beside = tab.detail.mapTo(tab, QPoint(0, 0))
    assert beside.x() >= tab.card.geometry().right() and beside.y() == 0
    table = tab.table
    day = "2026-03-26"
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance(day), "the day is whole"
