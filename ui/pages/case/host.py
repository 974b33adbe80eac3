"""What the parts of the case page may ask of it: open a step, show papers, go to a tab."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from models.queries.dialogs.next_steps import tab_of
from models.queries.places import CaseTab
from models.services.arguments.shapes import Plain
from models.services.shared.documents import Order
from ui.shell.context import Context


@dataclass
class Host:
    """Handed to every tab by the page."""

    context: Context
    parent: QWidget
    show_tab: Callable[[CaseTab], None]
    show_papers: Callable[[tuple[str, ...], str | None], None]
    show_order: Callable[[Order, str], None]
    case_id: int = 0
    last_seen: int | None = None  # the last audit entry when the page was read

    def step(
        self,
        command: str,
        party: str | None = None,
        preset: Mapping[str, Plain] | None = None,
        step: str = "",
    ) -> None:
        """Open the dialog of a command (`step` says for which step), or its tab of this page."""
        tab = tab_of(command)
        if tab is not None:
            self.show_tab(tab)
            return
        from ui.steps import open_step  # loaded when the first step is opened

        open_step(self.context, self.parent, self.case_id, command, party, preset, step)
