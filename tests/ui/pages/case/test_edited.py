"""A draft is saved, edited in a word processor and taken back by clicks; faults say where."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from models.entities import Document
from models.queries.documents import stored_file
from models.queries.places import CaseTab
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.forms.edited.word import Change, replacing, saved
from tests.pdf import pdf_text
from tests.ui import support
from tests.ui.pages.case.conftest import OpenCase
from ui.output import file_choice
from ui.pages.case.page import CasePage
from ui.pages.case.papers.edited import ChangesDialog
from ui.shell.main_window import MainWindow
from ui.shell.messages import ErrorDialog

OLD = "送达地址、联系方式或者代理人有变更的，请及时书面告知本局。"
NEW = "送达地址、联系方式或者代理人变更以后，请马上告知本局。"


class Worker:
    """Somebody with a word processor beside the window."""

    def __init__(
        self, window: MainWindow, page: CasePage, settle: support.Settle, folder: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        self.window, self.tab, self._settle = window, page.papers, settle
        self._file = folder / "受理通知书.docx"
        monkeypatch.setattr(file_choice, "open_one", lambda *_a: str(self._file))

    def draft(self) -> None:
        """Store a draft of the acceptance notice."""
        self.tab.choose_order(Order("acceptance_notice", "P1"), "受理通知书")
        self._settle(self.window)
        self.press(self.tab, "存草稿")

    def press(self, place: object, text: str) -> None:
        """Press a button that is seen."""
        assert isinstance(place, type(self.tab) | ChangesDialog)
        support.visible(place, QPushButton, text=text)[0].click()
        self._settle(self.window)

    def edit(self, *changes: Change) -> None:
        """Save the shown draft, change the file, and take it back."""
        assert self.tab.view.shown is not None
        self.tab.view.save_to("docx", str(self._file))
        self._settle(self.window)
        for change in changes:
            self._file.write_bytes(saved(self._file.read_bytes(), change))
        self.press(self.tab, "取回Word稿…")

    def shown(self, kind: type[ChangesDialog] | type[ErrorDialog]) -> ChangesDialog | ErrorDialog:
        """Return the one dialog of a kind that is open."""
        [dialog] = [d for d in self.window.findChildren(kind) if d.isVisible()]
        return dialog


def crossed_out(dialog: ChangesDialog, words: str) -> bool:
    """Say whether words are crossed out where they are shown."""
    found = dialog.changes.document().find(words)
    assert not found.isNull()
    return found.charFormat().fontStrikeOut()


@pytest.fixture
def worker(
    open_case: OpenCase, settle: support.Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Worker:
    """Return somebody who looks at the papers of a docketed case."""
    window, page = open_case("S4", CaseTab.PAPERS)
    one = Worker(window, page, settle, tmp_path, monkeypatch)
    one.draft()
    return one


def test_an_edited_draft_is_compared_and_taken_as_the_next_one(
    worker: Worker, read: support.Read
) -> None:
    tab = worker.tab
    assert not support.visible(tab, QPushButton, text="看修改…")
    worker.edit(replacing(OLD, NEW))
    dialog = worker.shown(ChangesDialog)
    assert isinstance(dialog, ChangesDialog)
    assert crossed_out(dialog, "有变更的，请及时书面") and not crossed_out(
        dialog, "变更以后，请马上"
    )
    assert OLD in dialog.changes.toPlainText() and NEW in dialog.changes.toPlainText()
    assert read(worker.window, lambda _d: Document.select().count()) == 1, "nothing is stored yet"
    worker.press(dialog, "存为新的一稿")
    assert not [d for d in worker.window.findChildren(ChangesDialog) if d.isVisible()]

    def stored(desk: Desk) -> list[str]:
        return [pdf_text(stored_file(desk, d.id, "pdf")) for d in Document.select()]

    first, second = read(worker.window, stored)
    assert OLD in first and NEW in second
    assert tab.view.shown is not None and NEW in pdf_text(tab.view.shown.pdf)
    assert "改1段" in support.cell(tab.stored, 0, 0) and "改" not in support.cell(tab.stored, 1, 0)

    tab.stored.setFocus()
    tab.stored.go_to(0)
    worker._settle(worker.window)
    worker.press(tab, "看修改…")
    kept = worker.shown(ChangesDialog)
    assert [b.text() for b in support.visible(kept, QPushButton)] == ["关闭"]
    assert isinstance(kept, ChangesDialog) and NEW in kept.changes.toPlainText()
    kept.reject()
    worker.press(tab, "生成定稿")
    assert tab.view.shown is not None and NEW in pdf_text(tab.view.shown.pdf)


def test_a_fact_that_was_changed_is_named_with_its_paragraph(
    worker: Worker, read: support.Read
) -> None:
    worker.edit(replacing(OLD, NEW), replacing("第二十条", "第二十一条"))
    error = worker.shown(ErrorDialog)
    words = "\n".join(label.text() for label in error.findChildren(QLabel))
    assert "“第二十条”" in words and "段（“你方于" in words
    assert read(worker.window, lambda _d: Document.select().count()) == 1
    error.reject()


def test_what_needs_a_second_look_is_said_and_cancelling_stores_nothing(
    worker: Worker, read: support.Read
) -> None:
    worker.edit(replacing(OLD, "请在2026年5月1日以前书面告知本局\U0001f9ff。"))
    dialog = worker.shown(ChangesDialog)
    assert isinstance(dialog, ChangesDialog)
    words = dialog.changes.toPlainText()
    assert "多出了“2026年5月1日”" in words and "U+1F9FF" in words
    support.visible(dialog, QPushButton, text="取消")[0].click()
    assert read(worker.window, lambda _d: Document.select().count()) == 1


def test_an_unedited_file_is_said_to_be_the_same(worker: Worker) -> None:
    worker.edit()
    error = worker.shown(ErrorDialog)
    assert any("没有要取回的" in label.text() for label in error.findChildren(QLabel))
    error.reject()
