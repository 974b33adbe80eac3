"""How long a patent lasts: by law, as entered, as last checked (专利法 42, 44, 47)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import reference
from models.rules.dates import add_months
from models.rules.events import (
    Entry,
    Event,
    InvalidationAccepted,
    InvalidationDecided,
    InvalidationEffective,
    InvalidationFiled,
    InvalidationResult,
    Log,
    PatentChecked,
    TermExtended,
)
from models.rules.patent.alive import Life, alive
from models.rules.patent.term import Patent, last_check, recheck, valid_until
from models.rules.procedure.state import CaseState

TERMS = reference.acceptance_data().rules.terms
FILED = st.dates(date(1985, 4, 1), date(2090, 12, 31))
KINDS = st.sampled_from(["invention", "utility_model", "design"])
DAY = date(2026, 6, 10)


def log(*events: tuple[str, Event]) -> Log:
    """Return a log of events with their days."""
    return Log(Entry(n, date.fromisoformat(d), e) for n, (d, e) in enumerate(events, start=1))


def state(patent: Patent, entries: Log) -> CaseState:
    """Return a case of a utility model."""
    return CaseState("adjudication", None, "utility_model", (), entries, patent=patent)


def checked(in_force: bool = True, paid_until: date | None = None) -> PatentChecked:
    """Return a look at the register."""
    return PatentChecked(source="专利登记簿副本", in_force=in_force, paid_until=paid_until)


@pytest.mark.parametrize(
    ("kind", "filed", "last"),
    [
        ("invention", "2019-06-12", "2039-06-11"),
        ("utility_model", "2022-04-18", "2032-04-17"),
        ("design", "2021-05-31", "2031-05-30"),
        ("design", "2021-06-01", "2036-05-31"),
        ("utility_model", "2020-02-29", "2030-02-27"),
    ],
)
def test_the_term_is_that_of_its_kind(kind: str, filed: str, last: str) -> None:
    assert TERMS.last_day(kind, date.fromisoformat(filed)) == date.fromisoformat(last)


@given(KINDS, FILED)
def test_the_day_after_the_term_is_the_day_of_filing_years_later(kind: str, filed: date) -> None:
    last = TERMS.last_day(kind, filed)
    assert last is not None
    end = last + timedelta(days=1)
    years = end.year - filed.year
    old = kind == "design" and filed < date(2021, 6, 1)
    assert years == {"invention": 20, "utility_model": 10, "design": 10 if old else 15}[kind]
    assert end == add_months(filed, 12 * years)


@given(KINDS, FILED, st.integers(0, 3000))
def test_who_files_later_is_protected_no_shorter(kind: str, filed: date, days: int) -> None:
    first, later = TERMS.last_day(kind, filed), TERMS.last_day(kind, filed + timedelta(days=days))
    assert first and later and first <= later


@given(st.none() | FILED, st.lists(FILED, max_size=4))
def test_the_longest_of_what_is_known_counts(lawful: date | None, entered: list[date]) -> None:
    entries = log(*(("2026-01-05", TermExtended(until=d, source="决定")) for d in entered))
    known = [d for d in (lawful, *entered) if d]
    assert valid_until(Patent(until=lawful), entries) == (max(known) if known else None)


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert TERMS.last_day("design", None) is None
    assert TERMS.last_day("", DAY) is None
    assert alive(state(Patent(), log()), DAY) is Life.IN_FORCE


def test_the_last_day_is_still_in_force() -> None:
    case = state(Patent(until=DAY), log())
    assert alive(case, DAY) is Life.IN_FORCE
    assert alive(case, DAY + timedelta(days=1)) is Life.EXPIRED
    longer = log(("2026-06-20", TermExtended(until=date(2027, 1, 1), source="决定")))
    entered = replace(case, log=longer)
    assert alive(entered, date(2026, 6, 19)) is Life.EXPIRED, "not yet entered"
    assert alive(entered, date(2026, 6, 20)) is Life.IN_FORCE


def test_what_the_register_said_last_counts() -> None:
    case = state(Patent(), log(("2026-06-01", checked(in_force=False)), ("2026-06-09", checked())))
    assert alive(case, date(2026, 6, 8)) is Life.ENDED
    assert alive(case, DAY) is Life.IN_FORCE


def test_only_a_decision_with_effect_takes_the_patent() -> None:
    key = "invalidation-1"
    gone = InvalidationDecided(id=key, result=InvalidationResult.WHOLLY)
    entries = log(
        ("2026-03-01", InvalidationFiled(id=key, party="R1")),
        ("2026-03-09", InvalidationAccepted(id=key)),
        ("2026-05-06", gone),
        ("2026-06-09", InvalidationEffective(id=key, text="没有人起诉")),
    )
    case = state(Patent(), entries)
    assert alive(case, date(2026, 6, 8)) is Life.IN_FORCE
    assert alive(case, date(2026, 6, 9)) is Life.INVALID


def test_a_look_counts_for_thirty_days_and_no_longer_than_the_annuity() -> None:
    patent = Patent(check_days=TERMS.check_days)
    assert recheck(patent, log(), DAY) == "还没有核查专利权状态"
    seen = log(("2026-05-11", checked()))
    assert recheck(patent, seen, DAY) == ""
    assert recheck(patent, seen, DAY + timedelta(days=1)) == "上次核查距今已超过30日"
    assert recheck(patent, seen, date(2026, 5, 10)) == "还没有核查专利权状态"
    paid = log(("2026-05-11", checked(paid_until=date(2026, 6, 1))))
    assert recheck(patent, paid, date(2026, 6, 1)) == ""
    assert recheck(patent, paid, DAY) == "上次核查时年费只缴纳至2026-06-01"
    found = last_check(paid)
    assert found and found.on == date(2026, 5, 11)
