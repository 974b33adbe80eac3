"""A withdrawn request, by keys and clicks: approval, dismissal, its paper, its service."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from models.cases.loading import load
from models.entities import Document, Staff
from models.queries.dialogs.context import step_context
from models.rules.events import CaseDismissed, Served
from models.store.desk import Desk
from tests.stories.samples.references import resolved
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.hand import Hand
from tests.ui.pages.case.conftest import play_until
from tests.ui.test_main_line import Story
from ui.pages.case.papers.page import PapersTab
from ui.steps.defaults import resolve
from ui.steps.spec import dialogs
from ui.verbs.playing.scenario import Clock, load_scenario

pytestmark = pytest.mark.slow
WITHDRAWN = date(2026, 7, 6)


def items(tab: PapersTab) -> dict[str, dict[str, QTreeWidgetItem]]:
    """Return what the list of papers offers, by group."""
    found: dict[str, dict[str, QTreeWidgetItem]] = {}
    for place in range(tab.tree.topLevelItemCount()):
        group = tab.tree.topLevelItem(place)
        assert group is not None
        rows = (group.child(n) for n in range(group.childCount()))
        found[group.text(0)] = {row.text(0): row for row in rows if row is not None}
    return found


def test_a_withdrawn_request_ends_with_its_paper_served(
    desk_folder: Path, clock: Clock, open_window: OpenWindow, qtbot: QtBot
) -> None:
    case_id = play_until(desk_folder, clock, "S12", WITHDRAWN)
    window = open_window(desk_folder)
    story = Story(Hand(qtbot, window), clock, {})
    story.case_id = case_id
    staff: dict[str, int] = story.read(lambda _desk: {row.name: row.id for row in Staff.select()})
    for step in load_scenario("S12").steps:
        if step["on"] <= WITHDRAWN or "blocked" in step:
            continue
        clock.day = step["on"]
        if step["do"] != "make_documents":
            given: dict[str, Any] = {k: v for k, v in step.items() if k != "do"}
            story._step(step["do"], resolved(given, staff, {}))
        elif step["orders"][0]["form_id"] == "dismissal_decision":
            _make(story, case_id)
    case = story.read(lambda desk: load(desk, case_id))
    dismissed = case.log.last(CaseDismissed)
    assert dismissed is not None
    assert dismissed.event.ground == "withdrawn"
    assert dismissed.event.basis == "办法第36条第1款第2项"
    served = case.log.all(Served, lambda e: e.document == "dismissal_decision")
    assert {e.event.to for e in served} == {"P1", "R1"}
    assert (case.record.stage, case.record.status) == ("closed", "closed")
    states = story.read(lambda _desk: {row.form_id: row.state for row in Document.select()})
    assert states == {"dismissal_decision": "issued"}


def _make(story: Story, case_id: int) -> None:
    """Tick the paper of the dismissal and make it final."""
    page = story.hand.case(case_id)
    story.hand.tab(page, "papers")
    tab = page.papers
    assert isinstance(tab, PapersTab)
    offered = items(tab)
    assert list(offered["撤销案件"]) == ["撤销专利侵权纠纷案件决定书"]
    for group in offered.values():
        for title, row in group.items():
            wanted = title == "撤销专利侵权纠纷案件决定书"
            row.setCheckState(0, Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
    story.hand.settle()
    support.press(tab, "生成定稿")
    story.hand.settle()


def test_the_approval_of_a_dismissal_begins_as_one(desk_folder: Path, clock: Clock) -> None:
    case_id = play_until(desk_folder, clock, "S12", WITHDRAWN)
    with Desk.open(desk_folder, "李敏", clock.today, clock.now) as desk:
        info = step_context(desk, case_id, "record_approval", None, "dismissal_approval")
    kind = dialogs()["record_approval"].field("details.kind")
    assert resolve(kind, info, None) == "dismissal"
    assert resolve(kind, replace(info, step=None), None) == "decision"
