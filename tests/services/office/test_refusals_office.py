"""What the office's own lists refuse: staff, settings; and steps out of order."""

from datetime import date

import pytest

from models.errors import BadInput
from models.services.office import office
from models.services.office.office import StaffIn
from models.services.receiving import docketing
from models.services.receiving.docketing import Panel
from tests.stories.conftest import mediation, story
from tests.stories.story import Story, refused

__all__ = ["mediation", "story"]
AHEAD = date(2026, 12, 31)


def test_a_session_before_docketing_and_a_date_before_it(mediation: Story) -> None:
    told = mediation.on("2026-03-16").files().on("2026-03-18")
    told.serves("opinion_notice", "R1").on("2026-03-27").opines("R1", consent=True)
    assert refused(told, lambda s: s.mediates("P1"))[0][0] == "case"
    assert ("session_on", "调解日期早于立案日期") in refused(
        told, lambda s: s.dockets_mediation("2026-03-26")
    )
    with pytest.raises(BadInput, match="请用调解立案"):
        docketing.docket(
            told.desk, told.case_id, on=told.day, panel=Panel(1, (2, 3)),
            handler=told.staff["李敏"],
        )  # fmt: skip


@pytest.mark.parametrize(
    ("person", "field"),
    [
        (StaffIn("", "panel"), "name"),
        (StaffIn("甲" * 201, "panel"), "name"),
        (StaffIn("甲", "king"), "role"),
        (StaffIn("甲", "panel", "证1"), "certificate_issuer"),
        (StaffIn("甲", "panel", "证1", "city"), "certificate_issuer"),
        (StaffIn("甲", "panel", phone="1\x002"), "phone"),
    ],
)
def test_staff_is_refused_by_field_when_added_and_when_changed(
    story: Story, person: StaffIn, field: str
) -> None:
    for act in (
        lambda: office.add_staff(story.desk, person),
        lambda: office.update_staff(story.desk, story.staff["李敏"], person),
    ):
        with pytest.raises(BadInput) as error:
            act()
        assert [p.field for p in error.value.problems] == [field]
    with pytest.raises(BadInput, match="没有这名工作人员"):
        office.update_staff(story.desk, 999, StaffIn("甲", "panel"))


def test_a_handler_needs_a_certificate(story: Story) -> None:
    added = office.add_staff(story.desk, StaffIn("新人", "handler")).ids["staff"]
    story.on("2026-03-02").files()
    found = refused(story, lambda s: docketing.assign_handler(s.desk, s.case_id, handler=added))
    assert found[0][0] == "handler" and "办案资质证件" in found[0][1]
    office.update_staff(story.desk, added, StaffIn("新人", "handler", "证9", "cnipa", AHEAD))
    docketing.assign_handler(story.desk, story.case_id, handler=added)
    assert story.page().header.handler == "新人"
    office.update_staff(
        story.desk, added, StaffIn("新人", "handler", "证9", "cnipa", AHEAD, active=False)
    )
    assert refused(story, lambda s: docketing.assign_handler(s.desk, s.case_id, handler=added))


def test_settings_are_refused_by_key(story: Story) -> None:
    with pytest.raises(BadInput, match="练习日期"):
        office.set_setting(story.desk, "practice.day", date(2026, 1, 1))
    with pytest.raises(BadInput):
        office.set_setting(story.desk, "office.colour", "red")
    before = story.desk.settings.get("office.name")
    with pytest.raises(BadInput):
        office.set_settings(
            story.desk, {"office.name": "新名称", "position.publication_days": "三十"}
        )
    assert story.desk.settings.get("office.name") == before, "all of them or none"
