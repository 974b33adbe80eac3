"""The practice window as a process of its own: its command line, and once for real."""

import os
import sys
from pathlib import Path

import pytest

from models.errors import BadInput, HeldError, StorageError
from models.store.desk import Desk
from models.store.lock import read_holder
from tests.places import ROOT
from tests.waiting import until
from ui.practice import launch
from ui.shell import start


@pytest.mark.parametrize("packaged", [False, True])
def test_the_command_is_understood(
    packaged: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = launch.command(tmp_path / "甲 乙-练习", packaged=packaged)
    assert line[0] == sys.executable
    assert (line[1] == str(ROOT / "main.py")) is not packaged
    given = line[1:] if packaged else line[2:]
    seen: list[tuple[Path, bool]] = []

    def run(folder: Path, *, practice: bool = False) -> int:
        seen.append((folder, practice))
        return 0

    monkeypatch.setattr("ui.shell.app.run", run)
    assert start.main(given) == 0
    assert start.main(given[1:]) == 0
    assert seen == [(tmp_path / "甲 乙-练习", True), (tmp_path / "甲 乙-练习", False)]


def test_for_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child builds its folder and holds it; a second one is refused; the real one is free."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "desk-练习"
    process = launch.PracticeProcess()
    process.start(folder)
    child = process.child
    assert child is not None
    try:
        with pytest.raises(BadInput, match="已经打开"):
            process.start(folder)
        until(lambda: _cases(folder) >= 4 or child.poll() is not None, "the folder is built")
        assert child.poll() is None, "the practice window ended by itself"
        holder = read_holder(folder)
        assert holder is not None and holder.pid == child.pid != os.getpid()
        with pytest.raises(HeldError):
            Desk.open(folder, "x")
        with Desk.open(tmp_path / "desk", "李敏") as desk:
            assert desk.practice is None
    finally:
        child.kill()
        child.wait()
    assert not process.running
    with Desk.open(folder, "x") as desk:
        assert desk.practice is not None and _cases(folder) == 4


def _cases(folder: Path) -> int:
    """Count the papers' folders of the cases, from outside."""
    files = folder / "files"
    return (
        sum(p.is_dir() and p.name != ".pending" for p in files.iterdir()) if files.exists() else 0
    )


def test_a_program_that_is_not_there_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(StorageError, match="练习窗口打不开"):
        launch.PracticeProcess().start(tmp_path)


def test_beginning_again_opens_the_window_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    """The program goes on with a fresh folder as long as the clerk asks for it."""
    from types import SimpleNamespace

    from ui.shell import app

    made: list[bool] = []
    answers = [True, True, False]

    def make(folder: Path, _store: object, *, fresh: bool = False) -> SimpleNamespace:
        assert folder == tmp_path
        made.append(fresh)
        return SimpleNamespace(practice=SimpleNamespace(begin_again=answers[len(made) - 1]))

    monkeypatch.setattr(app, "make_practice_window", make)
    monkeypatch.setattr(app, "_show", lambda _app, _window: 0)
    assert app.run(tmp_path, practice=True) == 0
    assert made == [False, True, True]
    del qapp
