"""What is typed into a step's dialog: kept while typing, back when opened again, then gone."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from models.rules.events import Json
from models.services.shared.drafts import kept_draft, save_draft
from models.store.db import connection
from models.store.desk import Desk
from tests.ui import support
from tests.ui.garbage import garbage, put_draft
from tests.ui.hand import Hand, put
from tests.ui.partial_play import play_until
from ui.shell.main_window import MainWindow
from ui.steps import open_step
from ui.steps.draft import KIND, StepDraft, key_of
from ui.steps.spec import dialogs
from ui.widgets.dialog import FormDialog
from ui.widgets.values import records, text
from ui.work.rest import UnreadRest


class Steps:
    """Opens steps of one case; its drafts."""

    def __init__(self, qtbot: QtBot, window: MainWindow, case_id: int) -> None:
        self.qtbot = qtbot
        self.window = window
        self.case_id = case_id
        self.hand = Hand(qtbot, window)

    def open(self, command: str, **wanted: Any) -> FormDialog:
        """Open a dialog."""
        before: set[QDialog] = self.hand.dialogs()
        open_step(self.window.context, self.window, self.case_id, command, **wanted)
        return self.hand.newest(before)

    def keep(self, dialog: FormDialog) -> None:
        """Let the time come after which a draft is kept, then take the window's hand off it."""
        draft = dialog.findChild(StepDraft)
        assert isinstance(draft, StepDraft) and draft.keeper.waiting
        with self.qtbot.waitSignal(draft.keeper.kept):
            draft.keeper._idle.start(0)
        dialog.hide()  # as after a power cut: nobody saved, nobody gave it up
        dialog.deleteLater()
        support.run_deferred()

    def kept(self, command: str) -> dict[str, Any] | None:
        """Return the draft on disk."""

        def read(desk: Desk) -> dict[str, Any] | None:
            found = kept_draft(desk, KIND, key_of(self.case_id, command, None, None, ""))
            values = found.content["values"] if found else None
            return values if isinstance(values, dict) else None

        return support.read_desk(self.qtbot, self.window, read)


@pytest.fixture
def steps(window: MainWindow, qtbot: QtBot, read: support.Read) -> Steps:
    """Return the steps of a case that waits for its deliberation."""
    case_id = read(window, lambda desk: play_until(desk, "S3", date(2025, 11, 19)))
    return Steps(qtbot, window, case_id)


def recovered(dialog: FormDialog) -> list[str]:
    """Return what the dialog says of a draft."""
    return [w.text() for w in support.visible(dialog, QLabel) if "已经恢复" in w.text()]


def test_a_vote_and_its_texts_come_back(steps: Steps) -> None:
    dialog = steps.open("deliberate")
    assert not recovered(dialog)
    before = dialog.form.field("votes").typed()
    long = next(n for n, r in dialog.form.rows.items() if type(r.field).__name__ == "LongField"
                and not r.field.isHidden())  # fmt: skip
    put(dialog.form.field(long), "讨论记录：第一行\n第二行")
    put(dialog.form.field("on"), "2026-05-01")
    steps.keep(dialog)
    again = steps.open("deliberate")
    assert len(recovered(again)) == 1 and "暂存" not in recovered(again)[0]
    assert again.form.field(long).value() == "讨论记录：第一行\n第二行"
    assert again.form.field("on").value() == date(2026, 5, 1)
    assert again.form.field("votes").typed() == before
    captions = [text(row["caption"]) for row in records(before)]
    shown = " ".join(w.text() for w in support.visible(again, QLabel))
    assert captions and all(caption in shown for caption in captions)
    again.close()  # asks first: it is not saved
    assert again.isVisible()
    support.press(again, "放弃")
    steps.hand.settle()
    assert steps.kept("deliberate") is None


def test_nothing_typed_leaves_nothing(steps: Steps, read: support.Read) -> None:
    steps.open("deliberate").close()
    steps.hand.settle()
    rows = read(
        steps.window, lambda d: connection(d.db).execute("SELECT count(*) FROM draft").fetchone()
    )
    assert rows[0] == 0


def test_saving_forgets_the_draft(steps: Steps) -> None:
    dialog = steps.open("record_event", preset={"kind": "note_recorded"})
    put(dialog.form.field("kind"), "note_recorded")
    names = [n for n in dialog.form.rows if not dialog.form.field(n).isHidden()]
    for name in names:
        if name.rpartition(".")[2] in ("title", "text"):
            put(dialog.form.field(name), "电话记录")
    draft = dialog.findChild(StepDraft)
    assert isinstance(draft, StepDraft)
    draft.keeper.flush()
    steps.hand.settle()
    key = draft.keeper.key

    def there(desk: Desk) -> bool:
        return kept_draft(desk, KIND, key) is not None

    assert support.read_desk(steps.qtbot, steps.window, there)
    steps.hand.save(dialog)
    assert not support.read_desk(steps.qtbot, steps.window, there)


def test_a_draft_kept_under_the_former_name_of_its_step_comes_back_and_goes(steps: Steps) -> None:
    former = key_of(steps.case_id, "record_hearing", None, None, "hold_hearing")
    kept = {"values": {"clerk": "何笔录"}, "title": "登记口头审理笔录"}

    def keep(desk: Desk) -> None:
        save_draft(desk, KIND, former, kept)

    support.read_desk(steps.qtbot, steps.window, keep)
    dialog = steps.open("record_hearing", step="record_hearing")
    assert recovered(dialog) and dialog.form.field("clerk").value() == "何笔录"
    dialog.close()
    support.press(dialog, "放弃")
    steps.hand.settle()

    def there(desk: Desk) -> bool:
        return kept_draft(desk, KIND, former) is not None

    assert not support.read_desk(steps.qtbot, steps.window, there)


def broken_values(dialog: FormDialog, seed: int) -> dict[str, Json]:
    """Return what the dialog would keep, broken."""
    typed = {name: row.field.typed() for name, row in dialog.form.rows.items()}
    return garbage({"values": typed, "title": "某步骤", "last_seen": 3}, seed)


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(n, marks=pytest.mark.soak) for n in range(4, 20))]
)
def test_a_broken_draft_opens_every_dialog_and_can_be_discarded(steps: Steps, seed: int) -> None:
    for number, command in enumerate(dialogs()):
        dialog = steps.open(command)
        key = key_of(steps.case_id, command, None, None, "")
        kept = broken_values(dialog, seed * 1000 + number)
        dialog.hide()
        dialog.deleteLater()
        support.run_deferred()

        def keep(desk: Desk, key: str = key, kept: dict[str, Json] = kept) -> None:
            put_draft(desk, KIND, key, kept)

        support.read_desk(steps.qtbot, steps.window, keep)
        again = steps.open(command)
        assert recovered(again), command
        support.press(again, "丢弃，重新填写")
        steps.hand.settle()
        for one in steps.hand.dialogs():
            one.hide()
            one.deleteLater()
        support.run_deferred()


def unread(dialog: FormDialog) -> str:
    """Return what of a draft the dialog offers to copy."""
    rest = dialog.findChild(UnreadRest)
    return rest.text if rest is not None else ""


def test_what_a_dialog_cannot_show_outlives_the_next_keep(steps: Steps) -> None:
    key = key_of(steps.case_id, "deliberate", None, None, "")
    kept: dict[str, Json] = {
        "values": {"on": "2026-05-01", "votes": "三票"},
        "also": [float("inf")],
    }

    def keep(desk: Desk) -> None:
        put_draft(desk, KIND, key, kept)

    support.read_desk(steps.qtbot, steps.window, keep)
    dialog = steps.open("deliberate")
    assert dialog.form.field("on").value() == date(2026, 5, 1)
    assert unread(dialog) == "also：['Infinity']\nvotes：三票"
    put(dialog.form.field("on"), "2026-05-02")
    steps.keep(dialog)
    again = steps.open("deliberate")
    assert again.form.field("on").value() == date(2026, 5, 2)
    assert unread(again) == "also：['Infinity']\nvotes：三票"


def test_an_unknown_choice_is_offered_to_copy_and_no_number_is_shown_as_typed(
    steps: Steps,
) -> None:
    dialog = steps.open("record_agreement")
    yuan = next(n for n, r in dialog.form.rows.items() if getattr(r.field, "yuan", False))
    dialog.close()
    typed: dict[str, Json] = {
        "dismiss_case": {"ground": "R9"},
        "record_agreement": {yuan: "约三万"},
    }
    for command, values in typed.items():
        key = key_of(steps.case_id, command, None, None, "")
        kept: dict[str, Json] = {"values": values}

        def keep(desk: Desk, key: str = key, kept: dict[str, Json] = kept) -> None:
            put_draft(desk, KIND, key, kept)

        support.read_desk(steps.qtbot, steps.window, keep)
    assert unread(steps.open("dismiss_case")) == "ground：R9"
    dialog = steps.open("record_agreement")
    assert dialog.form.field(yuan).typed() == "约三万" and not unread(dialog)
