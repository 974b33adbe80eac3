"""What must hold of everything that is shown; each check returns what breaks its rule."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShortcut, QTextDocumentFragment, QTextLayout, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from ui.shell.messages import ErrorDialog  # its details are for whoever looks after the program
from ui.widgets.layout import Card

LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-z0-9Ａ-Ｚａ-ｚ+=←/_.()-]*")
# Names of formats, keys and firms that Chinese people say so; numbers of patents, post and papers.
ALLOWED = re.compile(
    r"PDF|DOCX|CSV|TXT|WPS|Word|Excel|EMS\d*|F1|F5|Esc|Enter|Ctrl|Alt|Shift|Ctrl\+\S+|Alt\+\S+"
    r"|CN\d*[A-Z]?|ZL[\d.]*X?|[A-Z]{2}\d{9}[A-Z]{2}"
)
# Numbers with a letter, addresses, and what the things in the sample cases are called.
CODES = re.compile(
    r"YXD-3307|GMT-2|\w+@example\.com|\d{5,}\.X|[0-9A-Z]{18}|YHF-60|v?\d+\.\d+\S*", re.A
)
MOUSE_ONLY = ("qt_spinbox_lineedit", "ScrollLeftButton", "ScrollRightButton", "qt_toolbar_ext")
NOT_FIRST = "、，。；：！？）》」』】〕”’%…"
NOT_LAST = "（《「『【〔“‘"
MOST_TABS = 600
MOST_CELLS = 60


def shown(parent: QWidget, *kinds: type[QWidget]) -> Iterator[Any]:
    """Return the visible widgets of these kinds, the parent with them."""
    for widget in [parent, *parent.findChildren(QWidget)]:
        if isinstance(widget, kinds) and widget.isVisible():
            yield widget


# ---- words


def _plain(text: str) -> str:
    return QTextDocumentFragment.fromHtml(text).toPlainText() if "<" in text else text


def words(parent: QWidget) -> Iterator[str]:
    """Return every text that is seen or read aloud: also hints, headings, choices, cells."""
    if parent.isWindow():
        yield parent.windowTitle()
    for widget in shown(parent, QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        yield from _own_words(widget)


def _own_words(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.placeholderText(), widget.text())
    elif isinstance(widget, QPlainTextEdit) and not isinstance(widget.window(), ErrorDialog):
        yield from (widget.placeholderText(), widget.toPlainText())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QTabBar):
        for tab in range(widget.count()):
            yield from (widget.tabText(tab), widget.tabToolTip(tab))
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model, role = view.model(), Qt.ItemDataRole
    if model is None:
        return
    top = QModelIndex()
    columns = 1 if isinstance(view, QListView) else model.columnCount(top)
    for column in range(columns):
        if isinstance(view, QTableView) and not view.horizontalHeader().isHidden():
            heading = model.headerData(column, Qt.Orientation.Horizontal)
            yield str(heading or "")
        for row in range(min(model.rowCount(top), 60)):
            index = model.index(row, column)
            for kind in (role.DisplayRole, role.ToolTipRole, role.AccessibleTextRole):
                yield str(index.data(kind) or "")


def english(parent: QWidget) -> list[str]:
    """Return the texts with Latin letters that are no name of a format, a key or a number."""
    found = dict.fromkeys(words(parent))
    return [
        text
        for text in found
        if any(
            not ALLOWED.fullmatch(one.rstrip(".-/"))
            for one in LATIN.findall(CODES.sub("", _plain(text)))
        )
    ]


# ---- names

INPUTS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView,
          QProgressBar, QTabBar)  # fmt: skip


def _inside(widget: QWidget) -> bool:
    """Whether a widget is a part of another that Qt makes itself."""
    parent = widget.parentWidget()
    return (
        widget.objectName().startswith(MOUSE_ONLY)
        or isinstance(widget, QHeaderView)
        or isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit | QTabBar | QTableView)
        or type(widget).__name__ == "QComboBoxListView"
    )


def nameless(parent: QWidget) -> list[str]:
    """Return inputs, lists and buttons without a name for the screen reader."""
    found = []
    for widget in shown(parent, *INPUTS, QAbstractButton):
        named = widget.accessibleName()
        if isinstance(widget, QAbstractButton):
            named = named or widget.text()
        if not named and not _inside(widget):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


# ---- one primary button


def primaries(parent: QWidget) -> list[str]:
    """Return the cards, and the rest of the page, with more than one primary button."""
    places: dict[int, list[str]] = {}
    for one in shown(parent, QPushButton):
        if one.objectName() == "primary":
            places.setdefault(id(_card(one, parent)), []).append(one.text())
    return [f"{'、'.join(texts)}" for texts in places.values() if len(texts) > 1]


def _card(widget: QWidget, top: QWidget) -> QWidget:
    one: QWidget | None = widget
    while one is not None and one is not top and not isinstance(one, Card | QDialog):
        one = one.parentWidget()
    return one or top


# ---- keys


def same_keys(window: QWidget) -> list[str]:
    """Return the keys that two things in a window answer to: Qt then runs neither."""
    found: Counter[str] = Counter()
    everywhere = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.window() is window and widget.isVisible():
            actions = {a for a in widget.actions() if a.isEnabled()}
            if not isinstance(widget, QLineEdit):  # its clear button
                found.update(k.toString() for a in actions for k in a.shortcuts())
    for one in window.findChildren(QShortcut):
        owner: Any = one.parent()
        if one.isEnabled() and one.context() in everywhere and owner.window() is window:
            if owner.isVisible():
                found[one.key().toString()] += 1
    for widget in shown(window, QAbstractButton, QLabel):
        if (at := _mnemonic(widget)) and widget.window() is window:
            found[f"Alt+{at}"] += 1
    return [key for key, count in found.items() if key and count > 1]


def _mnemonic(widget: QAbstractButton | QLabel) -> str:
    if isinstance(widget, QLabel) and widget.buddy() is None:
        return ""
    match = re.search(r"&([^&\s])", widget.text().replace("&&", ""))
    return match[1].upper() if match else ""


# ---- Tab


def _stops(window: QWidget, inside: QWidget) -> set[QWidget]:
    """Return what Tab must come to."""
    tab = Qt.FocusPolicy.TabFocus.value
    return {
        w
        for w in inside.findChildren(QWidget)
        if w.isVisible()
        and w.isEnabled()
        and w.window() is window
        and w.focusPolicy().value & tab
        and w.focusProxy() is None
        and not (isinstance(w, QRadioButton) and not w.isChecked())
    }


def not_tabbed(window: QWidget, inside: QWidget) -> list[str]:
    """Press Tab from the first field on; return what is never reached."""
    left = _stops(window, inside)
    if not left:
        return []
    first = next((w for w in left if isinstance(w, QLineEdit | QComboBox)), next(iter(left)))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    here: QWidget = first
    same = 0
    for _ in range(MOST_TABS):
        left.discard(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        same = same + 1 if after is here else 0  # a table goes from cell to cell
        if same > MOST_CELLS:
            return [f"Tab is stuck in {_called(here)}"]
        if after is None:
            return [f"after {_called(here)} the cursor is nowhere"]
        here = after
        if here is first:
            break
    return sorted(map(_called, left))


def _called(widget: QWidget) -> str:
    text = getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()} {text}".strip()


# ---- lines


def bad_lines(parent: QWidget) -> list[str]:
    """Return lines of wrapped labels that begin or end with the wrong sign."""
    found = []
    for widget in shown(parent, QLabel):
        if widget.wordWrap() and widget.text():
            for line, last in _lines(widget):
                first = line[0] in NOT_FIRST if line else False
                if first or (not last and line.rstrip()[-1:] in NOT_LAST and line.strip()):
                    found.append(f"{line[:14]}…{line[-6:]}")
    return found


def _lines(widget: QLabel) -> Iterator[tuple[str, bool]]:
    """Return the lines that a label breaks into, and whether each ends a paragraph."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    width = widget.contentsRect().width() - 2 * widget.margin()
    for paragraph in _plain(widget.text()).split("\n"):
        layout = QTextLayout(paragraph, widget.font())
        layout.setTextOption(option)
        layout.beginLayout()
        parts = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            parts.append((line.textStart(), line.textLength()))
        layout.endLayout()
        for number, (start, length) in enumerate(parts):
            text = paragraph[start : start + length]
            if number:
                yield text, number == len(parts) - 1
            else:  # the beginning of a paragraph is what its author wrote
                yield ("　" + text if text else text), number == len(parts) - 1
