"""Finds what would be cut off: as it stands, or with every label 40 % longer."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

FACTOR = 1.4
FILLER = "长一些的说明文字再长一些"
SLACK = 2  # pixels of rounding


def longer(text: str) -> str:
    """Return the text, 40 % longer."""
    extra = max(1, round(len(text) * (FACTOR - 1)))
    return text + (FILLER * (extra // len(FILLER) + 1))[:extra]


def grow(parent: QWidget) -> Callable[[], None]:
    """Make the texts of all buttons, ticks and labels 40 % longer; returns how to undo it."""
    before: list[tuple[Any, str, str]] = []
    for widget in parent.findChildren(QWidget):
        if isinstance(widget, QPushButton | QCheckBox | QRadioButton | QLabel) and widget.text():
            was = widget.text()
            widget.setText(longer(was))
            before.append((widget, was, widget.text()))
    laid_out()

    def undo() -> None:
        for widget, was, made in before:
            if isValid(widget) and widget.text() == made:
                widget.setText(was)
        laid_out()

    return undo


def laid_out() -> None:
    """Let every layout have its turn: each asks the one around it."""
    for _ in range(10):
        QApplication.processEvents()


def _needs(widget: QLabel | QAbstractButton) -> tuple[int, int]:
    """Return the least width and height at which all of its text is seen."""
    if isinstance(widget, QLabel):
        wrap = widget.wordWrap()
        height = widget.heightForWidth(widget.width()) if wrap else widget.sizeHint().height()
        return (0 if wrap else widget.sizeHint().width()), height
    if isinstance(widget, QToolButton) and not widget.icon().isNull():  # drawn without its text
        return widget.iconSize().width(), widget.iconSize().height()
    hint = widget.sizeHint()
    return hint.width(), min(hint.height(), widget.minimumSizeHint().height())


def clipped(parent: QWidget, *, sideways: bool = False) -> list[str]:
    """Return what is cut off among the visible buttons and labels, and pages too wide to show.

    With `sideways` pages may be wider: they scroll.
    """
    found = []
    for widget in parent.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        text = widget.text()
        if not text or (isinstance(widget, QLabel) and widget.pixmap().width()):
            continue
        width, height = _needs(widget)
        if widget.width() + SLACK < width or widget.height() + SLACK < height:
            have = f"{widget.width()}x{widget.height()}"
            found.append(f"{type(widget).__name__} “{text[:30]}”: {have} < {width}x{height}")
    return found if sideways else found + _too_wide(parent)


def _too_wide(parent: QWidget) -> list[str]:
    """Return scrolling pages that must be scrolled sideways."""
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return [
        f"{type(area).__name__} is {area.horizontalScrollBar().maximum()} px too wide"
        for area in [*parent.findChildren(QScrollArea)]
        if area.isVisible()
        and area.horizontalScrollBarPolicy() != never
        and area.horizontalScrollBar().maximum() > SLACK
    ]
