"""Reading 8: the limit of the case, its extensions, its tolled days, and what comes too late."""

import pytest

from tests.rules.deadlines.support import brief, case, deadlines, ev

DOCKETED = ev("docketed", "2026-01-05")  # limit 5 April, a Sunday in 清明节, rolled to 7 April


def toll(start: str, end: str | None = None, name: str = "a", kind: str = "suspension") -> list:
    begun = ev("tolling_started", start, id=name, kind=kind, applied_by="R1")
    return [begun] if end is None else [begun, ev("tolling_ended", end, id=name)]


def extended(day: str, level: int = 1, **size: int) -> dict:
    return ev("extension_approved", day, level=level, **(size or {"months": 1}))


def limit(as_of: str, *events: dict) -> str:
    return brief(deadlines(case(as_of, DOCKETED, *events))["conclude|"])


def steps(as_of: str, *events: dict) -> list[str]:
    return [one.step for one in deadlines(case(as_of, DOCKETED, *events))["conclude|"].trace]


@pytest.mark.parametrize(
    ("day", "due"), [("2026-04-07", "2026-05-06"), ("2026-04-08", "2026-04-07")]
)
def test_an_extension_counts_up_to_the_rolled_limit(day: str, due: str) -> None:
    assert limit("2026-04-08", extended(day)).split()[1] == due  # 5 May rolls to 6 May


def test_levels_add_to_the_base_and_only_then_roll() -> None:
    both = (extended("2026-03-01"), extended("2026-05-06", 2, months=2))
    assert limit("2026-06-01", *both) == "2026-01-05 2026-07-06 running"
    assert limit("2026-06-01", extended("2026-03-01", days=31)).split()[1] == "2026-05-06"


def test_the_second_level_counts_by_the_limit_that_the_first_one_moved() -> None:
    late = extended("2026-05-07", 2, months=2)
    assert limit("2026-06-01", extended("2026-03-01"), late) == "2026-01-05 2026-05-06 overdue"
    assert steps("2026-06-01", extended("2026-03-01"), late) == [
        "trigger",
        "count",
        "extension",
        "not_counted",
        "roll",
    ]


def test_an_interval_that_starts_on_the_rolled_limit_counts_a_day_later_not() -> None:
    assert limit("2026-05-01", *toll("2026-04-07", "2026-04-17")) == (
        "2026-01-05 2026-04-15 overdue"
    )
    assert limit("2026-05-01", *toll("2026-04-08", "2026-04-17")) == (
        "2026-01-05 2026-04-07 overdue"
    )


def test_an_open_interval_carries_the_limit_with_it() -> None:
    opened = toll("2026-03-02")
    late = extended("2026-06-01")
    # 91 days are tolled on 1 June, so the extension comes within the limit of that day.
    assert limit("2026-06-01", *opened, late) == "2026-01-05 2026-08-04 suspended"
    closed = toll("2026-03-02", "2026-03-12")
    assert limit("2026-06-01", *closed, late) == "2026-01-05 2026-04-15 overdue"


def test_an_interval_open_on_that_day_counts_up_to_it_though_it_ended_later() -> None:
    first = toll("2026-03-02", "2026-07-01")
    # On 20 April 49 days are tolled: the limit is at 24 May and the second interval counts.
    second = toll("2026-04-20", "2026-07-11", "b", "appraisal")
    assert limit("2026-07-20", *first, *second) == "2026-01-05 2026-08-14 running"


def test_a_late_open_interval_does_not_suspend() -> None:
    assert limit("2026-04-20", *toll("2026-04-08")) == "2026-01-05 2026-04-07 overdue"


def test_an_interval_opened_today_suspends_with_no_day_yet() -> None:
    assert limit("2026-04-07", *toll("2026-04-07")) == "2026-01-05 2026-04-07 suspended"


def test_an_open_interval_stops_at_the_conclusion() -> None:
    done = ev("concluded", "2026-03-12")
    assert limit("2026-06-01", *toll("2026-03-02"), done) == (
        "2026-01-05 2026-04-15 met 2026-03-12"
    )
    assert limit("2026-06-01", *toll("2026-03-20"), done) == (
        "2026-01-05 2026-04-07 met 2026-03-12"
    )


def test_what_is_within_the_limit_counts_though_the_case_was_concluded_before() -> None:
    done = ev("concluded", "2026-03-12")
    assert limit("2026-06-01", done, extended("2026-03-20")) == (
        "2026-01-05 2026-05-06 met 2026-03-12"
    )


def test_late_extension_and_late_conclusion() -> None:
    done = ev("concluded", "2026-04-20")
    assert limit("2026-06-01", done, extended("2026-04-09")) == (
        "2026-01-05 2026-04-07 met_late 2026-04-20"
    )


def test_the_union_of_three_intervals_and_the_first_of_two_ends() -> None:
    events = [
        *toll("2026-02-01", "2026-03-01", "a"),
        *toll("2026-02-10", "2026-02-20", "b", "publication"),
        *toll("2026-02-25", "2026-03-11", "c", "settlement"),
        ev("tolling_ended", "2026-03-30", id="c"),
    ]
    one = deadlines(case("2026-04-01", DOCKETED, *events))["conclude|"]
    assert brief(one) == "2026-01-05 2026-05-13 running"
    assert [step.count for step in one.trace if step.step == "tolling"] == [28, 0, 10]


def test_neighbouring_intervals_add_up_without_a_gap() -> None:
    events = [*toll("2026-02-01", "2026-02-11"), *toll("2026-02-11", "2026-02-21", "b")]
    assert limit("2026-04-01", *events).split()[1] == "2026-04-27"  # 25 April is a Saturday


def test_a_late_interval_is_named_in_the_trace() -> None:
    one = deadlines(case("2026-05-01", DOCKETED, *toll("2026-04-08", "2026-04-17")))["conclude|"]
    named = [step.text for step in one.trace if step.step == "not_counted"]
    assert len(named) == 1
    assert "2026年4月8日" in named[0]
    assert "2026年4月7日" in named[0]


def test_ownership_mediation_knows_one_level_and_no_tolling() -> None:
    def due(*events: dict) -> str:
        data = case(
            "2026-06-01",
            ev("docketed", "2026-03-16"),
            *events,
            procedure="mediation",
            mediation_kind="ownership",
        )
        return brief(deadlines(data)["med_conclude_ownership|"])

    assert due() == "2026-03-16 2026-05-18 overdue"
    assert due(extended("2026-05-18")) == "2026-03-16 2026-06-16 running"
    assert due(extended("2026-05-19")) == "2026-03-16 2026-05-18 overdue"
    assert due(*toll("2026-04-01")) == "2026-03-16 2026-05-18 overdue"
    assert due(extended("2026-05-18", days=10), extended("2026-05-20", 2, months=2)) == (
        "2026-03-16 2026-05-26 overdue"
    )
