"""One holder per data folder: named, dropped by the system when killed."""

import errno
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.errors import HeldError, StorageError
from models.store import lock
from models.store.desk import Desk
from models.store.files import folder as folder_module
from models.store.files.folder import mount_type, prepare
from tests.places import ROOT

HOLD = """
import sys
from models.store.desk import Desk
desk = Desk.open(sys.argv[1], "李四")
print("held", flush=True)
sys.stdin.read()
"""
TRY = """
import sys
from models.store.desk import Desk
from models.errors import HeldError
sys.stdout.reconfigure(encoding="utf-8")
try:
    Desk.open(sys.argv[1], "王五")
except HeldError as error:
    print(error)
"""


def test_second_process_is_told_the_holder(folder: Path, desk: Desk) -> None:
    out = subprocess.run(
        [sys.executable, "-c", TRY, str(folder)],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    assert "张三" in out and f"进程 {os.getpid()}" in out and "2026年1月5日" in out


def test_who_deletes_the_lock_is_not_let_in(folder: Path, desk: Desk) -> None:
    (folder / "desk.lock").unlink()
    if sys.platform != "win32":
        with pytest.raises(HeldError):
            Desk.open(folder, "李四")
    assert desk.settings.get("office.name") is None


def test_second_desk_in_this_process_is_held_too(folder: Path, desk: Desk) -> None:
    with pytest.raises(HeldError, match="张三"):
        Desk.open(folder, "王五")
    assert lock.read_holder(folder) is not None


def test_killed_holder_is_no_obstacle(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None and child.stdout.readline().strip() == b"held"
        with pytest.raises(HeldError, match=f"李四.*进程 {child.pid}"):
            Desk.open(folder, "张三")
        child.kill()
        child.wait()
    assert lock.read_holder(folder) is not None
    Desk.open(folder, "张三").close()
    assert lock.read_holder(folder) is None


def test_unreadable_note_still_refuses(folder: Path, desk: Desk) -> None:
    (folder / lock.FILE_NAME).write_bytes(b"\xff{")
    with pytest.raises(HeldError, match="另一个程序"):
        Desk.open(folder, "王五")


def test_note_without_a_readable_time() -> None:
    holder = lock.Holder("", 12, "pc", "gestern")
    assert holder.describe() == "未署名（电脑 pc，进程 12，时间不详 起）"


def test_read_only_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(lock.os, "open", refuse)
    with pytest.raises(StorageError, match="不能写入"):
        Desk.open(folder, "张三")
    monkeypatch.undo()
    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StorageError, match="不能写入"):
        prepare(folder / "deeper")


def test_disk_without_locks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_take", refuse)
    with pytest.raises(StorageError, match="不支持文件锁"):
        Desk.open(folder, "张三")


def test_disk_full_while_the_note_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    folder.mkdir()
    monkeypatch.setattr(lock, "_write_note", refuse)
    with pytest.raises(StorageError, match="磁盘空间不足"):
        lock.FolderLock.acquire(folder, "张三", datetime.now(UTC))
    monkeypatch.undo()
    lock.FolderLock.acquire(folder, "张三", datetime.now(UTC)).release()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(StorageError, match="不是文件夹"):
        prepare(tmp_path / "x")


def test_network_drive_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "is_remote", lambda path: True)
    with pytest.raises(StorageError, match="网络驱动器"):
        Desk.open(folder, "张三")


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/mnt/share/x", "cifs"), ("/mnt/my disk/x", "nfs4"), ("/home/x", "ext4"), ("/mnt", "ext4")],
)
def test_mount_table(path: str, kind: str) -> None:
    mounts = (
        "/dev/sda / ext4 rw 0 0\n//srv/s /mnt/share cifs rw 0 0\n"
        "srv:/d /mnt/my\\040disk nfs4 rw 0 0\nbroken\n"
    )
    assert mount_type(Path(path), mounts) == kind
    assert mount_type(Path(path), "") == ""
