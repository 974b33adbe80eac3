"""Commands that are sent: once for an id, never over what the sender had not seen."""

from datetime import date

import pytest

from models.backup.verify import verify
from models.changes import Changes
from models.entities import Audit, EventRow
from models.errors import BadInput, BugError, Stale
from models.store.desk import Desk
from models.store.sender import Sender
from models.store.unit import command
from tests.storage.writing import counts, everything, take_in

ID = "5f0c8f3e-3b57-4d0e-9a55-0d6d2f3f7a11"


def append(desk: Desk, case_id: int, kind: str, voids: int | None = None) -> None:
    """Append an event to a case; inside a command."""
    desk.unit.case_id = case_id
    EventRow.create(
        case=case_id, type=kind, date=desk.today(), recorded_at=desk.now(), actor=desk.actor,
        voids=voids,
    )  # fmt: skip
    desk.unit.touch("event")


@command("docket")
def docket(desk: Desk, case_id: int, on: date) -> None:
    """Append one event."""
    append(desk, case_id, "docketed")


@command("void")
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
    sender = Sender("王五", "handler", command_id=ID)
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
    assert (entry.actor, entry.person, entry.role, entry.command_id) == (
        "张三", "王五", "handler", ID,
    )  # fmt: skip


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
    @command("try")
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
    seen = EventRow.get().id
    docket(desk, 1, desk.today())
    void(desk, 1, 2)
    before = everything(desk)
    with pytest.raises(Stale) as caught, desk.sent_by(Sender("王五", last_event=seen)):
        docket(desk, 1, desk.today())
    assert caught.value.entries == (2, 3)
    assert "“立案”（2026年1月5日，张三登记）、作废“立案”（2026年1月5日，张三登记）" in str(
        caught.value
    )
    assert everything(desk) == before
    with desk.sent_by(Sender("王五", last_event=3)):
        docket(desk, 1, desk.today())


def test_many_unseen_entries_are_counted(desk: Desk) -> None:
    take_in(desk, "R1")
    for _ in range(7):
        docket(desk, 1, desk.today())
    with pytest.raises(Stale, match="等7项"), desk.sent_by(Sender("王五", last_event=1)):
        docket(desk, 1, desk.today())


def test_entries_of_other_cases_do_not_matter(desk: Desk) -> None:
    take_in(desk, "R1")
    take_in(desk, "R2")
    docket(desk, 2, desk.today())
    with desk.sent_by(Sender("王五", last_event=1)):
        docket(desk, 1, desk.today())
        assert desk.sender is not None
    assert desk.sender is None and verify(desk) == []


def test_a_command_done_is_not_stale_when_sent_again(desk: Desk) -> None:
    """The answer got lost; the entry that the sender has not seen is his own."""
    take_in(desk, "R1")
    sender = Sender("王五", command_id=ID, last_event=1)
    with desk.sent_by(sender):
        first = docket(desk, 1, desk.today())
    with desk.sent_by(sender):
        assert docket(desk, 1, desk.today()) == first


def test_the_sender_cannot_change_inside_a_command(desk: Desk) -> None:
    @command("odd")
    def odd(desk: Desk) -> None:
        with desk.sent_by(Sender("李四")):
            pass

    with pytest.raises(BugError, match="settled"):
        odd(desk)
