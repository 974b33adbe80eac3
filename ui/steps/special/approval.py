"""Approvals: who signs depends on what is approved."""

from ui.steps.defaults import opinions
from ui.steps.dialog import CommandDialog
from ui.widgets.values import mappings, text


class ApprovalDialog(CommandDialog):
    """Presets one signature per role of the matter while nothing has been typed in them."""

    def started(self) -> None:
        """Remember the matter whose roles are shown."""
        self._matter = self.info.matter

    def follow(self) -> None:
        """Give another matter its own roles."""
        matter = text(self.form.field("matter").value())
        if matter != self._matter:
            self._matter = matter
            self._preset_rows()
        super().follow()

    def _preset_rows(self) -> None:
        field = self.form.field("opinions")
        if any(row["opinion"] for row in mappings(field.value())):
            return
        field.set_value(opinions(self.info, self._matter))
