"""File dialogs begin where the person keeps files, then where the last choice was."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.output import file_choice

DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation


def test_a_choice_begins_in_the_documents_then_beside_the_last_one(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_choice._Last, "folder", "")
    parent = QWidget()
    qtbot.addWidget(parent)
    begun: list[str] = []

    def answer(_parent: QWidget, _title: str, where: str, *_kinds: Any) -> tuple[str, str]:
        begun.append(where)
        return str(tmp_path / "样表.csv"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    for _ in range(2):
        file_choice.save_as(parent, "存", "名.csv", "*")
    file_choice.open_one(parent, "取", "*")
    home = Path(QStandardPaths.writableLocation(DOCUMENTS))
    assert begun == [str(home / "名.csv"), str(tmp_path / "名.csv"), str(tmp_path)]
