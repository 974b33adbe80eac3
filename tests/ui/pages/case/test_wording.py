"""What the journal says of every event there is: names instead of codes and keys."""

import json
import re
from datetime import date, datetime

import pytest

from models import reference
from models.cases.case_file import CaseFile
from models.cases.records import CaseRecord, PersonRecord, Place
from models.queries.case_page.journal import event_lines
from models.reference.clocks import clocks
from models.reference.rule_store import national_pack
from models.rules.events import Coded, Entry, Event, Legacy
from models.rules.events.codec import Stored, decode, link_of
from tests.places import DATA

GOLDEN = json.loads((DATA / "event_rows_v1.json").read_text(encoding="utf-8"))
ROWS = [row for row in (*GOLDEN["rows"], *GOLDEN["direct"]) if row["voids_id"] is None]
KEYS = tuple(f"{side}{number}" for side in "PRT" for number in (1, 2, 3))
PYTHON = re.compile(r"\b(True|False|None)\b")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
PARTS = re.compile("[、；：\n · ]")


def person(key: str) -> Place:
    """Return a party that is called by its key in Chinese brackets."""
    texts = ("", "", "", "", "", "", "")
    whole = PersonRecord(1, "company", f"〔{key}〕公司", *texts, True, "mainland", "", "", "")
    side = {"P": "requester", "R": "respondent", "T": "third_party"}[key[0]]
    return Place(key, side, None, "", whole)


def case_with(*entries: Entry[Event]) -> CaseFile:
    """Return a case with every party that the golden rows name."""
    record = CaseRecord(
        1, "adjudication", None, "收1", None, None, "window", None, None, "", "", "", (), (), (),
        (), (), None, None, "docketed", "open", None, None, None,
    )  # fmt: skip
    return CaseFile(1, record, None, None, tuple(map(person, KEYS)), entries)


def entry(row: dict[str, str]) -> Entry[Event]:
    """Return the entry of a golden row."""
    payload = json.loads(row["payload"])
    derived, causes = link_of(payload)
    event = decode(Stored(row["type"], 1, payload))
    at = datetime.fromisoformat(row["recorded_at"])
    day = date.fromisoformat(row["date"])
    return Entry(7, day, event, at, row["actor"], derived=derived, causes=causes)


def codes() -> set[str]:
    """Return every code that has a Chinese name somewhere."""
    closed = {str(code) for group in Coded.__subclasses__() for code in group}
    return closed | {code for group in reference.names().values() for code in group}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['type']}-{row['id']}")
def test_no_code_and_no_key_is_shown(row: dict[str, str]) -> None:
    one = entry(row)
    [line] = event_lines(case_with(one))
    shown = [line.name, line.about, *(text for pair in line.fields for text in pair)]
    words = {word for text in shown for word in PARTS.split(text)}
    if not isinstance(one.event, Legacy):
        assert not words & (codes() | set(KEYS))
    assert all(label for label, _ in line.fields)
    assert not any(PYTHON.search(text) for text in shown)
    assert not any(DAY.fullmatch(text) for text in shown)


def test_what_is_shown_of_each_event_comes_in_the_order_of_its_fields() -> None:
    row = next(r for r in ROWS if r["type"] == "deliberated" and '"minority"' in r["payload"])
    [line] = event_lines(case_with(entry(row)))
    labels = [label for label, _ in line.fields]
    order = ["少数意见", "地点", "结果", "记录", "表决"]
    assert labels == [label for label in order if label in labels]
    assert {"结果", "表决"} <= set(labels)


def test_every_rule_whose_dates_are_shown_in_their_own_way_exists() -> None:
    known = {str(rule["id"]) for rule in national_pack().rules}
    assert set(clocks()) <= known
    assert [clock.rule for clock in clocks().values() if clock.closing] == ["conclude"]
