"""Killed at every step of bringing files in: no file without its row, no row without its file."""

import shutil
from pathlib import Path

from models.backup.verify import verify
from models.entities import Attachment, StoredFile
from models.store.desk import Desk
from tests.killing import kill_at_each, steps_of
from tests.services.attachments.conftest import pdf
from tests.store.writing import take_in

COMMIT = "Desk.transaction: COMMIT"
# Opens a folder with a case and brings two files into it, one of which is stored already.
CHILD = """
import sys
from pathlib import Path
from models.services.attachments.attaching import attach
from models.services.attachments.taking import Taking
from models.store.desk import Desk
from tests.killing import Steps

steps = Steps(sys.argv[1])
steps.watch()
desk = Desk.open(sys.argv[2], "x")
taking = Taking(desk, [Path(sys.argv[3]) / name for name in ("1.pdf", "2.pdf")])
while not taking.over:
    taking.step()
attach(desk, int(sys.argv[4]), tuple(taking.taken))
desk.close()
steps.over()
"""


def test_killed_at_every_step(tmp_path: Path) -> None:
    template, outside = tmp_path / "template", tmp_path / "扫描"
    outside.mkdir()
    pdf(outside / "1.pdf", 1)
    pdf(outside / "2.pdf", 2)
    with Desk.open(template, "张三") as desk:
        take_in(desk, "R1")
        take_in(desk, "R2")
        from models.services.attachments.attaching import attach
        from models.services.attachments.taking import Taking

        taking = Taking(desk, [outside / "1.pdf"])
        taking.step()
        attach(desk, 1, tuple(taking.taken))

    def fresh(number: int) -> tuple[str, str, str]:
        folder = tmp_path / f"{number}"
        shutil.copytree(template, folder)
        return str(folder), str(outside), "2"

    names = steps_of(CHILD, *fresh(-1))
    assert {"Incoming.step: write", "force: fsync", "Batch.publish: replace", COMMIT} <= set(names)
    assert names.index("Batch.publish: replace") < names.index(COMMIT)
    for number, name in enumerate(kill_at_each(CHILD, names, fresh)):
        with Desk.open(tmp_path / f"{number}", "检查") as desk:
            assert verify(desk) == [], name
            assert desk.files.leftovers() == [], name
            saved = number > names.index(COMMIT)
            assert Attachment.select().count() == (3 if saved else 1), name
            assert StoredFile.select().count() == (2 if saved else 1), name
