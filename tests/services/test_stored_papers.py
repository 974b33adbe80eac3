"""A stored paper whose file was changed is neither shown nor saved nor printed."""

from datetime import date
from pathlib import Path

import pytest

import resources
from forms.writers import fonts
from models.entities import Document, DocumentFile
from models.errors import StorageError
from models.queries.documents import files_of, stored_file
from models.services.office.office import set_settings
from models.services.shared.documents import Order, make_documents
from models.store.desk import Desk
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office


@pytest.mark.parametrize("changed", [b"%PDF-1.4", b"", b"x" * 100_000])
def test_what_was_changed_on_disk_is_not_handed_on(tmp_path: Path, changed: bytes) -> None:
    clock = Clock(date(2025, 6, 2))
    with Desk.open(tmp_path / "desk", "李敏", clock.today, clock.now) as desk:
        case_id = Player(desk, clock, set_up_office(desk)).play(load_scenario("S4"), papers=True)
        row = DocumentFile.get(DocumentFile.format == "pdf")
        assert stored_file(desk, row.document_id, "pdf")[:4] == b"%PDF"
        (tmp_path / "desk" / "files" / row.path).write_bytes(changed)
        with pytest.raises(StorageError, match="与登记的不一致"):
            stored_file(desk, row.document_id, "pdf")
        with pytest.raises(StorageError, match="与登记的不一致"):
            files_of(desk, case_id)
        assert stored_file(desk, row.document_id, "docx"), "the other format is not blocked"


def test_papers_are_set_in_the_faces_that_the_office_chose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that has an official face: here another bundled one stands for it."""
    other = resources.path("fonts", "kai.ttf")
    monkeypatch.setattr(fonts, "official_files", lambda: {"fang": other})
    fonts.open_set.cache_clear()
    clock = Clock(date(2025, 6, 2))
    with Desk.open(tmp_path / "desk", "李敏", clock.today, clock.now) as desk:
        staff = set_up_office(desk)
        case_id = Player(desk, clock, staff).play(load_scenario("S4"), papers=False)
        order = (Order("refusal_notice"),)
        make_documents(desk, case_id, order)
        set_settings(desk, {"internal.fonts": "official"})
        make_documents(desk, case_id, order)
        open_, official = (row.fonts for row in Document.select().order_by(Document.id))
    fonts.open_set.cache_clear()
    assert official["fang"] == open_["kai"] != open_["fang"]
    assert official["hei"] == open_["hei"]
