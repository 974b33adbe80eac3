"""Counting: a number is its list, parts add up to their whole, nothing is divided by nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.reference.ledgers import bundled
from models.rules.problem import InputRefused
from models.rules.statistics import Facts, Period, Table, count, load_spec, merged
from models.rules.statistics.count import NOT_APPLICABLE, percentage
from models.rules.statistics.measures import CASE, DEADLINE, KINDS, Subject
from models.rules.statistics.periods import period_days

TOLD_FIGURES = bundled()["notification"].figures
assert TOLD_FIGURES is not None
TOLD = TOLD_FIGURES.group.subject
BASE = load_spec(resources.text("statistics.toml"))
SPEC = replace(BASE, groups=(TOLD_FIGURES.group, *BASE.groups))
LABELS = {
    **SPEC.labels,
    "kind": {"adjudication": "行政裁决", "mediation": "行政调解", "advisory": "咨询意见"},
    "patent_kind": {"invention": "发明", "utility_model": "实用新型", "design": "外观设计"},
    "channel": {"window": "窗口", "post": "邮寄"},
    "track": {"simple": "简案", "complex": "普通"},
    "rule": {"docketing": "立案", "publish": "公开"},
}
VALUES: dict[str, tuple[Any, ...]] = {
    "kind": KINDS,
    "patent_kind": ("invention", "utility_model", "design", None),
    "channel": ("window", "post", "pigeon", ""),
    "track": ("simple", "complex", None),
    "outcome": ("established", "rejected", "agreement", "withdrawn", "dismissal", "transfer", None),
    "timeliness": ("on_time", "late"),
    "rule": ("docketing", "publish", "own_rule"),
    "platform": ("淘某", "某东", None),
    "signed": ("yes", "no"),
    "converted": ("yes", "no"),
}
DAYS = st.none() | st.dates(date(2025, 11, 1), date(2026, 3, 1)).map(date.isoformat)


def facts_of(subject: Subject, rows: list[dict[str, Any]]) -> Facts:
    """Return rows as columns."""

    def columns(names: Iterable[str]) -> dict[str, list[Any]]:
        return {name: [row[name] for row in rows] for name in names}

    return Facts(
        columns(subject.measures), columns(subject.dimensions), columns(subject.numbers), len(rows)
    )


def rows_of(subject: Subject) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return a strategy for rows of a subject with any days and values."""
    fields: dict[str, st.SearchStrategy[Any]] = {name: DAYS for name in subject.measures}
    for name in subject.dimensions:
        fields[name] = st.sampled_from(VALUES.get(name, (None, "yes")))
    for name in subject.numbers:
        fields[name] = st.none() | st.integers(0, 10**9)
    return st.lists(st.fixed_dictionaries(fields), max_size=25)


def tables(facts: dict[str, Facts], kind: str) -> list[Table]:
    """Return every table of January 2026."""
    period = Period("2026-01-01", "2026-01-31", kind)
    made = (count(group, facts[group.subject.id], period, LABELS) for group in SPEC.groups)
    return [table for table in made if table is not None]


@given(rows_of(CASE), rows_of(DEADLINE), rows_of(TOLD), st.sampled_from(("", *KINDS)))
def test_every_number_is_its_list_and_parts_add_up(
    cases: list[dict[str, Any]],
    clocks: list[dict[str, Any]],
    told: list[dict[str, Any]],
    kind: str,
) -> None:
    facts = {
        "case": facts_of(CASE, cases),
        "deadline": facts_of(DEADLINE, clocks),
        "notification": facts_of(TOLD, told),
    }
    groups = {group.id: group for group in SPEC.groups}
    for table in tables(facts, kind):
        group = groups[table.id]
        shows = {one.id: one.show for one in group.indicators}
        for row in table.rows:
            assert len(row.cells) == len(table.heads)
            for cell in row.cells:
                assert len(set(cell.items)) == len(cell.items)
                if shows[row.id] == "count" and cell.text != NOT_APPLICABLE:
                    assert int(cell.text) == len(cell.items)
            if "合计" in table.heads:
                at = table.heads.index("合计")
                parts = [i for cell in row.cells[:at] for i in cell.items]
                whole = set(row.cells[at].items)
                assert len(parts) == len(set(parts))
                # What does not apply to a kind is not in its column.
                assert set(parts) <= whole
                if all(cell.text != NOT_APPLICABLE for cell in row.cells[:at]):
                    assert set(parts) == whole
            kinds = facts[table.subject.id].values.get("kind")
            if kind and kinds:
                assert all(kinds[i] == kind for c in row.cells for i in c.items)
        check_parts(table)


def check_parts(table: Table) -> None:
    """Each indented block holds what the row above holds, every piece once."""
    for number, row in enumerate(table.rows):
        below = []
        for part in table.rows[number + 1 :]:
            if part.level == 0:
                break
            below.append(part)
        if row.level == 0 and below:
            for at, cell in enumerate(row.cells):
                pieces = [i for part in below for i in part.cells[at].items]
                assert sorted(pieces) == sorted(cell.items)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(4, 5, "80%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (0, 7, "0%"), (7, 7, "100%"), (0, 0, ""),
     (1999, 2000, "99.9%"), (9999, 10000, "99.9%"), (1, 10000, "0.1%")],
)  # fmt: skip
def test_percent(part: int, whole: int, shown: str) -> None:
    assert percentage(part, whole) == shown


def test_a_rate_of_nothing_and_a_figure_of_nothing_are_no_numbers() -> None:
    empty = {
        "case": facts_of(CASE, []),
        "deadline": facts_of(DEADLINE, []),
        "notification": facts_of(TOLD, []),
    }
    found = {table.id: table for table in tables(empty, "")}
    progress = [[cell.shown for cell in row.cells] for row in found["progress"].rows]
    assert progress == [["0", "0"], ["—", "—"], ["—", "—"], ["—", "—"]]
    duration = {row.id: [cell.shown for cell in row.cells] for row in found["duration"].rows}
    assert duration["mean"] == ["—", "—"] and duration["extended_second"] == ["0", "—"]
    assert found["agreement"].rows[1].cells[2].shown == "0.00"


def test_a_row_more_is_a_row_of_data() -> None:
    own = load_spec(
        '[[group]]\nid = "mine"\ntitle = "本局加的"\nsubject = "case"\nday = "cohort"\n'
        '[[group.indicator]]\nid = "both"\nlabel = "网上收的电商案"\nmeasure = "received"\n'
        'where = { channel = "post", platform = "*" }\n'
    )
    spec = merged(SPEC, own)
    assert [g.id for g in spec.groups] == [*(g.id for g in SPEC.groups), "mine"]
    blank = dict.fromkeys((*CASE.measures, *CASE.dimensions, *CASE.numbers))
    here = blank | {"kind": "mediation", "basis": "2026-01-31", "received": "2026-01-31"}
    rows = [
        here | {"channel": "post", "platform": "某东"},
        here | {"channel": "post"},
        here | {"channel": "post", "platform": "某东", "basis": "2026-02-01"},
    ]
    table = count(spec.groups[-1], facts_of(CASE, rows), Period("2026-01-01", "2026-01-31"), LABELS)
    assert table is not None and table.rows[0].label == "网上收的电商案"
    assert table.rows[0].cells[0].items == (0,)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("group = 3", "group"),
        ('[[group]]\nid = "a"\ntitle = "甲"\nsubject = "case"\nday = "some"', "“some”不在"),
        ('[[group]]\nid = "a"\ntitle = "甲"\nsubject = "cases"\nday = "own"', "“cases”不在"),
        ('[[group]]\nid = "a"\ntitle = "甲"\nsubject = "case"\nday = "own"\n'
         '[[group.indicator]]\nid = "x"\nlabel = "乙"\nmeasure = "won"', "“won”不在"),
        ('[[group]]\nid = "a"\ntitle = "甲"\nsubject = "case"\nday = "own"\n'
         '[[group.indicator]]\nid = "x"\nlabel = "乙"\nmeasure = "docketed"\nof = "y"', "分母"),
        ('[[group]]\nid = "a"\ntitle = "甲"\nsubject = "case"\nday = "own"\n'
         '[[group.indicator]]\nid = "x"\nlabel = "乙"\nmeasure = "docketed"\nshow = "mean"',
         "number"),
        ('[[group]]\nid = "a"\ntitle = "甲"\nsubject = "case"\nday = "own"\ncolour = "red"',
         "colour"),
    ],
)  # fmt: skip
def test_a_broken_table_is_named(text: str, problem: str) -> None:
    with pytest.raises(InputRefused) as refused:
        load_spec(text)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [("month", "2026-02-01", "2026-02-28"), ("quarter", "2026-01-01", "2026-03-31"),
     ("year", "2026-01-01", "2026-12-31"), ("last_year", "2025-01-01", "2025-12-31")],
)  # fmt: skip
def test_periods(period: str, first: str, last: str) -> None:
    days = period_days(period, date(2026, 2, 17))
    assert [day.isoformat() for day in days] == [first, last]
