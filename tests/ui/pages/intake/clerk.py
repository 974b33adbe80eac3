"""Somebody at the intake page: fields by their names, choices, ticks, drafts."""

import json
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

import resources
from models import reference
from models.services.shared import drafts
from models.store.desk import Desk
from tests.ui import support
from ui.pages.intake.page import IntakePage
from ui.shell import targets
from ui.shell.main_window import MainWindow


def sample(name: str) -> dict[str, Any]:
    """Return a bundled request."""
    return json.loads(resources.text("samples", f"{name}.json"))


class Clerk:
    """Types into the page and reads what it says."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        window.go(targets.Intake())
        self.settle()

    @property
    def page(self) -> IntakePage:
        """The page in front."""
        page = self.window.stack.currentWidget()
        assert isinstance(page, IntakePage), f"{page} is in front"
        return page

    @property
    def table(self) -> QTableWidget:
        """The evidence list."""
        found = self.page.findChild(QTableWidget, "field:evidence")
        assert isinstance(found, QTableWidget)
        return found

    def settle(self) -> None:
        """Wait until the worker is idle."""
        support.settled(self.qtbot, self.window)

    def input(self, section: str, name: str, index: int = 0) -> QWidget:
        """Return the visible input of a field."""
        part = self.page.sections.all[section]
        QApplication.processEvents()  # cards that were just added show themselves now
        found = [w for w in part.findChildren(QWidget, f"field:{name}") if w.isVisibleTo(part)]
        assert len(found) > index, f"no field {section}.{name}"
        return found[index]

    def type(self, section: str, name: str, text: str, index: int = 0) -> QWidget:
        """Type over what is in a field, then leave it."""
        one = self.input(section, name, index)
        one.setFocus()
        assert isinstance(one, QLineEdit | QPlainTextEdit)
        one.selectAll()
        QTest.keyClick(one, Qt.Key.Key_Delete)
        support.type_text(one, text)
        if isinstance(one, QLineEdit):
            QTest.keyClick(one, Qt.Key.Key_Return)
        return one

    def choose(self, section: str, name: str, text: str, index: int = 0) -> None:
        """Choose by the keyboard: up to the first, down to the one with this text."""
        box = self.input(section, name, index)
        assert isinstance(box, QComboBox)
        wanted = box.findText(text)
        assert wanted >= 0, (
            f"{text} is not offered: {[box.itemText(n) for n in range(box.count())]}"
        )
        box.setFocus()
        key = Qt.Key.Key_Down if wanted > box.currentIndex() else Qt.Key.Key_Up
        for _ in range(abs(wanted - box.currentIndex())):
            QTest.keyClick(box, key)
        assert box.currentText() == text

    def tick(self, section: str, name: str) -> None:
        """Click a box by its text."""
        box = self.box(section, name)
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=_inside(box))
        assert box.isChecked()

    def box(self, section: str, name: str) -> QCheckBox:
        """Return a visible box by its text."""
        QApplication.processEvents()
        return support.visible(self.page.sections.all[section], QCheckBox, text=name)[0]

    def offered(self, section: str) -> list[str]:
        """Return the texts of the boxes that can be ticked."""
        QApplication.processEvents()
        part = self.page.sections.all[section]
        return [b.text() for b in support.visible(part, QCheckBox) if b.isEnabled()]

    def said(self, kind: str, where: QWidget | None = None) -> list[str]:
        """Return the visible texts of a kind: problem, warning."""
        place = where or self.page
        return [
            w.text() for w in support.visible(place, QLabel) if w.objectName() == kind and w.text()
        ]

    def check(self) -> None:
        """Press 收案 and wait for the answer."""
        QTest.mouseClick(self.page.typing.check_button, Qt.MouseButton.LeftButton)
        self.settle()

    def reviewing(self) -> bool:
        """Whether the review is in front."""
        return self.page.stack.currentWidget() is self.page.review

    def file(self) -> None:
        """Press the button that files, and wait."""
        QTest.mouseClick(self.page.review.confirm_button, Qt.MouseButton.LeftButton)
        self.settle()

    def focused(self, widget: QWidget) -> None:
        """Wait until the cursor is in a widget and the widget is in sight."""
        self.qtbot.waitUntil(lambda: self.window.focusWidget() is widget)
        self.qtbot.waitUntil(lambda: not widget.visibleRegion().isEmpty())

    def intake(self) -> dict[str, Any]:
        """Return the request as it would be filed."""
        return dict(self.page.sections.intake())

    def values(self) -> dict[str, Any]:
        """Return what is in the cards."""
        return dict(self.page.sections.values())

    def draft(self, key: str = "new") -> dict[str, Any] | None:
        """Return the draft on disk."""

        def read(desk: Desk) -> dict[str, Any] | None:
            kept = drafts.kept_draft(desk, "intake", key)
            return kept.content if kept else None

        return support.read_desk(self.qtbot, self.window, read)


def _inside(box: QCheckBox) -> QPoint:
    """A point on the box itself: the room beside its text does not tick."""
    return QPoint(8, box.height() // 2)


def type_request(clerk: Clerk, data: dict[str, Any]) -> None:
    """Type a whole request by keys and clicks."""
    name = reference.name
    clerk.choose("case", "kind", name("kind", data["kind"]))
    if data["mediation_kind"]:
        clerk.choose("case", "mediation_kind", name("mediation_kind", data["mediation_kind"]))
    clerk.type("case", "received_on", data["received_on"].replace("-", ""))
    for side in ("requesters", "respondents"):
        for n, party in enumerate(data[side]):
            _type_party(clerk, side, n, party)
    for n, agent in enumerate(data["agents"]):
        support.press(clerk.page, "添加代理人")
        clerk.choose("agents", "for", _named(data, agent["for"]), n)
        for part in ("name", "firm", "phone"):
            clerk.type("agents", part, agent[part], n)
    patent = data["patent"]
    clerk.type("patent", "number", patent["number"])
    for part in ("title", "holder", "filed_on", "granted_on"):
        clerk.type("patent", part, patent[part])
    if patent["asserted_claims"]:
        clerk.type("patent", "asserted_claims", "、".join(map(str, patent["asserted_claims"])))
    clerk.choose(
        "patent", "evaluation_report", name("evaluation_report", patent["evaluation_report"])
    )
    clerk.choose("patent", "invalidation", name("invalidation", patent["invalidation"]))
    for act in data["acts"]:
        clerk.tick("acts", name("act", act["act"]))
    clerk.type("content", "requests", "\n".join(data["requests"]))
    clerk.type("content", "facts_and_reasons", data["facts_and_reasons"])
    clerk.type("content", "product", data["product"] or "")
    _type_rest(clerk, data)


def _named(data: dict[str, Any], key: str) -> str:
    """Return the name of the party that an agent of a sample acts for."""
    parties = {f"{side[:-1]}:{n}": p["name"] for side in ("requesters", "respondents")
               for n, p in enumerate(data[side], 1)}  # fmt: skip
    return parties[key]


def _type_party(clerk: Clerk, side: str, n: int, party: dict[str, Any]) -> None:
    if n:
        support.press(clerk.page, "添加请求人" if side == "requesters" else "添加被请求人")
    # Rows of another kind of party are hidden: the index counts the fields that are shown.
    before = [p for p in clerk.values()[side][:n]]
    clerk.choose(side, "kind", reference.name("party_kind", party["kind"]), n)
    clerk.choose(side, "id_type", reference.name("id_type", party["id_type"]), n)
    texts = ("name", "id_no", "legal_rep", "legal_rep_post", "address", "postcode", "phone")
    for part in texts:
        if party.get(part):
            clerk.type(side, part, party[part], sum(part in p for p in before))
    for part, value in (party.get("operator") or {}).items():
        field = f"operator_{part}"
        clerk.type(side, field, value, sum(field in p for p in before))
    if party.get("standing"):
        clerk.choose(side, "standing", reference.name("standing", party["standing"]), n)


def _type_rest(clerk: Clerk, data: dict[str, Any]) -> None:
    rows = ["\t".join(str(e[k]) for k in ("name", "proves", "pages", "source", "form"))
            for e in data["evidence"]]  # fmt: skip
    QGuiApplication.clipboard().setText("\n".join(rows))
    table = clerk.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    for paper in data["papers"]:
        clerk.tick("papers", reference.name("paper", paper["id"]))
    clerk.type("other", "infringement_known_on", data["infringement_known_on"])
    for part in ("already_sued", "other_route_agreed"):
        clerk.choose("other", part, "否")
    if data["ecommerce_platform"]:
        clerk.type("other", "ecommerce_platform", data["ecommerce_platform"])
