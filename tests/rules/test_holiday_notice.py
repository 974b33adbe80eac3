"""The State Council's notice as pasted text: every shape since 2015, faults by their sentence."""

from datetime import date, timedelta
from itertools import groupby

import pytest

from models.rules.calendar import WorkCalendar
from models.rules.calendar_table import read_table, write_table
from models.rules.holiday_notice import HOLIDAYS, read_notice
from models.rules.problem import InputRefused

TITLE = "国务院办公厅关于{0}年部分节假日安排的通知\n国办发明电〔{1}〕7号\n"
OPENING = "现将{0}年放假调休日期的具体安排通知如下。\n"
WEEKDAYS = "一二三四五六日"
DAY = timedelta(days=1)
WEEKEND = ("周六", "周日")


def notice(year: int, *items: str) -> str:
    """Return a notice of these items."""
    numbered = (f"　　{n}、{item}\n" for n, item in zip("一二三四五六七八", items, strict=False))
    head = TITLE.format(year, year - 1) + OPENING.format(year)
    return head + "".join(numbered) + f"国务院办公厅\n{year - 1}年11月4日\n（此件公开发布）"


def days(year: int, *items: str) -> dict[str, str]:
    """Return the days of a notice with their kind."""
    return {one.date.isoformat(): one.kind for one in read_notice(notice(year, *items)).days}


def span(first: str, last: str) -> dict[str, str]:
    """Return the days from one to another as rest days."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return {(start + DAY * n).isoformat(): "rest" for n in range((end - start).days + 1)}


@pytest.mark.parametrize(
    ("year", "item", "found"),
    [
        (2026, "元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。",
         span("2026-01-01", "2026-01-03") | {"2026-01-04": "work"}),
        (2025, "春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。"
         "1月26日（周日）、2月8日（周六）上班。",
         span("2025-01-28", "2025-02-04") | {"2025-01-26": "work", "2025-02-08": "work"}),
        (2025, "元旦：1月1日（周三）放假1天，不调休。", span("2025-01-01", "2025-01-01")),
        (2024, "元旦：1月1日放假，与周末连休。", span("2024-01-01", "2024-01-01")),
        (2024, "春节：2月10日至17日放假调休，共8天。鼓励各单位安排职工在除夕（2月9日）休息。",
         span("2024-02-10", "2024-02-17")),
        (2023, "元旦：2022年12月31日至2023年1月2日放假调休，共3天。",
         span("2022-12-31", "2023-01-02")),
        (2020, "元旦：2020年1月1日放假，共1天。", span("2020-01-01", "2020-01-01")),
        (2019, "元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。",
         span("2018-12-30", "2019-01-01") | {"2018-12-29": "work"}),
        (2017, "元旦：1月1日放假，1月2日（星期一）补休。", span("2017-01-01", "2017-01-02")),
        (2015, "春节：2月18日（除夕）至24日放假调休，共7天，2月15日（星期日）、2月28日上班",
         span("2015-02-18", "2015-02-24") | {"2015-02-15": "work", "2015-02-28": "work"}),
        (2015, "抗战胜利纪念日：9月3日至5日调休放假，共3天。其中9月3日（星期四）放假，"
         "9月4日（星期五）调休，9月6日（星期日）上班。",
         span("2015-09-03", "2015-09-05") | {"2015-09-06": "work"}),
    ],
)  # fmt: skip
def test_every_shape_is_read(year: int, item: str, found: dict[str, str]) -> None:
    assert days(year, item) == found
    wrapped = item.replace("日", "日\n").replace("（", " （ ")
    assert days(year, wrapped) == found, "as it is copied from a narrow page"


def test_an_adjustment_takes_its_holiday_from_the_title() -> None:
    text = (
        "国务院办公厅关于调整\n2019年劳动节假期安排的通知\n现将调整2019年劳动节放假安排通知如下。"
        "一、2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。"
        "二、各地区要抓紧落实。国务院办公厅2019年3月22日"
    )
    read = read_notice(text)
    assert len(read.days) == 6 and {d.name for d in read.days} == {"劳动节", "调休上班"}
    assert read.days[0].source == "国务院办公厅关于调整2019年劳动节假期安排的通知"
    assert "元旦" in read.missing, "the year is not announced by it"


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ("元旦：1月1日（周五）至3日（周六）放假调休，共3天。", "2026年1月1日是星期四，不是星期五"),
        ("元旦：1月1日至3日放假调休，共4天。", "写的是4天，日期算出来是3天"),
        ("元旦：2025年1月1日放假，共1天。", "2025-01-01不是2026年的日子"),
        ("国庆节：12月31日至1月2日放假调休。", "起止日期不对"),
        ("国庆节：9月31日放假。", "2026年9月只有30天"),
        ("元旦：1月1日放假。1月1日上班。", "不是周末"),
        ("元旦：1月3日放假。1月3日上班。", "既写放假又写上班"),
        ("元旦：1月1日可能如此。", "没有写明这些日子放假还是上班"),
        ("元旦：1月1日、1月2日。", "没有写明这些日子放假还是上班"),
        ("元旦：1月1日放假，医院除外。", "“,医院除外”没有读懂"),
        ("春节：延长春节假期至2月25日。", "请改用节假日表导入"),
        ("1月1日放假。", "没有写是哪个节日"),
    ],
)
def test_a_fault_is_named_by_its_sentence(item: str, problem: str) -> None:
    good = "劳动节：5月1日（周五）至5日（周二）放假调休，共5天。"
    with pytest.raises(InputRefused) as refused:
        read_notice(notice(2026, item, good))
    (found,) = refused.value.problems
    assert problem in found.problem
    said = found.field.strip("“”").replace(",", "，").replace(":", "：")
    assert said in "一、" + item.replace("（", "(").replace("）", ")")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "标题"),
        ("元旦：1月1日放假。", "标题"),
        (notice(2026, "元旦：1月1日放假。").replace("现将2026", "现将2025"), "标题"),
        (notice(2026, "各地区要做好值班工作。"), "正文"),
    ],
)
def test_what_is_no_notice_is_refused(text: str, field: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_notice(text)
    assert [one.field for one in refused.value.problems] == [field]


def arrangement(year: int) -> list[str]:
    """Return the items of a year that the embedded calendar knows."""
    known = WorkCalendar()
    every = [date(year, 1, 1) + DAY * n for n in range(365)]
    items = [f"{name}：{{}}" for name in HOLIDAYS]
    texts: dict[str, str] = {name: "" for name in HOLIDAYS}
    for name, run in groupby(every, known.rest_name):
        found = list(run)
        if name is None or name in WEEKEND:
            continue
        first, last = found[0], found[-1]
        words = f"{first.month}月{first.day}日（周{WEEKDAYS[first.weekday()]}）"
        words += f"至{last.month}月{last.day}日" if last != first else ""
        key = next(one for one in HOLIDAYS if one in name or one == "国庆节")
        texts[key] += f"{words}放假，共{len(found)}天。"
    work = [d for d in every if d.weekday() >= 5 and known.is_workday(d)]
    texts["国庆节"] += "、".join(f"{d.month}月{d.day}日" for d in work) + ("上班。" if work else "")
    return [item.format(texts[name]) for item, name in zip(items, HOLIDAYS, strict=True)]


@pytest.mark.parametrize("year", range(2015, 2027))
def test_a_whole_year_is_the_calendar_and_goes_through_the_table(year: int) -> None:
    read = read_notice(notice(year, *arrangement(year)))
    assert read.missing == () and read.days[-1].kind == "complete"
    assert read_table(write_table(read.days)) == list(read.days)
    own, known = WorkCalendar(read.days), WorkCalendar()
    every = [date(year, 1, 1) + DAY * n for n in range(365)]
    assert [own.is_workday(d) for d in every] == [known.is_workday(d) for d in every]
