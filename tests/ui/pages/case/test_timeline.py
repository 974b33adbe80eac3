"""The timeline: to scale, nothing over anything else, nothing past the edge, clicks choose."""

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models.queries.case_page.data import Bar, Flag, Lane, Timeline
from models.queries.places import CaseTab
from models.queries.signs import Tone
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.pages.case.conftest import OpenCase
from ui.pages.case.deadlines.layout import LABEL_WIDTH, Box, fit, place
from ui.pages.case.deadlines.table import COLUMNS
from ui.pages.case.page import CasePage
from ui.shell import targets
from ui.widgets.paged import PagedModel

FIRST = date(2026, 1, 26)


def measure(text: str) -> int:
    """Return a width like that of 10.5 pt Chinese."""
    return 14 * len(text)


def meet(one: Box, other: Box) -> bool:
    """Say whether two rectangles overlap."""
    across = one.x < other.x + other.w and other.x < one.x + one.w
    return across and one.y < other.y + other.h and other.y < one.y + one.h


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Any case of up to a year, with crowded flags."""
    days = st.integers(0, 360)
    lanes = []
    for name in ("甲公司", "乙公司", "期限"):
        flagged = sorted(draw(st.sets(days, max_size=9)))
        flags = tuple(
            Flag(FIRST + timedelta(d), "✓", f"答辩等{n}项 3月{n}日", Tone.GOOD, (n,))
            for n, d in enumerate(flagged)
        )
        spans = draw(st.lists(st.tuples(days, st.integers(0, 60)), max_size=4))
        bars = tuple(
            Bar(FIRST + timedelta(a), FIRST + timedelta(a + n), "答辩", "clock") for a, n in spans
        )
        lanes.append(Lane(name, name, bars, flags))
    last = max((f.day for lane in lanes for f in lane.flags), default=FIRST)
    end = max([last, *(b.end for lane in lanes for b in lane.bars)])
    return Timeline(FIRST, end, FIRST + timedelta(draw(days)), tuple(lanes))


@settings(max_examples=60, deadline=None)
@given(timelines(), st.sampled_from([760, 1000, 1170]))
def test_labels_never_overlap_and_stay_inside(line: Timeline, width: int) -> None:
    picture = place(line, width, measure)
    for one, other in combinations(picture.flags, 2):
        assert not meet(one.label, other.label)
    for flag in picture.flags:
        assert flag.label.x >= LABEL_WIDTH
        assert flag.label.x + flag.label.w <= width
        for bar in picture.bars:
            assert not meet(flag.label, bar.box)
    for bar in picture.bars:
        assert bar.box.x + bar.box.w <= width


def test_bars_are_to_scale() -> None:
    bars = tuple(
        Bar(FIRST + timedelta(a), FIRST + timedelta(b), "", "past") for a, b in ((0, 20), (20, 60))
    )
    line = Timeline(FIRST, FIRST + timedelta(90), FIRST, (Lane("办理", "办理", bars),))
    short, long = place(line, 1000, measure).bars
    assert long.box.w / short.box.w == pytest.approx(2, rel=0.02)


def test_click_on_a_flag_chooses_its_date_and_explains_it(
    open_case: OpenCase, qtbot: QtBot
) -> None:
    _window, page = open_case("S1")
    tab = page.deadlines
    picture = tab.timeline.picture
    assert picture is not None
    flag = next(f for f in picture.flags if "未答辩" in f.flag.text)
    middle = QPoint(flag.label.x + flag.label.w // 2, flag.label.y + flag.label.h // 2)
    qtbot.mouseClick(tab.timeline, Qt.MouseButton.LeftButton, pos=middle)
    assert tab.table.currentIndex().row() == flag.flag.places[0]

    def shown() -> str:
        return "\n".join(w.text() for w in tab.why.findChildren(QLabel) if w.isVisible())

    qtbot.waitUntil(lambda: "顺延" in shown() and "跳过：春节" in shown())


def test_keys_in_the_table_explain_the_next_date(open_case: OpenCase, qtbot: QtBot) -> None:
    _window, page = open_case("S3")
    tab = page.deadlines
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    assert tab.table.currentIndex().row() == 1
    assert tab.timeline.selected == 1


def test_a_sorted_table_and_the_timeline_still_mean_the_same_date(
    open_case: OpenCase, qtbot: QtBot
) -> None:
    _window, page = open_case("S3")
    tab, came = page.deadlines, list(page.deadlines.table.lines.rows)
    header = tab.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(2) + 20, header.height() // 2)
    for _ in range(2):  # the latest first
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    rows = tab.table.lines.rows
    assert rows != came and [one.due for one in rows] == sorted((o.due for o in came), reverse=True)
    for _ in rows:
        qtbot.keyClick(tab.table, Qt.Key.Key_Up)
    assert tab.table.current() == rows[0]
    assert came[tab.timeline.selected] == rows[0]
    picture = tab.timeline.picture
    assert picture is not None
    flag = picture.flags[0]
    middle = QPoint(flag.label.x + flag.label.w // 2, flag.label.y + flag.label.h // 2)
    qtbot.mouseClick(tab.timeline, Qt.MouseButton.LeftButton, pos=middle)
    assert tab.table.current() == came[flag.flag.places[0]]


def test_dates_model(open_case: OpenCase, qtmodeltester: ModelTester) -> None:
    _window, page = open_case("S3")
    assert page.data is not None
    model = PagedModel(COLUMNS, lambda date: (date.rule, date.key))
    model.start(page.data.dates)
    qtmodeltester.check(model)
    assert [c.title for c in COLUMNS] == ["期限", "对象", "届满日", "状态", "依据", "为什么"]


def test_nothing_is_clipped_in_a_narrow_window(open_case: OpenCase, qtbot: QtBot) -> None:
    window, page = open_case("S1")
    view = page.deadlines.timeline
    window.resize(1170, 740)

    def narrow() -> bool:
        return view.picture is not None and view.picture.width == view.width() < 1020

    qtbot.waitUntil(narrow)
    picture = view.picture
    assert picture is not None
    for flag in picture.flags:
        assert 0 < flag.label.x
        assert flag.label.x + flag.label.w <= view.width()
    assert view.height() == picture.height


def test_five_lines_of_the_table_are_seen_with_the_timeline(open_case: OpenCase) -> None:
    window, page = open_case("S1")
    tab = page.deadlines
    window.resize(1366, 740)
    QApplication.processEvents()
    fifth = tab.table.visualRect(tab.table.lines.index(4, 0))
    below = tab.table.viewport().mapTo(window, fifth.bottomLeft()).y()
    assert below <= window.height(), f"{below} px"
    assert tab.frame.height() >= 150


def test_a_closed_case_ends_with_its_last_day_and_points_to_today(
    desk_folder: Path, play: support.Play, open_window: OpenWindow, settle: support.Settle
) -> None:
    case_id = play(desk_folder, "S3")
    window = open_window(desk_folder)
    window.go(targets.Case(case_id=case_id, tab=CaseTab.DEADLINES))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, CasePage) and page.data is not None
    assert page.data.timeline.end < page.data.timeline.today, "five months after its last day"
    picture = page.deadlines.timeline.picture
    assert picture is not None and picture.today is None
    assert picture.today_text == "今天 2026年5月20日 →（不按比例）"
    assert picture.today_label is not None
    assert picture.today_label.x + picture.today_label.w <= picture.width


def test_an_open_case_shows_today(open_case: OpenCase) -> None:
    _window, page = open_case("S3")
    picture = page.deadlines.timeline.picture
    assert picture is not None and picture.today is not None
    assert picture.left < picture.today < picture.width


def test_met_dates_fold_to_their_sign_before_open_ones_do() -> None:
    flags = tuple(
        Flag(FIRST + timedelta(2 * n), "✓", f"送达请求书副本 3月{n}日", Tone.GOOD, (n,))
        for n in range(9)
    )
    late = Flag(FIRST + timedelta(3), "✕", "未答辩 2月1日", Tone.PROBLEM, (9,))
    line = Timeline(
        FIRST, FIRST + timedelta(90), FIRST, (Lane("期限", "期限", (), (*flags, late)),)
    )
    whole, tight = (fit(line, 1000, measure, room) for room in (2000, 60))
    assert whole.folded == 0 and tight.folded
    assert tight.height < whole.height
    shown = {f.flag.text: f.text for f in tight.flags}
    assert shown["✕ 未答辩 2月1日"] == "✕ 未答辩 2月1日"
    assert shown["✓ 送达请求书副本 3月8日"] == "✓", "the last one has room for its sign"
    for one, other in combinations(tight.flags, 2):
        assert not meet(one.label, other.label)
