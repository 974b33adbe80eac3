"""Fixing a hearing: a place for one on site, a platform for one online."""

from ui.steps.dialog import CommandDialog


class ScheduleDialog(CommandDialog):
    """Marks the field that the chosen way needs, before the service has to refuse it."""

    def follow(self) -> None:
        """The place is needed on site only."""
        super().follow()
        onsite = self.form.field("mode").value() == "onsite"
        for name, needed in (("place", onsite), ("platform", not onsite)):
            row = self.form.rows[name]
            row.ask(row.text, required=needed)
