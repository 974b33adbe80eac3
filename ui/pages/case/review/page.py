"""审查: every line of the acceptance check with its state and article, and what may follow."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.queries.case_page.data import CasePageData, FindingLine, ReviewData, StepLine
from ui.pages.case.host import Host
from ui.widgets.layout import Card, button, clear, label

_TONES = {"docket": "good", "correct": "warning", "refuse": "problem", "refer": "problem"}
# What the check leads to, in the order of the buttons; (command, text).
_ACTS = (
    ("request_correction", "补正…"),
    ("record_corrected", "登记补正材料…"),
    ("record_approval", "立案审批…"),
    ("docket", "立案…"),
    ("docket_mediation", "调解立案…"),
    ("serve", "登记送达…"),
    ("refuse_docketing", "不予立案…"),
    ("refuse_mediation", "不予立案…"),
)
_WANTED = {"correct": "request_correction", "docket": "record_approval"}


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
        line = card.row(result, label(words, _TONES.get(review.result, "secondary")), stretch=1)
        open_ = {s.command: s for s in data.steps}
        shown = [(c, t) for c, t in _ACTS if c in open_ and self._fits(c, review)]
        if "record_approval" in open_ and "refuse_docketing" not in open_:
            shown.append(("refusal", "不予立案…"))
        wanted = _WANTED.get(review.result, "")
        main = wanted if any(c == wanted for c, _ in shown) else shown[0][0] if shown else ""
        for command, text in shown:
            kind = "primary" if command == main else ""
            line.addWidget(button(text, partial(self._act, command, open_), kind))
        return card

    @staticmethod
    def _fits(command: str, review: ReviewData) -> bool:
        return command != "request_correction" or bool(review.corrections)

    def _act(self, command: str, open_: dict[str, StepLine]) -> None:
        if command == "refusal":
            self.host.step("record_approval", None, {"matter": "refusal"})
            return
        self.host.step(command, open_[command].party, None, open_[command].id)

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
