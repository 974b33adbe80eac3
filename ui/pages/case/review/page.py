"""审查: every line of the acceptance check with its state and article, and what may follow."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models import reference
from models.queries.case_page.data import CasePageData, FindingLine, ReviewData
from models.queries.words import review_tone
from models.reference.step_files import step_file
from models.rules.events.codes import Matter
from ui.pages.case.host import Host
from ui.widgets.layout import Card, button, clear, label

_CORRECT = "correct"
_APPROVE, _REFUSE = "record_approval", "refuse_docketing"
Act = tuple[str, Callable[[], None], bool]  # the button's text, what it does, whether it is first


class ReviewTab(QWidget):
    """Shown until the case is docketed or refused."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def show_case(self, data: CasePageData) -> None:
        """Show the check of a case."""
        clear(self.column)
        if data.review is not None:
            self.column.addWidget(self._result(data, data.review))
            self.column.addWidget(self._findings(data.review))
            for title, lines in (("一次性补正的事项", data.review.corrections),
                                 ("提示", data.review.hints)):  # fmt: skip
                if lines:
                    card = Card(title)
                    for number, text in enumerate(lines, start=1):
                        card.body.addWidget(label(f"{number}. {text}"))
                    self.column.addWidget(card)
        self.column.addStretch(1)

    def _result(self, data: CasePageData, review: ReviewData) -> Card:
        card = Card()
        left = sum(f.state != "met" for f in review.findings)
        words = "各项都符合" if not left else f"{left} 项缺少或者待明确"
        result = label(f"审查意见：{review.result_name}", "subtitle", wrap=False)
        tone = review_tone(review.result, (f.state for f in review.findings))
        line = card.row(result, label(words, tone), stretch=1)
        shown = self._acts(data, review)
        main = next((one for one in shown if one[2]), shown[0] if shown else None)
        for one in shown:
            text, act, _ = one
            line.addWidget(button(f"{text}…", act, "primary" if one is main else ""))
        return card

    def _acts(self, data: CasePageData, review: ReviewData) -> list[Act]:
        """Return what the check leads to, in the order of the procedure."""
        open_ = {step.id: step for step in reversed(data.steps)}
        found: dict[str, Act] = {}
        for one in reference.steps(data.header.kind):
            file, line = step_file(one.id), open_.get(one.id)
            if file is None or line is None or not file.review:
                continue
            text, after = file.review.button, file.review.result
            if after != _CORRECT or review.corrections:
                act = partial(self.host.step, line.command, line.party, None, line.id)
                found.setdefault(text, (text, act, after == review.result))
        commands = {step.command for step in data.steps}
        if _APPROVE in commands and _REFUSE not in commands:
            text, matter = Matter.REFUSAL.label, Matter.REFUSAL.value
            act = partial(self.host.step, _APPROVE, None, {"matter": matter})
            found[text] = (text, act, False)
        return list(found.values())

    @staticmethod
    def _findings(review: ReviewData) -> Card:
        card = Card("逐项审查")
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 3)
        grid.setColumnStretch(3, 2)
        for row, one in enumerate(review.findings):
            _finding(grid, row, one)
        card.body.addLayout(grid)
        return card


def _finding(grid: QGridLayout, row: int, one: FindingLine) -> None:
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(label(f"{one.sign} {one.state_name}", one.tone, wrap=False), row, 0, top)
    grid.addWidget(label(one.item, wrap=False), row, 1, top)
    grid.addWidget(label(one.text), row, 2, top)
    grid.addWidget(label(one.basis, "secondary"), row, 3, top)
