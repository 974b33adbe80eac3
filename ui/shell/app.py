"""Starts the window: translations, theme, worker, main window; errors become dialogs."""

import hashlib
import logging
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    Qt,
    QTimer,
    QTranslator,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QApplication

from models.errors import AbsentDesk, ForeignDesk, StorageError
from ui.practice import ACTOR as PRACTICE_ACTOR
from ui.shell import messages
from ui.shell.context import Context
from ui.shell.main_window import MainWindow, apply
from ui.shell.warm import Warming
from ui.work.daily_backup import DailyBackup
from ui.work.lost import LostDialog
from ui.work.tasks import Worker

if TYPE_CHECKING:
    from models.store.desk import Desk

log = logging.getLogger(__name__)
FCITX = ("fcitx", "fcitx5")
FORMER_ACTOR = "actor"  # where older programs kept the name, one for all folders
DRAW_FIRST_MS = 10  # the frame of the window before its first page is loaded
# Qt calls give the interpreter up and take it back; with the default of 5 ms each of them waits
# that long while the worker computes, and filling a page takes 100 ms instead of 15.
GIVE_WAY_S = 0.0001


class Clock(Protocol):
    """Tells the day and the moment (UTC); tests are on a day of their own."""

    def today(self) -> date:
        """Return the day."""
        ...

    def now(self) -> datetime:
        """Return the moment (UTC)."""
        ...


def prepare_input_method() -> None:
    """The Qt wheel carries ibus only; fcitx5 answers to it, so Chinese can be typed there too.

    Through the portal: fcitx5 offers it on the session bus, while its ibus socket was not found.
    """
    if sys.platform.startswith("linux") and os.environ.get("QT_IM_MODULE") in FCITX:
        os.environ["QT_IM_MODULE"] = "ibus"
        os.environ.setdefault("IBUS_USE_PORTAL", "1")


def application(argv: list[str]) -> QApplication:
    """Return the one application, with Chinese standard buttons and menus."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    prepare_input_method()
    sys.setswitchinterval(GIVE_WAY_S)
    app = QApplication(argv)
    app.setApplicationName("知裁台")
    app.setOrganizationName("zhicaitai")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    else:
        log.error("qtbase_zh_CN is not with Qt")
    return app


def _opener(folder: Path, actor: str, clock: Clock | None) -> "Callable[[], Desk]":
    def open_desk() -> "Desk":
        from models.services.office import opening

        if clock is None:
            return opening.open_desk(folder, actor)
        return opening.open_desk(folder, actor, clock.today, clock.now)

    return open_desk


def make_window(
    folder: Path, actor: str, store: QSettings, clock: Clock | None = None
) -> MainWindow:
    """Return the main window over a data folder; the desk is opened on the worker's thread."""
    window = _window(Worker(_opener(folder, actor, clock)), actor, store, clock)
    window.context.actor_key = actor_key(folder)
    return window


def _window(worker: Worker, actor: str, store: QSettings, clock: Clock | None) -> MainWindow:
    dark, large = (bool(store.value(name, False, type=bool)) for name in ("dark", "large"))
    context = Context(worker, date.today, dark=dark, large=large, actor=actor)
    context.today = clock.today if clock else lambda: context.practice or date.today()
    return MainWindow(context, store)


def make_practice_window(folder: Path, store: QSettings, *, fresh: bool = False) -> MainWindow:
    """Return the window over a practice folder, which is filled first; `fresh` begins again."""
    steps = PracticeSteps()

    def open_desk() -> "Desk":
        from ui.practice.opening import open_practice

        return open_practice(folder, fresh=fresh, progress=steps.stepped.emit)

    window = _window(Worker(open_desk), PRACTICE_ACTOR, store, None)
    steps.setParent(window)
    steps.stepped.connect(window.practice.band().show_progress)
    return window


class PracticeSteps(QObject):
    """Carries the progress of making the practice cases from the worker's thread."""

    stepped = Signal(int, int)


Doubts = tuple[str, StorageError | None]  # of the clock; why nothing can be saved


def _doubts(desk: "Desk") -> Doubts:
    return desk.clock_doubt(), desk.unwritable


class Opening:
    """Shows the window at once, its contents when the data folder is open; or says why not, ends.

    Opening takes 20 ms as a rule, a migration or a check after a kill longer: an empty window is
    better than none.
    """

    def __init__(self, window: MainWindow, end: Callable[[int], None]) -> None:
        self.window = window
        self.end = end
        self.warming = Warming(window.context.worker, window)
        self.daily = DailyBackup(window.context, window)
        self._home = QTimer(window)
        self._home.setSingleShot(True)
        self._home.setInterval(DRAW_FIRST_MS)
        self._home.timeout.connect(window.go_home)
        window.context.worker.ask(_doubts, self._opened, self._failed)
        window.show()
        self._home.start()
        self.warming.start()

    def _opened(self, found: Doubts) -> None:
        doubt, unwritable = found
        if unwritable is not None:
            messages.show_error(unwritable, self.window).setWindowTitle("只能查看")
            return
        self.daily.start()
        if doubt:
            self.window.ask_about_clock(doubt)

    def _failed(self, error: Exception) -> None:
        self._home.stop()
        self.warming.stop()
        self.window.hide()
        self.window.context.worker.blockSignals(True)
        if isinstance(error, AbsentDesk | ForeignDesk):
            self._lost(error)
            return
        dialog = messages.ErrorDialog(error)
        dialog.setWindowTitle("数据文件夹打不开")

        def ended() -> None:
            self.end(1)

        dialog.finished.connect(ended)
        dialog.open()
        self.dialog = dialog

    def _lost(self, error: AbsentDesk | ForeignDesk) -> None:
        context = self.window.context
        dialog = LostDialog(error, context.worker, context.actor)

        def found() -> None:
            context.worker.blockSignals(False)
            context.worker.ask(_doubts, self._opened, self._failed)
            self.window.show()
            self._home.start()
            self.warming.start()

        dialog.accepted.connect(found)
        dialog.rejected.connect(lambda: self.end(1))
        dialog.open()
        self.dialog = dialog


class ErrorHook(QObject):
    """The last resort while the window is up: the log, then one dialog that can be copied."""

    caught = Signal(object)  # from whatever thread; the dialog belongs to the window's own

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.shown = False
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.critical("unhandled", exc_info=(kind, error, trace))
        if isinstance(error, Exception):
            self.caught.emit(error)
        else:
            QApplication.quit()

    @Slot(object)
    def _show(self, error: Exception) -> None:
        if not self.shown:  # a fault that repeats itself must not fill the screen
            self.shown = True
            messages.show_error(error, self.window).finished.connect(self._closed)

    def _closed(self, _result: int) -> None:
        self.shown = False


def actor_key(folder: Path) -> str:
    """Return under which key the name of who works at a folder is kept: each has its own people."""
    return f"actors/{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"


def chosen_actor(store: QSettings, folder: Path) -> str:
    """Return who was chosen to work at a folder, "" for nobody yet.

    Older programs kept one name for all folders: the first folder that is opened takes it over.
    """
    key = actor_key(folder)
    if not store.contains(key) and store.contains(FORMER_ACTOR):
        store.setValue(key, store.value(FORMER_ACTOR))
        store.remove(FORMER_ACTOR)
    return str(store.value(key, ""))


def run(folder: Path, *, practice: bool = False) -> int:
    """Show the window until it is closed; 0, or 1 when the data folder could not be opened."""
    app = application(sys.argv)
    store = QSettings()
    if practice:
        window = make_practice_window(folder, store)
    else:
        chosen = chosen_actor(store, folder)
        actor = chosen or os.environ.get("USERNAME") or "工作人员"
        window = make_window(folder, actor, store)
        window.context.signed = bool(chosen)
    code = _show(app, window)
    while window.practice.begin_again:
        window = make_practice_window(folder, store, fresh=True)
        code = _show(app, window)
    return code


def _show(app: QApplication, window: MainWindow) -> int:
    """Show a window until it is closed and its folder given back."""
    apply(app, dark=window.context.dark, large=window.context.large)
    sys.excepthook = ErrorHook(window)
    app.setQuitOnLastWindowClosed(False)  # a failed opening hides the window and goes on
    window.closed.connect(app.quit)
    opening = Opening(window, app.exit)
    code = app.exec()
    window.context.worker.close()
    del opening
    return code
