"""A draft that is broken is shown as far as it can be read, and can always be thrown away."""

import json

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from models.entities import Draft
from models.rules.events import Json
from models.store.db import connection
from models.store.desk import Desk
from tests.ui import support
from tests.ui.garbage import garbage, nested, put_draft
from tests.ui.pages.intake.clerk import Clerk, sample
from ui.pages.intake import collect
from ui.pages.intake.page import IntakePage
from ui.shell import targets
from ui.widgets.values import record

SEEDS, MANY = range(12), range(12, 262)
DEEP = json.dumps({"values": {"case": nested(850)}})


def good() -> dict[str, Json]:
    """Return a draft as the page keeps it."""
    return {"values": collect.from_intake(sample("S1")), "title": "某公司", "last_seen": 3}


def keep(clerk: Clerk, content: dict[str, Json]) -> None:
    """Put a draft in the place of what is being typed."""
    support.read_desk(
        clerk.qtbot, clerk.window, lambda desk: put_draft(desk, "intake", "new", content)
    )


def opened(clerk: Clerk) -> IntakePage:
    """Open once more what is being typed."""
    clerk.window.go(targets.Today())
    clerk.settle()
    clerk.window.go(targets.Intake(draft="new"))
    clerk.settle()
    return clerk.page


def discarded(clerk: Clerk) -> bool:
    """Throw the draft away as a person does; say whether nothing of it is left."""
    page = clerk.page
    page.jump("kind")
    support.press(page, "丢弃草稿，重新填写")
    (box,) = [b for b in page.findChildren(QMessageBox) if b.isVisible()]
    support.press(box, "丢弃")
    clerk.settle()
    left = Draft.select().where(Draft.key == "new")
    there = support.read_desk(clerk.qtbot, clerk.window, lambda _desk: left.count())
    return there == 0 and page.typing.isEnabled()


@pytest.mark.parametrize(
    "seed", [*SEEDS, *(pytest.param(one, marks=pytest.mark.soak) for one in MANY)]
)
def test_a_broken_draft_is_shown_and_can_be_discarded(clerk: Clerk, seed: int) -> None:
    keep(clerk, garbage(good(), seed))
    page = opened(clerk)
    assert page.typing.isEnabled(), "the form is locked"
    page.check()
    clerk.settle()
    rest = page.typing.rest.text.encode(errors="replace").decode()  # half characters become "?"
    page.keeper.touch()
    page.keeper.flush()
    assert opened(clerk).typing.rest.text == rest, "the next keep loses what could not be shown"
    assert discarded(clerk)
    assert not opened(clerk).typing.rest.text


@pytest.mark.parametrize("content", ["{", "[1]", "null", '"x"', b"\xff\xfe", "[" * 5000, DEEP, ""])
@pytest.mark.parametrize("moment", ["2026-05-20T01:00:00.000000Z", "yesterday"])
def test_a_draft_that_is_no_object_is_kept_as_text(
    clerk: Clerk, content: str | bytes, moment: str
) -> None:
    keep(clerk, good())

    def spoil(desk: Desk) -> None:
        with desk.unaudited():
            connection(desk.db).execute(
                "UPDATE draft SET content = CAST(? AS TEXT), updated_at = ?", (content, moment)
            )

    support.read_desk(clerk.qtbot, clerk.window, spoil)
    page = opened(clerk)
    assert page.typing.isEnabled()
    if content:
        support.press(page, "复制")
        assert QGuiApplication.clipboard().text()
    assert discarded(clerk)


def test_what_fits_is_shown_and_the_rest_can_be_copied(clerk: Clerk) -> None:
    broken = good()
    values = record(broken["values"])
    values["requesters"] = [{"name": "青禾公司", "phone": ["0357"]}, 7]
    values["patent"] = "ZL"
    values["extra"] = {"later": ["x"]}
    values["case"] = record(values["case"]) | {"kind": "R9"}
    broken["values"], broken["valeus"] = values, {"case": 3}
    keep(clerk, broken)
    page = opened(clerk)
    assert clerk.input("requesters", "name").property("text") == "青禾公司"
    support.press(page, "复制")
    rest = ["patent：ZL", "requesters[0].phone：['0357']", "requesters[1]：7"]
    rest = ["case.kind：R9", *rest, "valeus：{'case': 3}"]
    assert sorted(QGuiApplication.clipboard().text().splitlines()) == rest
    assert [t for t in clerk.said("warning") if "另有 5 处放不进栏目" in t]
    assert discarded(clerk)
