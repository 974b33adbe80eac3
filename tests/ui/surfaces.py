"""Everything a person can see: every page with its tabs and lists, and every dialog.

The tests of what holds everywhere go through these; a page, tab or dialog that is added is found
by itself where it can be (tabs, dialogs of commands), or misses in `test_every_dialog_is_opened`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QMessageBox,
    QStackedWidget,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from forms.edited.compare import Change
from models.errors import AbsentDesk, StorageError
from models.queries.case_page.attachments import AttachmentLine
from models.rules.attachments.attachment import About
from models.rules.events.base import Visibility
from models.store.desk import Desk
from tests.ui import support
from tests.ui.growth import laid_out
from ui.pages.case.dialogs import EvidenceDialog, VoidEventDialog, VoidPaperDialog
from ui.pages.case.files.dialogs import (
    AddDialog,
    DescribeDialog,
    MergeDialog,
    SheetDialog,
    SplitDialog,
    WithdrawFilesDialog,
)
from ui.pages.case.host import Host
from ui.pages.case.papers.differences import Seen, difference
from ui.pages.case.papers.edited import ChangesDialog
from ui.pages.settings.group import ConfirmDialog
from ui.pages.settings.holiday_page import WithdrawDialog
from ui.practice.band import AGAIN
from ui.practice.samples import plan, story
from ui.shell import messages, targets
from ui.shell.main_window import MainWindow
from ui.shell.pages import PAGES
from ui.shell.targets import Target
from ui.steps import open_step
from ui.steps.spec import dialogs
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office
from ui.widgets.dialog import FormDialog
from ui.work.lost import LostDialog

DAY = plan().day
FINISHED = ("S2", "S10")
Act = Callable[[], object]


def fill(folder: Path) -> None:
    """Make an office whose cases are at many stages, with their papers, on DAY."""
    data = plan()
    clock = Clock(data.begins)
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))
        for case in data.cases:
            player.play(story(case, data.stories_from), numbered=False)
        for name in FINISHED:
            player.play(load_scenario(name), papers=False, numbered=False)


@dataclass(frozen=True)
class Kinds:
    """The cases of the office by their kind."""

    adjudications: tuple[int, ...]
    mediations: tuple[int, ...]

    def fitting(self, command: str) -> int:
        """Return a case of the kind that a command is for."""
        mediation = command in MEDIATION
        return (self.mediations if mediation else self.adjudications)[0]


MEDIATION = {"record_opinion", "docket_mediation", "refuse_mediation", "record_session",
             "record_agreement", "dismiss_mediation"}  # fmt: skip


class Tour:
    """Goes through a window; `page()` is what is in front."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.calm = True  # wait until everything is laid out, too
        self.activate(window)
        found = support.read_desk(qtbot, window, _kinds)
        self.kinds = Kinds(*found)
        self.cases = (*self.kinds.adjudications, *self.kinds.mediations)

    def settle(self) -> None:
        """Wait until all is shown: the worker idle, tables that are built in turns complete."""
        support.settled(self.qtbot, self.window)
        page: Any = self.page()
        self.qtbot.waitUntil(lambda: not getattr(page, "_waiting", None))
        if self.calm:
            laid_out()

    def activate(self, window: QWidget) -> None:
        """Let a window have the keys."""
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def page(self) -> QWidget:
        """Return the page in front."""
        return self.window.stack.currentWidget()

    def go(self, target: Target) -> QWidget:
        """Go to a page and wait for it."""
        self.window.go(target)
        self.settle()
        return self.page()

    def views(self, *, every_case: bool = False) -> Iterator[str]:
        """Go everywhere, one after the other; yields what is then in front."""
        for spec in PAGES:
            if spec.id == "case":
                for number in self.cases if every_case else self.cases[:3]:
                    self.go(targets.Case(case_id=number))
                    yield from self._tabs(f"案件{number}")
            else:
                self.go(spec.start())
                yield from self._tabs(spec.title)
        yield from self._intake()

    def _tabs(self, name: str) -> Iterator[str]:
        bars = [b for b in self.page().findChildren(QTabBar) if b.isVisibleTo(self.page())]
        if not bars:
            yield name
            return
        bar = bars[0]
        for index in range(bar.count()):
            if bar.isTabVisible(index):
                bar.setCurrentIndex(index)
                self.settle()
                yield f"{name}·{bar.tabText(index)}"
        bar.setCurrentIndex(0)
        self.settle()

    def _intake(self) -> Iterator[str]:
        page: Any = self.go(targets.Intake(case_id=self.cases[0]))
        yield "更正"
        page.check()
        self.settle()
        stack = page.findChild(QStackedWidget)
        assert stack.currentWidget() is page.review, "the request of a case can be checked"
        yield "收案·检查"
        page._start_new()
        self.settle()

    # ---- dialogs

    def dialogs(self) -> dict[str, Act]:
        """Return how each dialog is opened, by name."""
        found: dict[str, Act] = {name: partial(self._step, name) for name in dialogs()}
        found |= {
            "命令": self.window.open_palette,
            "错误": lambda: messages.show_error(StorageError("读不出来。"), self.window),
            "程序出错": lambda: messages.show_error(ZeroDivisionError("x"), self.window),
            "存为方案": partial(self._press, "cases", "存为方案…"),
            "数字背后": self._behind,
            "新告知": partial(self._press, "notification", "新告知"),
            "更改选择": partial(self._press, "notification", "更改选择和签字", first=True),
            "告知书": partial(self._press, "notification", "告知书", first=True),
            "新增人员": partial(self._press, "roster", "新增人员"),
            "修改人员": partial(self._press, "roster", "修改", first=True),
            "作废事件": lambda: VoidEventDialog(self._host, 1, "收件").open(),
            "作废文书": lambda: VoidPaperDialog(self._host, 1, "受理").open(),
            "补充证据": lambda: EvidenceDialog(self._host).open(),
            **self._about_files(),
            "取回改稿": self._edited,
            "确认口径": self._confirm,
            "从备份恢复": self._restore,
            "练习问句": lambda: messages.ask(self.window, AGAIN, "重新开始", lambda: None),
            "丢弃草稿": self._discard,
            "批量收案": partial(self._press, "intake", "批量收案…"),
            "撤回安排": lambda: WithdrawDialog(self.window.context, 2026, self.window).open(),
            "数据库不见了": self._lost,
        }
        return found

    def _about_files(self) -> dict[str, Act]:
        """Return how the dialogs about files of a case are opened."""

        def nothing(*_: object) -> None: ...

        names = ["扫描一", "扫描二"]  # what a file is called may be in any script
        subjects, host = ((About(), "本案"),), self._host
        one = AttachmentLine(
            1, "购销合同", names[0], "PDF", "pdf", 9, "1.2MB", About(), "本案", Visibility.MAIN, 0,
            "3月9日 李敏", date(2026, 3, 9), "",
        )  # fmt: skip
        return {
            "收入文件": lambda: AddDialog(host, names, subjects, nothing).open(),
            "名称与归属": lambda: DescribeDialog(host, [one], subjects).open(),
            "几个的归属": lambda: DescribeDialog(host, [one, one], subjects).open(),
            "撤出文件": lambda: WithdrawFilesDialog(host, [one]).open(),
            "拆分": lambda: SplitDialog(host, one).open(),
            "合并": lambda: MergeDialog(host, [one, one]).open(),
            "照片排版": lambda: SheetDialog(host, 2, nothing).open(),
        }

    def _edited(self) -> None:
        def nothing() -> None: ...

        change = Change(9, 9, "请在3月9日前书面告知本局。", "请在3月10日前告知本局。")
        seen = Seen("受理通知书", (difference("第9段", change),))
        ChangesDialog(self._host, seen, nothing).open()

    @property
    def _host(self) -> Host:
        def nothing(*_: object) -> None: ...

        return Host(self.window.context, self.window, nothing, nothing, nothing, case_id=1)

    def _step(self, command: str) -> None:
        open_step(self.window.context, self.window, self.kinds.fitting(command), command)

    def _press(self, page: str, text: str, *, first: bool = False) -> None:
        shown: Any = self.page() if self._at(page) else self.go(support.target(page))
        if first:
            shown.table.selectRow(0)
        support.press(shown, text)

    def _at(self, page: str) -> bool:
        return self.window._made.get(page) is self.page()

    def _behind(self) -> None:
        page: Any = self.page() if self._at("statistics") else self.go(targets.Statistics())
        table = page.report.tables[0]
        page._open(table.id, 0, len(table.heads) - 1)

    def _confirm(self) -> None:
        values = {"position.superior": "山西省知识产权局"}
        ConfirmDialog(self.window.context, values, "上级", self.window).open()

    def _restore(self) -> None:
        if not self._at("settings"):
            self.go(targets.Settings(group="backup"))
        page: Any = self.page()
        page.backup.restore_button.click()

    def _lost(self) -> None:
        error = AbsentDesk(Path("数据"))
        dialog = LostDialog(error, self.window.context.worker, "李敏")
        dialog.setParent(self.window, dialog.windowFlags())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _discard(self) -> None:
        page: Any = self.page() if self._at("intake") else self.go(targets.Intake())
        page._ask_discard()

    def opened(self, name: str) -> QDialog:
        """Open a dialog by its name and wait until it is there, filled."""
        before = {id(d) for d in self.window.findChildren(QDialog)}
        self.dialogs()[name]()
        self.settle()

        def new() -> list[QDialog]:
            here = [d for d in self.window.findChildren(QDialog) if id(d) not in before]
            return [d for d in here if d.isVisible()]

        self.qtbot.waitUntil(lambda: bool(new()))
        self.settle()
        return new()[-1]

    def close(self, dialog: QDialog) -> None:
        """Close a dialog as Esc does."""
        if isinstance(dialog, QMessageBox):
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        elif isinstance(dialog, FormDialog):
            dialog.close_unasked()
        else:
            dialog.close()
        self.settle()

    def each_dialog(self) -> Iterator[tuple[str, QDialog]]:
        """Open and close every dialog, one after the other."""
        for name in self.dialogs():
            dialog = self.opened(name)
            yield name, dialog
            self.close(dialog)


def _kinds(desk: Desk) -> tuple[tuple[int, ...], tuple[int, ...]]:
    from models.entities import Case  # tests may look below the services

    del desk
    rows = [(row.id, row.kind) for row in Case.select().order_by(Case.id)]
    return (
        tuple(n for n, kind in rows if kind == "adjudication"),
        tuple(n for n, kind in rows if kind == "mediation"),
    )
