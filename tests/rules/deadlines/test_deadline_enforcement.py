"""Readings 10 and 12: enforcement per respondent, and the clocks of mediation."""

from tests.rules.deadlines.support import PARTIES, brief, case, deadlines, ev

R2 = {"id": "R2", "side": "respondent"}
DECISION = (
    ev("decision_issued", "2025-11-03", ordered=["R1"]),
    ev("served", "2025-11-05", document="decision", to="R1"),
)


def got(data: dict, key: str) -> str | None:
    found = deadlines(data)
    return brief(found[key]) if key in found else None


def office(as_of: str, *events: dict) -> str | None:
    return got(case(as_of, *DECISION, *events), "enforce_office|R1")


def due_on(day: str, date: str = "2025-11-05") -> dict:
    return ev("performance_due", date, of="R1", due_on=day)


def test_the_window_is_shown_from_the_day_of_service() -> None:
    # The suit period ends on 20 November: the window starts in the future and already shows.
    assert office("2025-11-05") == "2025-11-20 2026-02-24 running"
    unserved = case("2025-12-01", DECISION[0])
    assert got(unserved, "enforce_office|R1") is None


def test_only_who_was_ordered_by_any_decision() -> None:
    second = ev("decision_issued", "2025-11-10", ordered=["R2"])
    served = ev("served", "2025-11-12", document="decision", to="R2")
    data = case("2025-12-01", *DECISION, second, served, parties=[*PARTIES, R2])
    assert got(data, "enforce_office|R2") == "2025-11-27 2026-02-27 running"
    not_ordered = case("2025-12-01", *DECISION, served, parties=[*PARTIES, R2])
    assert got(not_ordered, "enforce_office|R2") is None


def test_the_earlier_window_after_rolling_counts_and_a_tie_goes_to_the_suit() -> None:
    # Both 18 and 20 February fall into the Spring Festival and roll to 24 February.
    assert office("2025-12-01", due_on("2025-11-18")) == "2025-11-20 2026-02-24 running"
    assert office("2025-12-01", due_on("2025-11-10")) == "2025-11-10 2026-02-10 running"
    assert office("2025-12-01", due_on("2026-01-10")) == "2025-11-20 2026-02-24 running"
    first = office("2025-12-01", due_on("2025-11-10", "2025-11-06"), due_on("2025-11-07"))
    assert first == "2025-11-07 2026-02-09 running"


def test_the_other_window_is_named_in_the_trace() -> None:
    one = deadlines(case("2025-12-01", *DECISION, due_on("2025-11-10")))["enforce_office|R1"]
    assert [step.step for step in one.trace] == ["trigger", "not_counted", "count"]
    assert "起诉期届满" in one.trace[1].text


def test_a_suit_in_time_or_performance_removes_the_window_a_late_suit_does_not() -> None:
    in_time = ev("suit_filed", "2025-11-25", from_="R1", posted_on="2025-11-20")
    late = ev("suit_filed", "2025-11-21", from_="R1")
    assert office("2025-12-01", in_time) is None
    assert office("2025-12-01", ev("performed", "2025-12-01", of="R1")) is None
    assert office("2025-12-01", late) == "2025-11-20 2026-02-24 running"


def test_the_holder_follows_when_the_day_has_passed_unmet() -> None:
    holder = "enforce_holder|R1"
    assert got(case("2026-02-24", *DECISION), holder) is None
    assert got(case("2026-02-25", *DECISION), holder) == "2026-02-24 2026-08-24 running"
    in_time = ev("enforcement_applied", "2026-02-24", of="R1")
    late = ev("enforcement_applied", "2026-02-25", of="R1")
    assert got(case("2026-03-01", *DECISION, in_time), holder) is None
    done = ev("holder_enforcement_applied", "2026-02-28", of="R1", posted_on="2026-02-26")
    assert got(case("2026-03-01", *DECISION, late, done), holder) == (
        "2026-02-24 2026-08-24 met 2026-02-26"
    )


# ---- mediation


def opinion(day: str, consent: bool, who: str = "R1") -> dict:
    return ev("opinion_received", day, from_=who, consent=consent)


def notice(day: str, who: str = "R1") -> dict:
    return ev("served", day, document="opinion_notice", to=who)


def mediation(as_of: str, *events: dict, **fields: object) -> dict:
    base: dict = {"procedure": "mediation", "mediation_kind": "damages"}
    return case(as_of, *events, **(base | fields))


def test_before_docketing_the_last_opinion_stands() -> None:
    data = mediation("2026-03-20", opinion("2026-03-10", True), opinion("2026-03-12", False))
    assert got(data, "med_docket|R1") is None
    assert got(data, "med_notice|P1") is None
    assert got(data, "med_refuse|R1") == "2026-03-12 2026-03-19 overdue"


def test_an_opinion_on_the_day_of_docketing_still_counts_a_later_one_does_not() -> None:
    events = (opinion("2026-03-10", True), ev("docketed", "2026-03-12"))
    same_day = mediation("2026-03-20", *events, opinion("2026-03-12", False))
    assert got(same_day, "med_refuse|R1") == "2026-03-12 2026-03-19 overdue"
    after = mediation("2026-03-20", *events, opinion("2026-03-13", False))
    assert got(after, "med_refuse|R1") is None
    assert got(after, "med_docket|R1") == "2026-03-10 2026-03-17 met 2026-03-12"


def test_without_an_opinion_by_then_the_first_later_one_stands() -> None:
    data = mediation(
        "2026-03-20",
        opinion("2026-03-03", True, "R2"),
        ev("docketed", "2026-03-05"),
        opinion("2026-03-10", True),
        opinion("2026-03-11", False),
        parties=[*PARTIES, R2],
    )
    assert got(data, "med_docket|R1") == "2026-03-10 2026-03-17 met 2026-03-05"
    # The requesters' notice runs from the latest consent that stands.
    assert got(data, "med_notice|P1") == "2026-03-10 2026-03-17 overdue"
    assert got(data, "med_notice|R2") == "2026-03-03 2026-03-10 overdue"


def test_silence_counts_once_the_day_has_passed_and_a_late_opinion_undoes_it() -> None:
    served = notice("2026-03-05")  # the opinion period ends on 20 March
    assert got(mediation("2026-03-20", served), "med_refuse|R1") is None
    assert got(mediation("2026-03-21", served), "med_refuse|R1") == (
        "2026-03-20 2026-03-27 running"
    )
    late = mediation("2026-03-30", served, opinion("2026-03-26", True))
    assert got(late, "med_refuse|R1") is None
    assert got(late, "med_docket|R1") == "2026-03-26 2026-04-02 running"
    assert got(late, "med_opinion|R1") == "2026-03-05 2026-03-20 met_late 2026-03-26"


def test_the_first_opinion_of_all_meets_the_period_even_before_service() -> None:
    data = mediation("2026-03-30", opinion("2026-03-03", False), notice("2026-03-05"))
    assert got(data, "med_opinion|R1") == "2026-03-05 2026-03-20 met 2026-03-03"


def test_the_refusal_is_met_by_the_notice_about_that_respondent() -> None:
    events = (opinion("2026-03-10", False), opinion("2026-03-10", False, "R2"))
    data = mediation(
        "2026-03-30",
        *events,
        ev("not_docketed", "2026-03-12", of="R2"),
        parties=[*PARTIES, R2],
    )
    assert got(data, "med_refuse|R1") == "2026-03-10 2026-03-17 overdue"
    assert got(data, "med_refuse|R2") == "2026-03-10 2026-03-17 met 2026-03-12"


def test_what_belongs_to_ownership_only() -> None:
    events = (
        ev("docketed", "2026-03-02"),
        ev("cnipa_suspension_requested", "2026-03-03"),
        ev("agreement_effective", "2026-03-10"),
        ev("concluded", "2026-03-10"),
    )
    only = {"med_conclude_ownership|", "med_restore|", "med_copy_cnipa|", "med_cnipa_suspension|"}
    settings = {"judicial_confirm": True}
    own = mediation("2026-04-30", *events, mediation_kind="ownership", settings=settings)
    other = mediation("2026-04-30", *events, settings=settings)
    assert set(deadlines(own)) == only
    assert set(deadlines(other)) == {"judicial_confirm|"}
    assert set(deadlines(mediation("2026-04-30", *events))) == set()
    unsuspended = (events[0], *events[2:])
    again = mediation("2026-04-30", *unsuspended, mediation_kind="ownership")
    assert set(deadlines(again)) == {"med_conclude_ownership|", "med_copy_cnipa|"}


def test_restoring_by_post_meets_both_clocks() -> None:
    data = mediation(
        "2026-04-30",
        ev("cnipa_suspension_requested", "2026-03-03"),
        ev("agreement_effective", "2026-03-10"),
        ev("restored", "2026-03-30", posted_on="2026-03-25"),
        mediation_kind="ownership",
    )
    assert got(data, "med_restore|") == "2026-03-10 2026-03-25 met 2026-03-25"
    assert got(data, "med_cnipa_suspension|") == "2026-03-03 2027-03-03 met 2026-03-25"
