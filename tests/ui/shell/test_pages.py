"""Every page that is built can be made and shown; the others are not there."""

import pytest

from tests.ui.support import Settle
from ui.main_window import MainWindow
from ui.pages import PAGES


@pytest.mark.parametrize("page", [p.id for p in PAGES if p.id != "case"])
def test_page_is_shown(window: MainWindow, settle: Settle, page: str) -> None:
    window.go(page)
    settle(window)
    assert window.stack.currentWidget() is window._made[page]
    assert window.stack.currentWidget().isVisible()
