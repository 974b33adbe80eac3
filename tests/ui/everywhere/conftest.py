"""A window over an office whose cases are at many stages, and the tour through all of it."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import surfaces
from tests.ui.conftest import OpenWindow
from tests.ui.surfaces import Tour
from ui.verbs.playing.scenario import Clock


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of such an office."""
    folder = tmp_path_factory.mktemp("everywhere") / "desk"
    surfaces.fill(folder)
    return folder


@pytest.fixture
def tour(filled: Path, tmp_path: Path, clock: Clock, open_window: OpenWindow, qtbot: QtBot) -> Tour:
    """Return the tour through a window over a copy of it."""
    clock.day = surfaces.DAY
    folder = tmp_path / "desk"
    shutil.copytree(filled, folder)
    return Tour(qtbot, open_window(folder))
