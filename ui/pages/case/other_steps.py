"""其他办理: the commands that are no next step of their own but may be needed at any time."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from models.reference.step_files import step_files
from ui.pages.case.host import Host
from ui.widgets.layout import button


class OtherSteps:
    """A button with a menu; what the law does not allow now is refused when saved."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.kind = ""
        self.concluded = False
        self.button: QPushButton = button("其他办理…", self.open)

    def open(self) -> None:
        """Show the menu under the button."""
        menu = QMenu(self.button)
        menu.setAccessibleName("其他办理")
        menu.aboutToHide.connect(menu.deleteLater)
        listed = [one for one in step_files() if self.kind in one.menu]
        if self.concluded:  # what was recorded wrongly can still be put right
            listed = [one for one in listed if one.closed]
        for one in sorted(listed, key=lambda one: one.menu[self.kind]):
            action = menu.addAction(one.title)
            action.setData(one.command)
            action.triggered.connect(partial(self._step, one.command))
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _step(self, command: str, _checked: bool = False) -> None:
        self.host.step(command)
