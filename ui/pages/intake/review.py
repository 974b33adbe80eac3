# pyright: basic
"""The review before a request is filed: every finding of the acceptance check, and the filing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.queries.dialogs.missing import OFFICE_ITEMS
from models.queries.places import Place
from models.queries.signs import Tone, with_sign
from models.queries.words import changed_text, finding_state, review_tone, short_law
from models.rules.acceptance.model import AcceptanceResult, Finding
from models.rules.events import Changed, CorrectionItem
from models.rules.problem import Problem
from models.services.arguments.shapes import Plain
from ui.widgets.fields import ChoiceField, DateField, TextField, TickField
from ui.widgets.form import Form
from ui.widgets.layout import EDGE, GAP, Card, Scroll, button, clear, label
from ui.widgets.values import text

STATES = ("missing", "unclear", "met")  # the worst first
RESULTS = {
    "docket": "审查结果：符合立案条件",
    "correct": "审查结果：需要补正",
    "refuse": "审查结果：不符合受理条件",
    "refer": "审查结果：应当告知并转送有权机关",
}
MEDIATION_COMPLETE = "审查结果：材料齐全，可以送达意见陈述通知书"
AMEND, CORRECT = "amend", "correct"


@dataclass(frozen=True)
class Reviewed:
    """What the check found in a request as typed, and what that changes in the one on record."""

    result: AcceptanceResult
    changes: tuple[Changed, ...] = ()


class ReviewPanel(QWidget):
    """What the check found; each open point leads to its field. `confirmed` files the request."""

    back = Signal()
    confirmed = Signal()

    def __init__(
        self, today: date, jump: Callable[[str], None], settings: Callable[[], None]
    ) -> None:
        super().__init__()
        self.today = today
        self.jump = jump
        self.settings = settings
        self.mode = ""
        self._asked: tuple[CorrectionItem, ...] = ()
        self._finals: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.page = Scroll()
        column.addWidget(self.page, 1)
        self.filing = Card()
        self.page.column.addWidget(self.filing)
        self.findings_card = Card()
        self.page.column.addWidget(self.findings_card)
        self.page.column.addStretch(1)
        self._build_filing()
        column.addLayout(self._foot())

    def _build_filing(self) -> None:
        self.result = QVBoxLayout()
        self.filing.body.addLayout(self.result)
        self.form = Form()
        self.form.setProperty("help", "filing")
        self.form.add("number", "收件号", TextField(),
                      hint="纸面上已经编了号的填写在这里；不填由程序按顺序编号")  # fmt: skip
        self.form.add(
            "running", "在办案件", TickField("已经在纸面上办理：登记后补录案号和办过的事项")
        )
        self.form.add("action", "登记为", ChoiceField(((AMEND, "更正收案内容"),
                                                    (CORRECT, "收到补正材料"))))  # fmt: skip
        self.form.add("on", "日期", DateField(self.today), required=True)
        self.form.add("posted_on", "寄出日期", DateField(self.today), hint="邮寄的填寄出的邮戳日")
        self.form.add("reason", "更正理由", TextField(), required=True)
        self.form.add(
            "clerical", "登记错误", TickField("只是登记错了，已经送达的文书上没有错"),
            hint="请求书副本送达以后，改权利要求、请求事项的是变更，要另行登记并送达",
        )  # fmt: skip
        self.form.field("action").edited.connect(self._follow)
        self.filing.body.addWidget(self.form)
        self.message = label("", "problem")
        self.message.hide()
        self.filing.body.addWidget(self.message)

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(EDGE, 8, EDGE, 8)
        line.setSpacing(GAP)
        self.back_button = button("返回修改", self.back.emit)
        self.confirm_button = button("登记收案", self.confirm, "primary")
        line.addStretch(1)
        line.addWidget(self.back_button)
        line.addWidget(self.confirm_button)
        return line

    def prepare(
        self, mode: str, asked: Sequence[CorrectionItem] = (), finals: Sequence[str] = ()
    ) -> None:
        """Turn to filing a new request ("") or to changing one (amend or correct).

        `asked` is what a correction notice demanded, `finals` the papers that keep their text.
        """
        self.mode = mode
        self._asked, self._finals = tuple(asked), tuple(finals)
        self.form.set_values({"number": "", "running": False, "clerical": False, "reason": "",
                              "posted_on": "", "on": self.today.isoformat()})  # fmt: skip
        if mode:
            self.form.field("action").set_value(mode)
        self.form.field("action").setEnabled(bool(asked))
        self._follow()

    def _follow(self) -> None:
        changing = bool(self.mode)
        action = text(self.form.field("action").value()) if changing else ""
        self.form.show_row("number", shown=not changing)
        self.form.show_row("running", shown=not changing)
        self.form.show_row("action", shown=changing)
        self.form.show_row("on", shown=changing)
        self.form.show_row("reason", shown=action == AMEND)
        self.form.show_row("clerical", shown=action == AMEND)
        self.form.show_row("posted_on", shown=action == CORRECT)
        words = {AMEND: "登记更正", CORRECT: "登记补正"}.get(action, "登记收案")
        self.confirm_button.setText(words)
        self.confirm_button.setAccessibleName(words)

    @property
    def action(self) -> str:
        """What is to be recorded: "" a new request, amend, correct."""
        return str(self.form.field("action").value()) if self.mode else ""

    def show_result(self, reviewed: Reviewed, *, mediation: bool) -> None:
        """Show every finding, what would have to be corrected, and what to tell the requester."""
        result, body = reviewed.result, self.findings_card.body
        clear(body)
        if self.mode:
            self._show_changes(reviewed.changes)
        self._show_outcome(result, mediation=mediation)
        if self.action == CORRECT:
            self._show_asked(result)
        body.addWidget(label("逐项审查", "subtitle"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        ordered = sorted(result.findings, key=lambda f: STATES.index(f.state))
        for line, found in enumerate(ordered):
            self._finding(grid, line, found)
        body.addLayout(grid)
        for heading, texts in (
            (
                "补正事项（一次性告知）",
                [f"{n}. {c.text}" for n, c in enumerate(result.corrections, 1)],
            ),
            ("不予立案理由", [r.text for r in result.ticked]),
            ("提示", [f"{h.text}（{h.basis}）" if h.basis else h.text for h in result.hints]),
        ):
            if texts:
                body.addWidget(label(heading, "subtitle"))
                body.addWidget(label("\n".join(dict.fromkeys(texts))))
        self.message.hide()
        self.page.verticalScrollBar().setValue(0)

    def _show_changes(self, changes: Sequence[Changed]) -> None:
        """Say what is put right, old and new, and which papers keep the old text."""
        body = self.findings_card.body
        body.addWidget(label("改动", "subtitle"))
        told = "\n".join(changed_text(one) for one in changes)
        body.addWidget(label(told or "没有改动；收件号、案号写错的，到案件页“其他办理”更正编号。"))
        if changes and self._finals:
            kept = f"已经定稿的文书保持原文：{'、'.join(self._finals)}"
            body.addWidget(label(with_sign(Tone.WARNING, kept), Tone.WARNING))

    def _show_asked(self, result: AcceptanceResult) -> None:
        """Say of everything that the notice demanded whether it is there now."""
        body = self.findings_card.body
        body.addWidget(label("补正通知要求的事项", "subtitle"))
        lacking = {found.item for found in result.findings if found.state == "missing"}
        for one in self._asked:
            state = finding_state("missing" if one.item in lacking else "met")
            word = "仍然缺少" if one.item in lacking else "已补"
            body.addWidget(label(f"{state.sign} {word}　{one.text}", state.tone))

    def _show_outcome(self, result: AcceptanceResult, *, mediation: bool) -> None:
        clear(self.result)
        tone = review_tone(result.result, (found.state for found in result.findings))
        text = RESULTS[result.result]
        if mediation and result.result == "docket":
            text = MEDIATION_COMPLETE
        text += f"：{result.refer_to}" if result.refer_to else ""
        outcome = label(with_sign(tone, text), tone)
        outcome.setAccessibleName("审查结果")
        font = outcome.font()
        font.setBold(True)
        outcome.setFont(font)
        self.result.addWidget(outcome)
        counts = [
            f"{finding_state(state).text} {n} 项"
            for state in reversed(STATES)
            if (n := sum(f.state == state for f in result.findings))
        ]
        said = "登记收案只是把请求记下来；立案、补正或者不予立案由承办人在案件页决定。"
        self.result.addWidget(label(f"{' · '.join(counts)}。{said}", "secondary"))

    def _finding(self, grid: QGridLayout, line: int, found: Finding) -> None:
        state = finding_state(found.state)
        grid.addWidget(label(f"{state.sign} {state.text}", state.tone, wrap=False), line, 0)
        basis = f"（{short_law(found.basis)}）" if found.basis else ""
        grid.addWidget(label(f"{found.text}　{basis}"), line, 1)
        if found.state == "met":
            return
        if found.item in OFFICE_ITEMS:
            there = Place.SETTINGS.value
            go = button(there, self.settings, "link", f"{there}：{found.text}")
        elif found.field:
            go = button("去填写", lambda: self.jump(found.field), "link", f"去填写：{found.text}")
        else:
            return
        go.setObjectName("link")
        go.setProperty("help", f"acceptance.{found.item}")
        grid.addWidget(go, line, 2)

    def confirm(self) -> None:
        """Check what the filing itself needs, then file."""
        if self.form.check():
            self.confirm_button.setEnabled(False)
            self.confirmed.emit()

    def refuse(self, problems: list[Problem]) -> list[Problem]:
        """Show what was refused here; returns what belongs to the request's own fields."""
        self.confirm_button.setEnabled(True)
        return self.form.show_problems(problems)

    def say(self, text: str) -> None:
        """Show a problem that has no field."""
        self.confirm_button.setEnabled(True)
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def values(self) -> dict[str, Plain]:
        """Return what the filing itself asks for."""
        return self.form.values()
