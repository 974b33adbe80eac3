"""统计: what is counted in a period, compared with a plain count over the logs."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.cases.case_file import CaseFile
from models.queries.statistics import Report, Wanted, report
from models.rules.events import (
    Concluded,
    Conclusion,
    DecisionIssued,
    Docketed,
    Event,
    MediationRequestReceived,
    NotDocketed,
    Published,
    RequestReceived,
)
from tests.queries.office import TODAY, Office

BOUNDED = settings(
    derandomize=True, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
DAYS = st.dates(date(2025, 12, 1), date(2026, 8, 31))
KINDS = ("adjudication", "mediation", "advisory")


def first(office: Office, case: CaseFile, *kinds: type[Event]) -> date | None:
    """Return the first day of any of these events that has come."""
    days = [e.on for e in case.log.entries if isinstance(e.event, kinds)]
    return min((day for day in days if day <= office.desk.today()), default=None)


def row(made: Report, table: str, name: str) -> list[str]:
    tables = {t.id: t for t in made.tables}
    return [cell.shown for cell in next(r for r in tables[table].rows if r.id == name).cells]


def counted(office: Office, wanted: Wanted, *kinds: type[Event]) -> list[int]:
    """Return how often it happened in the period, by kind and in all."""
    happened = Counter(
        case.kind
        for case in office.cases()
        if (day := first(office, case, *kinds)) and wanted.first <= day <= wanted.last
        if wanted.kind in ("", case.kind)
    )
    return [*(happened[kind] for kind in KINDS), sum(happened.values())]


def numbers(cells: list[str]) -> list[int]:
    return [0 if cell == "—" else int(cell) for cell in cells]


@BOUNDED
@given(one=DAYS, other=DAYS, basis=st.sampled_from(("received", "docketed", "concluded")))
def test_what_came_in_was_docketed_and_ended_in_a_period(
    office: Office, one: date, other: date, basis: str
) -> None:
    wanted = Wanted(min(one, other), max(one, other), basis)
    made = report(office.desk, wanted)
    for name, kinds in (
        ("received", (RequestReceived, MediationRequestReceived)),
        ("docketed", (Docketed,)),
        ("concluded", (Concluded,)),
    ):
        assert numbers(row(made, "flow", name)) == counted(office, wanted, *kinds), name


def test_the_whole_time_counts_everything_once(office: Office) -> None:
    made = report(office.desk, Wanted(date(2026, 1, 1), date(2026, 12, 31)))
    assert numbers(row(made, "flow", "received"))[-1] == len(office.stories)
    months = [Wanted(date(2026, m, 1), date(2026, m, 28)) for m in range(1, 7)]
    parts = [numbers(row(report(office.desk, one), "flow", "docketed"))[-1] for one in months]
    assert sum(parts) <= numbers(row(made, "flow", "docketed"))[-1]


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_alone_counts_its_own(office: Office, kind: str) -> None:
    wanted = Wanted(date(2026, 1, 1), date(2026, 12, 31), kind=kind)
    cells = row(report(office.desk, wanted), "flow", "received")
    assert int(cells[-1]) == sum(case.kind == kind for case in office.cases())


def test_days_from_docketing_to_the_end_leave_out_what_does_not_count(office: Office) -> None:
    """The longest of the concluded cases, counted by hand from its log."""
    made = report(office.desk, Wanted(date(2026, 1, 1), date(2026, 12, 31), "concluded"))
    spans = [
        (end - begin).days
        for case in office.cases()
        if case.kind == "mediation"
        if (begin := first(office, case, Docketed)) and (end := first(office, case, Concluded))
    ]
    assert spans, "a mediation has nothing that does not count"
    assert row(made, "duration", "max")[1] == str(max(spans))


def test_the_ways_in_which_cases_end(office: Office) -> None:
    made = report(office.desk, Wanted(date(2026, 1, 1), date(2026, 12, 31)))
    ends = Counter(
        e.event.kind
        for case in office.cases()
        if case.kind == "adjudication"
        if (e := case.log.last(Concluded)) and e.on <= TODAY
    )
    assert len(ends) >= 2, "the office is worth counting"
    outcomes = next(t for t in made.tables if t.id == "outcome")
    shown = {r.label: numbers([c.shown for c in r.cells]) for r in outcomes.rows}
    decided = sum(cells[-1] for label, cells in shown.items() if label.startswith("裁决"))
    assert decided == ends[Conclusion.DECISION]
    dismissed = sum(cells[-1] for label, cells in shown.items() if label.startswith("撤销"))
    assert dismissed == ends[Conclusion.DISMISSAL]


def test_what_was_published(office: Office) -> None:
    made = report(office.desk, Wanted(date(2026, 1, 1), date(2026, 12, 31)))
    published = sum(first(office, case, Published) is not None for case in office.cases())
    decided = sum(first(office, case, DecisionIssued) is not None for case in office.cases())
    assert decided >= published > 0
    assert row(made, "after", "published")[0].startswith(f"{published}")


def test_refusals_of_a_part_are_no_refusals(office: Office) -> None:
    made = report(office.desk, Wanted(date(2026, 1, 1), date(2026, 12, 31)))
    whole = sum(
        office.stands(case)[1] == "refused" and case.log.has(NotDocketed) for case in office.cases()
    )
    assert numbers(row(made, "flow", "not_docketed"))[-1] == whole
