"""Out of the window: no spreadsheet computes anything, long lists end, endings are kept."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from models.errors import StorageError
from models.store.files.store import write_whole
from ui.output import file_choice
from ui.output.export import ask_path
from ui.output.list_export import Sheet, list_paper
from ui.output.spreadsheet import csv_bytes
from ui.widgets.paged import Column


def test_a_spreadsheet_reckons_nothing() -> None:
    cells = ["=1+1", "@x", "-2", "1098765400217", '甲，"乙"\n丙', "3号"]
    text = csv_bytes([["一"] * 6, cells]).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("\t=1+1,\t@x,\t-2,\t1098765400217,")
    assert '"甲，""乙""\n丙",3号' in text


def test_a_long_list_on_paper_is_cut() -> None:
    columns = (Column("名", str), Column("日", str, None, 96))
    sheet = Sheet("台账", "查找：甲", columns, lambda _desk, _progress: ())
    for count, notes in ((1001, ("另有1行，见导出的表格。",)), (1000, ())):
        paper = list_paper(sheet, columns, [("甲", "乙")] * count, practice=True)
        (table,) = paper.tables
        assert len(table.rows) == 1000 and table.notes == notes
        assert paper.head == (f"查找：甲　共{count:,}行",)
        assert table.whole == [1] and paper.practice and paper.lying


@pytest.mark.parametrize(
    ("typed", "kept"), [("表1.2", "表1.2.csv"), ("表.CSV", "表.CSV"), ("表.csv", "表.csv")]
)
def test_a_name_keeps_what_was_typed(
    qapp: Any, monkeypatch: pytest.MonkeyPatch, typed: str, kept: str
) -> None:
    monkeypatch.setattr(file_choice, "save_as", lambda *_a: typed)
    assert ask_path(QWidget(), "csv", "台账") == Path(kept)
    monkeypatch.setattr(file_choice, "save_as", lambda *_a: "")
    assert ask_path(QWidget(), "csv", "台账") is None


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "新建" / "表.csv"
    write_whole(target, "旧".encode())

    def full(*_args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="写不进去"):
        write_whole(target, "新".encode())
    assert [(p.name, p.read_text("utf-8")) for p in target.parent.iterdir()] == [("表.csv", "旧")]
