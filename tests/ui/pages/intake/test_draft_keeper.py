"""A draft that could not be kept is not forgotten: it is tried again."""

from typing import Any

import pytest

from models.errors import StorageError
from models.services.receiving import intake as service
from tests.ui import support
from ui.pages.intake.draft import DraftKeeper
from ui.shell.main_window import MainWindow


def test_a_full_disk_does_not_lose_what_was_typed(
    window: MainWindow,
    settle: support.Settle,
    read: support.Read,
    worker_errors: list[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keeper = DraftKeeper(window.context, lambda: {"values": {"甲": "乙"}}, window)
    keep = service.save_draft

    def full(*_args: Any) -> None:
        raise StorageError("磁盘满了")

    monkeypatch.setattr(service, "save_draft", full)
    keeper.touch()
    keeper.flush()
    assert not keeper.waiting
    settle(window)
    assert str(worker_errors.pop()) == "磁盘满了" and keeper.waiting
    monkeypatch.setattr(service, "save_draft", keep)
    keeper.flush()
    settle(window)
    kept = read(window, lambda desk: service.kept_draft(desk, "intake", "new"))
    assert kept.content == {"values": {"甲": "乙"}} and not keeper.waiting
