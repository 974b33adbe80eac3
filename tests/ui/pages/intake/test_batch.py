"""批量收案 by keys and clicks: paste, see what is wrong with which row, put it right, file all."""

from typing import Any

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from models.backup.verify import verify
from models.store.desk import Desk
from tests.ui import support
from tests.ui.hand import Hand, put
from tests.ui.pages.intake.clerk import Clerk, sample, type_request
from ui.pages.intake.batch.dialog import BatchDialog
from ui.pages.intake.page import IntakePage
from ui.shell import targets

ROWS = (
    "名称\t地址\t电话\t类别\t被控产品\t评价\n"
    "甲农机店\t东街1号\t0357-5550001\t自然人\tYH-1\t好\n"
    "乙农机店\t东街2号\t0357-5550002\t商贩\tYH-2\t\n"
)


def opened(clerk: Clerk) -> BatchDialog:
    """Press 批量收案… and return the dialog."""
    hand = Hand(clerk.qtbot, clerk.window)
    before = hand.dialogs()
    support.press(clerk.page, "批量收案…")
    made = hand.newest(before)
    assert isinstance(made, BatchDialog)
    return made


def paste(clerk: Clerk, dialog: BatchDialog, text: str) -> None:
    """Paste over what is in the table's field."""
    edit = dialog.pasted.edit
    assert isinstance(edit, QPlainTextEdit)
    QGuiApplication.clipboard().setText(text)
    edit.setFocus()
    edit.selectAll()
    QTest.keySequence(edit, QKeySequence(QKeySequence.StandardKey.Paste))
    clerk.settle()


def said(dialog: BatchDialog) -> list[str]:
    """Return what the preview says of each row."""
    return [support.cell(dialog.table, row, 2) for row in range(support.rows(dialog.table))]


def cases(clerk: Clerk) -> list[tuple[str, str]]:
    """Return receipt number and product of every case; the desk verifies."""

    def read(desk: Desk) -> list[tuple[str, str]]:
        from models.entities import Case

        assert verify(desk) == []
        return [(row.receipt_no, row.product) for row in Case.select().order_by(Case.id)]

    return support.read_desk(clerk.qtbot, clerk.window, read)


def test_a_table_is_pasted_put_right_and_filed(clerk: Clerk) -> None:
    type_request(clerk, sample("S2"))
    dialog = opened(clerk)
    assert dialog.pasted.edit.hasFocus()
    paste(clerk, dialog, ROWS)
    assert said(dialog)[1].startswith("✕ 第2行类别：不认识“商贩”")
    assert "2行中有1行不能收案" in dialog.summary.text()
    assert "没有用到的列：评价" in dialog.summary.text()
    support.press(dialog, "全部收案")
    clerk.settle()
    assert "第2行类别" in dialog.form.rows["table"].note.text() and dialog.isVisible()
    assert cases(clerk) == []
    paste(clerk, dialog, ROWS.replace("商贩", "个体工商户"))
    assert support.cell(dialog.table, 1, 3) == "个体工商户"
    support.press(dialog, "全部收案")
    clerk.settle()
    found = cases(clerk)
    assert [product for _, product in found] == ["YH-1", "YH-2"]
    assert len({number for number, _ in found}) == 2
    page: Any = clerk.window.stack.currentWidget()
    assert support.rows(page.table) == 2, "the list of cases shows them"


def test_a_case_that_is_there_already_is_the_pattern_and_is_told(clerk: Clerk) -> None:
    type_request(clerk, sample("S2"))
    clerk.file()
    ((number, _product),) = cases(clerk)
    clerk.window.go(targets.Intake())
    clerk.settle()
    page = clerk.window.stack.currentWidget()
    assert isinstance(page, IntakePage)
    dialog = opened(clerk)
    put(dialog.like, "没有这件")
    clerk.settle()
    assert "没有编号为“没有这件”的案件" in dialog.summary.text()
    put(dialog.like, number)
    respondent = sample("S2")["respondents"][0]["name"]
    paste(clerk, dialog, f"名称,地址\n{respondent},东街1号\n")
    assert f"同一专利已有案件{number}" in said(dialog)[0]
    support.press(dialog, "全部收案")
    clerk.settle()
    assert "勾选“已有案件的也收”" in dialog.form.rows["table"].note.text()
    put(dialog.known_too, True)
    support.press(dialog, "全部收案")
    clerk.settle()
    assert len(cases(clerk)) == 2
