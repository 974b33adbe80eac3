# pyright: basic
"""方案: conditions under a name. Chosen from a list, saved, renamed, deleted."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from models.queries.lists.saved_filters import Conditions, SavedFilter, saved_filters
from models.services.arguments.shapes import Argument, Plain
from models.services.office.filters import NAME_MOST, delete_filter, rename_filter, save_filter
from ui.shell import messages
from ui.shell.context import Context
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import TextField, TickField
from ui.widgets.flow import FlowLayout, labelled
from ui.widgets.layout import button
from ui.widgets.wheel import combo

NONE = "（未选方案）"
# A 方案 is no case: its services return its name and announce no changes.
Keep: TypeAlias = tuple[Callable[..., str], tuple[Argument, ...], dict[str, Argument]]
SHOWN = 24  # characters of a name in the closed box


class NameDialog(FormDialog):
    """Asks for the name under which the conditions are kept, or for a new name."""

    def __init__(
        self, context: Context, title: str, name: str, plan: Callable[[Mapping[str, Plain]], Keep],
        parent: QWidget, *, overwrite: bool,
    ) -> None:  # fmt: skip
        """`plan` gives the service call for the form's values."""
        explain = "方案存在数据文件夹里，本局共用，随备份走。"
        super().__init__(title, context.worker, parent, explain, "case_filter")
        self._plan = plan
        self.form.add("name", "名称", TextField(NAME_MOST), required=True).set_value(name)
        if overwrite:
            self.form.add("overwrite", "覆盖", TickField("覆盖同名的方案"))
        self._dirty = False
        self.resize(620, 260)
        self.form.field("name").setFocus()

    def command(self, values: Mapping[str, Plain]) -> Keep:
        """Return the service call."""
        return self._plan(values)


class SavedBar(QWidget):
    """The box with the 方案 and the buttons beside it."""

    def __init__(
        self, context: Context, read: Callable[[], Conditions], show: Callable[[Conditions], None]
    ) -> None:
        super().__init__()
        self.context = context
        self._read = read
        self._show = show
        self._filters: dict[str, SavedFilter] = {}
        self._last = ""  # of those saved here: the conditions may be a change of it
        self._next = ""  # to be chosen once it has been read
        flow = FlowLayout(self)
        self.box = combo()
        self.box.setObjectName("filter:saved")
        self.box.setMinimumContentsLength(12)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.addItem(NONE, "")
        self.box.activated.connect(self._chosen)
        flow.addWidget(labelled("方案", self.box))
        self.save_button = button("存为方案…", self.save)
        self.rename_button = button("更名…", self.rename, "", "方案更名")
        self.delete_button = button("删除", self.delete, "", "删除方案")
        for one in (self.save_button, self.rename_button, self.delete_button):
            flow.addWidget(one)
        self._follow()

    def refresh(self) -> None:
        """Read the 方案 again; the one chosen stays chosen."""
        self.context.worker.ask(saved_filters, self._fill, owner=self)

    def deselect(self) -> None:
        """The conditions are no longer those of a 方案."""
        self.box.setCurrentIndex(0)
        self._follow()

    def _fill(self, found: list[SavedFilter]) -> None:
        fresh = {one.name: one for one in found}
        chosen = self._next or str(self.box.currentData() or "")
        self._next = ""
        if fresh != self._filters or self.box.currentData() != chosen:
            self._filters = fresh
            with QSignalBlocker(self.box):
                self.box.clear()
                self.box.addItem(NONE, "")
                for one in found:
                    self._add(one)
                self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self._follow()

    def _add(self, one: SavedFilter) -> None:
        if not one.built_in and self._filters_before(one):
            self.box.insertSeparator(self.box.count())
        shown = one.name if len(one.name) <= SHOWN else f"{one.name[: SHOWN - 1]}…"
        self.box.addItem(shown, one.name)

    def _filters_before(self, one: SavedFilter) -> bool:
        own = [f.name for f in self._filters.values() if not f.built_in]
        return bool(own) and own[0] == one.name

    def _current(self) -> SavedFilter | None:
        return self._filters.get(str(self.box.currentData() or ""))

    def _follow(self) -> None:
        one = self._current()
        own = one is not None and not one.built_in
        self.rename_button.setEnabled(own)
        self.delete_button.setEnabled(own)
        self.box.setToolTip(one.name if one else "")

    def _chosen(self) -> None:
        one = self._current()
        self._last = one.name if one and not one.built_in else ""
        self._follow()
        self._show(one.conditions if one else Conditions())

    def save(self) -> None:
        """Ask for a name and keep the conditions under it."""
        kept = self._read()

        def plan(values: Mapping[str, Plain]) -> Keep:
            return save_filter, (values["name"], kept), {"overwrite": values["overwrite"]}

        self._ask("存为方案", self._last, plan, overwrite=True)

    def rename(self) -> None:
        """Ask for another name of the 方案 that is chosen."""
        one = self._current()
        if one is not None and not one.built_in:
            self._ask(
                "方案更名", one.name,
                lambda values: (rename_filter, (one.name, values["name"]), {}),
            )  # fmt: skip

    def _ask(
        self, title: str, name: str, plan: Callable[[Mapping[str, Plain]], Keep], *,
        overwrite: bool = False,
    ) -> None:  # fmt: skip
        dialog = NameDialog(self.context, title, name, plan, self.window(), overwrite=overwrite)
        dialog.saved.connect(self._saved)
        dialog.open()

    def _saved(self, name: str) -> None:
        self._next = self._last = name
        self.refresh()

    def delete(self) -> None:
        """Ask, then forget the 方案 that is chosen."""
        one = self._current()
        if one is not None and not one.built_in:
            text = f"要删除方案“{one.name}”吗？案件不受影响。"
            messages.ask(self, text, "删除", partial(self._delete, one.name), "保留")

    def _delete(self, name: str) -> None:
        self._last = ""
        self.box.setFocus()
        self.deselect()
        self.context.worker.ask(
            lambda desk: delete_filter(desk, name), lambda _none: self.refresh(), owner=self
        )
