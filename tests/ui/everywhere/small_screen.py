"""Run by test_small_screen.py in a process of its own, whose screen is 1366×768 at some scale."""

from PySide6.QtWidgets import QWidget

from tests.ui.conftest import OpenWindow
from tests.ui.surfaces import Tour
from ui.shell.main_window import MainWindow
from ui.widgets.layout import TITLE_BAR


def too_large(window: QWidget) -> str:
    """Say by how much a window with its title bar is larger than its screen, or ""."""
    room, needed = window.screen().availableGeometry().size(), window.size()
    needed.setHeight(needed.height() + TITLE_BAR)
    least = window.minimumSize()
    fits = room.width() >= needed.width() and room.height() >= needed.height()
    fits = fits and least.width() <= room.width() and least.height() <= room.height()
    return "" if fits else f"{needed} (at the least {least}) on {room}"


def test_the_window(open_window: OpenWindow, tour: Tour) -> None:
    made = MainWindow(tour.window.context, tour.window.store)
    assert not too_large(made)
    made.deleteLater()


def test_dialogs(tour: Tour) -> None:
    found = {name: too_large(dialog) for name, dialog in tour.each_dialog()}
    wrong = {name: why for name, why in found.items() if why}
    assert not wrong, "\n".join(f"{name}: {why}" for name, why in wrong.items())
