"""Run as a program: opens a window as a person does, goes everywhere, prints the pauses as JSON.

`python -m tests.ui.stalls FOLDER CASE …`: the first preview of a paper, every page, every tab of
the cases, every dialog and a key in every field of 收案, each twice – the first time is the one
that loads and makes things. A process of its own, because in the one of the tests everything is
loaded already. `dev.py bench pauses` holds the figures against 50 ms, a switch of colours against
300; the tests look for hangs.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from models.queries.places import CaseTab
from models.services.shared.documents import Order
from tests.ui.calm import calm
from tests.ui.patience import turn
from tests.ui.support import play_on
from tests.ui.watchdog import Watchdog, limit_ms
from ui.shell import targets
from ui.shell.app import Opening, application, make_window
from ui.shell.main_window import MainWindow, apply
from ui.shell.pages import PAGES
from ui.steps import open_step
from ui.steps.spec import dialogs
from ui.verbs.playing.scenario import Clock

TODAY = date(2026, 4, 13)
PATIENCE_S = 60
START = "启动"
SWITCHES = ("深色", "大字")  # everything that was opened is drawn again
Act = Callable[[], object]


def wait(ready: Callable[[], bool]) -> None:
    """Let the window run until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError
        turn()


def settle(window: MainWindow) -> None:
    """Wait until all is shown and drawn."""
    wait(lambda: calm(window))


def inputs(window: MainWindow) -> list[QWidget]:
    """Return the fields of the page that take text."""
    page: Any = window.stack.currentWidget()
    found = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    return [field for field in found if field.isVisible() and field.isEnabled()]


def type_one(field: QWidget) -> None:
    """Type a character into a field."""
    QTest.keyClicks(field, "1")


def acts(window: MainWindow, cases: list[int]) -> Iterator[tuple[str, Act]]:
    """Yield what a person can open, by name."""
    for page in PAGES:
        if page.in_bar:
            yield page.title, partial(window.go, page.start())
    for case_id in cases:
        yield f"案件{case_id}", partial(window.go, targets.Case(case_id))
        shown: Any = window.stack.currentWidget()
        for tab in shown.tabs:
            yield f"案件{case_id} {tab}", partial(window.go, targets.Case(case_id, tab))
        yield f"更正{case_id}", partial(window.go, targets.Intake(case_id))
    for number, field in enumerate(inputs(window)):
        yield f"输入{number}", partial(type_one, field)
    for command in dialogs():
        yield command, partial(open_step, window.context, window, cases[0], command)


def main(folder: Path, cases: list[int]) -> dict[str, float]:
    """Return the longest pause of each act, ms, in units of this machine (limit: 50)."""
    app = application(["x"])
    apply(app, dark=False, large=False)
    store = QSettings(str(folder.parent / "stalls.ini"), QSettings.Format.IniFormat)
    window = make_window(folder, "李敏", store, Clock(TODAY))
    window.resize(1366, 740)
    opening = Opening(window, app.exit)
    found: dict[str, float] = {}

    def watch(name: str, act: Act) -> None:
        with Watchdog() as dog:
            act()
            settle(window)
        found[name] = round(dog.longest * 50 / limit_ms(), 1)

    watch(START, lambda: wait(lambda: opening.warming.over))
    window.go(targets.Case(case_id=cases[0], tab=CaseTab.PAPERS))
    settle(window)
    shown: Any = window.stack.currentWidget()
    papers = shown.papers

    def preview() -> None:
        papers.show_order(Order("hearing_notice", "R1"))
        wait(lambda: papers.view.shown is not None)

    watch("第一次预览", preview)
    for time_round in ("第一次", "第二次"):
        for name, act in acts(window, cases):
            watch(f"{time_round} {name}", act)
            for dialog in window.findChildren(QDialog):
                dialog.hide()
                dialog.deleteLater()
            turn()
    for switch in (window.toggle_dark, window.toggle_large):
        name = SWITCHES[switch == window.toggle_large]
        watch(name, switch)
        watch(name, switch)
    window.go(targets.Today())
    settle(window)

    def papers_made() -> None:
        made: list[int] = []
        window.context.worker.ask(lambda desk: play_on(desk, ("S4",), papers=True), made.append)
        wait(lambda: bool(made))

    watch("今日，同时生成文书", papers_made)
    window.context.worker.close()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), [int(a) for a in sys.argv[2:]])))
    sys.stdout.flush()
