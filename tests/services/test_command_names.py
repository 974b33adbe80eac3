"""Commands are known by their own names, and files name their fields flat."""

import pkgutil
from datetime import date
from importlib import import_module
from types import ModuleType

import pytest

import models.services
from models import reference
from models.errors import BadInput, BugError
from models.rules.events import HearingScheduled
from models.services.arguments.commands import COMMANDS, arguments, signature
from models.services.arguments.reading import Reading
from models.services.proceedings.periods import PeriodIn
from models.store.desk import Desk
from models.store.unit import command, scripted

MOST_PARAMETERS = 7


def rooms() -> list[ModuleType]:
    """Return every module of the services."""
    found = pkgutil.walk_packages(models.services.__path__, "models.services.")
    return [import_module(one.name) for one in found]


def test_no_room_with_commands_is_forgotten() -> None:
    names = [name for room in rooms() for name in scripted(room)]
    assert sorted(names) == sorted(COMMANDS), "a room is missing in _ROOMS"


def test_a_command_is_audited_under_its_name(desk: Desk) -> None:
    @command
    def stamp(desk: Desk) -> None:
        desk.unit.touch("case")

    assert stamp(desk).action == "stamp" == stamp.__name__
    with pytest.raises(BugError, match="stamp_sealed: no such arguments to seal"):

        @command(sealed=("secret",))
        def stamp_sealed(desk: Desk) -> None: ...

        del stamp_sealed


def test_commands_of_the_window_alone_are_in_no_list() -> None:
    assert COMMANDS.keys().isdisjoint({"void_paper", "begin_practice", "record_restore"})


def test_what_leaves_no_event_has_a_name_in_the_words_of_the_office() -> None:
    defined = {name for room in rooms() for name in vars(room)}
    assert set(reference.names()["command"]) <= defined


def test_an_input_is_made_of_fields_beside_the_others() -> None:
    given = {
        "what": "other", "party": "P1", "on": date(2026, 3, 2), "text": "补充材料", "days": 10,
        "until": None,
    }  # fmt: skip
    made = arguments("set_period", given)
    assert made["period"] == PeriodIn("补充材料", days=10)
    assert sorted(made) == ["on", "party", "period", "what"]
    reading = Reading()
    hearing = {"case_id": 1, "on": "2026-03-02", "hearing_on": "2026-03-20", "time": "9时"}
    read = reading.arguments(signature("schedule_hearing"), hearing)
    assert read["hearing"] == HearingScheduled(hearing_on=date(2026, 3, 20), time="9时")


def test_what_an_input_lacks_is_named_like_any_field() -> None:
    with pytest.raises(BadInput) as refused:
        arguments("set_period", {"what": "other", "days": 10})
    assert [(p.field, p.problem) for p in refused.value.problems] == [("text", "没有填写")]
    reading = Reading()
    reading.arguments(signature("set_period"), {"days": "十"})
    assert {"days", "text", "what"} <= {p.field for p in reading.problems}


def test_no_command_has_more_than_seven_parameters() -> None:
    long = {
        name: len(taken.fields) - sum(len(i.shape.fields) for i in taken.inputs) + len(taken.inputs)
        for name in COMMANDS
        if (taken := signature(name))
    }
    assert {name for name, count in long.items() if count + 1 > MOST_PARAMETERS} == set()
