"""设置: saving by group, confirming positions, suggestions, backup, checking, holidays, look."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from models.backup import backup
from models.cases.loading import load
from models.errors import BadInput
from models.queries.settings_view import checklist
from models.rules.text_checks import REMOVED
from models.services.office.office import set_setting
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.partial_play import play_until
from tests.ui.patience import held
from ui.output import file_choice
from ui.pages.settings.group import ConfirmDialog, GroupPage
from ui.pages.settings.page import SettingsPage
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.widgets.fields import TextField
from ui.widgets.values import text


def group_of(window: MainWindow, qtbot: QtBot, group: str) -> GroupPage:
    """Go to a group of the page."""
    window.go(targets.Settings(group=group))
    support.settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    return page.groups[group]


def test_first_start_says_which_papers_wait(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, read: support.Read
) -> None:
    window = open_window(tmp_path / "empty")
    office = group_of(window, qtbot, "office")
    row = office.rows["office.name"]
    assert row.waiting.text() == "⚠ 未设定：所有文书只能是草稿"
    assert not office.save_button.isEnabled()
    support.type_text(row.field, "禾川县市场监督管理局")
    support.press(office, "保存")
    support.settled(qtbot, window)
    assert row.waiting.isHidden() and row.confirmed.text().startswith("✓ 李敏 2026-05-20 确认")
    assert not office.dirty
    assert "禾川县市场监督管理局" in window.office.text()
    assert read(window, lambda desk: desk.settings.get("office.name")) == "禾川县市场监督管理局"
    items = {item.id: item for item in read(window, checklist)}
    assert not items["office"].done and "本局地址" in items["office"].detail


def test_a_position_asks_who_confirmed_it(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, read: support.Read
) -> None:
    window = open_window(tmp_path / "empty")
    group = group_of(window, qtbot, "position")
    row = group.rows["position.remedy.dismissal"]
    support.press(row, "填入建议文字")
    assert group.state.text() == "有1项更改还没有保存"
    support.press(group, "保存")
    dialog = group.findChildren(ConfirmDialog)[-1]
    support.press(dialog, "保存")
    assert dialog.form.rows["confirmed_by"].note.text() == "请填写确认人"
    support.type_text(dialog.form.field("confirmed_by"), "孙立")
    support.type_text(dialog.form.field("source"), "局务会纪要〔2026〕3号")
    support.press(dialog, "保存")
    support.settled(qtbot, window)
    info = read(window, lambda desk: desk.settings.info("position.remedy.dismissal"))
    assert (info.confirmed_by, info.confirmed_on) == ("孙立", date(2026, 5, 20))
    assert info.source == "局务会纪要〔2026〕3号" and "{court}" in info.value
    assert row.confirmed.text() == "✓ 孙立 2026-05-20 确认，依据：局务会纪要〔2026〕3号"
    assert not group.dirty


def test_a_default_can_be_confirmed_as_it_is(
    window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    group = group_of(window, qtbot, "position")
    row = group.rows["position.publication_days"]
    assert row.confirmed.text() == "默认值，尚未确认"
    support.press(row, "确认此值")
    dialog = group.findChildren(ConfirmDialog)[-1]
    support.type_text(dialog.form.field("confirmed_by"), "孙立")
    support.press(dialog, "保存")
    support.settled(qtbot, window)
    info = read(window, lambda desk: desk.settings.info("position.publication_days"))
    assert info.confirmed and info.value == 30
    assert row.confirm_button.isHidden()


@pytest.mark.parametrize(
    ("group", "key", "typed", "problem"),
    [
        ("office", "office.postcode", "4", "邮政编码的格式不对"),
        ("internal", "internal.evidence_days", "3", "应在15到90之间"),
        ("position", "position.number.mediation", "号", "须写明{年份}和{序号}"),
    ],
)
def test_problems_stand_under_the_field(
    window: MainWindow, qtbot: QtBot, group: str, key: str, typed: str, problem: str
) -> None:
    page = group_of(window, qtbot, group)
    row = page.rows[key]
    edit: Any = row.field.focusProxy()
    edit.selectAll()
    support.type_text(edit, typed)
    support.press(page, "保存")
    assert problem in row.problem.text() and row.problem.isVisible()
    support.press(page, "放弃更改")
    assert not page.dirty and row.problem.isHidden()


def test_unsaved_settings_hold_the_window(window: MainWindow, qtbot: QtBot) -> None:
    group = group_of(window, qtbot, "office")
    support.type_text(group.rows["office.phone"].field, "9")
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    again: list[bool] = []
    assert not page.may_close(lambda: not again.append(True))
    box = page.findChildren(QMessageBox)[-1]
    QTest.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
    assert again == [True] and page.may_close(lambda: True)


def test_backup_and_check(
    window: MainWindow, desk_folder: Path, qtbot: QtBot, settle: support.Settle
) -> None:
    group_of(window, qtbot, "office")
    window.go(targets.Settings(group="backup"))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    support.press(page.backup, "立即备份")
    settle(window)
    made = backup.listing(desk_folder)
    assert len(made) == 1 and str(made[0].path) in page.backup.last.text()
    support.press(page.backup, "检查数据")
    settle(window)
    assert page.backup.result.text() == "✓ 没有发现问题，数据完整。"
    (desk_folder / "files").mkdir(exist_ok=True)
    (desk_folder / "files" / "多余.pdf").write_bytes(b"x")
    support.press(page.backup, "检查数据")
    settle(window)
    assert "发现1个问题" in page.backup.result.text()
    assert "没有登记的文件" in page.backup.found.toPlainText()


def test_importing_holidays_lists_the_moved_dates(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: support.Settle,
    read: support.Read,
) -> None:
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    window.go(targets.Settings(group="holidays"))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    table = tmp_path / "2026.csv"
    monkeypatch.setattr(file_choice, "open_one", lambda *_a: str(table))
    table.write_text("date,kind,name,source\n2026-13-01,rest,假,文\n", encoding="gb18030")
    support.press(page.holidays, "导入节假日表…")
    settle(window)
    assert page.holidays.result.text().startswith("没有导入，原有日期没有改变")
    table.write_text("date,kind,name,source\n2026-05-21,rest,地方假,文号\n", encoding="gb18030")
    support.press(page.holidays, "导入节假日表…")
    settle(window)
    lines = page.holidays.table
    assert lines.isVisible() and support.rows(lines) >= 1
    shown = [support.cell(lines, row, 3) for row in range(support.rows(lines))]
    assert "2026-05-22" in shown


def test_the_sample_table_can_be_imported(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settle: support.Settle
) -> None:
    window.go(targets.Settings(group="holidays"))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    path = str(tmp_path / "样表.csv")
    monkeypatch.setattr(file_choice, "save_as", lambda *_a: path)
    monkeypatch.setattr(file_choice, "open_one", lambda *_a: path)
    support.press(page.holidays, "存一份样表…")
    settle(window)
    assert page.holidays.result.text() == f"✓ 样表已存为：{path}"
    support.press(page.holidays, "导入节假日表…")
    settle(window)
    assert page.holidays.result.text().startswith("✓ 已导入")


def test_look_changes_at_once(window: MainWindow, settle: support.Settle, qtbot: QtBot) -> None:
    window.go(targets.Settings(group="look"))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    for name, back in (("改用深色", "改用浅色"), ("改用大字", "改用标准字号")):
        support.press(page.look, name)
        settle(window)
        support.press(page.look, back)
        settle(window)
    assert not window.context.dark and not window.context.large
    assert isinstance(QApplication.instance(), QApplication)


def test_a_cancelled_import_changes_nothing(
    window: MainWindow, settle: support.Settle, read: support.Read
) -> None:
    case_id = read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    window.go(targets.Settings(group="holidays"))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    before = read(window, lambda desk: load(desk, case_id).projected.dates)
    with held(window.context.worker):  # one case is computed sooner than a person can press
        page.holidays.import_text("date,kind,name,source\n2026-05-21,rest,地方假,文号\n")
        support.press(page.holidays, "取消")
    settle(window)
    assert page.holidays.result.text() == "已取消导入，原有日期没有改变。"
    assert read(window, lambda desk: load(desk, case_id).projected.dates) == before


def test_a_wrong_day_is_refused_not_forgotten(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, read: support.Read
) -> None:
    window = open_window(tmp_path / "empty")
    group = group_of(window, qtbot, "authority")
    until = group.rows["authority.until"]
    support.type_text(group.rows["authority.principal"].field, "汾宁市知识产权局")
    support.type_text(until.field, "2026-02-30")
    support.press(group, "保存")
    support.settled(qtbot, window)
    assert until.field.typed() == "2026-02-30"
    assert "2026年2月只有28天" in until.problem.text()
    assert QApplication.focusWidget() is until.field.input
    assert read(window, lambda desk: desk.settings.get("authority.principal")) is None
    window.refresh_page()
    support.settled(qtbot, window)
    assert until.field.typed() == "2026-02-30", "reading again takes nothing away"


def test_ctrl_enter_saves_and_the_cursor_stays(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, read: support.Read
) -> None:
    window = open_window(tmp_path / "empty")
    group = group_of(window, qtbot, "office")
    row = group.rows["office.postcode"]
    support.type_text(row.field, "０３１０００")
    QTest.keyClick(row.field.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    support.settled(qtbot, window)
    assert read(window, lambda desk: desk.settings.get("office.postcode")) == "031000"
    phone = group.rows["office.phone"]
    support.type_text(phone.field, "0357-3021234")
    group.save_button.setFocus()
    QTest.keyClick(group.save_button, Qt.Key.Key_Space)
    support.settled(qtbot, window)
    assert read(window, lambda desk: desk.settings.get("office.phone")) == "0357-3021234"
    assert QApplication.focusWidget() is phone.field.input, "not in whatever comes after 保存"


def test_each_line_of_the_first_list_leads_to_what_it_names(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(tmp_path / "empty")
    for line, key in (
        ("管辖法院", "position.court.decision"),
        ("本局口径（救济告知、编号）", "position.remedy.decision"),
        ("机关名称、地址、电话", "office.name"),
    ):
        window.go(targets.Today())
        support.settled(qtbot, window)
        support.press(window.stack.currentWidget(), line)
        support.settled(qtbot, window)
        focused = QApplication.focusWidget()
        assert focused is not None and focused.objectName() == f"field:{key}"


def test_a_hint_comes_back_when_nothing_is_wrong(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(tmp_path / "empty")
    group = group_of(window, qtbot, "position")
    group.confirm("position.publication_days")
    row = group.findChildren(ConfirmDialog)[-1].form.rows["confirmed_by"]
    hint = row.note.text()
    assert "法制机构" in hint
    support.type_text(row.field, "\u202e")
    assert row.note.text() == REMOVED and row.note.objectName() == "warning"
    row.field.set_value("")
    support.type_text(row.field, "孙立")
    assert row.note.text() == hint and row.note.objectName() == "secondary"


def test_places_are_read_in_chinese_and_kept_as_before(
    window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    group = group_of(window, qtbot, "position")
    remedy = group.rows["position.remedy.decision"]
    assert "向{法院名称}提起行政诉讼" in text(remedy.field.value())
    assert not group.dirty
    row = group.rows["position.number.receipt"]
    row.field.set_value(None)
    support.type_text(row.field, "禾收〔{年份}〕{三位序号}号")
    assert row.problem.text() == "" and group.dirty
    support.press(group, "保存")
    dialog = group.findChildren(ConfirmDialog)[-1]
    support.type_text(dialog.form.field("confirmed_by"), "孙立")
    support.press(dialog, "保存")
    support.settled(qtbot, window)
    kept = read(window, lambda desk: desk.settings.get("position.number.receipt"))
    assert kept == "禾收〔{year}〕{n:03d}号"
    assert row.field.value() == "禾收〔{年份}〕{三位序号}号"
    assert not group.dirty


def test_who_fills_in_is_asked_before_anybody_is_chosen(
    window: MainWindow, qtbot: QtBot, read: support.Read, settle: support.Settle
) -> None:
    window.context.signed = False
    group = group_of(window, qtbot, "office")
    row = group.rows["office.phone"]
    row.field.set_value("0357-5550100")
    group.save()
    asked = group.findChildren(ConfirmDialog)[-1]
    assert asked.windowTitle() == "谁确认这些设置"
    support.press(asked, "保存")
    assert asked.form.rows["confirmed_by"].note.text() == "请填写确认人"
    support.type_text(asked.form.field("confirmed_by"), "孙立")
    support.press(asked, "保存")
    settle(window)
    info = read(window, lambda desk: desk.settings.info("office.phone"))
    assert (info.value, info.confirmed_by) == ("0357-5550100", "孙立")


def test_an_example_is_no_value(window: MainWindow, qtbot: QtBot, read: support.Read) -> None:
    group = group_of(window, qtbot, "office")
    row = group.rows["office.government"]
    row.field.set_value("")
    assert row.suggest_button.isHidden()
    field = row.field
    assert isinstance(field, TextField) and "××" in field.edit.placeholderText()
    for words in ("××县人民政府", "____县人民政府", "[请填写]"):
        row.field.set_value(words)
        assert not row.check() and "待填写的空位" in row.problem.text()
    with pytest.raises(BadInput, match="待填写的空位"):
        read(window, lambda desk: set_setting(desk, "office.government", "××县人民政府"))


def test_the_backup_place_is_chosen_and_tried_where_it_is_set(
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    settle: support.Settle,
    read: support.Read,
) -> None:
    group = group_of(window, qtbot, "office")
    row = group.rows["office.backup_folder"]
    monkeypatch.setattr(file_choice, "open_folder", lambda *_a: str(tmp_path / "没有"))
    support.press(row, "选择文件夹…")
    settle(window)
    assert "不能用作备份另存位置" in row.problem.text() and not row.tested.text()
    place = tmp_path / "另一块磁盘"
    place.mkdir()
    row.field.set_value(None)
    support.type_text(row.field, str(place))
    support.press(row, "测试")
    settle(window)
    assert row.tested.text() == "✓ 可以使用" and row.problem.isHidden()
    support.press(group, "保存")
    settle(window)
    assert group.state.text() == "✓ 已保存"
    assert read(window, lambda desk: desk.settings.get("office.backup_folder")) == str(place)
    support.type_text(group.rows["office.phone"].field, "9")
    assert group.state.text() == "有1项更改还没有保存"
