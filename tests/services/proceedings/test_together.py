"""Cases heard together: joined, heard in one go, parted; each keeps its own number and clocks."""

from datetime import date, timedelta
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases.loading import load
from models.entities import Audit, EventRow
from models.errors import BadInput, Stale
from models.queries.lists.today import today_view
from models.rules.events import (
    Attendance,
    CasesJoined,
    HearingHeld,
    HearingScheduled,
    JoiningGround,
    Section,
)
from models.rules.intake.pasted.cells import table_rows
from models.rules.procedure.conditions import planned_hearing
from models.rules.procedure.together import together_with
from models.services.arguments.commands import COMMANDS, arguments
from models.services.proceedings.hearing import cancel_hearing, record_hearing, schedule_hearing
from models.services.proceedings.together import Came, Joining, Together, join_cases, part_cases
from models.services.receiving.batch import file_batch
from models.services.shared.documents import Order, preview
from models.services.shared.journal import void_event
from models.store.desk import Desk
from models.store.sender import Sender
from tests.pdf import pdf_text
from tests.services.support import docket, words
from ui.verbs.playing.scenario import Clock

SHOPS = "名称\t地址\t类别\n甲店\t东街1号\t自然人\n乙店\t东街2号\t自然人\n丙店\t东街3号\t自然人"
PATENT = JoiningGround.PATENT
Cases = tuple[int, int, int]
TEXT = (Section("一、开始阶段", "核对到场人员。"),)


@pytest.fixture
def shops(desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]) -> Cases:
    """Return three docketed cases of one batch."""
    first = file_batch(desk, request_s2, table_rows(SHOPS)).ids["case"]
    for number in range(3):
        docket(desk, first + number, staff)
    return first, first + 1, first + 2


def join(desk: Desk, case_id: int, *others: int, **more: Any) -> None:
    """Join cases today."""
    on = more.pop("on", desk.today())
    given = {"ground": PATENT, "decided_by": "合议组", "reason": "同一专利", "cases": others}
    join_cases(desk, case_id, on=on, joining=Joining(**(given | more)))


def sets(desk: Desk, cases: Cases) -> list[tuple[int, ...]]:
    """Return with which cases each is heard."""
    return [together_with(load(desk, one).log) for one in cases]


def fix(desk: Desk, case_id: int, *together: int) -> date:
    """Fix a hearing in two weeks, in all these cases."""
    day = desk.today() + timedelta(days=14)
    hearing = HearingScheduled(hearing_on=day, time="9:30", place="三楼审理室")
    schedule_hearing(desk, case_id, on=desk.today(), hearing=hearing, together=together)
    return day


def came(key: str, name: str) -> Attendance:
    """Return somebody who came in person."""
    return Attendance(key, True, name, "本人")


def test_joined_each_case_says_so_and_keeps_its_number(desk: Desk, shops: Cases) -> None:
    a, b, c = shops
    entries = Audit.select().count()
    join(desk, a, b)
    assert Audit.select().count() == entries + 1
    assert sets(desk, shops) == [(b,), (a,), ()]
    event = load(desk, b).log.last(CasesJoined)
    assert event is not None and event.event.numbers == (load(desk, a).record.number,)
    join(desk, c, a)  # with one of them, so with both
    assert sets(desk, shops) == [(b, c), (a, c), (a, b)]
    assert len({load(desk, one).record.number for one in shops}) == 3
    assert verify(desk) == []


def test_by_a_number_that_is_typed(desk: Desk, shops: Cases) -> None:
    a, b, _c = shops
    join(desk, a, numbers=[load(desk, b).record.number])
    assert sets(desk, shops)[0] == (b,)


@pytest.mark.parametrize(
    ("others", "more", "field"),
    [
        ((), {}, "cases"),
        ((1,), {}, "cases"),
        ((99,), {}, "cases"),
        ((2,), {"numbers": ["没有"]}, "numbers"),
        ((2,), {"reason": " "}, "reason"),
        ((2,), {"decided_by": ""}, "decided_by"),
        ((2,), {"ground": JoiningGround.PARTIES}, "ground"),
        ((2,), {"on": date(2030, 1, 1)}, "on"),
    ],
)
def test_what_is_refused(
    desk: Desk, shops: Cases, others: tuple[int, ...], more: dict[str, Any], field: str
) -> None:
    assert shops == (1, 2, 3)
    before = EventRow.select().count()
    with pytest.raises(BadInput) as refused:
        join(desk, 1, *others, **more)
    assert [one.field for one in refused.value.problems] == [field]
    assert EventRow.select().count() == before


def test_another_patent_is_not_the_same_patent(
    desk: Desk, shops: Cases, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    request_s2["patent"]["number"] = "ZL202120099999.1"
    first = file_batch(desk, request_s2, table_rows(SHOPS)).ids["case"]
    docket(desk, first, staff)
    with pytest.raises(BadInput, match="专利不同"):
        join(desk, shops[0], first)
    join(desk, shops[0], first, ground=JoiningGround.PARTIES)  # 甲店 twice, two patents
    assert sets(desk, shops)[0] == (first,)


def test_a_case_that_is_not_docketed(desk: Desk, shops: Cases, request_s2: dict[str, Any]) -> None:
    text = "名称\t地址\n丁店\t东街4号"
    other = file_batch(desk, request_s2, table_rows(text)).ids["case"]
    with pytest.raises(BadInput):
        join(desk, shops[0], other)
    assert sets(desk, shops)[0] == ()


def test_one_hearing_is_fixed_and_cancelled_in_all(desk: Desk, clock: Clock, shops: Cases) -> None:
    a, b, c = shops
    join(desk, a, b)
    with pytest.raises(BadInput, match="只有与本案合并审理"):
        fix(desk, a, c)
    entries = Audit.select().count()
    day = fix(desk, a, b)
    assert Audit.select().count() == entries + 1
    for one in (a, b):
        planned = planned_hearing(load(desk, one).state())
        assert planned is not None and planned.event.hearing_on == day
    assert planned_hearing(load(desk, c).state()) is None
    clock.day = day - timedelta(days=3)
    (card,) = (one for one in today_view(desk).cards if one.id == "arranged")
    assert sorted(line.case_id or 0 for line in card.lines) == [a, b], "each on its own"
    cancel_hearing(desk, b, on=desk.today(), reason="改期", together=[a])
    assert planned_hearing(load(desk, a).state()) is None
    assert verify(desk) == []


def test_what_one_case_forbids_stops_all_and_names_it(desk: Desk, shops: Cases) -> None:
    a, b, _c = shops
    join(desk, a, b)
    fix(desk, b)
    cancel_hearing(desk, b, on=desk.today(), reason="改期")
    with pytest.raises(BadInput) as refused:
        fix(desk, a, b)
    number = load(desk, b).record.number
    assert words(refused.value).startswith(f"together: {number}：当日已登记取消")
    assert planned_hearing(load(desk, a).state()) is None


def test_one_record_is_made_in_each(desk: Desk, clock: Clock, shops: Cases) -> None:
    a, b, _c = shops
    join(desk, a, b)
    clock.day = fix(desk, a, b)
    attendance = [came("P1", "郝砚秋"), came("R1", "甲")]

    def held(*further: Came) -> None:
        record_hearing(
            desk, a, on=clock.day, attendance=attendance, sections=TEXT, clerk="陈雨",
            heard=Together((b,), further),
        )  # fmt: skip

    with pytest.raises(BadInput) as refused:
        held()
    assert words(refused.value) == f"together: {load(desk, b).record.number}：未登记是否到场：R1"
    assert not load(desk, a).log.has(HearingHeld), "none without the other"
    held(Came("R1", False, note="未到", case=b))
    mine, theirs = (load(desk, one).log.last(HearingHeld) for one in (a, b))
    assert mine is not None and theirs is not None
    assert mine.event.absent == () and theirs.event.absent == ("R1",)
    assert [one.name for one in theirs.event.attendance] == ["郝砚秋", ""]
    assert mine.event.joined == (load(desk, b).record.number,)
    assert theirs.event.joined == (load(desk, a).record.number,)
    assert mine.event.sections == theirs.event.sections
    for one, other in ((a, b), (b, a)):
        text = pdf_text(preview(desk, load(desk, one), Order("hearing_record")).pdf)
        assert f"与{load(desk, other).record.number}合并审理" in text.replace("\n", "")
    assert verify(desk) == []


def test_parted_the_one_is_alone_and_the_others_stay(desk: Desk, shops: Cases) -> None:
    a, b, c = shops
    join(desk, a, b, c)
    part_cases(desk, a, on=desk.today(), decided_by="合议组", reason="案情不同", cases=[c])
    assert sets(desk, shops) == [(b,), (a,), ()]
    with pytest.raises(BadInput, match="只有合并审理的案件可以分案"):
        part_cases(desk, c, on=desk.today(), decided_by="合议组", reason="案情不同")
    part_cases(desk, b, on=desk.today(), decided_by="合议组", reason="案情不同")
    assert sets(desk, shops) == [(), (), ()]
    join(desk, a, c)
    assert sets(desk, shops) == [(c,), (), (a,)]
    assert verify(desk) == []


def test_voided_in_one_it_is_voided_in_all(desk: Desk, shops: Cases) -> None:
    a, b, c = shops
    join(desk, a, b)
    join(desk, b, c)
    last = load(desk, c).log.last(CasesJoined)
    assert last is not None
    void_event(desk, c, last.id, reason="登记错了")
    assert sets(desk, shops) == [(b,), (a,), ()]
    assert verify(desk) == []


def test_an_earlier_day_cannot_come_behind_a_later_one(
    desk: Desk, clock: Clock, shops: Cases
) -> None:
    a, b, c = shops
    clock.day += timedelta(days=2)
    join(desk, a, b)
    with pytest.raises(BadInput, match="已有合并、分案的登记"):
        join(desk, a, c, on=clock.day - timedelta(days=1))


def test_who_looked_at_another_of_them_hears_of_it(desk: Desk, shops: Cases) -> None:
    a, b, _c = shops
    seen = desk.last_entry
    join(desk, a, b)
    with pytest.raises(Stale, match="合并审理"), desk.sent_by(Sender("李敏", last_seen=seen)):
        fix(desk, b)
    with pytest.raises(Stale), desk.sent_by(Sender("李敏", last_seen=seen)):
        join(desk, shops[2], b)


def test_a_scenario_file_can_join_and_hear(desk: Desk, shops: Cases) -> None:
    a, b, _c = shops
    given = {"on": "2026-05-20", "cases": [b], "ground": "same_patent", "decided_by": "合议组",
             "reason": "同一专利"}  # fmt: skip
    COMMANDS["join_cases"](desk, a, **arguments("join_cases", given))
    assert sets(desk, shops)[0] == (b,)
    heard = arguments("record_hearing", {
        "on": "2026-06-03", "attendance": [], "sections": [], "together": [b],
        "further": [{"case": b, "party": "R1", "present": True, "name": "乙"}],
    })  # fmt: skip
    assert heard["heard"] == Together((b,), (Came("R1", True, "乙", case=b),))
