"""Commands that are sent: once for an id, never over what the sender had not seen."""

from datetime import date

import pytest

from models.backup.verify import verify
from models.changes import Changes
from models.entities import Audit, Staff
from models.errors import BadInput, BugError, Stale
from models.store.desk import Desk
from models.store.sender import Sender
from models.store.unit import command
from tests.counting import counting
from tests.store.writing import add_event, counts, everything, take_in

ID = "5f0c8f3e-3b57-4d0e-9a55-0d6d2f3f7a11"


def append(desk: Desk, case_id: int, kind: str, voids: int | None = None) -> None:
    """Append an event to a case; inside a command."""
    desk.unit.case_id = case_id
    add_event(desk, case_id, kind, {}, voids=voids)
    desk.unit.touch("event")


@command
def docket(desk: Desk, case_id: int, on: date) -> None:
    """Append one event."""
    append(desk, case_id, "docketed")


@command
def void(desk: Desk, case_id: int, event_id: int) -> None:
    """Append one that voids another."""
    append(desk, case_id, "docketed", voids=event_id)


def test_an_id_belongs_to_one_command_with_its_arguments(desk: Desk) -> None:
    with desk.sent_by(Sender("王五", command_id=ID)):
        take_in(desk, "R1")
    before = everything(desk)
    with desk.sent_by(Sender("王五", command_id=ID)), pytest.raises(BugError, match="other arg"):
        take_in(desk, "R2")
    assert everything(desk) == before, "nothing was taken for done that was not"


def test_a_command_sent_twice_is_done_once(desk: Desk) -> None:
    sender = Sender("王五", command_id=ID)
    with desk.sent_by(sender):
        first = take_in(desk, "R1")
    before = everything(desk)
    for _ in range(2):
        with desk.sent_by(sender):
            again = take_in(desk, "R1")
        assert (
            again
            == first
            == Changes("take_in", 1, frozenset({"case", "event", "document"}), {"case": 1})
        )
    assert everything(desk) == before and verify(desk) == []
    entry = Audit.get()
    assert (entry.actor, entry.person, entry.command_id) == ("张三", "王五", ID)


def test_it_is_done_once_also_after_the_folder_was_opened_again(desk: Desk) -> None:
    sender = Sender("王五", command_id=ID)
    folder = desk.path
    with desk.sent_by(sender):
        first = take_in(desk, "R1")
    desk.close()
    with Desk.open(folder, "李四") as other:
        with other.sent_by(sender):
            assert take_in(other, "R1") == first
        assert counts(other)["case_file"] == 1


def test_a_command_that_failed_may_be_sent_again(desk: Desk) -> None:
    @command
    def attempt(desk: Desk, fail: bool) -> None:
        append(desk, 1, "docketed")
        if fail:
            raise BadInput.of("x", "不对")

    take_in(desk, "R1")
    sender = Sender("王五", command_id=ID)
    with pytest.raises(BadInput), desk.sent_by(sender):
        attempt(desk, True)
    with desk.sent_by(sender):
        attempt(desk, False)
    assert counts(desk)["event"] == 2


def test_an_id_of_another_command_is_our_bug(desk: Desk) -> None:
    sender = Sender("王五", command_id=ID)
    with desk.sent_by(sender):
        take_in(desk, "R1")
    with pytest.raises(BugError, match="belongs to take_in"), desk.sent_by(sender):
        docket(desk, 1, desk.today())
    assert counts(desk)["event"] == 1


def test_without_a_sender_the_holder_acts_and_commands_repeat(desk: Desk) -> None:
    take_in(desk, "R1")
    docket(desk, 1, desk.today())
    docket(desk, 1, desk.today())
    assert counts(desk)["event"] == 3
    assert {(e.person, e.role, e.command_id) for e in Audit.select()} == {("张三", "", None)}


def test_what_the_sender_had_not_seen_is_named_and_nothing_is_written(desk: Desk) -> None:
    take_in(desk, "R1")
    seen = desk.last_entry
    docket(desk, 1, desk.today())
    void(desk, 1, 2)
    before = everything(desk)
    with pytest.raises(Stale) as caught, desk.sent_by(Sender("王五", last_seen=seen)):
        docket(desk, 1, desk.today())
    assert (caught.value.case_id, caught.value.entries) == (1, (2, 3))
    assert "“立案”（2026年1月5日，张三登记）、作废“立案”（2026年1月5日，张三登记）" in str(
        caught.value
    )
    assert everything(desk) == before
    with desk.sent_by(Sender("王五", last_seen=desk.last_entry)):
        docket(desk, 1, desk.today())


def test_a_change_without_an_event_is_one_too(desk: Desk) -> None:
    @command
    def assign_handler(desk: Desk, case_id: int) -> None:
        desk.unit.case_id = case_id

    take_in(desk, "R1")
    seen = desk.last_entry
    with desk.sent_by(Sender("王五")):
        assign_handler(desk, 1)
    here = desk.now().astimezone()
    with (
        pytest.raises(Stale, match=f"“分办”（王五，{here.month}月{here.day}日{here:%H:%M}）"),
        desk.sent_by(Sender("李四", last_seen=seen)),
    ):
        docket(desk, 1, desk.today())


def test_many_unseen_entries_are_counted(desk: Desk) -> None:
    take_in(desk, "R1")
    seen = desk.last_entry
    for _ in range(7):
        docket(desk, 1, desk.today())
    with pytest.raises(Stale, match="等7项"), desk.sent_by(Sender("王五", last_seen=seen)):
        docket(desk, 1, desk.today())


def test_entries_of_other_cases_do_not_matter(desk: Desk) -> None:
    take_in(desk, "R1")
    seen = desk.last_entry
    take_in(desk, "R2")
    docket(desk, 2, desk.today())
    with desk.sent_by(Sender("王五", last_seen=seen)):
        docket(desk, 1, desk.today())
        assert desk.sender is not None
    assert desk.sender is None and verify(desk) == []


def test_a_command_done_is_not_stale_when_sent_again(desk: Desk) -> None:
    """The answer got lost; the entry that the sender has not seen is his own."""
    take_in(desk, "R1")
    sender = Sender("王五", command_id=ID, last_seen=desk.last_entry)
    with desk.sent_by(sender):
        first = docket(desk, 1, desk.today())
    with desk.sent_by(sender):
        assert docket(desk, 1, desk.today()) == first


def test_sending_takes_no_statement_more_than_acting_alone(desk: Desk) -> None:
    take_in(desk, "R1")
    with counting(desk) as alone:
        docket(desk, 1, desk.today())
    sender = Sender("王五", command_id=ID, last_seen=desk.last_entry)
    with counting(desk) as sent, desk.sent_by(sender):
        docket(desk, 1, desk.today())
    assert len(sent) == len(alone), str(sent)


def test_the_audit_says_which_roles_the_person_has_now(desk: Desk) -> None:
    for name, role, active in (
        ("王五", "panel", True), ("王五", "handler", True), ("王五", "panel", True),
        ("王五", "clerk", False), ("李四", "dept_head", True),
    ):  # fmt: skip
        Staff.create(name=name, role=role, active=active)
    with desk.sent_by(Sender("王五")):
        take_in(desk, "R1")
    take_in(desk, "R2")  # 张三 is not on the roster
    assert [(e.person, e.role) for e in Audit.select().order_by(Audit.id)] == [
        ("王五", "panel,handler"), ("张三", ""),
    ]  # fmt: skip


def test_an_empty_id_is_none(desk: Desk) -> None:
    with desk.sent_by(Sender("王五", command_id="")):
        take_in(desk, "R1")
        docket(desk, 1, desk.today())
        docket(desk, 1, desk.today())
    assert counts(desk)["event"] == 3
    assert {e.command_id for e in Audit.select()} == {None}


@pytest.mark.parametrize(
    ("person", "why"),
    [("", "没有填写"), (" 　", "没有填写"), ("王\n五", "换行"), ("王\u202e五", "控制字符"),
     ("王" * 201, "最多200个字")],
)  # fmt: skip
def test_a_name_that_no_entry_should_carry_is_refused(person: str, why: str) -> None:
    with pytest.raises(BadInput, match=why) as caught:
        Sender(person)
    assert [p.field for p in caught.value.problems] == ["person"]


def test_the_sender_cannot_change_inside_a_command(desk: Desk) -> None:
    @command
    def odd(desk: Desk) -> None:
        with desk.sent_by(Sender("李四")):
            pass

    with pytest.raises(BugError, match="settled"):
        odd(desk)
