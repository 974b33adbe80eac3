"""One office with two dozen cases in every state, made once for all the tests here."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.store.desk import Desk
from tests.queries.office import TODAY, Office, build
from ui.verbs.playing.scenario import Clock


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Office]:
    """Return the folder of the office, built once and closed, and who is in it."""
    folder = tmp_path_factory.mktemp("office") / "data"
    clock = Clock(date(2026, 1, 5))
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        return folder, build(desk, clock)


@pytest.fixture(scope="module")
def office(
    built: tuple[Path, Office], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """Yield the office on its day, opened from a copy; tests read it and put its day back."""
    folder, made = built
    copied = tmp_path_factory.mktemp("opened") / "data"
    shutil.copytree(folder, copied)
    made.clock.day = TODAY
    with Desk.open(copied, "李敏", made.clock.today, made.clock.now) as desk:
        yield made.opened(desk)


@pytest.fixture(autouse=True)
def its_day(office: Office) -> Iterator[None]:
    """Put the office's day back after a test that looked at another one."""
    yield
    office.clock.day = TODAY
