"""Cases stopped in the middle: a sample played up to a day, the window on that day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.entities import Staff
from models.queries.places import CaseTab
from models.store.desk import Desk
from tests.ui import support
from tests.ui.conftest import OpenWindow
from ui.pages.case.page import CasePage
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.verbs.playing.scenario import Clock, Player, load_scenario

DAYS = {"S1": date(2026, 3, 26), "S3": date(2025, 10, 8), "S4": date(2026, 3, 10)}
OpenCase = Callable[..., tuple[MainWindow, CasePage]]


def play_until(folder: Path, clock: Clock, name: str, day: date) -> int:
    """Play a sample up to a day; returns the case's id."""
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        player = Player(desk, clock, {row.name: row.id for row in Staff.select()})
        scenario = load_scenario(name)
        steps = [s for s in scenario.steps if s["on"] <= day]
        case_id = player.play(replace(scenario, steps=steps), papers=False)
    clock.day = day
    return case_id


@pytest.fixture
def open_case(
    desk_folder: Path, clock: Clock, open_window: OpenWindow, settle: support.Settle
) -> OpenCase:
    """Return a function that plays a sample up to its day and opens it in the window."""

    def make(
        name: str, tab: CaseTab | None = None, day: date | None = None
    ) -> tuple[MainWindow, CasePage]:
        case_id = play_until(desk_folder, clock, name, day or DAYS[name])
        window = open_window(desk_folder)
        window.go(targets.Case(case_id=case_id, tab=tab))
        settle(window)
        page = window.stack.currentWidget()
        assert isinstance(page, CasePage)
        return window, page

    return make
