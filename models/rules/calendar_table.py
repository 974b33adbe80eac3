"""The office's table of rest days and workdays, as Excel, WPS and people write it.

A head, then a line a day: date, kind, name, source. Excel changes dates and adds empty columns when
it saves; Chinese heads and kinds are read like the English ones of the data.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from models.rules.calendar import DayOverride, WorkCalendar, embedded_years
from models.rules.dates import read_date
from models.rules.folding import folded
from models.rules.problem import InputRefused, Problem
from models.rules.text_checks import NAME_LIMIT, clean_text, text_problem

COLUMNS = {"date": "日期", "kind": "种类", "name": "名称", "source": "来源"}
KINDS = {"rest": "放假", "work": "上班", "complete": "全年已公布"}
_OTHERS = {
    "休息": "rest", "放假": "rest", "节假日": "rest", "上班": "work", "调休": "work",
    "调休上班": "work", "补班": "work", "全年已公布": "complete", "已公布": "complete",
}  # fmt: skip
_DELIMITERS = ",;\t"
_EARLIEST, _LATEST = 2000, 2199
_WEEKEND = 5


def read_table(text: str) -> list[DayOverride]:
    """Read a table; InputRefused names line and column of everything that is wrong."""
    plain = clean_text(text, lines=True)
    first = plain.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, strict=True)
    problems: list[Problem] = []
    found: dict[tuple[date, bool], DayOverride] = {}
    try:
        head = _cells(next(rows, list[str]()))
        places = _places(head)
        for row in rows:
            if any(cells := _cells(row)):
                _read_row(cells, places, rows.line_num, found, problems)
    except csv.Error as error:
        problems.append(Problem(f"第{rows.line_num or 1}行", f"不是有效的CSV：{error}"))
    if problems:
        raise InputRefused(problems)
    return list(found.values())


def _cells(row: Sequence[str]) -> list[str]:
    return [clean_text(cell) for cell in row]


def _places(head: Sequence[str]) -> Mapping[str, int]:
    """Return where each column is; InputRefused unless day and kind are among them."""
    names = {folded(name): column for column, cn in COLUMNS.items() for name in (column, cn)}
    places: dict[str, int] = {}
    for number, cell in enumerate(head):
        if column := names.get(folded(cell)):
            places.setdefault(column, number)
    if not {"date", "kind"} <= places.keys():
        words = "、".join(COLUMNS.values())
        raise InputRefused([Problem("第1行", f"首行应当是栏目名称：{words}")])
    return places


def _read_row(
    row: Sequence[str],
    places: Mapping[str, int],
    line: int,
    found: dict[tuple[date, bool], DayOverride],
    problems: list[Problem],
) -> None:
    """Add one line's override, or its problems."""
    wrong = [
        Problem(f"第{line}行", f"第{number + 1}列没有名称，不知道“{text[:20]}”是什么")
        for number, text in enumerate(row)
        if text and number not in places.values()
    ]
    cells = {name: row[at] if at < len(row) else "" for name, at in places.items()}
    day = read_date(cells["date"])
    said = cells["kind"]
    kind = said.lower() if said.lower() in KINDS else _OTHERS.get(said, "")
    texts = {name: cells.get(name, "") for name in ("name", "source")}
    known = "、".join(KINDS.values())
    told = {"date": day.problem or _year_problem(day.value)}
    told["kind"] = "" if kind else f"“{said[:20]}”不在可用的种类之内：{known}"
    told |= {name: text_problem(text, NAME_LIMIT) for name, text in texts.items()}
    wrong += [
        Problem(f"第{line}行 {COLUMNS[name]}", words) for name, words in told.items() if words
    ]
    problems += wrong
    if wrong or day.value is None:
        return
    override = DayOverride(day.value, kind, texts["name"], texts["source"])
    earlier = found.setdefault((day.value, kind == "complete"), override)
    if earlier.kind != kind:
        words = f"{day.value.isoformat()}已另列为{KINDS[earlier.kind]}，互相矛盾"
        problems.append(Problem(f"第{line}行 {COLUMNS['kind']}", words))


def _year_problem(day: date | None) -> str:
    good = day is None or _EARLIEST <= day.year <= _LATEST
    return "" if good else f"年份不在{_EARLIEST}—{_LATEST}之间"


def write_table(days: Iterable[DayOverride]) -> str:
    """Return the table of these days, as `read_table` takes it."""
    made = io.StringIO(newline="")
    lines = csv.writer(made)
    lines.writerow(COLUMNS.values())
    lines.writerows((d.date.isoformat(), KINDS[d.kind], d.name, d.source) for d in days)
    return made.getvalue()


def sample_table() -> str:
    """Return a table to write over: the last announced year as it is, so it changes nothing."""
    year = max(embedded_years())
    whole = "有这一行表示这一年已经全部公布"
    return write_table([*arranged(year), DayOverride(date(year, 12, 31), "complete", "", whole)])


def arranged(year: int, calendar: WorkCalendar | None = None) -> Iterator[DayOverride]:
    """Yield the days of a year that are not what their weekday says."""
    calendar, day = calendar or WorkCalendar(), date(year, 1, 1)
    while day.year == year:
        name = calendar.rest_name(day)
        weekend = day.weekday() >= _WEEKEND
        if name is None and weekend:
            yield DayOverride(day, "work", "调休上班")
        elif name is not None and not (weekend and name in ("周六", "周日")):
            yield DayOverride(day, "rest", name)
        day += timedelta(days=1)
