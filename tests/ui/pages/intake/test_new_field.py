"""A new field of the request: one row of the table, one column; nothing else is touched.

It is typed on the card, checked, reviewed, filed, read back, shown in the case, printed, explained
by F1, offered from the parties on record, and taken from JSON by the verb.
"""

import argparse
import inspect
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import resources
from models import reference
from models.cases.loading import load
from models.entities import Agent, Case, Evidence, Party, Patent
from models.entities.base import Entity
from models.queries import help as explained
from models.queries.case_page.matter import matter_sections, party_cards
from models.queries.dialogs.known_parties import likely_parties
from models.services.receiving import intake
from models.services.shared import documents
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.pdf import pdf_text
from tests.places import ROOT
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.pages.intake.clerk import Clerk, sample
from ui.pages.intake import collect
from ui.shell import targets
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
COLUMN: dict[type[Entity], str] = {Party: "email"}
OTHERS = """
[[field]]
group = "agent"
id = "licence"
label = "执业证号"
type = "name"
column = 1
help = { fill = "照执业证填写。", state = "none" }

[[field]]
group = "patent"
id = "class_no"
label = "分类号"
type = "name"
column = 1
help = { fill = "照专利证书填写分类号。", state = "none" }
"""
OTHERS += """
[[field]]
group = "content"
id = "batch"
label = "批次"
type = "name"
help = { fill = "照请求书填写批次。", state = "none" }

[[field]]
group = "evidence"
id = "shelf"
label = "存放处"
type = "name"
help = { fill = "填原件存放的地方。", state = "none" }
"""
OTHER_COLUMNS: dict[type[Entity], str] = {
    Agent: "licence", Patent: "class_no", Case: "batch", Evidence: "shelf"
}  # fmt: skip
TABLE, ENTITY = "resources/intake/fields.toml", "models/entities/party.py"
CACHES = (reference.intake_rules, reference.acceptance_data, explained._fields)


@contextmanager
def adding(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rows: str, columns: dict[type[Entity], str]
) -> Iterator[set[str]]:
    """Add rows to a copy of the table, columns to entities; yield the files they are in."""
    copy = tmp_path / "fields.toml"
    copy.write_text(resources.text("intake", "fields.toml") + rows, encoding="utf-8")
    bundled, files = resources.text, set[str]()

    def text(*parts: str) -> str:
        name = "/".join(("resources", *parts))
        if name != TABLE:
            return bundled(*parts)
        files.add(name)
        return copy.read_text(encoding="utf-8")

    monkeypatch.setattr(resources, "text", text)
    for entity, name in columns.items():
        meta: Any = entity._meta
        meta.add_field(name, peewee.TextField(default=""))
        files.add(Path(str(inspect.getsourcefile(entity))).relative_to(ROOT).as_posix())
    for cached in CACHES:
        cached.cache_clear()
    yield files
    for entity, name in columns.items():
        meta = entity._meta
        meta.remove_field(name)
        delattr(entity, name)
    monkeypatch.undo()
    for cached in CACHES:
        cached.cache_clear()


def with_columns(desk_folder: Path, columns: dict[type[Entity], str]) -> Path:
    """Return the data folder of an office whose tables have the columns."""
    with sqlite3.connect(desk_folder / "desk.db") as database:
        for entity, name in columns.items():
            meta: Any = entity._meta
            database.execute(
                f"ALTER TABLE {meta.table_name} ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"
            )
    database.close()
    return desk_folder


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[set[str]]:
    """Add a field of the parties."""
    with adding(monkeypatch, tmp_path, ROW, COLUMN) as files:
        yield files


@pytest.fixture
def folder(added: set[str], desk_folder: Path) -> Path:
    """Return the data folder of the office whose table of persons has the column."""
    return with_columns(desk_folder, COLUMN)


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[set[str]]:
    """Add a field of the agents and one of the patent."""
    with adding(monkeypatch, tmp_path, OTHERS, OTHER_COLUMNS) as files:
        yield files


@pytest.fixture
def other_folder(others: set[str], desk_folder: Path) -> Path:
    """Return the data folder of the office whose agents and patents have the columns."""
    return with_columns(desk_folder, OTHER_COLUMNS)


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


def test_a_new_field_of_an_agent_or_a_patent_is_kept_shown_and_amended(
    other_folder: Path,
    others: set[str],
    open_window: OpenWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told(desk: Desk, licence: str, class_no: str) -> None:
        case = load(desk, 1)
        [agent], patent = case.side("requester")[0].agents, case.patent
        assert agent.value("licence") == licence
        assert patent is not None and patent.value("class_no") == class_no
        [(_name, powers)] = party_cards(case)[0].agents
        assert f"执业证号 {licence}" in powers
        assert ("分类号", class_no) in matter_sections(case, desk.today())[0].rows

    clerk = Clerk(qtbot, open_window(other_folder))
    gone: list[targets.Target] = []
    clerk.page.sections.set_values(collect.from_intake(sample("S1")))
    monkeypatch.setattr(clerk.window.context, "go", gone.append)
    clerk.type("agents", "licence", "J-1001")
    clerk.type("patent", "class_no", "A47B 13/00")
    clerk.check()
    clerk.file()
    support.read_desk(qtbot, clerk.window, lambda desk: told(desk, "J-1001", "A47B 13/00"))

    clerk.window.go(targets.Intake(case_id=1))
    clerk.settle()
    assert clerk.input("agents", "licence").property("text") == "J-1001"
    assert clerk.input("patent", "class_no").property("text") == "A47B 13/00"
    clerk.type("agents", "licence", "J-1002")
    clerk.type("patent", "class_no", "A47B 85/00")
    clerk.check()
    support.type_text(clerk.page.review.form.field("reason"), "抄错")
    clerk.file()
    support.read_desk(qtbot, clerk.window, lambda desk: told(desk, "J-1002", "A47B 85/00"))
    assert others == {TABLE, "models/entities/case.py", "models/entities/patent.py"}


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


def test_a_new_field_of_the_case_and_of_evidence_is_kept_and_amended(
    other_folder: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    def run(desk: Desk) -> None:
        data = sample("S2")
        data["batch"] = "第三批"
        data["evidence"][0]["shelf"] = "3号柜"
        case_id = intake.file_request(desk, data).ids["case"]

        def kept() -> tuple[object, object, list[int]]:
            case = load(desk, case_id)
            rows = [one.id for one in Evidence.select(Evidence.id).where(Evidence.case == case_id)]
            return case.record.value("batch"), case.evidence[0].value("shelf"), rows

        before = kept()
        assert before[:2] == ("第三批", "3号柜")
        data["batch"] = "第四批"
        intake.amend_request(desk, case_id, data, on=desk.today(), reason="抄错")
        assert kept() == ("第四批", *before[1:]), "evidence that says the same is not written again"
        data["evidence"][0]["shelf"] = "5号柜"
        intake.amend_request(desk, case_id, data, on=desk.today(), reason="搬了")
        assert kept()[:2] == ("第四批", "5号柜")

    support.read_desk(qtbot, open_window(other_folder), run)
