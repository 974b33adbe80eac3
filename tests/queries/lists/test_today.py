"""今日: each card compared with the dates and steps of every case."""

from collections import Counter
from datetime import date, timedelta

import pytest

from models.cases.case_file import CaseFile
from models.queries.dialogs.next_steps import steps_of
from models.queries.lists import to_serve, today
from models.queries.lists.today import TodayCard, TodayLine
from models.rules.deadlines.model import Deadline
from tests.queries.office import TODAY, Office

DAYS = [date(2026, 3, 2), date(2026, 4, 20), TODAY, TODAY + timedelta(days=60)]
Line = tuple[int | None, str, date | None]


def card(office: Office, name: str) -> TodayCard:
    return next(c for c in today.today_view(office.desk).cards if c.id == name)


def lines(found: TodayCard) -> Counter[Line]:
    return Counter((line.case_id, line.what, line.due) for line in found.lines)


def called(case: CaseFile, name: str, key: str | None) -> str:
    party = case.party(key)
    return f"{name}（{party.name}）" if party else name


def dated(office: Office, wanted: "set[str]", first: date, last: date) -> Counter[Line]:
    """Return the dates of these states between two days, as lines."""
    return Counter(
        (case.id, called(case, d.name, d.party), d.due)
        for case in office.cases()
        for d in office.dates(case)
        if d.status in wanted and first <= d.due <= last
    )


@pytest.mark.parametrize("day", DAYS)
def test_what_is_due(office: Office, day: date) -> None:
    office.clock.day = day
    assert lines(card(office, "due")) == dated(office, {"running"}, day, day)
    tomorrow, week = day + timedelta(days=1), day + timedelta(days=7)
    assert lines(card(office, "week")) == dated(office, {"running"}, tomorrow, week)


@pytest.mark.parametrize("day", DAYS)
def test_what_the_office_missed(office: Office, day: date) -> None:
    office.clock.day = day

    def missed(d: Deadline) -> bool:
        return d.duty == "office" and d.status in ("running", "overdue") and d.due < day

    expected = Counter(
        (case.id, called(case, d.name, d.party), d.due)
        for case in office.cases()
        for d in office.dates(case)
        if missed(d)
    )
    found = card(office, "overdue")
    assert lines(found) == expected
    assert all(line.days.startswith("已逾期") for line in found.lines)
    assert [line.due for line in found.lines] == sorted(d for _, _, d in expected.elements() if d)


@pytest.mark.parametrize("day", DAYS)
def test_what_is_provisional(office: Office, day: date) -> None:
    office.clock.day = day
    expected = {
        (case.id, d.due)
        for case in office.cases()
        for d in office.dates(case)
        if d.provisional and d.status == "running" and d.due >= day
    }
    assert {(line.case_id, line.due) for line in card(office, "provisional").lines} == expected


@pytest.mark.parametrize("day", DAYS)
def test_what_is_to_be_served(office: Office, day: date) -> None:
    office.clock.day = day
    expected = Counter(
        (case.id, s.step.id, s.step.party)
        for case in office.cases()
        for s in steps_of(office.desk, case)
        if s.step.command == "serve" and not s.step.optional
    )
    found = to_serve.to_serve(office.desk)
    assert Counter(line.key for line in found) == expected
    days = [line.due or date.max for line in found]
    assert days == sorted(days)
    assert all(line.late == (line.due is not None and line.due < day) for line in found)
    unserved = card(office, "unserved")
    assert unserved.total == len(found)
    assert [line.case_id for line in unserved.lines] == [
        line.case_id for line in found[: len(unserved.lines)]
    ]


def test_the_office_has_something_on_every_card(office: Office) -> None:
    """Without lines the comparisons above would say nothing."""
    seen: Counter[str] = Counter()
    for day in DAYS:
        office.clock.day = day
        for one in today.today_view(office.desk).cards:
            seen[one.id] += one.total
    assert all(seen[name] for name in ("overdue", "due", "week", "provisional", "unserved"))


def test_a_long_card_shows_its_first_lines_and_counts_the_rest(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = card(office, "overdue")
    assert whole.total > 3
    monkeypatch.setattr(today, "SHOWN", 3)
    cut = card(office, "overdue")
    assert cut.total == whole.total
    assert cut.lines == whole.lines[:3]


@pytest.mark.parametrize(
    ("day", "title"),
    [(date(2026, 5, 20), "2026年5月20日 星期三"), (date(2026, 3, 1), "2026年3月1日 星期日")],
)
def test_the_title_of_the_page(office: Office, day: date, title: str) -> None:
    office.clock.day = day
    view = today.today_view(office.desk)
    assert view.title == title
    assert view.office == "禾川县市场监督管理局"


def test_each_line_leads_to_its_case_by_number_and_parties(office: Office) -> None:
    cases = {case.id: case for case in office.cases()}

    def right(line: TodayLine) -> bool:
        case = cases[line.case_id or 0]
        record = case.record
        requester, respondents = case.side("requester")[0].name, case.side("respondent")
        more = f"等{len(respondents)}人" if len(respondents) > 1 else ""
        return (
            line.number == (record.case_no or record.refusal_no or record.receipt_no)
            and line.parties == f"{requester} — {respondents[0].name}{more}"
        )

    shown = [
        line
        for one in today.today_view(office.desk).cards
        if one.id != "drafts"
        for line in one.lines
    ]
    assert shown and all(map(right, shown))
