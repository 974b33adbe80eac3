"""Killed at every step of saving and of opening: the folder is whole when it is opened again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.backup.verify import verify
from models.entities import Case
from models.store.desk import Desk
from tests.killing import AT, Child, kill_at_each, steps_of
from tests.store.writing import take_in

COMMIT = "Desk.transaction: COMMIT"
# Opens a folder; then, if told so, saves a case with a paper.
CHILD = """
import sys
from models.store.desk import Desk
from models.store.unit import command
from tests.killing import Steps
from tests.store.writing import add_case, add_paper

@command
def save(desk):
    add_paper(desk, add_case(desk, "killed"), bytes(20000))

steps = Steps(sys.argv[1])
steps.watch()
desk = Desk.open(sys.argv[2], "x")
if sys.argv[3] != "open":
    save(desk)
desk.close()
steps.over()
"""


def nothing(folder: Path) -> None:
    """Leave a folder away: it is made by the child."""


def two_cases(folder: Path) -> None:
    """Make a folder of two cases with their papers."""
    with Desk.open(folder, "张三") as desk:
        take_in(desk, "R1")
        take_in(desk, "R2")


def killed_before_commit(folder: Path) -> None:
    """Make a folder as a kill leaves it whose journal names files that no row names."""
    two_cases(folder)
    with Child(CHILD, COMMIT, str(folder), "save") as child:
        assert child.run() == AT + COMMIT
    assert any((folder / "files" / ".pending").glob("*.json"))


@pytest.mark.parametrize(
    ("before", "act", "wanted"),
    [
        (nothing, "save", ("_alone: COMMIT", "Batch.publish: replace", COMMIT)),
        (two_cases, "save", ("force: fsync #3", "Batch.publish: replace #2", COMMIT)),
        (killed_before_commit, "open", ("unlink: unlink",)),
    ],
    ids=["the first save", "a later save", "opening after a kill"],
)
def test_killed_at_every_step(
    tmp_path: Path, before: Callable[[Path], None], act: str, wanted: tuple[str, ...]
) -> None:
    template = tmp_path / "template"
    before(template)

    def fresh(number: int) -> tuple[str, str]:
        folder = tmp_path / f"{number}"
        if template.exists():
            shutil.copytree(template, folder)
        return str(folder), act

    names = steps_of(CHILD, *fresh(-1))
    assert set(wanted) <= set(names), names
    cases = 2 if template.exists() else 0
    for number, name in enumerate(kill_at_each(CHILD, names, fresh)):
        with Desk.open(tmp_path / f"{number}", "检查") as desk:
            assert verify(desk) == [], name
            assert desk.files.leftovers() == [], name
            saved = act != "open" and number > names.index(COMMIT)
            assert Case.select().count() == cases + saved, name
