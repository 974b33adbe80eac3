"""The calendar: announced years, assumed years, and the office's own table."""

from datetime import date

import pytest

from models.rules.calendar import WorkCalendar, parse_calendar_csv
from models.rules.problem import InputRefused
from tests.rules.deadlines.support import brief, case, day, deadlines, ev

PLAIN = WorkCalendar()
HEADER = "date,kind,name,source\n"


@pytest.mark.parametrize(
    ("when", "name"),
    [
        ("2026-02-14", None),  # 调休: a working Saturday
        ("2026-02-15", "春节"),
        ("2026-02-24", None),
        ("2026-03-01", "周日"),
        ("2026-03-07", "周六"),
        ("2026-04-06", "清明节"),
        ("2026-06-19", "端午节"),
        ("2026-09-25", "中秋节"),
        ("2026-10-07", "国庆节"),
        ("2027-01-01", "元旦"),
        ("2027-02-08", None),  # not announced: only the fixed days rest
        ("2027-05-02", "劳动节"),
        ("2027-05-03", None),
        ("2027-10-03", "国庆节"),
        ("2027-10-04", None),
        ("1999-05-01", "劳动节"),
        ("8999-10-02", "国庆节"),
    ],
)
def test_rest_days(when: str, name: str | None) -> None:
    assert PLAIN.rest_name(day(when)) == name
    assert PLAIN.is_workday(day(when)) == (name is None)


def test_announced_years() -> None:
    assert [PLAIN.is_announced(year) for year in (2003, 2004, 2026, 2027)] == [
        False,
        True,
        True,
        False,
    ]
    assert not PLAIN.is_provisional(day("2026-01-01"), day("2026-12-31"))
    assert PLAIN.is_provisional(day("2027-01-01"), day("2026-12-31"))
    assert PLAIN.is_provisional(day("2003-12-31"), day("2026-12-31"))


def test_workdays_forward_backward_and_the_roll() -> None:
    there = PLAIN.add_workdays(day("2026-02-11"), 5)
    assert there.date == day("2026-02-25")
    assert len(there.skipped) == 9
    back = PLAIN.add_workdays(day("2026-02-25"), -5)
    assert back.date == day("2026-02-11")
    assert back.skipped == there.skipped
    assert PLAIN.add_workdays(day("2026-02-15"), 0).date == day("2026-02-15")
    assert PLAIN.roll(day("2026-02-15"), "next").date == day("2026-02-24")
    assert PLAIN.roll(day("2026-02-23"), "previous").date == day("2026-02-14")
    assert PLAIN.roll(day("2026-02-15"), "none") == (day("2026-02-15"), ())


def test_the_table_wins_day_by_day() -> None:
    text = (
        HEADER + "2026-03-04,rest,防汛,县政府通知\n2026-03-07,work,,县政府通知\n2026-03-08,rest,,\n"
    )
    own = WorkCalendar(parse_calendar_csv(text))
    assert own.rest_name(date(2026, 3, 4)) == "防汛"
    assert own.rest_name(date(2026, 3, 7)) is None
    assert own.rest_name(date(2026, 3, 8)) == "周日"
    assert own.rest_name(date(2026, 3, 14)) == "周六"
    assert PLAIN.rest_name(date(2026, 3, 4)) is None


def test_a_complete_year_is_no_longer_provisional() -> None:
    data = case("2026-11-01", ev("docketed", "2026-10-12"))
    before = deadlines(data)["conclude|"]
    assert (brief(before), before.provisional) == ("2026-10-12 2027-01-12 running", True)
    text = HEADER + "2027-12-31,complete,,国办通知\r\n2027-01-12,rest,测试假,国办通知\r\n\r\n"
    own = WorkCalendar(parse_calendar_csv("\ufeff" + text))
    after = deadlines(data, calendar=own)["conclude|"]
    assert (brief(after), after.provisional) == ("2026-10-12 2027-01-13 running", False)
    assert own.rest_name(date(2027, 12, 31)) is None


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("", ["第1行 date"]),
        ("day,kind\n", ["第1行 date"]),
        (HEADER + "2026-02-30,rest,,\n", ["第2行 date"]),
        (HEADER + "2026-03-04,holiday,,\n", ["第2行 kind"]),
        (HEADER + "2026-03-04,rest,,\n\n2026-3-5,x,,\n", ["第4行 date", "第4行 kind"]),
        (HEADER + "2026-03-04,rest,,\n2026-03-04,work,,\n", ["第3行 kind"]),
        (HEADER + "2026-03-04,rest,a,b,c\n", ["第2行 source"]),
        (HEADER + '2026-03-04,rest,"a,b\n', ["第2行 date"]),
        (HEADER + "2026-03-04\n", ["第2行 kind"]),
    ],
)
def test_a_wrong_table_is_refused_with_line_and_field(text: str, fields: list[str]) -> None:
    with pytest.raises(InputRefused) as error:
        parse_calendar_csv(text)
    assert [one.field for one in error.value.problems] == fields
