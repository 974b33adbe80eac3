# pyright: basic
"""依据（F1）: what belongs into the field with the cursor, and the article behind it.

The panel is in the window of the field (docked in the main window, under the form in a
dialog), so that a modal dialog does not lock it; it follows the cursor while it is open.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.queries import signs
from ui.widgets.layout import EDGE, SteadyArea, button, clear, label
from ui.work.tasks import Worker

if TYPE_CHECKING:
    from models.queries.help import Article, Topic
    from models.store.desk import Desk

WIDTH = 316
HEIGHT = 210  # when it is below
ROOM = 1180  # from this width on the window has room for the panel beside the page
SCREEN_MARGIN = 60
PREFIX = "help"  # the property by which a page, a dialog or a card says what it is
_NAME = re.compile(r"(field|tick):(.*)")
_ROW = re.compile(r"\[[^\]]*\]")


Place = Callable[[QWidget | None], QWidget | None]


@runtime_checkable
class Explained(Protocol):
    """A widget that explains itself."""

    def help_topic(self) -> "Topic | None":
        """Return the explanation, None when there is nothing to explain now."""
        ...


@runtime_checkable
class Keyed(Protocol):
    """A widget whose help depends on where in it the cursor is."""

    def help_key(self) -> str:
        """Return the key of the help."""
        ...


@dataclass(frozen=True)
class Spot:
    """Where the cursor is: the key of its help, what it is called, whether it is a field."""

    key: str
    title: str
    field: bool
    topic: "Topic | None" = None  # a widget that explains itself


def spot(widget: QWidget | None, window: QWidget) -> Spot:
    """Find out what the widget is by walking up from it to its window."""
    name, title, prefix, one = "", "", "", widget
    while one is not None:
        if isinstance(one, Explained) and (topic := one.help_topic()) is not None:
            return Spot(topic.key, topic.title, True, topic)
        if isinstance(one, Keyed):
            return Spot(one.help_key(), title or _title(one), True)
        if not name and (found := _named(one)) is not None:
            name, title = found, _title(one)
        prefix = str(one.property(PREFIX) or "")
        if prefix or one is window:
            break
        one = one.parentWidget()
    key = ".".join(part for part in (prefix, _ROW.sub("", name).strip()) if part)
    return Spot(key, title, bool(name))


def _named(widget: QWidget) -> str | None:
    """Return the name of the field a widget is the input of; a box to tick has its card's."""
    names = [widget.objectName()]
    if (target := _input_of(widget)) is not None:
        names.append(target.objectName())
    for name in names:
        if found := _NAME.match(name):
            return found[2] if found[1] == "field" else " "
    return None


def _title(widget: QWidget) -> str:
    text = widget.accessibleName()
    if not text and (target := _input_of(widget)) is not None:
        text = target.accessibleName()
    return text


def _input_of(widget: QWidget) -> QWidget | None:
    """Return what takes the cursor in one of our fields, None for any other widget."""
    from ui.widgets.fields import Field  # comes with the first form: the window is drawn before

    return widget.focusProxy() if isinstance(widget, Field) else None


class HelpPanel(QFrame):
    """The panel of one window; `open_for` shows it, Esc closes it."""

    def __init__(self, window: QWidget, worker: Worker, place: Place = lambda one: one) -> None:
        """`place` says what is explained when something has the cursor."""
        super().__init__(window)
        self.setObjectName("card")
        self.setAccessibleName("依据")
        self._place = place
        self.worker = worker
        self._window = window
        self._origin: QWidget | None = None
        self._spot: Spot | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 8)
        head = QHBoxLayout()
        head.setContentsMargins(EDGE, 0, 8, 0)
        self.title = label("依据", "accent")
        self.close_button = button("关闭", self.shut, "link", "关闭依据")
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(EDGE, 0, EDGE, 0)
        self.column.setSpacing(6)
        self.area = SteadyArea(inner)
        self.area.setAccessibleName("依据的内容")
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer.addWidget(self.area, 1)
        self.hide()
        self._escape = QShortcut(QKeySequence("Esc"), window, self.shut)
        self._escape.setEnabled(False)

    @property
    def shown(self) -> bool:
        """Whether the panel is open."""
        return self._escape.isEnabled()

    def open_for(self, widget: QWidget | None) -> None:
        """Explain a widget; a second F1 on the same field goes into the panel, to read it."""
        if widget is not None and self.isAncestorOf(widget):
            return
        again = self.shown and spot(self._place(widget), self._window) == self._spot
        self._origin = widget
        if again:
            self.area.setFocus()
            return
        if not self.shown:
            self._escape.setEnabled(True)
            cast(QApplication, QApplication.instance()).focusChanged.connect(self._moved)
            self.show()
            QTimer.singleShot(0, self, self._keep_in_sight)
        self._explain()

    def shut(self) -> None:
        """Close; the cursor goes back to the field it came from."""
        if not self.shown:
            return
        self._escape.setEnabled(False)
        cast(QApplication, QApplication.instance()).focusChanged.disconnect(self._moved)
        focused = self._window.focusWidget()
        back = self._origin if focused is not None and self.isAncestorOf(focused) else None
        self._spot = None
        self.hide()
        if back is not None and back.isVisible():
            back.setFocus()

    def _keep_in_sight(self) -> None:
        """The page has less room now: the field with the cursor must not be pushed out of it."""
        field, one = self._origin, self._origin
        while field is not None and one is not None and one is not self._window:
            one = one.parentWidget()
            if isinstance(one, QScrollArea) and one.widget() is not None:
                if one.widget().isAncestorOf(field):
                    one.ensureWidgetVisible(field, 20, 40)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window() is not self._window.window() or self.isAncestorOf(new):
            return
        self.follow(new)

    def follow(self, widget: QWidget | None) -> None:
        """Explain something else, if the panel is open."""
        if self.shown:
            self._origin = widget
            self._explain()

    def _explain(self) -> None:
        found = spot(self._place(self._origin), self._window)
        if found == self._spot:
            return
        self._spot = found
        if found.topic is not None:
            self._show(found, found.topic)
            return

        def read(_desk: "Desk") -> "Topic":
            from models.queries import help as data  # reads its files once, on the worker

            return data.topic(found.key, found.title, field=found.field)

        self.worker.ask(read, lambda topic: self._show(found, topic), owner=self)

    def _show(self, asked: Spot, topic: "Topic") -> None:
        if asked != self._spot:
            return  # the cursor has gone on
        self.title.setText(topic.title or asked.title or "依据")
        clear(self.column)
        self._line(topic.fill)
        for article in topic.articles:
            self._article(article)
        for note in topic.notes:
            self._line(note)
        self._line(topic.state_text, "secondary")
        for law in dict.fromkeys(_source(a) for a in topic.articles):
            self._line(law, "secondary")
        who = topic.confirmed
        if topic.state != "none" and who is not None:
            words = f"已由{who}核对" if who else "还没有经本局法制人员核对"
            tone = "good" if who else "warning"
            self._line(signs.with_sign(tone, words), tone)
        self._line("再按 F1 进入本栏，Esc 关闭。", "secondary")
        self.column.addStretch(1)
        texts = [topic.title, topic.fill, *(f"{a.citation}：{a.text}" for a in topic.articles)]
        self.setAccessibleDescription("\n".join((*texts, *topic.notes, topic.state_text)))
        self.area.verticalScrollBar().setValue(0)

    def _line(self, text: str, kind: str = "") -> None:
        if text:
            self.column.addWidget(label(text, kind))

    def _article(self, article: "Article") -> None:
        name = label(article.citation)
        font = name.font()
        font.setBold(True)
        name.setFont(font)
        self.column.addWidget(name)
        self._line(article.text)


def _source(article: "Article") -> str:
    law = article.citation.partition("第")[0]
    since = f"，{article.valid_from}起施行" if article.valid_from else ""
    return f"出处：{law}（{article.source}{since}）"


class DockedHelp(QObject):
    """The panel of the main window: beside the page, below it where there is no room."""

    def __init__(
        self,
        window: QWidget,
        pages: QStackedWidget,
        worker: Worker,
        places: tuple[QHBoxLayout, QVBoxLayout],
    ) -> None:
        """`places` are the line beside the pages and the column they are in."""
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._places = places
        self.panel = HelpPanel(window, worker, self._on_page)
        self._in: QHBoxLayout | QVBoxLayout | None = None
        window.installEventFilter(self)

        def turned() -> None:
            self.panel.follow(None)

        pages.currentChanged.connect(turned)

    def open(self) -> None:
        """Explain what has the cursor in the window."""
        self._put()
        self.panel.open_for(self._window.focusWidget())

    def _on_page(self, widget: QWidget | None) -> QWidget | None:
        """The cursor in the navigation or in the search: the page is explained."""
        page = self._pages.currentWidget()
        inside = widget is not None and page is not None and page.isAncestorOf(widget)
        return widget if inside else page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize and self.panel.shown:
            self._put()
        return False

    def _put(self) -> None:
        wide = self._window.width() >= ROOM
        place = self._places[0 if wide else 1]
        if place is self._in:
            return
        if self._in is not None:
            self._in.removeWidget(self.panel)
        self._in = place
        place.addWidget(self.panel)
        unit = self.panel.fontMetrics().height() / 19  # of large type it is wider
        self.panel.setFixedSize(16777215, 16777215)
        self.panel.setMinimumSize(0, 0)
        if wide:
            self.panel.setFixedWidth(round(WIDTH * max(1.0, min(unit, 1.2))))
        else:
            self.panel.setFixedHeight(min(HEIGHT, self._window.height() * 2 // 7))


def dialog_help(dialog: QWidget, worker: Worker) -> None:
    """Give a dialog with a column of contents its F1; the panel is made when first asked for."""
    made: list[HelpPanel] = []

    def open_panel() -> None:
        column = dialog.layout()
        if not isinstance(column, QVBoxLayout):
            return
        if not made:
            made.append(HelpPanel(dialog, worker))
            made[0].setFixedHeight(HEIGHT)
            column.insertWidget(column.count() - 1, made[0])
        if not made[0].shown:
            room = dialog.screen().availableGeometry().height() - SCREEN_MARGIN
            dialog.resize(dialog.width(), max(dialog.height(), min(dialog.height() + HEIGHT, room)))
        made[0].open_for(dialog.focusWidget())

    QShortcut(QKeySequence("F1"), dialog, open_panel)
