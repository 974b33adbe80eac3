"""The data behind F1: every field is explained, every citation is known, no article in Python."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import resources
from models import reference
from models.queries import help as data
from models.reference import ledgers
from models.rules.citation import cite
from models.rules.problem import InputRefused
from models.rules.toml.rows import Row, Toml
from tests.places import ROOT
from tests.ui.pages.intake.clerk import Clerk
from ui.pages.case.dialogs import EvidenceDialog, VoidEventDialog, VoidPaperDialog
from ui.pages.case.host import Host
from ui.pages.ledgers.dialog import EntryDialog
from ui.pages.roster.forms import StaffDialog
from ui.pages.settings.group import ConfirmDialog
from ui.shell.help import spot
from ui.shell.main_window import MainWindow
from ui.steps.spec import dialogs
from ui.steps.special.event import event_types
from ui.widgets.dialog import FormDialog
from ui.widgets.form import Form

ARTICLE = re.compile(r"第(\d+|[一二三四五六七八九十百]+)条")
# Fields that need no explanation of their own, with the reason.
WITHOUT: dict[str, str] = {}


def dialog_keys() -> Iterator[str]:
    """Yield the key of every field of every step dialog and journal event."""
    for command, dialog in dialogs().items():
        for one in dialog.fields:
            yield f"{command}.{one.name}"
            yield from (f"{command}.{one.name}.{sub.name}" for sub in one.fields)
    for kind, (_label, fields) in event_types().items():
        yield from (f"record_event.{kind}.{one.name}" for one in fields)


def unexplained(keys: Iterable[str]) -> list[str]:
    """Return those keys of fields that have no explanation of their own."""
    own = [key for key in keys if not key.startswith(("settings.", "acceptance."))]
    return sorted(key for key in own if data.topic(key).fill == data.NO_TOPIC)


def test_every_field_of_a_step_is_explained() -> None:
    assert len(set(dialog_keys())) > 200
    assert unexplained(set(dialog_keys()) - set(WITHOUT)) == []


def keys_of(window: QWidget) -> set[str]:
    """Return the help keys of all fields of a window, as F1 finds them."""
    found = set()
    for form in window.findChildren(Form):
        for row in form.rows.values():
            target = row.field.focusProxy()
            assert target is not None, row.text
            place = spot(target, window)
            assert place.field and place.title, row.text
            found.add(place.key)
    return found


def test_every_field_of_the_intake_page_is_explained(window: MainWindow, qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, window)
    clerk.page.sections.all["agents"].add_card({})  # type: ignore[attr-defined]
    keys = keys_of(window)
    assert {"intake.kind", "intake.agents.powers", "intake.patent.number", "filing.number",
            "intake.requesters.standing", "intake.respondents.name"} <= keys  # fmt: skip
    boxes = [w for w in window.findChildren(QWidget) if w.objectName().startswith("tick:")]
    keys |= {spot(box, window).key for box in boxes}
    for column in range(clerk.table.columnCount()):
        clerk.table.setCurrentCell(0, column)
        keys.add(spot(clerk.table, window).key)
    assert {"intake.acts", "intake.papers", "intake.evidence.language"} <= keys
    assert unexplained(keys - set(WITHOUT)) == []


def test_every_field_of_the_other_dialogs_is_explained(window: MainWindow) -> None:
    context = window.context

    def nothing(*_: object) -> None: ...

    host = Host(context, window, nothing, nothing, nothing, case_id=1)
    made: list[FormDialog] = [
        StaffDialog(context, None, window),
        *(
            EntryDialog(context, one, dialog, [], None, window)
            for one in ledgers.ledgers().values()
            for dialog in one.dialogs
        ),
        ConfirmDialog(context, {}, "", window),
        VoidEventDialog(host, 1, ""),
        VoidPaperDialog(host, 1, ""),
        EvidenceDialog(host),
    ]
    keys = {key for dialog in made for key in keys_of(dialog)}
    assert len(keys) >= 25
    assert unexplained(keys - set(WITHOUT)) == []


def test_settings_and_findings_are_explained_by_their_own_data(window: MainWindow) -> None:
    for row in reference.acceptance_data().rules.items:
        topic = data.topic(f"acceptance.{row.id}")
        assert row.basis in topic.notes[0] or any(row.basis in n for n in topic.notes)
    topic = data.topic("settings.office.government")
    assert "行政复议法" in topic.fill and topic.title == "本级人民政府"


def test_a_field_without_data_says_so() -> None:
    topic = data.topic("docket.nobody_knows", "新栏目")
    assert topic.state == "none" and topic.articles == () and topic.title == "新栏目"
    assert topic.state_text == "本项没有专门条文，按本局口径登记"
    assert data.topic("docket", field=False).title == "立案、编案号"


def test_every_citation_has_a_law_and_every_explanation_is_short() -> None:
    for key, row in data.fields().items():
        assert len(row.fill) <= data.MOST and row.fill.endswith("。"), key
    for citation, article in data.articles().items():
        assert re.fullmatch(r".+第\d+条", citation) and article.text.endswith("。"), citation
        assert article.source
    cited = {row.name for row in data.laws().values()} - {
        c.partition("第")[0] for c in data.articles()
    }
    assert cited == set(), "laws that nothing cites"


def test_articles_of_help_are_those_of_the_rule_packs() -> None:
    pack = tomllib.loads(resources.text("rules", "order81-2025.toml"))
    for rule in pack["rule"]:
        topic_rules = [k for k, row in data.fields().items() if rule["id"] in row.rules]
        for key in topic_rules:
            assert any(rule["text"] in note for note in data.topic(key).notes)


@pytest.mark.parametrize(
    ("row", "words"),
    [({"fill": "字" * 81}, "81"), ({"fill": "写。", "articles": ["专利法第999条"]}, "999"),
     ({"fill": "写。", "rules": ["nobody"]}, "nobody"),
     ({"fill": "写。", "state": "article"}, "article")],
)  # fmt: skip
def test_wrong_data_is_refused_when_it_is_read(row: dict[str, Toml], words: str) -> None:
    with pytest.raises(InputRefused, match=words):
        data.read_field(Row({"keys": ["x"], **row}, "x"))


def literals(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the text literals of a file that are no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def test_no_article_stands_in_python() -> None:
    found = [
        f"{file.relative_to(ROOT).as_posix()}:{line} {text}"
        for folder in ("ui", "models")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for line, text in literals(file)
        if ARTICLE.search(text)
    ]
    assert found == []


def test_messages_still_name_their_article() -> None:
    assert cite("deliberation") == "办法第25条"
    for name, article in tomllib.loads(resources.text("citations.toml")).items():
        law = article.partition("第")[0].replace("办法", "专利纠纷行政裁决和调解办法")
        assert law in data.laws() or law == "民法典", name
    with pytest.raises(KeyError):
        cite("nobody")
    assert data.said("dropped_acts", kind="外观设计", names="使用").endswith("（专利法第11条）")
    assert "第二十六条、第三十一条" in data.decision_basis("design", absent=True)[1]


def test_every_article_that_python_cites_is_known() -> None:
    asked = {
        name
        for folder in ("ui", "models")
        for file in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"\bcite\(['\"](\w+)['\"]\)", file.read_text(encoding="utf-8"))
    }
    known = set(tomllib.loads(resources.text("citations.toml")))
    assert asked == known, "a message without its article, or an article nobody cites"
