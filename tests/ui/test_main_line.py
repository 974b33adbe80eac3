"""From an empty folder to a served decision, and a mediation to its agreement: keys and clicks."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

import resources
from models.cases.loading import load as load_case
from models.entities import Case, Staff
from models.rules.intake.parties import keyed
from models.store.desk import Desk
from tests.stored import payload_of
from tests.stories.samples.references import resolved
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.hand import Hand, click, made_elsewhere, put
from tests.ui.pages.intake.clerk import Clerk, type_request
from tests.ui.steps.test_same_events import _as_rows, _flat
from ui.pages.settings.group import GroupPage
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.steps.spec import dialogs
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
OFFICE: dict[str, Any] = tomllib.loads(resources.text("samples", "office.toml"))
# The window asks in which capacity somebody signed; the scripts are older than that.
SKIPPED = ("make_documents",)  # papers are no events; they have their own tests


class Story:
    """Plays a sample's script through the window."""

    def __init__(self, hand: Hand, clock: Clock, known: dict[str, int]) -> None:
        self.hand = hand
        self.clock = clock
        self.known = known
        self.case_id = 0

    def play(self, sample: str) -> int:
        """Play every step of a sample; returns the case's id."""
        staff = self.read(lambda _desk: {row.name: row.id for row in Staff.select()})
        scenario = load_scenario(sample)
        for step in scenario.steps:
            if step["do"] in SKIPPED or "blocked" in step:
                continue
            self.clock.day = step["on"]
            if step["do"] == "file_request":
                self.case_id = self._file(scenario.intake)
                continue
            given = {k: v for k, v in step.items() if k not in ("do", "blocked")}
            self._step(step["do"], resolved(given, staff, self.known))
        return self.case_id

    def read(self, work: Any) -> Any:
        """Read from the window's desk."""
        return support.read_desk(self.hand.qtbot, self.hand.window, work)

    def _file(self, data: dict[str, Any]) -> int:
        clerk = Clerk(self.hand.qtbot, self.hand.window)
        type_request(clerk, data)
        clerk.check()
        assert clerk.reviewing(), clerk.said("problem")
        clerk.file()
        newest: int = self.read(
            lambda _desk: Case.select(Case.id).order_by(Case.id.desc()).scalar()
        )
        return newest

    def _step(self, name: str, given: dict[str, Any]) -> None:
        if name == "serve_many":
            for entry in given["entries"]:
                self._step("serve", {"served": entry})
            return
        spec = dialogs()[name]
        if "on" not in {f.name for f in spec.fields}:
            given.pop("on", None)
        page = self.hand.case(self.case_id)
        dialog = self.hand.open(page, name, given.get("party"))
        values = _as_rows(dialog, _flat(given, {f.name for f in spec.fields} | {"notes"}))
        self.hand.fill(dialog, values)
        made_elsewhere(dialog)
        self.hand.save(dialog)


def set_up_by_hand(hand: Hand) -> None:
    """Type the office's settings and its staff on an empty desk."""
    hand.window.go(targets.Settings())
    hand.settle()
    shown = hand.window.stack.currentWidget()
    tabs = shown.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    for place in range(tabs.count()):
        group = tabs.widget(place)
        if not isinstance(group, GroupPage):
            continue
        bar = tabs.tabBar()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
        hand.settle()
        _set_group(hand, group)
    hand.window.go(targets.Roster())
    hand.settle()
    for row in OFFICE["staff"]:
        before = hand.dialogs()
        support.press(hand.window.stack.currentWidget(), "新增人员")
        dialog = hand.newest(before)
        for name, value in row.items():
            put(dialog.form.field(name), value)
        hand.save(dialog)


def _set_group(hand: Hand, group: GroupPage) -> None:
    mine = {k: v for k, v in OFFICE["setting"].items() if k in group.rows}
    if not mine:
        return
    for key, value in mine.items():
        put(group.rows[key].field, value)
    before = hand.dialogs()
    click(group.save_button)
    if group.group == "position":
        dialog = hand.newest(before)
        put(dialog.form.field("confirmed_by"), OFFICE["confirmed_by"])
        put(dialog.form.field("confirmed_on"), OFFICE["confirmed_on"])
        hand.save(dialog)
    hand.settle()
    assert not group.dirty


def events(desk: Desk, case_id: int) -> list[tuple[str, date, str]]:
    """Return what was recorded, without the number of the receipt: typed cases count from one."""
    found = []
    for event in load_case(desk, case_id).entries:
        payload = {k: v for k, v in payload_of(event).items() if k != "receipt_no"}
        text = json.dumps(payload, ensure_ascii=False, sort_keys=True, default=str)
        found.append((event.event.type, event.on, text))
    return found


def scripted(folder: Path, *samples: str) -> list[tuple[str, date, str]]:
    """Return the events of the demo for the last of these samples."""
    clock = Clock(date(2025, 6, 2))
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))
        ids = [player.play(load_scenario(name), papers=False) for name in samples]
        return events(desk, ids[-1])


def compare(story: Story, wanted: list[tuple[str, date, str]]) -> None:
    """Compare event by event: types and days first, they are easier to read."""
    made = story.read(lambda desk: events(desk, story.case_id))
    assert [e[:2] for e in made] == [e[:2] for e in wanted]
    for mine, theirs in zip(made, wanted, strict=True):
        typed, scripted_one = json.loads(mine[2]), json.loads(theirs[2])
        if "intake" in typed:
            typed, scripted_one = _request(typed["intake"]), _request(scripted_one["intake"])
        assert typed == scripted_one, mine[:2]


def _request(intake: Any) -> Any:
    """Return a request as both sides write it; the form also keeps how the number was typed."""
    made = _filled(keyed(intake))  # the scripts name parties as older requests did
    patent = {k: v for k, v in made["patent"].items() if k != "as_typed"}
    return made | {"patent": patent}


def _filled(value: Any) -> Any:
    """Return a request without what is empty in it: a form has fields that a file leaves out."""
    if isinstance(value, dict):
        made = {k: _filled(v) for k, v in value.items()}
        return {k: v for k, v in made.items() if v not in (None, "", [], {}, False)}
    if isinstance(value, list):
        made = [_filled(v) for v in value]
        # The page lists the papers in its own order.
        return sorted(made, key=str) if made and isinstance(made[0], dict) else made
    return value


def test_from_an_empty_folder_to_a_served_decision(
    open_window: OpenWindow, qtbot: QtBot, clock: Clock, tmp_path: Path
) -> None:
    wanted = scripted(tmp_path / "script", "S3")
    clock.day = date(2025, 6, 2)
    window: MainWindow = open_window(tmp_path / "empty")
    hand = Hand(qtbot, window)
    set_up_by_hand(hand)
    story = Story(hand, clock, {})
    story.play("S3")
    compare(story, wanted)


def test_a_mediation_to_its_agreement(
    open_window: OpenWindow, qtbot: QtBot, clock: Clock, tmp_path: Path, play: support.Play
) -> None:
    wanted = scripted(tmp_path / "script", "S1", "S10")
    folder = tmp_path / "desk"
    support.set_up(folder, clock)
    first = play(folder, "S1")
    window = open_window(folder)
    hand = Hand(qtbot, window)
    story = Story(hand, clock, {"S1": first})
    story.play("S10")
    compare(story, wanted)
