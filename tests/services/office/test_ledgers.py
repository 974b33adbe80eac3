"""Rows of ledgers; of 行政裁决告知: all routes are told, the choice is theirs, a case once."""

from datetime import date
from typing import Any

import pytest

from models.cases.ledger_rows import entry
from models.cases.loading import load
from models.entities import Audit, LedgerRow
from models.errors import BadInput
from models.services.office import ledgers
from models.services.receiving.intake import file_request
from models.services.shared import documents
from models.store.desk import Desk
from tests.pdf import pdf_text
from tests.services.support import file

DAY = date(2026, 5, 11)
NAME = "notification"


def told(staff: dict[str, int], **changes: Any) -> dict[str, Any]:
    """Return a notification as typed."""
    return {"told_on": DAY, "by_staff": staff["何静"], "person_name": "郝砚秋"} | changes


def record(desk: Desk, values: dict[str, Any]) -> int:
    """Enter a notification and return its row."""
    return ledgers.record_entry(desk, NAME, values).ids[NAME]


def test_an_entry_becomes_a_case_once(
    desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    number = record(desk, told(staff))
    ledgers.update_entry(desk, NAME, number, {"choice": "adjudication", "signed": True})
    known = ledgers.intake_from(number)
    assert known["requesters"] == [{"name": "郝砚秋", "phone": ""}]
    assert (known["channel"], known["kind"]) == ("notification", "adjudication")
    case_id = file_request(desk, request_s2, entry_id=number).ids["case"]
    assert entry(number).case_id == case_id
    assert load(desk, case_id).record.stage == "received"
    with pytest.raises(BadInput, match="已经转为案件"):
        file_request(desk, request_s2, entry_id=number)


def test_who_chose_mediation_begins_a_mediation(desk: Desk, staff: dict[str, int]) -> None:
    number = record(desk, told(staff, choice="mediation"))
    assert ledgers.intake_from(number)["kind"] == "mediation"


def test_a_case_filed_without_naming_it_is_linked_once(
    desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    number, case_id = record(desk, told(staff)), file(desk, request_s2)
    ledgers.link_entry(desk, NAME, number, case_id)
    assert entry(number).case_id == case_id
    for wrong in (number, number + 1):
        with pytest.raises(BadInput):
            ledgers.link_entry(desk, NAME, wrong, case_id)
    with pytest.raises(BadInput, match="没有编号为99的案件"):
        ledgers.link_entry(desk, NAME, number, 99)


def test_the_letter_tells_every_route_and_its_limits(desk: Desk, staff: dict[str, int]) -> None:
    number = record(desk, told(staff, choice="adjudication"))
    made = documents.make_entry_paper(desk, number, "notification_letter", draft=False)
    text = pdf_text(made.pdf)
    for word in ("协商", "调解", "行政裁决", "仲裁", "起诉", "赔偿", "郝砚秋", "何静"):
        assert word in text
    with pytest.raises(BadInput, match="告知台账没有"):
        documents.make_entry_paper(desk, number, "request", draft=True)


def test_a_correction_keeps_what_stood_there_before(desk: Desk, staff: dict[str, int]) -> None:
    number = record(desk, told(staff, note="当面", person_phone="1"))
    ledgers.update_entry(desk, NAME, number, {"person_name": "郝砚丘", "told_on": "2026-5-10"})
    row = entry(number)
    assert (row.called, row.day, row.text("note")) == ("郝砚丘", date(2026, 5, 10), "当面")
    audit = Audit.select().order_by(Audit.id.desc()).get()
    assert audit.payload["changed"] == {
        "person_name": {"old": "郝砚秋", "new": "郝砚丘"},
        "told_on": {"old": "2026-05-11", "new": "2026-05-10"},
    }


def test_a_field_can_be_emptied_but_a_required_one_cannot(
    desk: Desk, staff: dict[str, int]
) -> None:
    number = record(desk, told(staff, note="当面"))
    ledgers.update_entry(desk, NAME, number, {"note": ""})
    assert entry(number).text("note") == ""
    with pytest.raises(BadInput, match="须填写被告知人"):
        ledgers.update_entry(desk, NAME, number, {"person_name": " "})
    assert entry(number).called == "郝砚秋"


def test_what_the_definition_no_longer_names_stays_in_the_row(
    desk: Desk, staff: dict[str, int]
) -> None:
    number = record(desk, told(staff))
    with desk.unaudited():
        row = LedgerRow.get_by_id(number)
        LedgerRow.update(values={**row.values, "former": "旧栏"}).execute()
    ledgers.update_entry(desk, NAME, number, {"note": "补记"})
    assert LedgerRow.get_by_id(number).values["former"] == "旧栏"


def test_staff_may_be_given_by_name(desk: Desk, staff: dict[str, int]) -> None:
    number = record(desk, told(staff, by_staff="staff:李敏"))
    assert entry(number).number("by_staff") == staff["李敏"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"routes": ["negotiation", "mediation", "adjudication", "arbitration"]}, "routes"),
        ({"routes": None}, "routes"),
        ({"routes": [["face"]]}, "routes"),
        ({"routes": [{"a": 1}]}, "routes"),
        ({"told_on": date(2026, 6, 1)}, "told_on"),
        ({"told_on": "五月"}, "told_on"),
        ({"person_name": ""}, "person_name"),
        ({"person_name": "名" * 201}, "person_name"),
        ({"person_name": "a\x00b"}, "person_name"),
        ({"choice": "duel"}, "choice"),
        ({"manner": "pigeon"}, "manner"),
        ({"signed": "yes"}, "signed"),
        ({"by_staff": 99}, "by_staff"),
        ({"by_staff": "staff:无此人"}, "by_staff"),
        ({"colour": "red"}, "colour"),
        ({"case": 99}, "case"),
    ],
)
def test_bad_entries_are_refused_by_field(
    desk: Desk, staff: dict[str, int], changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        ledgers.record_entry(desk, NAME, told(staff, **changes))
    assert refused.value.problems[0].field == field
    assert LedgerRow.select().count() == 0


def test_an_unknown_ledger_is_named(desk: Desk) -> None:
    with pytest.raises(BadInput, match="没有台账“gifts”；有：notification"):
        ledgers.record_entry(desk, "gifts", {})
