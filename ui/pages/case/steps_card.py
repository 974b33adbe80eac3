"""下一步: the step to take now with its one primary button, what is missing, the other steps."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.queries import signs
from models.queries.case_page.data import CasePageData, StepLine
from models.queries.dialogs.missing import Missing
from models.queries.dialogs.next_steps import tab_of
from models.queries.places import CaseTab, Place
from models.rules.events.codes import Matter
from ui.pages.case.host import Host
from ui.pages.case.other_steps import OtherSteps
from ui.shell import targets
from ui.widgets.layout import EDGE, GAP, Card, GivingLabel, button, clear, label, larger

FIRST_SHOWN = 1
WIDE = 760  # px
LEAST = 9  # characters of whose step it is, under which article


class StepsCard(Card):
    """Filled again whenever the case is read."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.setAccessibleName("下一步")
        self.more = button("", self._toggle, "link")
        self.other = OtherSteps(host)
        first = QWidget()
        self.first = QVBoxLayout(first)  # the step to take now, beside the heading
        self.pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        step, rest = QHBoxLayout(), QHBoxLayout()
        step.addWidget(label("下一步", "subtitle", wrap=False))
        step.addWidget(first, 1)
        rest.addStretch(1)
        rest.addWidget(self.more)
        rest.addWidget(self.other.button)
        self.pair.addLayout(step, 1)
        self.pair.addLayout(rest)
        self.body.addLayout(self.pair)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setSpacing(2)
        for part in (self.first, self.column):
            part.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(inner)
        self.body.setContentsMargins(EDGE, 6, EDGE, 6)
        self.body.setSpacing(2)
        self._all = False
        self._data: CasePageData | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put what else can be done below the step where there is no room beside it."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self.width() >= WIDE * larger(self)
        self.pair.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def show_case(self, data: CasePageData, *, other: bool) -> None:
        """Show the steps of a case; `other` folds the list up again."""
        self._all = self._all and not other
        self._data = data
        self.other.kind = data.header.kind
        self.other.concluded = data.concluded
        self._fill(data)

    def _fill(self, data: CasePageData) -> None:
        clear(self.first)
        clear(self.column)
        self.more.hide()
        if not data.steps:
            words = "本案已经办结，没有待办的步骤。" if data.concluded else "现在没有待办的步骤。"
            self.first.addWidget(label(words, "secondary"))
            return
        # What can be done now goes before what still lacks something, whatever their dates.
        ready = (step for step in data.steps if not step.missing and not step.optional)
        main = next(ready, data.steps[0])
        rest = [step for step in data.steps if step is not main]
        self.first.addLayout(self._main(main))
        for (place, matter), texts in _by_place(main.missing).items():
            self.column.addLayout(self._missing("；".join(texts), place, matter))
        # A step that may be left out waits behind the link, so that the dates stay in view.
        first = [s for s in rest if not s.optional][:FIRST_SHOWN]
        if main.missing:
            first = []
        for step in rest if self._all else first:
            self.column.addLayout(self._other(step))
        hidden = len(rest) - len(first)
        self.more.setVisible(hidden > 0)
        self.more.setText("收起其他步骤" if self._all else f"还有 {hidden} 项可以办理")
        self.more.setAccessibleName(self.more.text())

    def _toggle(self) -> None:
        self._all = not self._all
        if self._data is not None:
            self._fill(self._data)

    def _main(self, step: StepLine) -> QHBoxLayout:
        line = _line(step, "strong")
        if step.papers:
            self._papers_button(line, step)
        # The review is a tab of this page, with the one primary button of its own.
        here = tab_of(step.command) is not None
        text = Place.CASE.value if here else "办理…"
        kind = "" if here or step.missing else "primary"
        line.addWidget(button(text, self._open(step), kind, f"办理：{step.name}"))
        return line

    def _open(self, step: StepLine) -> partial[None]:
        return partial(self.host.step, step.command, step.party, None, step.id)

    def _papers_button(self, line: QHBoxLayout, step: StepLine) -> None:
        show = partial(self.host.show_papers, step.papers, step.party)
        line.addWidget(button("生成本组文书", show, "", f"生成本组文书：{step.name}"))

    def _missing(self, words: str, place: Place, matter: Matter | None) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(label(f"{signs.CARE} 还差：{words}", "warning"), 1)
        if matter:
            record = partial(self.host.step, "record_approval", None, {"matter": matter.value})
            line.addWidget(button("登记审批…", record, "link", f"登记{matter.label}"))
        elif place is Place.GATES:
            go = partial(self.host.show_tab, CaseTab.GATES)
            line.addWidget(button(place.value, go, "link"))
        elif place is not Place.CASE:
            go = partial(self.host.context.go, targets.supplying(place))
            line.addWidget(button(place.value, go, "link"))
        elif self._data is not None and self._data.review is not None:
            go = partial(self.host.show_tab, CaseTab.REVIEW)
            line.addWidget(button(place.value, go, "link"))
        return line

    def _other(self, step: StepLine) -> QHBoxLayout:
        line = _line(step, "")
        if step.missing:
            mark = label(f"{signs.CARE} 还差 {len(step.missing)} 项", "warning", wrap=False)
            mark.setToolTip("\n".join(m.text for m in step.missing))
            line.addWidget(mark)
        line.addWidget(button("办理…", self._open(step), "link", f"办理：{step.name}{step.who}"))
        return line


def _by_place(missing: Iterable[Missing]) -> dict[tuple[Place, Matter | None], list[str]]:
    """Return what is missing by the page, or the approval, that supplies it."""
    found: dict[tuple[Place, Matter | None], list[str]] = {}
    for one in missing:
        found.setdefault((one.place, one.approval), []).append(one.text)
    return found


def _line(step: StepLine, kind: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    who = f" · {step.who}" if step.who else ""
    name = GivingLabel(f"{step.name}{who}")
    if kind:
        name.setStyleSheet("font-weight: 600;")
    optional = "可选，" if step.optional else ""
    line.addWidget(name)
    if step.due_text:
        line.addWidget(label(step.due_text, step.tone, wrap=False))
    whose = label(f"{optional}{step.actor}，{step.basis}", "secondary")
    # The name gives way first: a column of single characters cannot be read.
    whose.setMinimumWidth(LEAST * whose.fontMetrics().horizontalAdvance("国"))
    line.addWidget(whose, 1)
    return line
