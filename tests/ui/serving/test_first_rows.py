"""待送达 with many cases: what is most urgent is shown before the whole list is read."""

from datetime import date
from typing import Any

import pytest

from models.queries.lists import to_serve
from models.store.desk import Desk
from tests.ui import support
from tests.ui.partial_play import play_until
from ui.main_window import MainWindow
from ui.serving.page import ServingPage


@pytest.fixture
def cases(window: MainWindow, read: support.Read) -> None:
    """Play cases that stand after their docketing, so that papers are to be served."""

    def play(desk: Desk) -> None:
        play_until(desk, "S2", date(2026, 5, 14))
        play_until(desk, "S1", date(2026, 1, 30))

    read(window, play)


@pytest.mark.parametrize("most", [1, 40])
def test_it_is_the_beginning_of_the_list(
    window: MainWindow,
    cases: None,
    read: support.Read,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
) -> None:
    monkeypatch.setattr(to_serve, "FIRST_CASES", most)
    whole, first = read(window, to_serve.to_serve), read(window, to_serve.most_urgent)
    assert len({line.case_id for line in whole}) > 1
    assert first and first == whole[: len(first)]
    assert (len(first) == len(whole)) == (most == 40)


def test_it_is_shown_first_and_only_into_an_empty_list(
    window: MainWindow,
    cases: None,
    settle: support.Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(to_serve, "FIRST_CASES", 1)
    shown: list[tuple[str, int]] = []
    real = ServingPage._offer

    def noted(page: Any) -> None:
        real(page)
        shown.append((page.bar.tabText(0), page.to_serve.model.rowCount()))

    monkeypatch.setattr(ServingPage, "_offer", noted)
    window.go("serving")
    settle(window)
    page: Any = window.stack.currentWidget()
    rows = page.to_serve.model.rowCount()
    counts = [count for _text, count in shown]
    early = [count for count in counts if 0 < count < rows]
    assert early, "the first rows came before the others"
    assert (page.bar.tabText(0), counts[-1]) == (f"待送达 {rows}", rows)
    shown.clear()
    page.refresh()
    settle(window)
    assert all(count == rows for _text, count in shown), "a full list does not shrink meanwhile"
