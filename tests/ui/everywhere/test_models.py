"""Every model of every page and dialog keeps the rules of Qt, also while rows come and go."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    Qt,
    qInstallMessageHandler,
)
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.surfaces import Tour
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

WARN = QAbstractItemModelTester.FailureReportingMode.Warning
COLUMNS: tuple[Column[str], ...] = (
    Column("名称", str),
    Column("长度", lambda row: str(len(row)), width=40),
)


def own_models(parent: QWidget) -> list[QAbstractItemModel]:
    """Return the models under a widget that are ours."""
    found = [view.model() for view in parent.findChildren(QAbstractItemView)]
    return [m for m in found if m is not None and type(m).__module__.startswith("ui.")]


def test_models_of_the_pages(tour: Tour) -> None:
    testers: dict[QAbstractItemModel, QAbstractItemModelTester] = {}
    for _turn in range(2):  # the second time every model is watched while it is filled again
        for _name in tour.views():
            for model in own_models(tour.page()):
                if model not in testers:
                    testers[model] = QAbstractItemModelTester(model, WARN)
    assert len(testers) > 10
    assert {type(model) for model in testers} == {PagedModel}, "one table model for every list"


def test_models_of_the_dialogs(tour: Tour) -> None:
    seen = 0
    for _name, dialog in tour.each_dialog():
        for model in own_models(dialog):
            tester = QAbstractItemModelTester(model, WARN)
            seen += 1
            model.fetchMore(QModelIndex())
            tour.settle()
            del tester
    assert seen


def test_pages_that_arrive_late_early_and_empty() -> None:
    asked: list[str] = []
    model = PagedModel(COLUMNS, lambda row: row)
    tester = QAbstractItemModelTester(model, WARN)
    model.start(["甲", "乙"], lambda: asked.append("乙"))
    # The tester asks for more itself at once.
    model.fetchMore(QModelIndex())
    assert asked == ["乙"], "asked once"
    model.start(["丙"])  # another question before the answer
    model.append([])
    model.append(["丁"])
    assert [model.index(r, 0).data() for r in range(model.rowCount())] == ["丙", "丁"]
    assert not model.canFetchMore(QModelIndex())
    model.start([])
    assert model.rowCount() == 0
    del tester


class WrongModel(PagedModel[str]):
    """Says that it has fewer rows than none."""

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return a number that no model has."""
        return -1


def test_two_clicks_open_the_row_that_was_clicked_first(qtbot: QtBot) -> None:
    table = Table("表", PagedModel(COLUMNS, lambda row: row))
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    opened: list[str] = []
    table.opened.connect(opened.append)
    table.show_rows(["甲", "乙"])
    left, place = Qt.MouseButton.LeftButton, table.visualRect(table.lines.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), left, pos=place)
    table.show_rows(["丙", "甲"])  # somebody has recorded something between the two clicks
    QTest.mouseDClick(table.viewport(), left, pos=place)
    assert opened == [] and table.current() == "丙"
    QTest.mouseClick(table.viewport(), left, pos=place)
    QTest.mouseDClick(table.viewport(), left, pos=place)
    assert opened == ["丙"]


def test_what_is_no_longer_chosen_is_not_the_current_row(qtbot: QtBot) -> None:
    table = Table("表", PagedModel(COLUMNS, lambda row: row), several=True)
    qtbot.addWidget(table)
    told: list[str | None] = []
    table.moved.connect(lambda: told.append(table.current()))
    table.show_rows(["甲", "乙"])
    assert told == ["甲"], "once"
    table.selectionModel().clearSelection()
    assert told == ["甲", None]


def test_a_wrong_model_is_found() -> None:
    found: list[str] = []
    before = qInstallMessageHandler(lambda _level, _where, text: found.append(text))
    try:
        tester = QAbstractItemModelTester(WrongModel(COLUMNS, str), WARN)
        del tester
    finally:
        qInstallMessageHandler(before)
    assert any("rowCount" in text for text in found)
