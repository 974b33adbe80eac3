"""What the tests of the window share: waiting, sample cases, finding widgets as a person does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from models.store.desk import Desk
from ui.shell.main_window import MainWindow
from ui.shell.pages import PAGES
from ui.shell.targets import Case, Target
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

Found = TypeVar("Found", bound=QWidget)
Settle = Callable[[MainWindow], None]
Read = Callable[[MainWindow, Callable[[Desk], Any]], Any]
Play = Callable[..., int]


def run_deferred() -> None:
    """Let the widgets go that were told to with deleteLater."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the worker has nothing left and every answer has been shown."""
    worker = window.context.worker
    qtbot.waitUntil(lambda: worker.idle)
    run_deferred()
    qtbot.waitUntil(lambda: worker.idle)


def read_desk(qtbot: QtBot, window: MainWindow, work: Callable[[Desk], Any]) -> Any:
    """Run something on the window's own desk, in its worker, and return the result."""
    answer: list[Any] = []
    errors: list[Exception] = []
    window.context.worker.ask(work, answer.append, errors.append)
    qtbot.waitUntil(lambda: bool(answer or errors))
    if errors:
        raise errors[0]
    return answer[0]


def set_up(folder: Path, clock: Clock) -> None:
    """Make a data folder of the sample office."""
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        set_up_office(desk)


def play_on(desk: Desk, names: tuple[str, ...], *, papers: bool = False) -> int:
    """Play samples on an open desk with their own days; returns the id of the last one's case."""
    from models.entities import Staff  # tests may look below the services

    clock = Clock(load_scenario(names[0]).as_of)
    before = desk.today, desk.now
    desk.today, desk.now = clock.today, clock.now
    try:
        player = Player(desk, clock, {row.name: row.id for row in Staff.select()})
        return [player.play(load_scenario(name), papers=papers) for name in names][-1]
    finally:
        desk.today, desk.now = before


def target(page: str, case_id: int = 1) -> Target:
    """Return how to go to a page by its id; the page of one case needs the case."""
    spec = next(one for one in PAGES if one.id == page)
    return Case(case_id) if spec.target is Case else spec.start()


def cell(table: QTableView, row: int, column: int) -> str:
    """Return the text of a cell as it is shown."""
    return str(table.model().index(row, column).data())


def rows(table: QTableView) -> int:
    """Return how many rows a table has."""
    return table.model().rowCount()


def visible(parent: QWidget, kind: type[Found], **wanted: str) -> list[Found]:
    """Return the visible widgets of a kind whose `text` or accessible `name` is as wanted."""
    read = {"text": lambda w: getattr(w, "text", str)(), "name": lambda w: w.accessibleName()}
    return [
        widget
        for widget in parent.findChildren(kind)
        if widget.isVisibleTo(parent) and all(read[k](widget) == v for k, v in wanted.items())
    ]


class _Strays(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a window that is shown and belongs to none."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            if watched.windowType() == Qt.WindowType.Window and not watched.parent():
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@contextmanager
def strays() -> Iterator[list[str]]:
    """Yield what opens as a window of its own and is none: it flashes and takes the cursor."""
    app = QApplication.instance()
    assert app is not None
    found = _Strays()
    app.installEventFilter(found)
    try:
        yield found.seen
    finally:
        app.removeEventFilter(found)


def type_text(widget: QWidget, text: str) -> None:
    """Type into a widget: keys for ASCII, an input method's commit for Chinese.

    QTest.keyClicks knows no Chinese (it aborts the process).
    """
    target = widget.focusProxy() or widget
    target.setFocus()
    if text.isascii():
        QTest.keyClicks(target, text)
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(target, Qt.Key.Key_Return)
        event = QInputMethodEvent("", [])
        event.setCommitString(line)
        QApplication.sendEvent(target, event)


def press(parent: QWidget, text: str) -> QPushButton:
    """Click the visible button with this text."""
    found = visible(parent, QPushButton, text=text)
    assert found, f"no button {text!r}: {[b.text() for b in visible(parent, QPushButton)]}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    return found[0]
