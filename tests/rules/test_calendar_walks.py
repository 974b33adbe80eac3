"""Working days, counted by the calendar and by going day by day with a list of rest days."""

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.calendar import DayOverride, WorkCalendar

DAY = timedelta(days=1)
# 国务院办公厅关于2026年部分节假日安排的通知, written out by hand: holidays and working weekends.
HOLIDAYS = {
    *(date(2026, 1, d) for d in (1, 2, 3)),
    *(date(2026, 2, d) for d in range(15, 24)),
    *(date(2026, 4, d) for d in (4, 5, 6)),
    *(date(2026, 5, d) for d in range(1, 6)),
    *(date(2026, 6, d) for d in (19, 20, 21)),
    *(date(2026, 9, d) for d in (25, 26, 27)),
    *(date(2026, 10, d) for d in range(1, 8)),
}
WORKING = {
    date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20),
    date(2026, 10, 10),
}  # fmt: skip
IN_2026 = st.dates(date(2026, 2, 1), date(2026, 10, 31))
ANY = st.dates(date(2000, 1, 1), date(2040, 12, 31))
PLAIN = WorkCalendar()
OFTEN = settings(derandomize=True, max_examples=300)


def rests(day: date) -> bool:
    return day not in WORKING and (day in HOLIDAYS or day.weekday() >= 5)


def walked(start: date, number: int) -> tuple[date, list[date]]:
    """Count working days one by one; the rest days on the way, in the order of the calendar."""
    step, left, day, passed = (DAY if number >= 0 else -DAY), abs(number), start, list[date]()
    while left:
        day += step
        if rests(day):
            passed.append(day)
        else:
            left -= 1
    return day, sorted(passed)


def test_every_day_of_the_year_is_what_the_notice_says() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [d for d in days if PLAIN.is_workday(d) == rests(d)] == []
    assert sum(map(PLAIN.is_workday, days)) == 248


@OFTEN
@given(IN_2026, st.integers(-40, 40))
def test_counting_is_going_day_by_day(start: date, number: int) -> None:
    moved = PLAIN.add_workdays(start, number)
    day, passed = walked(start, number)
    assert moved.date == day
    assert [d for d, _ in moved.skipped] == passed
    assert all(name for _, name in moved.skipped)


@OFTEN
@given(IN_2026, st.integers(1, 40))
def test_there_and_back_is_the_same_working_day(start: date, number: int) -> None:
    there = PLAIN.add_workdays(start, number).date
    back = PLAIN.add_workdays(there, -number).date
    last_before = start
    while rests(last_before):
        last_before -= DAY
    assert back == last_before


@OFTEN
@given(IN_2026, st.integers(0, 20), st.integers(0, 20))
def test_counting_in_two_parts_is_counting_at_once(start: date, one: int, other: int) -> None:
    half = PLAIN.add_workdays(start, one).date
    assert PLAIN.add_workdays(half, other).date == PLAIN.add_workdays(start, one + other).date


@OFTEN
@given(IN_2026)
def test_rolling_goes_to_the_nearest_working_day(day: date) -> None:
    forward, backward = PLAIN.roll(day, "next"), PLAIN.roll(day, "previous")
    if not rests(day):
        assert forward == backward == (day, ())
        return
    assert forward.date == walked(day, 1)[0]
    assert backward.date == walked(day, -1)[0]
    assert [d for d, _ in forward.skipped] == [day, *walked(day, 1)[1]]
    assert [d for d, _ in backward.skipped] == [*walked(day, -1)[1], day]
    assert PLAIN.roll(day, "none") == (day, ())


@OFTEN
@given(ANY, st.sampled_from(("rest", "work")), st.sampled_from(("", "本地假日")))
def test_the_offices_own_line_wins_on_its_day_only(day: date, kind: str, name: str) -> None:
    own = WorkCalendar([DayOverride(day, kind, name)])
    assert own.is_workday(day) == (kind == "work")
    for other in (day - DAY, day + DAY):
        assert own.rest_name(other) == PLAIN.rest_name(other)
    if kind == "rest":
        assert own.rest_name(day) == (name or {5: "周六", 6: "周日"}.get(day.weekday(), "休息日"))


@OFTEN
@given(ANY, ANY, st.sets(st.integers(2000, 2040), max_size=3))
def test_a_span_is_provisional_by_its_years(one: date, other: date, known: Iterable[int]) -> None:
    own = WorkCalendar([DayOverride(date(year, 1, 1), "complete") for year in known])
    years = range(min(one, other).year, max(one, other).year + 1)
    expected = any(not PLAIN.is_announced(year) and year not in set(known) for year in years)
    assert own.is_provisional(one, other) == expected == own.is_provisional(other, one)
    # 全年安排已公布，不改变哪一天休息。
    assert own.rest_name(one) == PLAIN.rest_name(one)


@OFTEN
@given(st.dates(date(2030, 1, 1), date(2039, 12, 31)))
def test_an_unannounced_year_rests_on_weekends_and_fixed_days_only(day: date) -> None:
    fixed = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
    assert PLAIN.is_workday(day) == (day.weekday() < 5 and (day.month, day.day) not in fixed)
