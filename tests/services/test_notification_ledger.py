"""行政裁决告知: all routes are told, the choice is the person's, an entry becomes a case once."""

from datetime import date
from typing import Any

import pytest

from models.cases.loading import load
from models.entities import Notification
from models.errors import BadInput
from models.services import documents, notification
from models.services.intake import file_request
from models.services.notification import ALL_ROUTES, Told
from models.store.desk import Desk

from .test_case_papers import pdf_text

DAY = date(2026, 5, 11)


def told(staff: dict[str, int], **changes: Any) -> Told:
    """Return a notification as typed."""
    return Told(**{"told_on": DAY, "by_staff": staff["何静"], "person_name": "郝砚秋"} | changes)


def test_an_entry_becomes_a_case_once(
    desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    entry = notification.record_notification(desk, told(staff)).ids["notification"]
    notification.update_notification(desk, entry, choice="adjudication", signed=True)
    known = notification.intake_from(entry)
    assert known["requesters"] == [{"name": "郝砚秋", "phone": ""}]
    assert known["channel"] == "notification"
    case_id = file_request(desk, request_s2, notification_id=entry).ids["case"]
    assert Notification.get_by_id(entry).case_id == case_id
    assert load(desk, case_id).record.stage == "received"
    with pytest.raises(BadInput, match="已经转为案件"):
        file_request(desk, request_s2, notification_id=entry)


def test_the_letter_tells_every_route_and_its_limits(desk: Desk, staff: dict[str, int]) -> None:
    entry = notification.record_notification(desk, told(staff, choice="adjudication"))
    made = documents.make_notification_letter(desk, entry.ids["notification"], draft=False)
    text = pdf_text(made.pdf)
    for word in ("协商", "调解", "行政裁决", "仲裁", "起诉", "赔偿", "郝砚秋", "何静"):
        assert word in text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"routes": ALL_ROUTES[:-1]}, "routes"),
        ({"told_on": date(2026, 6, 1)}, "told_on"),
        ({"person_name": ""}, "person_name"),
        ({"person_name": "名" * 201}, "person_name"),
        ({"person_name": "a\x00b"}, "person_name"),
        ({"choice": "duel"}, "choice"),
        ({"manner": "pigeon"}, "manner"),
        ({"by_staff": 99}, "by_staff"),
    ],
)
def test_bad_entries_are_refused_by_field(
    desk: Desk, staff: dict[str, int], changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        notification.record_notification(desk, told(staff, **changes))
    assert refused.value.problems[0].field == field
    assert Notification.select().count() == 0
