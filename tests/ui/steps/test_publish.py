"""The decision made public by keys: proposals are listed, rejected with a reason, stored masked."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.queries.documents import StoredPaper, files_of
from models.rules.events import Published
from tests.pdf import pdf_text
from tests.ui.steps.conftest import Stage, Staged
from ui.steps.dialog import CommandDialog
from ui.widgets.fields import TickField

HOME, NUMBER, AGENT = "禾川县城关镇南街112号", "141002190002150315", "顾临川"


def opened(stage: Staged) -> tuple[Stage, CommandDialog]:
    """Return the dialog of a case whose decision was served, with its proposals."""
    s = stage("S1", "publish", 0)
    dialog = s.open("publish")
    s.until(lambda: bool(s.rows(dialog, "left").rows))
    s.type(dialog, "place", "www.hechuan.gov.cn")
    s.type(dialog, "checked_by", "周建国")
    return s, dialog


def row_of(s: Stage, dialog: CommandDialog, text: str) -> int:
    """Return the number of the row that proposes to mask a text."""
    rows = s.rows(dialog, "left").rows
    return next(n for n, row in enumerate(rows) if row.kept["text"] == text)


def reject(s: Stage, dialog: CommandDialog, text: str) -> int:
    """Take the tick of a proposal away with the space bar."""
    number = row_of(s, dialog, text)
    field = s.rows(dialog, "left").rows[number].fields["mask"]
    assert isinstance(field, TickField)
    field.box.setFocus()
    QTest.keyClick(field.box, Qt.Key.Key_Space)
    return number


def published(s: Stage) -> tuple[Published, StoredPaper]:
    """Return what was recorded, and the paper that was stored with it."""
    entry = s.view().log.last(Published)
    found: list[list[StoredPaper]] = []
    s.worker.ask(lambda desk: files_of(desk, s.case_id), found.append)
    s.until(lambda: bool(found))
    papers = [one for one in found[0] if one.form_id == "published_decision"]
    assert entry is not None and len(papers) == 1
    return entry.event, papers[0]


def test_what_is_proposed_is_masked_and_the_paper_is_final(stage: Staged) -> None:
    s, dialog = opened(stage)
    captions = [row.caption for row in s.rows(dialog, "left").rows]
    assert any("公民身份号码" in one and NUMBER in one for one in captions)
    s.until(lambda: "公开的文本存为定稿" in dialog.live.text())
    s.save(dialog)
    event, paper = published(s)
    assert (event.masked_by, event.checked_by) == ("李敏", "周建国")
    assert [(one.kind, one.number) for one in event.counts] == [
        ("id_number", 1), ("address", 2), ("agent", 2),
    ]  # fmt: skip
    assert paper.state == "final"
    said = pdf_text(paper.contents["pdf"])
    assert not [one for one in (HOME, NUMBER, AGENT) if one in said]
    assert "刘满囤" in said and "顾某" in said


def test_a_datum_of_the_case_is_left_open_only_with_a_reason(stage: Staged) -> None:
    s, dialog = opened(stage)
    reject(s, dialog, HOME)
    number = reject(s, dialog, AGENT)
    s.until(lambda: "不遮盖须写明理由" in dialog.live.text())
    home = row_of(s, dialog, HOME)
    s.type(dialog, f"left[{home}].reason", "也是经营部的经营场所")
    s.try_to_save(dialog)
    note = s.rows(dialog, "left").rows[number].note
    assert "须写明理由" in note.text(), "beside its own row, not the first rejected one"
    s.type(dialog, f"left[{number}].reason", "执业律师")
    s.save(dialog)
    event, paper = published(s)
    assert [(one.text, one.reason) for one in event.left] == [
        (AGENT, "执业律师"), (HOME, "也是经营部的经营场所"),
    ]  # fmt: skip
    said = pdf_text(paper.contents["pdf"])
    assert HOME in said and AGENT in said and NUMBER not in said


def test_what_nothing_proposed_is_masked_by_hand(stage: Staged) -> None:
    s, dialog = opened(stage)
    added = s.rows(dialog, "added")
    QTest.mouseClick(added.add_button, Qt.MouseButton.LeftButton)
    s.type(dialog, "added[0].text", "裁决书里没有的话")
    s.try_to_save(dialog)
    assert "裁决书里没有" in added.rows[0].note.text()
    s.type(dialog, "added[0].text", "弹簧钢珠和多级凹坑")
    s.save(dialog)
    event, paper = published(s)
    assert [one.text for one in event.added] == ["弹簧钢珠和多级凹坑"]
    assert "弹簧钢珠和多级凹坑" not in pdf_text(paper.contents["pdf"])


def test_who_masks_does_not_check(stage: Staged) -> None:
    s, dialog = opened(stage)
    s.type(dialog, "checked_by", "李敏")
    s.try_to_save(dialog)
    assert "不能是同一人" in dialog.form.rows["checked_by"].note.text()
