"""The page 送达: three lists over all cases, and what can be done with the chosen line."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from models.queries.lists.serving import ServiceRow
from models.queries.lists.to_serve import ToServe
from models.queries.places import CaseTab
from ui.output.list_export import AnySheet, ExportBar
from ui.pages.base import Page
from ui.pages.serving.panes import ToServePane, UnderWayPane
from ui.pages.serving.served import ServedPane
from ui.shell import targets
from ui.shell.context import Context
from ui.widgets.layout import GAP, TabBar, button, label


class ServingPage(Page[targets.Serving]):
    """For the clerk who serves the papers of all cases."""

    shows = frozenset({"event", "case", "party", "document", "setting", "holiday"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._opening = False
        self.to_serve = ToServePane(context)
        self.under_way = UnderWayPane(context)
        self.served = ServedPane(context)
        self.panes = (self.to_serve, self.under_way, self.served)
        self.column.addLayout(self._head())
        self.stack = QStackedWidget()
        for number, pane in enumerate(self.panes):
            self.stack.addWidget(pane)
            pane.counted.connect(partial(self._counted, number))
            pane.moved.connect(self._offer)
            pane.table.offer(self.serve_button, self.attempt_button, self.case_button)
        self.to_serve.opened.connect(self._serve)
        self.under_way.opened.connect(self._go)
        self.served.opened.connect(self._go)
        self.column.addWidget(self.stack, 1)
        self.hint = label("", "secondary", wrap=False)
        self.export = ExportBar(context, self._sheet)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.hint)
        foot.addWidget(self.export, 1)
        self.column.addLayout(foot)
        self._offer()

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        self.bar = TabBar("送达各表", [pane.title for pane in self.panes])
        self.bar.currentChanged.connect(self._turned)
        self.case_button = button("到案件的送达", lambda: self._go(self._line()))
        self.attempt_button = button(
            "登记送达未成…", lambda: self._serve(self.to_serve.line(), "record_attempt")
        )
        self.serve_button = button(
            "登记送达…", lambda: self._serve(self.to_serve.line()), "primary"
        )
        line.addWidget(self.bar)
        line.addStretch(1)
        line.addWidget(self.case_button)
        line.addWidget(self.attempt_button)
        line.addWidget(self.serve_button)
        return line

    # ---- what the window asks

    def refresh(self) -> None:
        """Read the three lists, the one in front first: their numbers are on the tabs."""
        front = self._pane()
        for pane in sorted(self.panes, key=lambda one: one is not front):
            pane.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin on the list, so that the keys work at once."""
        super().showEvent(event)
        if not event.spontaneous():  # not when the window comes back from the task bar
            self._pane().go_to_list()

    # ---- showing

    def _pane(self) -> ToServePane | UnderWayPane | ServedPane:
        return self.panes[max(0, self.bar.currentIndex())]

    def _line(self) -> ToServe | ServiceRow | None:
        return self._pane().line()

    def _sheet(self) -> AnySheet:
        return self._pane().sheet()

    def _turned(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self.export.said.clear()
        self._offer()

    def _counted(self, number: int, total: int) -> None:
        pane = self.panes[number]
        self.bar.setTabText(number, f"{pane.title} {total:,}" if total else pane.title)
        self._offer()

    def _offer(self) -> None:
        there = self._line() is not None
        self.case_button.setEnabled(there)
        for one in (self.serve_button, self.attempt_button):
            one.setEnabled(there and self._pane() is self.to_serve)
            one.setVisible(self._pane() is self.to_serve)
        self.hint.setText(self._pane().hint())
        self.export.offer(bool(self._pane().total))

    # ---- doing

    def _serve(self, line: ToServe | None, command: str = "serve") -> None:
        """Open the dialog of this case with addressee and papers filled in."""
        if line is None or self._opening:
            return  # a second Enter while the dialog is coming
        from ui.steps import open_step  # loaded when the first step is opened

        self._opening = True
        open_step(self.context, self, line.case_id, command, line.party, None, line.step)
        self.context.worker.ask(lambda _desk: None, self._opened, owner=self)

    def _opened(self, _none: None) -> None:
        self._opening = False

    def _go(self, line: ToServe | ServiceRow | None) -> None:
        if line is not None:
            self.context.go(targets.Case(line.case_id, CaseTab.SERVICE))
