"""Fixtures of the intake page's tests."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.intake.clerk import Clerk
from ui.shell.main_window import MainWindow


@pytest.fixture
def clerk(qtbot: QtBot, window: MainWindow) -> Clerk:
    """Return somebody at the intake page."""
    return Clerk(qtbot, window)
