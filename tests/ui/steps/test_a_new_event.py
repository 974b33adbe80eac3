"""A new event is one dataclass in one file: typed, stored, read back, told, listed without more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.backup.verify import verify
from models.queries.case_page.page import case_page
from models.rules.events import REGISTRY, entries
from models.services.arguments import closed_values
from models.store.desk import Desk
from tests.places import ROOT
from tests.stored import last
from tests.ui.steps.conftest import Staged
from ui.steps.special import event as dialog
from ui.verbs import commands

ADDED = '''

@event("call_made", "回访当事人", after("docketed"), journal=True)
class CallMade(Event):
    """Somebody of the office asked a party how things went."""

    party: Annotated[PartyKey, Words("当事人", subject=True)]
    words: Annotated[str, Words("当事人的话")]
    again_on: Annotated[date | None, Words("再次回访日期")] = None
'''
CACHES = (
    dialog.event_types, closed_values.closed_values, closed_values.known_names,
    closed_values.event_fields,
)  # fmt: skip


@pytest.fixture
def touched_files(tmp_path: Path) -> Iterator[list[str]]:
    """Write the dataclass into a copy of its file and run it there; return the files touched."""
    place = Path(entries.__file__)
    copy = tmp_path / place.name
    copy.write_text(place.read_text("utf-8") + ADDED, encoding="utf-8")
    before = set(entries.__dict__)
    exec(compile(ADDED, copy, "exec"), entries.__dict__)
    for one in CACHES:
        one.cache_clear()
    yield [place.relative_to(ROOT).as_posix()]
    for name in set(entries.__dict__) - before:
        delattr(entries, name)
    del REGISTRY["call_made"]
    for one in CACHES:
        one.cache_clear()


def test_an_event_is_one_dataclass(touched_files: list[str], stage: Staged) -> None:
    assert touched_files == ["models/rules/events/entries.py"]
    made = stage("S2", "record_answer")
    form = made.open("record_event")
    made.type(form, "kind", "回访当事人")
    made.settle()
    made.type(form, "call_made.words", "办得快")
    made.type(form, "call_made.again_on", "2026-6-1")
    made.save(form)
    assert last(made.view(), "call_made").event.subject == "P1"
    assert made.payload("call_made") == {
        "party": "P1", "words": "办得快", "again_on": "2026-06-01",
    }  # fmt: skip

    def read(desk: Desk) -> tuple[bool, dict[str, str]]:
        line = next(e for e in case_page(desk, made.case_id).events if e.name == "回访当事人")
        return verify(desk) == [], dict(line.fields)

    told: list[tuple[bool, dict[str, str]]] = []
    made.worker.ask(read, told.append)
    made.until(lambda: bool(told))
    assert told == [
        (True, {"当事人": "郝砚秋", "当事人的话": "办得快", "再次回访日期": "2026年6月1日"})
    ]
    [listed] = [one for one in commands.described() if one["name"] == "record_event"]
    assert "call_made" in str(listed["fields_by_kind"])
