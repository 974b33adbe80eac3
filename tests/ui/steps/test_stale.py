"""Two people, or two dialogs, at one case: the second is told what the first has done."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.cases.loading import load
from models.entities import Audit
from models.errors import StorageError
from models.queries.places import CaseTab
from models.services.shared import drafts
from models.services.shared.journal import record_event, void_event
from models.store.desk import Desk
from models.store.sender import Sender
from tests.ui import support
from tests.ui.hand import Hand, put
from tests.ui.partial_play import play_until
from ui.pages.case.journal.page import JournalTab
from ui.pages.case.page import CasePage
from ui.pages.case.papers.page import PapersTab
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.steps import open_step
from ui.steps.dialog import CommandDialog
from ui.steps.draft import StepDraft

NOTE = "请求人来电，询问开庭时间"


class Case:
    """The page of a case that waits for its deliberation, and dialogs over it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, case_id: int) -> None:
        self.qtbot = qtbot
        self.window = window
        self.case_id = case_id
        self.hand = Hand(qtbot, window)
        window.go(targets.Case(case_id, CaseTab.JOURNAL))
        self.hand.settle()

    def page(self) -> CasePage:
        page = self.window.stack.currentWidget()
        assert isinstance(page, CasePage)
        return page

    def open(self, command: str) -> CommandDialog:
        before: set[QDialog] = self.hand.dialogs()
        open_step(self.window.context, self.page(), self.case_id, command)
        found = self.hand.newest(before)
        assert isinstance(found, CommandDialog)
        return found

    def note(self) -> CommandDialog:
        """Open the journal and type a note into it."""
        dialog = self.open("record_event")
        put(dialog.form.field("note_recorded.title"), "来电")
        put(dialog.form.field("note_recorded.text"), NOTE)
        return dialog

    def send(self, dialog: QDialog) -> None:
        """Save by keys."""
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.hand.settle()

    def asked(self, dialog: QDialog) -> QMessageBox:
        """Return the question over a dialog."""
        (box,) = [b for b in dialog.findChildren(QMessageBox) if b.isVisible()]
        return box

    def types(self) -> list[str]:
        return support.read_desk(
            self.qtbot, self.window, lambda d: [e.event.type for e in load(d, self.case_id).entries]
        )

    def entries(self) -> int:
        return support.read_desk(self.qtbot, self.window, lambda _: Audit.select().count())

    def elsewhere(self, note: str = "被请求人来电") -> None:
        """Let a colleague record something, of which this window is told nothing."""

        def work(desk: Desk) -> None:
            with desk.sent_by(Sender("高明")):
                record_event(desk, self.case_id, "note_recorded", on=desk.today(), text=note,
                             title="电话")  # fmt: skip

        support.read_desk(self.qtbot, self.window, work)


@pytest.fixture
def case(window: MainWindow, qtbot: QtBot, read: support.Read) -> Case:
    """Return a case of the sample office."""
    return Case(qtbot, window, read(window, lambda d: play_until(d, "S3", date(2025, 11, 19))))


def test_of_two_dialogs_the_second_is_refused_then_read_again_and_saved(case: Case) -> None:
    note = case.note()
    other = case.open("assign_handler")
    case.send(other)
    assert not isValid(other)
    types, entries = case.types(), case.entries()

    case.send(note)
    box = case.asked(note)
    assert "“分办”（" in box.text() and "这次操作没有写入任何内容" in box.text()
    assert (case.types(), case.entries()) == (types, entries)
    assert note.form.field("note_recorded.text").value() == NOTE

    before = case.hand.dialogs() - {note}
    support.press(box, "重新载入，保留已填写的内容")
    again = case.hand.newest(before | {note})
    case.hand.settle()
    assert not isValid(note)
    assert again.form.field("note_recorded.text").value() == NOTE
    said = "".join(w.text() for w in support.visible(again, QLabel) if "已经恢复" in w.text())
    assert "这以后案件又有新的登记：“分办”（" in said
    case.send(again)
    assert case.types() == [*types, "note_recorded"]


def test_a_reload_that_could_not_keep_the_text_opens_one_dialog_only(
    case: Case, monkeypatch: pytest.MonkeyPatch, worker_errors: list[Exception]
) -> None:
    note = case.note()
    case.elsewhere()
    keep = drafts.save_draft

    def full(*_args: object) -> None:
        raise StorageError("磁盘满了")

    for save in (full, keep):
        monkeypatch.setattr(drafts, "save_draft", save)
        case.send(note)
        before = case.hand.dialogs() - {note}
        support.press(case.asked(note), "重新载入，保留已填写的内容")
        case.hand.settle()
    assert [str(error) for error in worker_errors] == ["磁盘满了"]
    worker_errors.clear()
    case.hand.newest(before | {note})  # one, or it fails


def test_what_was_typed_stays_when_it_is_not_read_again(case: Case) -> None:
    note = case.note()
    case.elsewhere()
    case.send(note)
    box = case.asked(note)
    assert "“办案记事”（" in box.text()
    support.press(box, "先不载入")
    assert note.isVisible() and note.form.field("note_recorded.text").value() == NOTE
    case.send(note)
    assert "又有新的登记" in case.asked(note).text(), "nothing was seen meanwhile"


def test_own_commands_one_after_the_other_are_never_refused(case: Case) -> None:
    before = case.types()
    for _ in range(3):
        case.send(case.note())
    assert case.types() == [*before, *["note_recorded"] * 3]


def test_voiding_asks_for_what_the_page_shows(case: Case) -> None:
    """Refused once; the page is read again behind the dialog, so that it goes through then."""
    case.send(case.note())
    page = case.page()
    case.elsewhere()
    journal = page.tabs[CaseTab.JOURNAL]
    assert isinstance(journal, JournalTab)
    journal.table.selectRow(0)
    before = case.hand.dialogs()
    support.press(page, "作废…")
    dialog = case.hand.newest(before)
    put(dialog.form.field("reason"), "重复登记")
    types = case.types()
    case.send(dialog)
    assert dialog.isVisible()
    assert "又有新的登记" in dialog.message.text() and case.types() == types
    assert dialog.form.field("reason").value() == "重复登记"
    case.send(dialog)
    assert not isValid(dialog) and len(case.types()) == len(types) + 1


def test_papers_are_not_made_of_a_case_that_nobody_has_seen(
    case: Case, worker_errors: list[Exception]
) -> None:
    page = case.page()
    page.show_tab(CaseTab.PAPERS)
    case.hand.settle()
    papers = page.tabs[CaseTab.PAPERS]
    assert isinstance(papers, PapersTab)
    papers.choose(("hearing_notice",), None)
    case.hand.settle()
    case.elsewhere()
    entries = case.entries()
    support.press(page, "存草稿")
    case.hand.settle()
    assert "又有新的登记" in str(worker_errors.pop()) and case.entries() == entries
    support.press(page, "存草稿")
    case.hand.settle()
    assert case.entries() == entries + 1


def test_a_draft_says_what_has_happened_since_it_was_typed(case: Case) -> None:
    note = case.note()
    draft = note.findChild(StepDraft)
    assert isinstance(draft, StepDraft)
    with case.qtbot.waitSignal(draft.keeper.kept):
        draft.keeper._idle.start(0)
    note.hide()  # as after a power cut
    note.deleteLater()
    support.run_deferred()
    case.elsewhere()
    again = case.open("record_event")
    said = "".join(w.text() for w in support.visible(again, QLabel) if "已经恢复" in w.text())
    assert "又有新的登记：“办案记事”（" in said
    case.send(again)
    assert not isValid(again), "what was said is seen"


def test_voided_elsewhere_is_said_in_the_words_of_the_journal(case: Case) -> None:
    def void(desk: Desk) -> None:
        own = [e for e in load(desk, case.case_id).entries if e.event.type == "note_recorded"]
        with desk.sent_by(Sender("高明")):
            void_event(desk, case.case_id, own[-1].id, reason="误登")

    case.send(case.note())
    note = case.note()
    support.read_desk(case.qtbot, case.window, void)
    case.send(note)
    assert "作废“" in case.asked(note).text()
