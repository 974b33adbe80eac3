"""The calendar: announced years, assumed years, and the office's own table."""

from datetime import date, timedelta

import pytest

from models.rules.calendar import DayOverride, WorkCalendar
from models.rules.calendar_table import read_table, sample_table
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
    own = WorkCalendar(read_table(text))
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
    own = WorkCalendar(read_table("\ufeff" + text))
    after = deadlines(data, calendar=own)["conclude|"]
    assert (brief(after), after.provisional) == ("2026-10-12 2027-01-13 running", False)
    assert own.rest_name(date(2027, 12, 31)) is None


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("", ["第1行"]),
        ("day,kind\n", ["第1行"]),
        (HEADER + "2026-02-30,rest,,\n", ["第2行 日期"]),
        (HEADER + "1926-02-03,rest,,\n", ["第2行 日期"]),
        (HEADER + "2026-03-04,holiday,,\n", ["第2行 种类"]),
        (HEADER + "2026-03-04,rest,,\n\n2026-3-55,x,,\n", ["第4行 日期", "第4行 种类"]),
        (HEADER + "2026-03-04,rest,,\n2026-03-04,work,,\n", ["第3行 种类"]),
        (HEADER + "2026-03-04,rest,a,b,c\n", ["第2行"]),
        (HEADER + '2026-03-04,rest,"a,b\n', ["第2行"]),
        (HEADER + "2026-03-04\n", ["第2行 种类"]),
        (HEADER + f"2026-03-04,rest,{'字' * 201},\n", ["第2行 名称"]),
        (HEADER + "2026-03-04,rest,甲\x07乙,\n", ["第2行 名称"]),
    ],
)
def test_a_wrong_table_is_refused_with_line_and_field(text: str, fields: list[str]) -> None:
    with pytest.raises(InputRefused) as error:
        read_table(text)
    assert [one.field for one in error.value.problems] == fields


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "2027/1/1,rest,元旦,国办通知\n",
        HEADER + "2027-1-1,rest,元旦,国办通知,\n",
        "date,kind,name,source,\n2027-01-01,rest,元旦,国办通知,\n",
        "日期,种类,名称,来源\n2027年1月1日,放假,元旦,国办通知\n",
        "date;kind;name;source\n2027-01-01;rest;元旦;国办通知\n",
        "date\tkind\tname\tsource\n2027/1/1 星期五\tREST\t元旦\t国办通知\n",
        "名称,date,来源,kind\n元旦,2027/01/01 0:00,国办通知,休息\n",
    ],
)
def test_what_excel_and_people_make_of_a_table_is_read(text: str) -> None:
    (line,) = read_table(text)
    assert line == DayOverride(date(2027, 1, 1), "rest", "元旦", "国办通知")


def test_a_year_announced_and_its_last_day_are_two_things() -> None:
    own = WorkCalendar(read_table(HEADER + "2027-12-31,rest,假,\n2027-12-31,complete,,\n"))
    assert own.is_announced(2027) and own.rest_name(date(2027, 12, 31)) == "假"


def test_the_sample_changes_nothing() -> None:
    lines = read_table(sample_table())
    year = lines[0].date.year
    own, plain = WorkCalendar(lines), WorkCalendar()
    assert plain.is_announced(year) and len(lines) > 10
    day = date(year - 1, 12, 1)
    while day < date(year + 1, 2, 1):
        assert own.rest_name(day) == plain.rest_name(day), day
        day += timedelta(days=1)
    assert not own.is_announced(year + 1)
