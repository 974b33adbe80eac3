"""The second copy of the papers: whole, incremental, never over another file, faults named."""

from pathlib import Path
from typing import BinaryIO

import pytest

from models.backup import backup, paper_copies, second_copy
from models.backup.paper_copies import Copying
from models.errors import PaperCopyError, SecondCopyError
from models.store.desk import Desk
from models.store.files.named import NamedFile
from models.store.files.store import Stored
from tests.backup.copying import copy_papers
from tests.store.conftest import NOW
from tests.store.writing import take_in

SHA = "0" * 64


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a folder on “another disk”."""
    place = tmp_path / "另一块磁盘"
    place.mkdir()
    return place


@pytest.fixture
def path(desk: Desk, other: Path) -> Path:
    """Return a backup of a desk with three cases, each with two papers."""
    for number in range(3):
        take_in(desk, f"R{number}", content=f"paper {number}".encode())
    return backup.make(desk, "manual", other)


def papers(place: Path) -> dict[str, bytes]:
    """Return the papers in a place."""
    root = place / "files"
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_every_paper_is_copied_once(desk: Desk, other: Path, path: Path) -> None:
    assert second_copy.papers_there(desk.path, other) is None
    assert copy_papers(path, other, desk.path, NOW) == ""
    assert papers(other) == papers(desk.path) and len(papers(other)) == 6
    got = second_copy.papers_there(desk.path, other)
    assert got is not None and (got.there, got.total, got.at) == (6, 6, NOW)
    assert second_copy.papers_there(desk.path, other / "x") is None
    before = {p: p.stat().st_mtime_ns for p in (other / "files").rglob("*")}
    take_in(desk, "R9")
    newer = backup.make(desk)
    run = second_copy.begin_papers(newer, other, desk.path)
    assert len(run.run().copied) == 2
    assert {p: p.stat().st_mtime_ns for p in before if p.is_file()} == {
        p: at for p, at in before.items() if p.is_file()
    }


def test_a_portion_ends_in_time(desk: Desk, other: Path, path: Path) -> None:
    run = second_copy.begin_papers(path, other, desk.path)
    counts = []
    while not run.over:
        counts.append(run.step(0).done)
    assert counts == [1, 2, 3, 4, 5, 6]
    assert second_copy.end_papers(run, path, other, NOW) == ""


def test_a_run_given_up_goes_on_the_next_time(desk: Desk, other: Path, path: Path) -> None:
    run = second_copy.begin_papers(path, other, desk.path)
    run.step(0)
    assert second_copy.end_papers(run, path, other, NOW) == ""
    got = second_copy.papers_there(desk.path, other)
    assert got is not None and (got.there, got.total) == (1, 6)
    assert len(second_copy.begin_papers(path, other, desk.path).run().copied) == 5


@pytest.mark.parametrize("same_size", [False, True])
def test_a_wrong_copy_is_kept_aside_and_said(
    desk: Desk, other: Path, path: Path, same_size: bool
) -> None:
    copy_papers(path, other, desk.path, NOW)
    name = min(papers(other))
    wrong = b"PAPER 0" if same_size else b"something else"
    (other / "files" / name).write_bytes(wrong)
    said = copy_papers(path, other, desk.path, NOW)
    assert "1份文书内容不符，已改名保留" in said and name in said
    assert papers(other) == papers(desk.path)
    (kept,) = (other / paper_copies.ASIDE).iterdir()
    assert kept.read_bytes() == wrong and kept.name in said


def test_a_copy_that_cannot_be_read_is_made_again(
    desk: Desk, other: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_papers(path, other, desk.path, NOW)
    name = min(papers(other))
    real = paper_copies._sha256
    broken = [(other / "files" / name).stat().st_ino]

    def bad_sector(file: Path) -> str:
        if file.stat().st_ino in broken:
            raise OSError(5, "Input/output error")
        return real(file)

    monkeypatch.setattr(paper_copies, "_sha256", bad_sector)
    assert name in copy_papers(path, other, desk.path, NOW)
    assert papers(other) == papers(desk.path) and len(list((other / "files-aside").iterdir())) == 1


def test_daily_runs_read_every_paper_again_within_a_month(
    desk: Desk, other: Path, path: Path
) -> None:
    copy_papers(path, other, desk.path, NOW)
    name = min(papers(other))
    (other / "files" / name).write_bytes(b"PAPER 0")
    days = [
        len(second_copy.begin_papers(path, other, desk.path, day).run().asides)
        for day in range(paper_copies.ROUND)
    ]
    assert sum(days) == 1


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_fault_of_one_paper_is_named_and_stops_no_other(
    desk: Desk, other: Path, path: Path, harm: str
) -> None:
    name = min(papers(desk.path))
    source = desk.files.path(name)
    source.unlink()
    if harm == "changed":
        source.write_bytes(b"PAPER 0")
    with pytest.raises(PaperCopyError, match="备份已经做好，数据库也已另存") as failed:
        copy_papers(path, other, desk.path, NOW)
    why = "原文件不见了" if harm == "gone" else "原文件的内容被改动过"
    assert f"1份没有复制：{name}（{why}）" in str(failed.value) and failed.value.path == path
    assert set(papers(other)) == set(papers(desk.path)) - {name} and len(papers(other)) == 5
    got = second_copy.papers_there(desk.path, other)
    assert got is not None and (got.there, got.total) == (5, 6)


def test_a_full_disk_stops_the_run(
    desk: Desk, other: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, room = paper_copies.write_stream, [2]

    def write(target: Path, stream: BinaryIO) -> Stored:
        room[0] -= 1
        if room[0] < 0:
            target.write_bytes(stream.read(2))
            raise OSError(28, "No space left on device")
        return real(target, stream)

    monkeypatch.setattr(paper_copies, "write_stream", write)
    with pytest.raises(SecondCopyError, match="磁盘空间不足，还有4份没有复制"):
        copy_papers(path, other, desk.path, NOW)
    assert len(papers(other)) == 2 and room == [-1], "nothing half, and the rest is not tried"


def test_what_the_disk_garbles_gets_no_name(
    desk: Desk, other: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_copies, "write_stream", lambda p, _: p.write_bytes(b"x"))
    with pytest.raises(PaperCopyError, match="没有通过校验"):
        copy_papers(path, other, desk.path, NOW)
    assert papers(other) == {}


def test_an_unplugged_disk_stops_the_run(desk: Desk, other: Path, path: Path) -> None:
    run = second_copy.begin_papers(path, other, desk.path)
    run.step(0)
    other.rename(other.with_name("拔掉了"))
    other.write_text("x", encoding="utf-8")
    run.run()
    assert run.outcome.stopped
    with pytest.raises(SecondCopyError, match="还有5份没有复制"):
        second_copy.end_papers(run, path, other, NOW)
    with pytest.raises(SecondCopyError):
        second_copy.begin_papers(path, other, desk.path)


@pytest.mark.parametrize(
    "name",
    [
        "../x.pdf",
        "/etc/x.pdf",
        "C:/x.pdf",
        "R1/../../x.pdf",
        "R1\\..\\x.pdf",
        "CON/x.pdf",
        "",
        "a:b",
    ],
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, other: Path, name: str) -> None:
    got = Copying([tmp_path], other, [NamedFile(name, SHA, 3)]).run()
    assert got.problems == [f"{name}（登记的路径不合规）"] and list(other.iterdir()) == []


def test_no_link_leads_out_of_the_folder(desk: Desk, other: Path, path: Path) -> None:
    outside = other.with_name("别处")
    outside.mkdir()
    (other / "files").mkdir()
    folder = min(papers(desk.path)).split("/")[0]
    (other / "files" / folder).symlink_to(outside)
    with pytest.raises(PaperCopyError, match="文件夹指向别处"):
        copy_papers(path, other, desk.path, NOW)
    assert list(outside.iterdir()) == []


def test_a_path_that_windows_cannot_take_is_named(tmp_path: Path, other: Path) -> None:
    deep = other / ("深" * 80) / ("深" * 80)
    deep.mkdir(parents=True)
    name = f"{'文' * 50}/{'书' * 50}.pdf"
    got = Copying([tmp_path], deep, [NamedFile(name, SHA, 3)]).run()
    assert got.problems == [f"{name}（那里的路径太长）"]


def test_a_forged_checksum_is_no_path(tmp_path: Path, other: Path) -> None:
    got = Copying([tmp_path], other, [NamedFile("R1/x.pdf", "../../x", 3)]).run()
    assert got.problems == ["R1/x.pdf（登记的校验值不合规）"]
