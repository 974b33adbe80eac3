"""统计 as a clerk uses it: keys for the period, numbers worked out by hand, the cases behind them.

By hand from the samples, received in 2026: S1 (26 January), S2 (11 May), S4 (9 March, refused) are
adjudications; S10 (22 June) and S11 (16 March, by post) mediations. S3 was received in 2025.
"""

import csv
import io
import os
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.errors import StorageError
from models.queries.statistics.facts import Loaded
from models.services.shared.journal import record_event
from tests.ui import support
from tests.ui.growth import clipped
from ui.output import file_choice
from ui.output.papers import printing
from ui.pages.case.page import CasePage
from ui.pages.ledgers.page import LedgerPage
from ui.pages.statistics.behind import BehindDialog
from ui.pages.statistics.output import csv_bytes, paper
from ui.pages.statistics.page import StatisticsPage
from ui.shell.main_window import MainWindow
from ui.verbs.playing.scenario import Clock

SAMPLES = ("S1", "S2", "S3", "S4", "S10", "S11")


@pytest.fixture
def page(
    window: MainWindow,
    desk_folder: Path,
    play: support.Play,
    clock: Clock,
    settle: support.Settle,
    qtbot: object,
) -> StatisticsPage:
    """Return the page over the samples, on 22 November 2026, opened by Ctrl+7."""
    play(desk_folder, *SAMPLES)
    clock.day = date(2026, 11, 22)
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    return shown_page(window, settle)


def shown_page(window: MainWindow, settle: support.Settle) -> StatisticsPage:
    """Wait until every table stands."""
    settle(window)
    found = window.stack.currentWidget()
    assert isinstance(found, StatisticsPage)
    while found._waiting or not found.groups:
        QApplication.processEvents()
        settle(window)
    return found


def numbers(page: StatisticsPage, table: str, label: str) -> list[str]:
    """Return a row's numbers as they are on the screen."""
    model = page.groups[table].figures.lines
    for row in range(model.rowCount()):
        if str(model.index(row, 0).data()).strip("　") == label:
            return [model.index(row, column).data() for column in range(1, model.columnCount())]
    raise AssertionError(f"no row {label!r} in {table}")


def place(page: StatisticsPage, table: str, label: str, column: int) -> QPoint:
    """Return where a number is in its table."""
    view = page.groups[table].figures
    for row in range(view.lines.rowCount()):
        if str(view.lines.index(row, 0).data()).strip("　") == label:
            return view.visualRect(view.lines.index(row, column)).center()
    raise AssertionError(f"no row {label!r} in {table}")


def dialog_of(window: MainWindow, settle: support.Settle) -> BehindDialog:
    """Return the list that is open."""
    settle(window)
    found = [d for d in window.findChildren(BehindDialog) if d.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_numbers_of_the_year(page: StatisticsPage) -> None:
    assert page.bar.wanted() is not None and page.bar.first.value() == date(2026, 1, 1)
    assert numbers(page, "flow", "收件") == ["3", "2", "0", "5"]
    assert numbers(page, "flow", "邮寄") == ["0", "1", "0", "1"]
    assert numbers(page, "flow", "通知补正") == ["1", "—", "—", "1"]
    assert numbers(page, "progress", "已立案（占口径内案件）") == ["2/3 66.7%", "2/2 100%"]
    assert numbers(page, "outcome", "裁决：侵权成立") == ["1", "1", "0", "2"]
    assert numbers(page, "handling", "书面审理") == ["0", "1", "0", "1"]
    assert numbers(page, "duration", "平均办理天数") == ["55.5", "31.5"]
    assert numbers(page, "agreement", "协议金额（元）")[-1] == "126,000.00"
    assert numbers(page, "notification", "转为收案（占告知）") == ["2/2 100%"]


def test_a_click_shows_the_cases_and_enter_opens_one(
    page: StatisticsPage, window: MainWindow, settle: support.Settle
) -> None:
    view = page.groups["flow"].figures
    spot = place(page, "flow", "立案", 1)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    dialog = dialog_of(window, settle)
    assert dialog.title.text() == "立案：行政裁决　2件"
    assert [line.number for line in dialog.table.lines.rows] == [
        "晋宁知法裁字〔2026〕3号", "晋宁知法裁字〔2026〕11号",
    ]  # fmt: skip
    assert dialog.table.lines.rows[1].parties == "郝砚秋 诉 禾川县青筐里塑业有限公司"
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settle(window)
    case = window.stack.currentWidget()
    assert isinstance(case, CasePage) and "11号" in case.header.number.text()
    window.go_back()
    assert numbers(shown_page(window, settle), "flow", "立案") == ["2", "2", "—", "4"]


def test_a_number_of_a_ledger_leads_to_its_row(
    page: StatisticsPage, window: MainWindow, settle: support.Settle
) -> None:
    view = page.groups["notification"].figures
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=place(page, "notification", "告知", 1)
    )
    dialog = dialog_of(window, settle)
    assert dialog.open_button.text() == "打开记录"
    second = dialog.table.lines.rows[1]
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settle(window)
    ledger = window.stack.currentWidget()
    assert isinstance(ledger, LedgerPage)
    assert [row.entry.id for row in ledger.table.lines.rows] == [second.entry]


def test_enter_opens_the_number_where_the_cursor_is(
    page: StatisticsPage, window: MainWindow, settle: support.Settle
) -> None:
    view = page.groups["timeliness"].figures
    view.setFocus()
    view.setCurrentIndex(view.lines.index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    dialog = dialog_of(window, settle)
    assert dialog.title.text().endswith(f"{view.lines.index(0, 1).data()}项")
    assert dialog.table.lines.rowCount() == int(view.lines.index(0, 1).data())
    assert dialog.table.lines.rows[0].detail.startswith("按期：")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    support.run_deferred()
    view.setCurrentIndex(view.lines.index(0, 2))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert dialog_of(window, settle).title.text().endswith("超期　0项")


def test_what_does_not_apply_opens_nothing(page: StatisticsPage, window: MainWindow) -> None:
    view = page.groups["flow"].figures
    spot = place(page, "flow", "通知补正", 2)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert not [d for d in window.findChildren(BehindDialog) if d.isVisible()]


def test_the_period_is_changed_by_keys(
    page: StatisticsPage, window: MainWindow, settle: support.Settle
) -> None:
    page.bar.period.setFocus()
    QTest.keyClick(page.bar.period, Qt.Key.Key_Down)  # 上年
    shown_page(window, settle)
    assert page.bar.first.value() == date(2025, 1, 1)
    assert numbers(page, "flow", "收件") == ["1", "0", "0", "1"]
    assert numbers(page, "special", "乐集拾光") == ["1", "0", "1"]
    edit = page.bar.first.edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "20250908")
    assert page.bar.period.currentText() == "自选"
    page.bar.last.edit.setFocus()
    page.bar.last.edit.selectAll()
    QTest.keyClicks(page.bar.last.edit, "20260309")
    QTest.keyClick(page.bar.last.edit, Qt.Key.Key_Return)
    shown_page(window, settle)
    assert numbers(page, "flow", "收件") == ["3", "0", "0", "3"]  # S3, S1, S4
    assert page.report is not None and page.report.period == "2025年9月8日至2026年3月9日"


def test_a_period_that_is_none_is_marked_and_not_counted(page: StatisticsPage) -> None:
    before = page.report
    edit = page.bar.last.edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "20251231")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert page.bar.problem.isVisible() and page.bar.problem.text() == "起始日期晚于截止日期"
    assert edit.property("wrong") and page.report is before
    edit.selectAll()
    QTest.keyClicks(edit, "20261301")
    assert "没有13月" in page.bar.problem.text()


def test_reckoning_and_kind(
    page: StatisticsPage, window: MainWindow, settle: support.Settle
) -> None:
    page.bar.basis.setFocus()
    QTest.keyClick(page.bar.basis, Qt.Key.Key_End)  # by the day of the end: S4 has none
    page.bar.kind.setFocus()
    QTest.keyClick(page.bar.kind, Qt.Key.Key_Down)  # adjudications alone
    shown_page(window, settle)
    assert numbers(page, "progress", "口径内案件") == ["2"]
    assert page.groups["mediation"].isHidden() and not page.groups["outcome"].isHidden()
    QTest.keyClick(page.bar.kind, Qt.Key.Key_Home)
    shown_page(window, settle)
    assert page.groups["mediation"].isVisibleTo(page)
    assert numbers(page, "progress", "口径内案件") == ["2", "2"]


def test_what_is_recorded_is_counted_at_once(
    page: StatisticsPage, window: MainWindow, settle: support.Settle
) -> None:
    assert numbers(page, "after", "提起行政诉讼（占作出裁决）") == ["0/2 0%"]
    fields: dict[str, Any] = {"from": "R1"}
    window.context.worker.do(record_event, 1, "suit_filed", on=date(2026, 5, 6), **fields)
    shown_page(window, settle)
    assert numbers(page, "after", "提起行政诉讼（占作出裁决）") == ["1/2 50%"]


def test_the_table_file_is_whole_and_opens_in_excel(
    page: StatisticsPage,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: support.Settle,
) -> None:
    target = tmp_path / "统计.csv"
    asked: list[str] = []
    monkeypatch.setattr(
        file_choice, "save_as", lambda _w, _t, name, _k: asked.append(name) or str(target)
    )
    support.press(page, "导出表格")
    settle(window)
    assert asked == ["统计_20260101-20261231_按收件日口径.csv"]
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and not list(tmp_path.glob("*.tmp"))
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert ["单位", "禾川县市场监督管理局"] in lines and ["口径", "按收件日口径"] in lines
    assert ["统计期间", "2026年1月1日至2026年12月31日"] in lines
    assert ["制表日期", "2026年11月22日"] in lines
    assert ["收件", "3", "2", "0", "5"] in lines
    assert ["　已立案占口径内案件", "66.7%", "100%"] in lines
    assert not [cell for line in lines for cell in line if "/" in cell]  # Excel makes dates of 4/5
    assert "已存为" in page.made.text()


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(
    page: StatisticsPage,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: support.Settle,
    worker_errors: list[Exception],
) -> None:
    target = tmp_path / "统计.csv"
    target.write_text("旧", encoding="utf-8")

    def broken(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "fsync", broken)
    monkeypatch.setattr(file_choice, "save_as", lambda *_a: str(target))
    support.press(page, "导出表格")
    settle(window)
    assert target.read_text(encoding="utf-8") == "旧"
    assert [type(error) for error in worker_errors] == [StorageError]
    worker_errors.clear()


def test_the_sheet_for_paper(
    page: StatisticsPage,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: support.Settle,
) -> None:
    target = tmp_path / "统计.pdf"
    monkeypatch.setattr(file_choice, "save_as", lambda *_a: str(target))
    support.press(page, "存为PDF")
    settle(window)
    pages = pypdfium2.PdfDocument(str(target))
    text = "".join(one.get_textpage().get_text_range() for one in pages)
    pages.close()
    for words in ("统计表", "2026年1月1日至2026年12月31日", "按收件日口径", "2/3 66.7%"):
        assert words in text
    asked: list[Any] = []
    monkeypatch.setattr(printing, "ask_printer", lambda *args: asked.append(args))
    support.press(page, "打印")
    settle(window)
    ((sheets, _owner, chosen),) = asked
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "打印.pdf"))
    chosen(printer)
    settle(window)
    with pypdfium2.PdfDocument((tmp_path / "打印.pdf").read_bytes()) as printed:
        assert len(printed) == sheets.count >= 1
    assert "已送往打印机" in page.made.text()


def test_copies_say_that_they_are_for_practice_and_hold_no_formulas(page: StatisticsPage) -> None:
    assert page.report is not None
    table = next(t for t in page.report.tables if t.id == "special")
    loaded = page.report.loaded["case"]
    assert isinstance(loaded, Loaded)
    assert paper(page.report, practice=True).practice
    assert not paper(page.report).practice
    row = table.rows[0]
    object.__setattr__(row, "label", '=HYPERLINK("x")')
    text = csv_bytes(page.report, practice=True).decode("utf-8-sig")
    assert text.startswith("【练习，不作数】") and '\n"\t=HYPERLINK' in text


@pytest.mark.parametrize(("width", "height", "sides"), [(1366, 740, 2), (960, 540, 1)])
def test_nothing_is_cut_off(
    page: StatisticsPage,
    window: MainWindow,
    settle: support.Settle,
    width: int,
    height: int,
    sides: int,
) -> None:
    window.resize(width, height)
    shown_page(window, settle)
    QApplication.processEvents()
    assert clipped(page) == []
    assert page.sides == sides
    for group in page.groups.values():
        view = group.figures
        assert view.viewport().width() >= sum(
            view.columnWidth(column) for column in range(view.lines.columnCount())
        )
        assert view.sizeHintForColumn(0) <= view.columnWidth(0), group.figures.accessibleName()
