"""合并审理 by keys and clicks: joined, one hearing fixed and recorded for both, parted again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.backup.verify import verify
from models.cases.case_file import CaseFile
from models.cases.loading import load_many
from models.entities import Staff
from models.rules.events import HearingHeld, HearingScheduled
from models.rules.intake.pasted.cells import table_rows
from models.services.receiving.batch import file_batch
from models.store.desk import Desk
from tests.services.support import docket
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.hand import Hand, click
from tests.ui.pages.intake.clerk import sample
from ui.pages.case.page import CasePage
from ui.shell.main_window import MainWindow
from ui.steps.dialog import CommandDialog
from ui.steps.rows import RowsField
from ui.verbs.playing.scenario import Clock

SHOPS = "名称\t地址\t类别\n甲店\t东街1号\t自然人\n乙店\t东街2号\t自然人"
FIRST, SECOND = 1, 2
HEARING = date(2026, 6, 10)


class Office:
    """Two docketed cases of one batch under the hands of a clerk."""

    def __init__(self, qtbot: QtBot, window: MainWindow, clock: Clock) -> None:
        self.hand = Hand(qtbot, window)
        self.window, self.clock = window, clock

    def do(self, case_id: int, command: str, **values: Any) -> None:
        """Open a step on a case, fill in what is given, save."""
        dialog = self.opened(case_id, command)
        self.hand.fill(dialog, values)
        self.hand.save(dialog)

    def opened(self, case_id: int, command: str) -> CommandDialog:
        """Open a step of a case where the window offers it."""
        return self.hand.open(self.hand.case(case_id), command, None)

    def read(self, work: Callable[[dict[int, CaseFile]], Any]) -> Any:
        """Ask something of both cases; the desk verifies."""

        def checked(desk: Desk) -> Any:
            assert verify(desk) == []
            return work(load_many(desk, (FIRST, SECOND)))

        return support.read_desk(self.hand.qtbot, self.window, checked)

    def others(self, page: CasePage) -> list[str]:
        """Return the numbers in the head of a case's page that lead to other cases."""
        found = support.visible(page.header, QPushButton)
        return [one.text() for one in found]


@pytest.fixture
def office(qtbot: QtBot, desk_folder: Path, clock: Clock, open_window: OpenWindow) -> Office:
    """Return two docketed cases, and the window over them."""
    with Desk.open(desk_folder, "李敏", clock.today, clock.now) as desk:
        staff = {row.name: row.id for row in Staff.select()}
        assert file_batch(desk, sample("S2"), table_rows(SHOPS)).ids["case"] == FIRST
        for one in (FIRST, SECOND):
            docket(desk, one, staff)
    return Office(qtbot, open_window(desk_folder), clock)


def test_joined_heard_together_and_parted(office: Office) -> None:
    mine, theirs = office.read(lambda both: [one.record.number for one in both.values()])
    assert office.others(office.hand.case(FIRST)) == []
    office.do(FIRST, "join_cases", on="2026-05-20", cases=[SECOND], ground="same_patent",
              decided_by="周建国、李敏、赵静", reason="同一专利，合并审理便于查明事实")  # fmt: skip
    page = office.hand.case(FIRST)
    assert office.others(page) == [theirs]
    click(support.visible(page.header, QPushButton, text=theirs)[0])
    office.hand.settle()
    assert page.case_id == SECOND and office.others(page) == [mine]
    assert page.data is not None
    assert any(line.type == "cases_joined" for line in page.data.events), "日志 has it"

    office.do(SECOND, "schedule_hearing", on="2026-05-20", hearing_on=str(HEARING), time="9:30",
              mode="onsite", place="三楼审理室", public=True, together=[FIRST])  # fmt: skip
    planned = office.read(lambda both: [o.log.last(HearingScheduled) for o in both.values()])
    assert [one.event.hearing_on for one in planned] == [HEARING, HEARING]

    office.clock.day = HEARING
    dialog = office.opened(FIRST, "record_hearing")
    further = dialog.form.field("further")
    assert isinstance(further, RowsField)
    assert [row.caption for row in further.rows] == [f"{theirs}　被请求人　乙店"]
    office.hand.fill(dialog, {
        "on": str(HEARING), "clerk": "陈雨", "together": [SECOND],
        "attendance": [
            {"party": "P1", "present": True, "name": "郝砚秋", "who": "请求人", "signed": True},
            {"party": "R1", "present": True, "name": "甲", "who": "本人", "signed": True},
        ],
        "further": [{"case": SECOND, "party": "R1", "present": False, "signed": False,
                     "note": "没有到"}],
        "sections": [{"title": "一、开始阶段", "text": "两案合并审理，各方没有异议。"}],
    })  # fmt: skip
    office.hand.save(dialog)
    held = office.read(lambda both: [one.log.last(HearingHeld) for one in both.values()])
    assert [entry.event.absent for entry in held] == [(), ("R1",)]
    assert [entry.event.joined for entry in held] == [(theirs,), (mine,)]

    office.do(FIRST, "part_cases", on=str(HEARING), cases=[FIRST],
              decided_by="周建国、李敏、赵静", reason="一方缺席，分别裁决")  # fmt: skip
    assert office.others(office.hand.case(FIRST)) == []
    assert office.others(office.hand.case(SECOND)) == []


def test_a_case_alone_is_asked_nothing_about_others(office: Office) -> None:
    dialog = office.opened(FIRST, "schedule_hearing")
    assert dialog.form.field("together").isHidden()
    assert "together" not in dialog.form.values()
