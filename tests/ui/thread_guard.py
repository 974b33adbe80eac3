"""Fails a test in which a widget is touched outside the window's thread.

Qt forbids it and does not check it: `button.click()` from the worker's thread works on a quiet
machine and is a segmentation fault on a busy one. So every method of a widget, a layout, an action
or a model is looked up through a guard, and so is every function of QTest: asked for in another
thread it is refused before anything happens, and the test fails at its end also when somebody
swallowed that. Signals and attributes of the project may be used anywhere.

(`sys.setprofile` in the other threads would see the same, and makes the worker twice as slow.)
"""

import threading
import traceback
from collections.abc import Callable
from types import BuiltinFunctionType, MethodType
from typing import Any

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QAction, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLayout, QStyle, QWidget

OF_THE_WINDOW = (QWidget, QLayout, QAction, QShortcut, QStyle, QWindow, QAbstractItemModel)
# Qt allows them in every thread; a signal asks for `emit` of the object it belongs to.
ANYWHERE = {"deleteLater", "emit", "thread"}
WINDOWS_THREAD = threading.get_ident()
touched: list[str] = []  # what was refused, with the way that led there


class TouchedElsewhere(AssertionError):
    """A widget was touched outside the window's thread."""


def refuse(name: str) -> None:
    """Note the touch and raise."""
    way = "".join(traceback.format_stack(limit=8)[:-2])
    touched.append(f"{name} in {threading.current_thread().name}:\n{way}")
    raise TouchedElsewhere(f"{name} outside the window's thread")


def _looked_up(real: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    here, window = threading.get_ident, WINDOWS_THREAD

    def look_up(self: Any, name: str) -> Any:
        found = real(self, name)
        if here() != window and isinstance(found, BuiltinFunctionType | MethodType):
            if not name.startswith("__") and name not in ANYWHERE:
                refuse(f"{type(self).__name__}.{name}")
        return found

    return look_up


def _called(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        if threading.get_ident() != WINDOWS_THREAD:
            refuse(f"QTest.{name}")
        return real(*args, **named)

    return call


def install() -> None:
    """Guard this process, once and for all."""
    for kind in OF_THE_WINDOW:
        kind.__getattribute__ = _looked_up(kind.__getattribute__)
    for name in dir(QTest):
        real = getattr(QTest, name)
        if isinstance(real, BuiltinFunctionType) and not name.startswith("_"):
            setattr(QTest, name, staticmethod(_called(name, real)))


def made_elsewhere() -> list[str]:
    """Return the windows that were made in another thread and are still there."""
    app = QApplication.instance()
    return [
        f"{type(one).__name__} was made outside the window's thread"
        for one in (QApplication.topLevelWidgets() if app else [])
        if app and one.thread() is not app.thread()
    ]
