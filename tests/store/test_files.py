"""The file store: safe names, places, sweep after a kill, what verify finds."""

import errno
import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.backup.verify import verify
from models.entities import Document, DocumentFile
from models.errors import BugError, StorageError
from models.store.desk import Desk
from models.store.files import store as files
from models.store.files.store import MAX_PATH, FileId, Stored, safe_name
from models.store.unit import command
from tests.store.writing import add_case, take_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("甲：乙/丙*丁?", "甲：乙_丙_丁_"),
        ('a<b>c:"d"\\e|f', "a_b_c__d__e_f"),
        ("CON", "_CON"),
        ("com1.docx", "_com1.docx"),
        ("结尾. . ", "结尾"),
        ("..", "未命名"),
        ("", "未命名"),
        ("换\n行", "换_行"),
        ("𠮷野家", "𠮷野家"),
        ("隐\u200b形", "隐形"),
    ],
)
def test_safe_names(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=300))
def test_safe_names_stay_safe(text: str) -> None:
    name = safe_name(text)
    assert name == safe_name(name) and 0 < len(name) <= 60
    assert len(name.encode("utf-8")) <= 200
    assert not set('<>:"/\\|?*\0') & set(name) and not name.endswith((".", " "))


def test_long_names_fit_a_linux_name() -> None:
    name = safe_name("𠮷" * 60)
    assert len(name.encode("utf-8")) == 200 and name == "𠮷" * 50


def test_unsafe_paths_are_bugs(desk: Desk) -> None:
    for relpath in ("../desk.db", "/etc/passwd", "a//../b", "", "a:b", ".pending/x", "CON/x"):
        with pytest.raises(BugError, match="safe path"):
            desk.files.path(relpath)


def test_places_are_free_and_short(desk: Desk) -> None:
    store = desk.files
    first = store.place("2026/1", "受理通知书：甲/乙", ".pdf")
    assert first == "2026/1/受理通知书：甲_乙.pdf"
    (store.root / "2026/1").mkdir(parents=True)
    (store.root / first).write_bytes(b"")
    second = store.place("2026/1", "受理通知书：甲/乙", ".pdf")
    assert second == "2026/1/受理通知书：甲_乙 (2).pdf"
    third = store.place("2026/1", "受理通知书：甲/乙", ".pdf", taken=[second])
    assert third.endswith("(3).pdf")
    long = store.place("2026/1", "很长的名称" * 50, ".docx")
    assert len(str(store.root / long)) <= MAX_PATH


def test_too_deep_folder_is_reported(desk: Desk) -> None:
    with pytest.raises(StorageError, match="路径太长"):
        desk.files.place("/".join(["很深的文件夹"] * 40), "甲", ".pdf")

    @command
    def deep(desk: Desk) -> None:
        desk.unit.put_stream(FileId("/".join(["deep" * 10] * 5) + "/a.pdf"), BytesIO(b"x"))

    with pytest.raises(StorageError, match="超过 200"):
        deep(desk)


def test_missing_file_is_reported(desk: Desk) -> None:
    assert not desk.files.exists(FileId("2026/a.pdf"))
    with pytest.raises(StorageError, match="不见了"):
        desk.files.read(FileId("2026/a.pdf"))


def test_a_stream_is_written_and_read_in_ranges(desk: Desk) -> None:
    content = bytes(range(256)) * 10000  # more than one portion

    @command
    def put(desk: Desk) -> None:
        paper = Document.create(form_id="x", created_at=desk.now())
        file = desk.unit.place("2026/1", "大文件", ".pdf")
        stored = desk.unit.put_stream(file, BytesIO(content))
        DocumentFile.create(
            document=paper, format="pdf", path=file, sha256=stored.sha256, size=stored.size
        )

    put(desk)
    row = DocumentFile.get()
    assert (row.sha256, row.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert desk.files.read(row.path) == content
    assert desk.files.read_range(row.path, 300, 5) == content[300:305]
    assert desk.files.read_range(row.path, len(content) - 2, 100) == content[-2:]
    assert desk.files.read_range(row.path, len(content) + 7, 1) == b""
    assert desk.files.verify(row.path, Stored(row.sha256, row.size)) == ""
    assert desk.files.verify(row.path, Stored(row.sha256, 1)) == "文件大小与登记不符"
    assert desk.files.verify(row.path, Stored("0" * 64, row.size)) == "文件内容被改动过"
    assert verify(desk) == []


def test_a_stream_that_breaks_off_leaves_nothing(desk: Desk) -> None:
    class Broken(BytesIO):
        """A stream that fails in the middle."""

        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError(errno.EIO, "Input/output error")
            return super().read(size)

    @command
    def put(desk: Desk) -> None:
        file = desk.unit.place("2026/1", "大文件", ".pdf")
        desk.unit.put_stream(file, Broken(bytes(3 << 20)))

    with pytest.raises(StorageError, match="读写磁盘时出错"):
        put(desk)
    assert desk.files.listing() == set() and desk.files.leftovers() == []


def test_unreadable_file_is_reported(desk: Desk) -> None:
    (desk.files.root / "2026").mkdir(parents=True)
    with pytest.raises(StorageError, match=r"（.*2026）"):
        desk.files.read(FileId("2026"))


def test_nothing_is_removed_while_the_database_is_silent(desk: Desk) -> None:
    store = desk.files
    take_in(desk, "R1")
    store.path("2026/1/orphan.pdf").write_bytes(b"x")
    (store.pending / "a.json").write_text('["2026/1/orphan.pdf"]', encoding="utf-8")
    desk.db.execute_sql("ALTER TABLE document_file RENAME TO gone")
    store.sweep()
    assert store.exists(FileId("2026/1/orphan.pdf")) and len(store.leftovers()) == 1


def test_a_file_without_a_row_or_over_another_is_a_bug(desk: Desk) -> None:
    @command
    def stray(desk: Desk, relpath: str) -> None:
        add_case(desk, "R-stray")
        desk.unit.put_stream(FileId(relpath), BytesIO(b"x"))

    take_in(desk, "R1")
    before = desk.files.listing()
    with pytest.raises(BugError, match="no row names"):
        stray(desk, "2026/stray.pdf")
    with pytest.raises(BugError, match="never overwrites"):
        stray(desk, "2026/1/受理通知书.pdf")
    assert desk.files.listing() == before
    assert verify(desk) == []


def test_sweep_removes_only_journalled_files_without_a_row(folder: Path, desk: Desk) -> None:
    take_in(desk, "R1")
    store = desk.files
    names = ("2026/1/受理通知书.pdf", "2026/1/orphan.pdf", "2026/1/用户放的.pdf")
    kept, orphan, stranger = map(FileId, names)
    for relpath in (orphan, stranger):
        store.path(relpath).write_bytes(b"x")
    (store.pending / "a.json").write_text(json.dumps([kept, orphan]), encoding="utf-8")
    (store.pending / "b.json").write_text('["2026/1/orph', encoding="utf-8")
    (store.pending / "c-0.tmp").write_bytes(b"half")
    desk.close()
    with Desk.open(folder, "张三") as opened:
        assert not opened.files.exists(orphan)
        assert opened.files.exists(kept) and opened.files.exists(stranger)
        assert opened.files.leftovers() == []
        assert [p.problem for p in verify(opened)] == ["没有登记的文件"]


def test_a_file_held_by_another_program_is_swept_later(
    folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = desk.files
    take_in(desk, "R1")
    store.path("2026/1/held.pdf").write_bytes(b"x")
    (store.pending / "a.json").write_text('["2026/1/held.pdf"]', encoding="utf-8")
    real = files.unlink
    monkeypatch.setattr(files, "unlink", lambda p: p.name != "held.pdf" and real(p))
    store.sweep()
    assert store.exists(FileId("2026/1/held.pdf")) and len(store.leftovers()) == 1
    monkeypatch.undo()
    store.sweep()
    assert not store.exists(FileId("2026/1/held.pdf")) and store.leftovers() == []


def test_verify_compares_files_with_rows(desk: Desk) -> None:
    take_in(desk, "R1")
    take_in(desk, "R2")
    seen: list[tuple[int, int]] = []
    assert verify(desk, lambda done, total: seen.append((done, total))) == []
    assert seen[-1] == (4, 4)
    desk.files.path("2026/1/受理通知书.pdf").unlink()
    desk.files.path("2026/1/受理通知书.docx").write_bytes(b"abd")
    desk.files.path("2026/2/受理通知书.pdf").write_bytes(b"abcd")
    desk.db.execute_sql("UPDATE document_file SET path = '../x' WHERE id = 3")
    found = {p.field: p.problem for p in verify(desk)}
    assert found == {
        "files/2026/1/受理通知书.pdf": "文件不见了",
        "files/2026/1/受理通知书.docx": "文件内容被改动过",
        "files/2026/2/受理通知书.pdf": "文件大小与登记不符",
        "files/../x": "登记的路径不合规",
        "files/2026/2/受理通知书.docx": "没有登记的文件",
        "document_file[3]": "内容与第 2 条日志不符（被改动过）",
    }
