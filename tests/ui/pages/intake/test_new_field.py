"""A new field of the request: one row of the table, one column; nothing else is touched.

It is typed on the card, checked, reviewed, filed, read back, shown in the case, printed, explained
by F1, offered from the parties on record, and taken from JSON by the verb.
"""

import argparse
import inspect
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import resources
from models import reference
from models.cases.loading import load
from models.entities import Party
from models.queries import help as explained
from models.queries.case_page.matter import party_cards
from models.queries.dialogs.known_parties import likely_parties
from models.services.shared import documents
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.places import ROOT
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.pages.intake.clerk import Clerk, sample
from ui.pages.intake import collect
from ui.verbs import intake as verb

ROW = """
[[field]]
group = "party"
id = "email"
label = "电子邮箱"
type = "name"
limit = 30
column = 1
asked = [{ item = "requester_contents", sides = ["requester"], order = 4 }]
printed = true
help = { fill = "填收得到通知的电子邮箱。", state = "none" }
"""
COLUMN = {"name": "email", "column": peewee.TextField(default="")}
TABLE, ENTITY = "resources/intake/fields.toml", "models/entities/party.py"
CACHES = (reference.intake_rules, reference.acceptance_data, explained._fields)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[set[str]]:
    """Add the row to a copy of the table, the column to the entity; yield the files they are in."""
    copy = tmp_path / "fields.toml"
    copy.write_text(resources.text("intake", "fields.toml") + ROW, encoding="utf-8")
    bundled, files = resources.text, set[str]()

    def text(*parts: str) -> str:
        name = "/".join(("resources", *parts))
        if name != TABLE:
            return bundled(*parts)
        files.add(name)
        return copy.read_text(encoding="utf-8")

    monkeypatch.setattr(resources, "text", text)
    meta: Any = Party._meta
    meta.add_field(COLUMN["name"], COLUMN["column"])
    files.add(Path(str(inspect.getsourcefile(Party))).relative_to(ROOT).as_posix())
    for cached in CACHES:
        cached.cache_clear()
    yield files
    meta.remove_field(COLUMN["name"])
    del Party.email  # type: ignore[attr-defined]
    monkeypatch.undo()
    for cached in CACHES:
        cached.cache_clear()


@pytest.fixture
def folder(added: set[str], desk_folder: Path) -> Path:
    """Return the data folder of the office whose table of persons has the column."""
    with sqlite3.connect(desk_folder / "desk.db") as database:
        database.execute("ALTER TABLE party ADD COLUMN email TEXT NOT NULL DEFAULT ''")
    database.close()
    return desk_folder


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF without line breaks."""
    pages = pypdfium2.PdfDocument(data)
    try:
        return "".join("".join(p.get_textpage().get_text_bounded() for p in pages).split())
    finally:
        pages.close()


def test_a_new_field_is_a_row_and_a_column(
    folder: Path,
    added: set[str],
    open_window: OpenWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clerk = Clerk(qtbot, open_window(folder))
    clerk.page.sections.set_values(collect.from_intake(sample("S2")))
    monkeypatch.setattr(clerk.window.context, "go", lambda _target: None)

    clerk.check()
    review = clerk.page.review
    [asked] = [b for b in support.visible(review, QPushButton, text="去填写")
               if "电子邮箱" in b.accessibleName()]  # fmt: skip
    QTest.mouseClick(asked, Qt.MouseButton.LeftButton)
    clerk.focused(clerk.input("requesters", "email"))
    assert explained.topic("intake.requesters.email").fill == "填收得到通知的电子邮箱。"

    clerk.type("requesters", "email", "a" * 31)
    assert clerk.said("problem", clerk.page.sections.requesters) == ["有31个字，最多30个字"]
    clerk.type("requesters", "email", "office@example.cn")
    assert clerk.said("problem", clerk.page.sections.requesters) == []
    clerk.check()
    assert clerk.reviewing()
    assert not [b for b in support.visible(review, QPushButton) if "邮箱" in b.accessibleName()]
    clerk.file()

    def kept(desk: Desk) -> None:
        case = load(desk, 1)
        requester = case.side("requester")[0]
        assert requester.person.value("email") == "office@example.cn"
        assert ("电子邮箱", "office@example.cn") in party_cards(case)[0].rows
        made = documents.preview(desk, case, Order("request"))
        assert "电子邮箱office@example.cn" in pdf_text(made.pdf)
        [known] = likely_parties(desk, requester.name)
        assert known.values["email"] == "office@example.cn"

    support.read_desk(qtbot, clerk.window, kept)
    assert added == {TABLE, ENTITY}


def test_the_verb_takes_it_from_json(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = sample("S2")
    given = tmp_path / "request.json"
    for email, said in (("", True), ("office@example.cn", False)):
        data["requesters"][0]["email"] = email
        given.write_text(json.dumps(data), encoding="utf-8")
        assert verb.run(argparse.Namespace(file=given, data_dir=folder, clock_ok=False)) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["warnings"] == []
        assert any("电子邮箱" in f["text"] for f in told["findings"]) is said
