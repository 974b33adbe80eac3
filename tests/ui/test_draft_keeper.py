"""A draft that could not be kept is not forgotten: it is tried again."""

from typing import Any

import pytest

from models.errors import StorageError
from models.rules.events import Json
from models.services.shared import drafts
from tests.ui import support
from ui.shell.main_window import MainWindow
from ui.work.draft import DraftKeeper


def test_a_full_disk_does_not_lose_what_was_typed(
    window: MainWindow,
    settle: support.Settle,
    read: support.Read,
    worker_errors: list[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keeper = DraftKeeper(window.context, lambda: {"values": {"甲": "乙"}}, window)
    keep = drafts.save_draft

    def full(*_args: Any) -> None:
        raise StorageError("磁盘满了")

    monkeypatch.setattr(drafts, "save_draft", full)
    keeper.touch()
    keeper.flush()
    assert not keeper.waiting
    settle(window)
    assert str(worker_errors.pop()) == "磁盘满了" and keeper.waiting
    monkeypatch.setattr(drafts, "save_draft", keep)
    keeper.flush()
    settle(window)
    kept = read(window, lambda desk: drafts.kept_draft(desk, "intake", "new"))
    assert kept.content == {"values": {"甲": "乙"}} and not keeper.waiting


def test_a_full_disk_does_not_lose_the_draft_that_was_left(
    window: MainWindow,
    settle: support.Settle,
    read: support.Read,
    worker_errors: list[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed: dict[str, Json] = {"values": {"甲": "乙"}}
    keeper = DraftKeeper(window.context, lambda: typed, window)
    keep = drafts.save_draft

    def full(*_args: Any) -> None:
        raise StorageError("磁盘满了")

    monkeypatch.setattr(drafts, "save_draft", full)
    keeper.touch()
    keeper.load("second", lambda _content: None)
    settle(window)
    assert str(worker_errors.pop()) == "磁盘满了" and not keeper.waiting
    shown: list[Any] = []
    keeper.load("new", shown.append)
    settle(window)
    worker_errors.clear()
    assert shown == [typed], "what was typed is gone from the form"
    monkeypatch.setattr(drafts, "save_draft", keep)
    keeper.flush()
    settle(window)
    kept = read(window, lambda desk: drafts.kept_draft(desk, "intake", "new"))
    assert kept.content == typed
