"""The page 设置: the list of the first start, groups of settings, holidays, backup, look."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QTabWidget

from models.queries.help import said
from models.queries.settings_view import CheckItem, SettingView, checklist, settings_view
from ui.pages.base import Page
from ui.pages.settings.backup_page import BackupPage
from ui.pages.settings.checklist import ChecklistCard
from ui.pages.settings.group import GroupPage
from ui.pages.settings.holiday_page import HolidayPage
from ui.pages.settings.look_page import LookPage
from ui.pages.settings.practice_page import PracticePage
from ui.shell import messages, targets
from ui.shell.context import Context
from ui.widgets.layout import Scroll
from ui.work.turns import in_turns

GROUPS = (
    ("office", "机关", "印在每份文书上，名称须与印章一致。"),
    ("authority", "职权依据", said("county")),
    ("position", "本局口径", "法律没有写明的，由本局确定；写明谁在哪天确认，以后可以查。"),
    ("internal", "内部", "只影响本局内部的提示和排版，不是法定期限。"),
)


class SettingsPage(Page[targets.Settings]):
    """Tabs, one per group; what is typed stays until it is saved or given up."""

    shows = frozenset({"setting", "staff", "backup"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._leaving = False
        self._whole = False  # all tabs are made
        self.column.setContentsMargins(0, 4, 0, 0)
        self.checklist = ChecklistCard(self._set_up)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setObjectName("inset")
        self.tabs.setAccessibleName("设置分组")
        self.tabs.tabBar().setAccessibleName("设置分组")
        self.groups: dict[str, GroupPage] = {}
        self._places: dict[str, int] = {}
        first = Scroll()
        first.column.addWidget(self.checklist)
        first.column.addStretch(1)
        self._places["first"] = self.tabs.addTab(first, "先完成设置")
        for key, title, explain in GROUPS:
            group = GroupPage(key, title, explain, context)
            self.groups[key] = group
            self._places[key] = self.tabs.addTab(group, title)
        self.column.addWidget(self.tabs, 1)
        context.worker.soon(self._add_upkeep, self)

    def _add_upkeep(self) -> None:
        """Make the tabs that are no settings, in a turn of their own."""
        context = self.context
        self.holidays = HolidayPage(context)
        self.backup = BackupPage(context)
        self.look = LookPage(context)
        self._places["holidays"] = self.tabs.addTab(self.holidays, "节假日")
        self._places["backup"] = self.tabs.addTab(self.backup, "备份与检查")
        self.practice = PracticePage(context)
        self._places["practice"] = self.tabs.addTab(self.practice, "练习案件")
        self.tabs.setTabVisible(self._places["practice"], context.practice is None)
        self._places["look"] = self.tabs.addTab(self.look, "显示")
        self._whole = True

    def refresh(self) -> None:
        """Read what is in force."""
        if self._later(self.refresh):
            return
        self._read(None)

    def _later(self, act: Callable[[], None]) -> bool:
        """Put off what comes before all tabs are made (a second Ctrl+9, F5); whether it was."""
        if not self._whole:
            self.context.worker.soon(act, self)
        return not self._whole

    def _read(self, then: Callable[[], None] | None) -> None:
        def show(views: list[SettingView]) -> None:
            # Some forty rows: what is in sight first, and the window answers in between.
            ordered = sorted(self.groups.values(), key=lambda g: not g.isVisible())
            steps = [
                partial(group.show_setting, view)
                for group in ordered
                for view in views
                if view.info.definition.group == group.group
            ]
            in_turns(self.context.worker, self, steps, then)

        ask = self.context.worker.ask
        ask(settings_view, show, owner=self)
        ask(checklist, self._show_checklist, owner=self)
        self.backup.refresh()
        self.look.refresh()
        self.holidays.refresh()

    def _show_checklist(self, items: list[CheckItem]) -> None:
        """The list is the first tab until everything is done."""
        self.checklist.fill(items)
        place = self._places["first"]
        left = sum(not item.done for item in items if not item.optional)
        self.tabs.setTabText(place, f"先完成设置（还差{left}项）")
        self.tabs.setTabVisible(place, bool(left))

    def open(self, target: targets.Settings) -> None:
        """Go to a group, and in it to one setting or the first that papers wait for."""
        if target == targets.Settings():
            self.refresh()
            return
        if self._later(partial(self.open, target)):
            return
        group, key = target.group, target.key
        if group in self._places:
            self.tabs.setCurrentIndex(self._places[group])
        if group == "practice":
            self.practice.go_to()
        self._read(lambda: self.groups[group].go_to(key) if group in self.groups else None)

    def may_close(self, retry: Callable[[], bool]) -> bool:
        """Ask before typed settings are lost."""
        if self._leaving or not any(group.dirty for group in self.groups.values()):
            return True

        def leave() -> None:
            self._leaving = True
            retry()

        messages.ask(self, "有设置还没有保存，要放弃更改吗？", "放弃", leave, "继续填写")
        return False

    def _set_up(self, item: CheckItem) -> None:
        self.context.go(targets.supplying(item.place, item.group, item.key))
