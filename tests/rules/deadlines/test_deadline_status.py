"""Readings 6, 7, 9, 11, 13 and 14: hearing, forwarding, single rules, and the status."""

from tests.rules.deadlines.support import (
    DOCKETED,
    P2,
    PARTIES,
    R2,
    T1,
    brief,
    case,
    deadlines,
    ev,
    got,
    served,
)

# ---- 6: hearing notice


def test_a_notice_served_before_the_new_hearing_was_fixed_does_not_count() -> None:
    data = case(
        "2026-04-10",
        ev("hearing_scheduled", "2026-03-20", hearing_on="2026-04-09"),
        served("2026-03-25", "hearing_notice", "P1"),
        served("2026-04-01", "hearing_notice", "R1"),
        ev("hearing_scheduled", "2026-04-01", hearing_on="2026-04-20"),
    )
    assert got(data, "hearing_notice|P1") == "2026-04-20 2026-04-14 running"
    assert got(data, "hearing_notice|R1") == "2026-04-20 2026-04-14 met 2026-04-01"


def test_the_notice_counts_backwards_over_a_working_weekend_and_names_the_looser_day() -> None:
    data = case("2026-05-06", ev("hearing_scheduled", "2026-04-20", hearing_on="2026-05-12"))
    one = deadlines(data)["hearing_notice|P1"]
    assert brief(one) == "2026-05-12 2026-05-07 running"  # Saturday 9 May is a workday
    assert one.trace[1].direction == "backward"
    assert "2026年5月8日" in one.trace[1].text
    assert [day.isoformat() for day, _ in one.trace[1].skipped] == ["2026-05-10"]


def test_a_cancelled_hearing_has_no_clock_until_it_is_fixed_again() -> None:
    first = ev("hearing_scheduled", "2026-03-20", hearing_on="2026-04-15")
    off = ev("hearing_cancelled", "2026-03-25")
    same_day = ev("hearing_scheduled", "2026-03-25", hearing_on="2026-04-20")
    again = ev("hearing_scheduled", "2026-03-26", hearing_on="2026-04-20")
    assert got(case("2026-04-01", first, off), "hearing_notice|P1") is None
    assert got(case("2026-04-01", first, off, same_day), "hearing_notice|P1") is None
    assert got(case("2026-04-01", first, off, again), "hearing_notice|P1") == (
        "2026-04-20 2026-04-14 running"
    )


def test_of_two_hearings_fixed_on_one_day_the_later_hearing_counts() -> None:
    one = ev("hearing_scheduled", "2026-03-20", hearing_on="2026-04-20")
    two = ev("hearing_scheduled", "2026-03-20", hearing_on="2026-04-15")
    assert got(case("2026-04-01", one, two), "hearing_notice|P1") == "2026-04-20 2026-04-14 running"


# ---- 7: forwarding the answer


def test_forwarding_needs_every_requester_and_each_ones_first_copy() -> None:
    parties = [*PARTIES, P2, R2]
    events = (
        ev("answer_received", "2026-03-18", from_="R1"),
        ev("answer_received", "2026-03-19", from_="R2"),
        served("2026-03-20", "answer_copy", "P1", of="R1"),
        served("2026-03-30", "answer_copy", "P1", of="R1"),
        served("2026-03-19", "answer_copy", "P2", of="R2"),
    )
    open_ = case("2026-04-01", *events, parties=parties)
    assert got(open_, "forward_answer|R1") == "2026-03-18 2026-03-25 overdue"
    done = served("2026-03-25", "answer_copy", "P2", of="R1")
    closed = case("2026-04-01", *events, done, parties=parties)
    assert got(closed, "forward_answer|R1") == "2026-03-18 2026-03-25 met 2026-03-25"
    assert got(closed, "forward_answer|R2") == "2026-03-19 2026-03-26 overdue"


def test_no_requester_no_forwarding_met() -> None:
    data = case(
        "2026-04-01", ev("answer_received", "2026-03-18", from_="R1"), parties=[R2 | {"id": "R1"}]
    )
    assert got(data, "forward_answer|R1") == "2026-03-18 2026-03-25 overdue"


# ---- 9, 11, 13: single rules


def test_preservation_limitation_and_cnipa_suspension_roll_or_not() -> None:
    data = case("2026-03-20", ev("evidence_preserved", "2026-03-07", item="I1"))
    assert got(data, "preservation_decision|I1") == "2026-03-07 2026-03-14 overdue"
    data = case("2026-03-20", ev("infringement_known", "2023-03-14"))
    assert got(data, "limitation|") == "2023-03-14 2026-03-16 lapsed"
    data = case(
        "2026-03-20",
        ev("cnipa_suspension_requested", "2025-03-14"),
        procedure="mediation",
        mediation_kind="ownership",
    )
    assert got(data, "med_cnipa_suspension|") == "2025-03-14 2026-03-14 lapsed"


def test_litigation_clocks_run_in_mediation_too() -> None:
    for procedure in ("adjudication", "mediation"):
        data = case(
            "2026-04-01",
            ev("complaint_received", "2026-03-02", of="T1"),
            ev("defence_filed", "2026-03-20", of="T1", posted_on="2026-03-17"),
            ev("reconsideration_notice_received", "2026-03-02", simple=True),
            ev("judgment_received", "2026-03-02", kind="ruling"),
            ev("appeal_filed", "2026-03-16", posted_on="2026-03-13"),
            procedure=procedure,
            parties=[*PARTIES, T1],
        )
        assert got(data, "court_defence|T1") == "2026-03-02 2026-03-17 met 2026-03-17"
        assert got(data, "reconsideration_reply|") == "2026-03-02 2026-03-09 overdue"
        assert got(data, "appeal|") == "2026-03-02 2026-03-12 met_late 2026-03-13"


def test_a_third_party_may_sue_and_need_not_pay() -> None:
    data = case(
        "2026-04-01",
        ev("decision_issued", "2026-03-02", ordered=["R1", "T1"]),
        served("2026-03-03", "decision", "T1"),
        parties=[*PARTIES, T1],
    )
    assert got(data, "sue|T1") == "2026-03-03 2026-03-18 lapsed"
    assert got(data, "enforce_office|T1") is None


def test_the_advisory_clock_is_left_out_when_the_holder_acted_by_its_due_day() -> None:
    events = (ev("urging_received", "2026-01-31"), ev("urging_dispatched", "2026-01-28"))
    # One month from 31 January is 28 February, a working Saturday; two months roll to 30 March.
    acted = case("2026-04-01", *events, ev("holder_acted", "2026-03-01"), procedure="advisory")
    assert got(acted, "advisory_after_receipt|") == "2026-01-31 2026-02-28 elapsed"
    assert got(acted, "advisory_after_dispatch|") is None
    late = case("2026-04-01", *events, ev("holder_acted", "2026-03-31"), procedure="advisory")
    assert got(late, "advisory_after_dispatch|") == "2026-01-28 2026-03-30 elapsed"


# ---- 14: status


def test_running_up_to_and_including_the_due_day() -> None:
    for as_of, status in (("2026-03-09", "running"), ("2026-03-10", "overdue")):
        assert deadlines(case(as_of, DOCKETED))["serve_request|R1"].status == status


def test_conclusion_on_the_due_day_ends_a_procedural_clock_the_day_after_it_is_missed() -> None:
    for day, office, party in (
        ("2026-03-09", "ended", "ended"),
        ("2026-03-10", "missed", "ended"),
        ("2026-03-19", "missed", "ended"),
        ("2026-03-20", "missed", "lapsed"),
    ):
        data = case(
            "2026-06-01",
            DOCKETED,
            served("2026-03-04", "request_copy", "R1"),
            ev("concluded", day),
            parties=[*PARTIES, R2],
        )
        found = deadlines(data)
        assert found["serve_request|R2"].status == office
        assert found["answer|R1"].status == party


def test_a_clock_that_starts_after_the_conclusion_is_judged_by_its_due_day() -> None:
    data = case(
        "2026-06-01",
        DOCKETED,
        ev("concluded", "2026-03-10"),
        served("2026-03-20", "request_copy", "R1"),
    )
    assert got(data, "answer|R1") == "2026-03-20 2026-04-07 ended"


def test_docketing_and_publication_do_not_end_with_the_case() -> None:
    data = case(
        "2026-06-01",
        ev("request_received", "2026-03-02"),
        ev("decision_issued", "2026-03-10"),
        ev("concluded", "2026-03-05"),
    )
    assert got(data, "docketing|") == "2026-03-02 2026-03-09 overdue"
    assert got(data, "publish|") == "2026-03-10 2026-04-08 overdue"
