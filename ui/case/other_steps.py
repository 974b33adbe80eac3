"""其他办理: the commands that are no next step of their own but may be needed at any time."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from ui.case.host import Host
from ui.steps.spec import dialogs
from ui.widgets.layout import button

BOTH = ("assign_handler", "add_evidence", "set_period", "refer_request")
ADJUDICATION = (
    "record_objection", "extend_answer", "extend_evidence", "join_party", "appoint_panel",
    "start_pause", "cancel_hearing", "notify_written_review", "extend_docketing",
    "extend_conclusion",
)  # fmt: skip


class OtherSteps:
    """A button with a menu; what the law does not allow now is refused when saved."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.kind = ""
        self.button: QPushButton = button("其他办理…", self.open)

    def open(self) -> None:
        """Show the menu under the button."""
        menu = QMenu(self.button)
        menu.setAccessibleName("其他办理")
        menu.aboutToHide.connect(menu.deleteLater)
        names = BOTH + (ADJUDICATION if self.kind == "adjudication" else ())
        for command in names:
            if command in dialogs():
                action = menu.addAction(dialogs()[command].title)
                action.setData(command)
                action.triggered.connect(partial(self._step, command))
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _step(self, command: str, _checked: bool = False) -> None:
        self.host.step(command)
