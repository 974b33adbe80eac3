# pyright: basic
"""Tab goes as the eye does: in the order of the layouts, also when widgets were made later.

Not by QWidget.setTabOrder: a field whose input has the cursor for it is in the chain, too, and
leads back to its input.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLayout,
    QRadioButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)


def go_on(whole: QWidget, forward: bool) -> bool:
    """Put the cursor on the next input of `whole`, from its end to its beginning; whether it did.

    It does nothing when the cursor is on none of them.
    """
    here = QApplication.focusWidget()
    stops = [one for one in inputs(whole) if _open(one, here)]
    if here not in stops:
        return False
    reason = Qt.FocusReason
    at = stops.index(here) + (1 if forward else -1)
    why = reason.TabFocusReason if forward else reason.BacktabFocusReason
    stops[at % len(stops)].setFocus(why)
    return True


def _open(widget: QWidget, here: QWidget | None) -> bool:
    """Whether Tab stops there; of choices that exclude each other only at the chosen one."""
    other = isinstance(widget, QRadioButton) and not widget.isChecked() and widget is not here
    return widget.isVisible() and widget.isEnabled() and not other


def inputs(widget: QWidget) -> Iterator[QWidget]:
    """Return what takes the cursor by Tab, in the order in which it is laid out."""
    if widget.isHidden():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea):
        if (inner := widget.widget()) is not None:
            yield from inputs(inner)
    elif isinstance(widget, QTabWidget):
        yield from inputs(widget.tabBar())
        if (front := widget.currentWidget()) is not None:
            yield from inputs(front)
    elif not isinstance(widget, QAbstractScrollArea) and (layout := widget.layout()) is not None:
        yield from _in(layout)


def _in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from inputs(widget)
        elif (inner := item.layout()) is not None:
            yield from _in(inner)
