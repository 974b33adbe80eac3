"""Reading 2: what correction does to the docketing limit, for each position of the office."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.deadlines import Deadline
from tests.rules.deadlines.replay import replay
from tests.rules.deadlines.support import CALENDAR, brief, case, deadlines, ev, refused, served

SETTING = "docketing_after_correction"
MODES = ("restart", "pause", "none")
REQUEST = ev("request_received", "2026-03-02")  # a Monday: the fifth workday is 03-09


def notice(day: str, until: str, number: str = "a") -> dict[str, Any]:
    return ev("period_set", day, id=number, what="correction", party="P1", until=until)


def docketing(mode: str | None, as_of: str, *events: dict[str, Any]) -> Deadline:
    """Return the docketing clock; that of the notice must be the same."""
    chosen = {} if mode is None else {SETTING: mode}
    found = deadlines(case(as_of, REQUEST, *events, settings=chosen))
    one, other = found["docketing|"], found["docket_notice|P1"]
    assert (one.trigger_date, one.due) == (other.trigger_date, other.due)
    assert replay(one, CALENDAR) == one.due
    return one


def in_each_mode(as_of: str, *events: dict[str, Any]) -> list[str]:
    """Return the docketing clock under restart, pause and none."""
    return [brief(docketing(mode, as_of, *events)) for mode in MODES]


def test_an_open_correction() -> None:
    asked = notice("2026-03-04", "2026-03-20")
    assert in_each_mode("2026-03-10", asked) == [
        "2026-03-02 2026-03-09 suspended",
        "2026-03-02 2026-03-13 suspended",  # 03-03, 03-04, then 03-11, 03-12, 03-13
        "2026-03-02 2026-03-09 overdue",
    ]
    # The next day one more workday does not count.
    assert brief(docketing("pause", "2026-03-11", asked)) == "2026-03-02 2026-03-16 suspended"
    assert brief(docketing("pause", "2026-03-14", asked)) == "2026-03-02 2026-03-18 suspended"


def test_an_answered_correction() -> None:
    events = notice("2026-03-04", "2026-03-20"), ev("corrected", "2026-03-11")
    assert in_each_mode("2026-03-17", *events) == [
        "2026-03-11 2026-03-18 running",
        "2026-03-02 2026-03-16 overdue",  # 03-05 to 03-11 do not count
        "2026-03-02 2026-03-09 overdue",
    ]


def test_a_late_answer() -> None:
    """Restart counts from the end of the period meanwhile; pause up to the answer all the same."""
    asked = notice("2026-03-04", "2026-03-06")
    assert in_each_mode("2026-03-10", asked) == [
        "2026-03-06 2026-03-13 running",
        "2026-03-02 2026-03-13 suspended",
        "2026-03-02 2026-03-09 overdue",
    ]
    assert in_each_mode("2026-03-17", asked, ev("corrected", "2026-03-11")) == [
        "2026-03-11 2026-03-18 running",
        "2026-03-02 2026-03-16 overdue",
        "2026-03-02 2026-03-09 overdue",
    ]


@pytest.mark.parametrize("kind", ["docketed", "not_docketed"])
@pytest.mark.parametrize("as_of", ["2026-03-06", "2026-03-19", "2026-06-30"])
def test_docketing_before_the_end_of_the_period(kind: str, as_of: str) -> None:
    """It ends the correction: no day after it is left out, whenever one asks."""
    events = notice("2026-03-04", "2026-03-20"), ev(kind, "2026-03-06")
    assert in_each_mode(as_of, *events) == [
        "2026-03-02 2026-03-09 met 2026-03-06",
        "2026-03-02 2026-03-11 met 2026-03-06",
        "2026-03-02 2026-03-09 met 2026-03-06",
    ]


def test_a_notice_after_docketing_pauses_nothing() -> None:
    late = notice("2026-03-06", "2026-03-20")
    assert (
        in_each_mode("2026-03-10", ev("docketed", "2026-03-05"), late)
        == [
            "2026-03-02 2026-03-09 met 2026-03-05",
        ]
        * 3
    )


def test_the_extension_of_docketing() -> None:
    correction = notice("2026-03-04", "2026-03-20"), ev("corrected", "2026-03-11")
    in_time = ev("docketing_extended", "2026-03-16")  # the fifth workday under pause
    assert in_each_mode("2026-03-17", *correction, in_time) == [
        "2026-03-11 2026-03-25 running",
        "2026-03-02 2026-03-23 running",
        "2026-03-02 2026-03-09 overdue",
    ]
    too_late = docketing("pause", "2026-03-17", *correction, ev("docketing_extended", "2026-03-17"))
    assert brief(too_late) == "2026-03-02 2026-03-16 overdue"
    assert "晚于原期限2026年3月16日" in "".join(step.text for step in too_late.trace)
    early = ev("docketing_extended", "2026-03-05")
    assert brief(docketing("none", "2026-03-16", early, *correction)) == (
        "2026-03-02 2026-03-16 running"
    )


def test_a_notice_counts_up_to_the_limit_as_it_was() -> None:
    last, after = notice("2026-03-09", "2026-03-20"), notice("2026-03-10", "2026-03-20")
    # On the last day nothing is left to be counted: the limit does not move, but it is suspended.
    assert brief(docketing("pause", "2026-03-12", last)) == "2026-03-02 2026-03-09 suspended"
    assert brief(docketing("pause", "2026-03-12", last, ev("corrected", "2026-03-11"))) == (
        "2026-03-02 2026-03-09 overdue"
    )
    late = docketing("pause", "2026-03-12", after)
    assert brief(late) == "2026-03-02 2026-03-09 overdue"
    assert "晚于当日所计的期限2026年3月9日" in "".join(step.text for step in late.trace)
    extended = ev("docketing_extended", "2026-03-05"), ev("corrected", "2026-03-13")
    longer = docketing("pause", "2026-03-17", notice("2026-03-11", "2026-03-20"), *extended)
    assert brief(longer) == "2026-03-02 2026-03-18 running"


def test_several_corrections() -> None:
    events = [
        notice("2026-03-03", "2026-03-20", "a"),
        ev("corrected", "2026-03-05"),
        notice("2026-03-06", "2026-03-20", "b"),
        ev("corrected", "2026-03-10"),
    ]
    one = docketing("pause", "2026-03-12", *events)
    assert brief(one) == "2026-03-02 2026-03-13 running"
    assert left_out(one) == [date(2026, 3, day) for day in (4, 5, 9, 10)]
    # Two notices before one answer are one pause; an answer on the day of a notice answers it.
    second = notice("2026-03-04", "2026-03-20", "b")
    twice = docketing("pause", "2026-03-12", events[0], second, events[3])
    assert brief(twice) == "2026-03-02 2026-03-16 running"
    same_day = docketing("pause", "2026-03-12", events[0], ev("corrected", "2026-03-03"))
    assert brief(same_day) == "2026-03-02 2026-03-09 overdue"
    # Unless it answers an earlier one: the second notice of that day is open then.
    again = notice("2026-03-05", "2026-03-20", "b")
    assert docketing("pause", "2026-03-09", *events[:2], again).status == "suspended"


def left_out(one: Deadline) -> list[date]:
    """Return the workdays that the trace names as not counted."""
    return [day for step in one.trace for day, name in step.skipped if name == "补正期间"]


def test_the_trace_names_every_workday_that_does_not_count() -> None:
    one = docketing(
        "pause", "2026-03-17", notice("2026-03-04", "2026-03-20"), ev("corrected", "2026-03-11")
    )
    days = [date(2026, 3, day) for day in (5, 6, 9, 10, 11)]
    assert left_out(one) == days
    words = "".join(step.text for step in one.trace)
    assert all(f"2026年3月{day.day}日" in words for day in days)
    assert [step.step for step in one.trace] == ["trigger", "not_counted", "count", "pause"]
    assert one.trace[-1].count == 5
    assert "补正期间的工作日不计入" in one.trace[0].text
    assert one.positions == (
        "补正与立案期限的关系办法没有规定，本局口径：补正期间的工作日不计入，其余照算",
    )


def test_the_position_is_named_as_it_is() -> None:
    said = [docketing(mode, "2026-03-05").positions[0] for mode in (None, *MODES)]
    assert said[0] == said[1]
    assert len(set(said)) == 3


def test_the_notice_of_docketing_follows_but_is_met_by_its_own_service() -> None:
    events = (
        notice("2026-03-04", "2026-03-20"),
        ev("docketed", "2026-03-06"),
        served("2026-03-12", "acceptance_notice", "P1"),
    )
    data = case("2026-03-20", REQUEST, *events, settings={SETTING: "pause"})
    assert brief(deadlines(data)["docket_notice|P1"]) == (
        "2026-03-02 2026-03-11 met_late 2026-03-12"
    )


def test_without_a_request_only_restart_has_a_clock() -> None:
    for mode, there in zip(MODES, (True, False, False), strict=True):
        data = case("2026-03-20", ev("corrected", "2026-03-11"), settings={SETTING: mode})
        assert ("docketing|" in deadlines(data)) is there


@pytest.mark.parametrize("value", ["", "stop", "Pause", 1, True, ["pause"], {}])
def test_any_other_value_is_refused(value: Any) -> None:
    found = refused(case("2026-03-10", REQUEST, settings={SETTING: value}))
    assert list(found) == [f"settings.{SETTING}"]
    assert "restart、pause、none" in found[f"settings.{SETTING}"]


def test_no_value_is_restart() -> None:
    asked = notice("2026-03-04", "2026-03-06")
    for chosen in ({}, {SETTING: None}, None):
        data = case("2026-03-10", REQUEST, asked, settings=chosen)
        assert brief(deadlines(data)["docketing|"]) == "2026-03-06 2026-03-13 running"


# ---- for every list

BEGIN = date(2026, 3, 2)
_days = st.integers(0, 25).map(lambda n: (BEGIN + timedelta(days=n)).isoformat())


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return a request with notices, answers, extensions, decisions on days close together."""
    found = [REQUEST]
    for number, day in enumerate(draw(st.lists(_days, max_size=4))):
        end = (date.fromisoformat(day) + timedelta(days=draw(st.integers(0, 9)))).isoformat()
        found.append(notice(day, end, str(number)))
    for kind, most in (("corrected", 4), ("docketing_extended", 2), ("docketed", 1)):
        found += [ev(kind, day) for day in draw(st.lists(_days, max_size=most))]
    return found


@settings(deadline=None, max_examples=300)
@given(histories(), st.sampled_from(MODES), st.randoms(use_true_random=False))
def test_the_order_of_the_list_never_matters(
    events: list[dict[str, Any]], mode: str, random: Any
) -> None:
    data = case("2026-03-31", *events, settings={SETTING: mode})
    before = {key: one.to_json() for key, one in deadlines(data).items()}
    random.shuffle(data["events"])
    assert {key: one.to_json() for key, one in deadlines(data).items()} == before


@settings(deadline=None, max_examples=300)
@given(histories(), st.integers(0, 29))
def test_pause_is_the_count_of_the_workdays_that_are_left(
    events: list[dict[str, Any]], days: int
) -> None:
    """The reading word by word, day after day, beside what the engine says."""
    as_of = BEGIN + timedelta(days=days)
    known = [one for one in events if one["date"] <= as_of.isoformat()]
    one = docketing("pause", as_of.isoformat(), *known[1:])
    due, suspended = by_hand(known, as_of)
    assert one.due == due
    if one.met_on is None:
        assert (one.status == "suspended") is suspended


def by_hand(events: list[dict[str, Any]], as_of: date) -> tuple[date, bool]:
    """Walk through the days from the request; returns the limit and whether it is suspended."""
    on: dict[date, set[str]] = {}
    for one in events:
        on.setdefault(date.fromisoformat(one["date"]), set()).add(one["type"])
    counted: list[date] = []
    number, waiting, decided, extended = 5, False, False, False
    day = BEGIN
    while True:
        here = on.get(day, set())
        if day > BEGIN and CALENDAR.is_workday(day) and not waiting:
            counted.append(day)
        answered = waiting and "corrected" in here
        waiting = waiting and not answered
        if "docketing_extended" in here and not extended:
            extended = True
            number = 10 if in_time(counted, 5, day) else 5
        decided = decided or "docketed" in here
        if "period_set" in here and not decided and in_time(counted, number, day):
            waiting = waiting or answered or "corrected" not in here
        waiting = waiting and not decided
        if day == as_of:
            break
        day += timedelta(days=1)
    while len(counted) < number:
        day += timedelta(days=1)
        if CALENDAR.is_workday(day):
            counted.append(day)
    return counted[number - 1], waiting


def in_time(counted: list[date], number: int, day: date) -> bool:
    """Say whether a day is not after the limit as it is known on that day."""
    return len(counted) < number or day <= counted[number - 1]
