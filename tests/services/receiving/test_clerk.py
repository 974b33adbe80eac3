"""Who keeps the record is not of the panel, unless the office has decided so."""

from datetime import timedelta
from typing import Any

import pytest

from models.errors import BadInput
from models.rules.events import Attendance, HearingScheduled, Section
from models.services.office.office import set_settings
from models.services.proceedings import hearing
from models.services.receiving import docketing
from models.services.receiving.docketing import Panel
from models.store.desk import Desk
from tests.services.support import approve, docket, file, words
from ui.verbs.playing.scenario import Clock


def sitting(staff: dict[str, int], clerk: str) -> Panel:
    """Return the usual panel with somebody as its clerk."""
    return Panel(staff["周建国"], (staff["李敏"], staff["赵静"]), staff[clerk])


@pytest.mark.parametrize("clerk", ["周建国", "赵静"])
def test_a_member_does_not_keep_the_record(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int], clerk: str
) -> None:
    case_id = file(desk, request_s2)
    approve(desk, case_id, "docketing")

    def go() -> None:
        docketing.docket(
            desk, case_id, on=desk.today(), panel=sitting(staff, clerk), handler=staff["李敏"]
        )

    with pytest.raises(BadInput) as refused:
        go()
    assert words(refused.value) == (
        f"panel.clerk: {clerk}是合议组成员，不能兼任书记员（本局口径，可以在设置里改）"
    )
    set_settings(desk, {"position.clerk_in_panel": True})
    go()
    docketing.appoint_panel(desk, case_id, sitting(staff, clerk), on=desk.today(), reason="照旧")


def test_nor_does_one_at_the_hearing(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    held = clock.day + timedelta(days=20)
    planned = HearingScheduled(hearing_on=held, time="9时", place="审理庭")
    hearing.schedule_hearing(desk, case_id, on=clock.day, hearing=planned)
    clock.day = held
    came = [Attendance(key, True, "某人", "本人") for key in ("P1", "R1")]
    with pytest.raises(BadInput, match="不能兼任书记员") as refused:
        hearing.record_hearing(
            desk, case_id, on=held, attendance=came, sections=[Section("调查", "…")], clerk="李敏"
        )
    assert [p.field for p in refused.value.problems] == ["clerk"]
