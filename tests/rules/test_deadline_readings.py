"""One reading of the interface after another, each with the case that a wrong reading fails."""

from tests.rules.support import PARTIES, brief, case, deadlines, ev

P2 = {"id": "P2", "side": "requester"}
R2 = {"id": "R2", "side": "respondent"}
T1 = {"id": "T1", "side": "third_party"}
DOCKETED = ev("docketed", "2026-03-02")


def got(data: dict, key: str) -> str | None:
    """Return trigger, due, status of one deadline, None when it is left out."""
    found = deadlines(data)
    return brief(found[key]) if key in found else None


def served(day: str, document: str, to: str, **more: object) -> dict:
    return ev("served", day, document=document, to=to, **more)


# ---- 1: first, last, posted_on


def test_the_postmark_of_the_request_meets_the_limitation_docketing_runs_from_receipt() -> None:
    data = case(
        "2026-03-20",
        ev("infringement_known", "2023-03-10"),
        ev("request_received", "2026-03-12", posted_on="2026-03-10"),
    )
    assert got(data, "limitation|") == "2023-03-10 2026-03-10 met 2026-03-10"
    assert got(data, "docketing|") == "2026-03-12 2026-03-19 overdue"


def test_the_first_service_starts_the_answer_and_the_first_answer_meets_it() -> None:
    data = case(
        "2026-04-20",
        DOCKETED,
        served("2026-03-10", "request_copy", "R1"),
        served("2026-03-04", "request_copy", "R1"),
        ev("answer_received", "2026-03-23", from_="R1"),
        ev("answer_received", "2026-03-20", from_="R1"),
    )
    assert got(data, "answer|R1") == "2026-03-04 2026-03-19 met_late 2026-03-20"
    assert got(data, "serve_request|R1") == "2026-03-02 2026-03-09 met 2026-03-04"


def test_on_one_day_the_paper_posted_first_is_the_first() -> None:
    late = ev("answer_received", "2026-03-23", from_="R1")
    posted = ev("answer_received", "2026-03-23", from_="R1", posted_on="2026-03-19")
    for events in ([late, posted], [posted, late]):
        data = case("2026-04-20", DOCKETED, served("2026-03-04", "request_copy", "R1"), *events)
        assert got(data, "answer|R1") == "2026-03-04 2026-03-19 met 2026-03-19"
        assert got(data, "forward_answer|R1") == "2026-03-23 2026-03-30 overdue"


def test_the_earlier_dated_event_is_the_first_even_if_another_was_posted_before() -> None:
    data = case(
        "2026-04-20",
        DOCKETED,
        served("2026-03-04", "request_copy", "R1"),
        ev("answer_received", "2026-03-20", from_="R1"),
        ev("answer_received", "2026-03-23", from_="R1", posted_on="2026-03-18"),
    )
    assert got(data, "answer|R1") == "2026-03-04 2026-03-19 met_late 2026-03-20"


def test_a_meeting_event_before_its_trigger_counts() -> None:
    data = case(
        "2026-04-20",
        ev("infringement_known", "2026-03-20"),
        ev("request_received", "2026-03-02"),
        served("2026-03-10", "panel_notice", "R1"),
        served("2026-03-20", "panel_notice", "R1"),
        ev("recusal_requested", "2026-03-12", from_="R1"),
    )
    assert got(data, "limitation|") == "2026-03-20 2029-03-20 met 2026-03-02"
    assert got(data, "recusal|R1") == "2026-03-20 2026-03-25 met 2026-03-12"


def test_the_last_extension_of_the_answer_counts_not_the_longest() -> None:
    data = case(
        "2026-04-20",
        DOCKETED,
        served("2026-03-04", "request_copy", "R1"),
        ev("answer_extended", "2026-03-10", party="R1", until="2026-04-20"),
        ev("answer_extended", "2026-03-12", party="R1", until="2026-04-01"),
    )
    assert got(data, "answer|R1") == "2026-03-04 2026-04-01 lapsed"


def test_extensions_of_one_day_are_ordered_by_until() -> None:
    one = ev("evidence_extended", "2026-03-10", party="R1", until="2026-04-20")
    two = ev("evidence_extended", "2026-03-10", party="R1", until="2026-04-01")
    notice = served("2026-03-04", "evidence_notice", "R1")
    for events in ([one, two], [two, one]):
        assert got(case("2026-04-10", notice, *events), "evidence|R1") == (
            "2026-03-04 2026-04-20 running"
        )


def test_refusal_comes_before_consent_on_one_day() -> None:
    yes = ev("opinion_received", "2026-03-10", from_="R1", consent=True, posted_on="2026-03-01")
    no = ev("opinion_received", "2026-03-10", from_="R1", consent=False)
    for events in ([yes, no], [no, yes]):
        data = case("2026-03-12", *events, procedure="mediation")
        assert got(data, "med_docket|R1") == "2026-03-10 2026-03-17 running"
        assert got(data, "med_refuse|R1") is None


# ---- 2: docketing


def test_an_extension_of_docketing_on_the_fifth_workday_counts_on_the_sixth_not() -> None:
    for day, due in (("2026-03-09", "2026-03-16"), ("2026-03-10", "2026-03-09")):
        data = case(
            "2026-03-10", ev("request_received", "2026-03-02"), ev("docketing_extended", day)
        )
        assert deadlines(data)["docketing|"].due.isoformat() == due
        assert deadlines(data)["docket_notice|P1"].due.isoformat() == due


def test_a_late_extension_of_docketing_is_named_in_the_trace() -> None:
    data = case(
        "2026-03-20",
        ev("request_received", "2026-03-02"),
        ev("docketing_extended", "2026-03-12"),
    )
    steps = deadlines(data)["docketing|"].trace
    assert [step.step for step in steps] == ["trigger", "count", "not_counted"]
    assert "2026年3月12日" in steps[-1].text


def test_docketing_runs_from_the_last_correction() -> None:
    data = case(
        "2026-03-20",
        ev("request_received", "2026-03-02"),
        ev("corrected", "2026-03-10"),
        ev("corrected", "2026-03-06"),
        ev("docketing_extended", "2026-03-05"),
    )
    assert got(data, "docketing|") == "2026-03-10 2026-03-24 running"


def period(day: str, name: str = "c1", **more: object) -> dict:
    return ev("period_set", day, id=name, what="correction", party="P1", **more)


def test_the_correction_period_suspends_up_to_its_rolled_last_day() -> None:
    events = (ev("request_received", "2026-03-02"), period("2026-03-04", until="2026-03-14"))
    assert got(case("2026-03-16", *events), "docketing|") == "2026-03-02 2026-03-09 suspended"
    assert got(case("2026-03-17", *events), "docketing|") == "2026-03-16 2026-03-23 running"
    assert got(case("2026-03-24", *events), "docket_notice|P1") == "2026-03-16 2026-03-23 overdue"


def test_a_decision_on_the_last_day_of_the_period_ends_the_suspension() -> None:
    events = (ev("request_received", "2026-03-02"), period("2026-03-04", until="2026-03-14"))
    refused = case("2026-03-17", *events, ev("not_docketed", "2026-03-16"))
    assert got(refused, "docketing|") == "2026-03-02 2026-03-09 met_late 2026-03-16"
    assert got(refused, "docket_notice|P1") == "2026-03-02 2026-03-09 overdue"
    later = case("2026-03-17", *events, ev("docketed", "2026-03-17"))
    assert got(later, "docketing|") == "2026-03-16 2026-03-23 met 2026-03-17"


def test_a_period_before_the_correction_or_not_before_docketing_does_not_suspend() -> None:
    answered = case(
        "2026-03-12",
        ev("request_received", "2026-03-02"),
        period("2026-03-04", until="2026-03-20"),
        ev("corrected", "2026-03-10"),
    )
    assert got(answered, "docketing|") == "2026-03-10 2026-03-17 running"
    same_day = case(
        "2026-03-12",
        ev("request_received", "2026-03-02"),
        period("2026-03-05", until="2026-03-20"),
        ev("docketed", "2026-03-05"),
    )
    assert got(same_day, "docket_notice|P1") == "2026-03-02 2026-03-09 overdue"
    second = case(
        "2026-03-12",
        ev("request_received", "2026-03-02"),
        ev("corrected", "2026-03-10"),
        period("2026-03-10", until="2026-03-20"),
    )
    assert got(second, "docketing|") == "2026-03-10 2026-03-17 suspended"


def test_the_last_correction_period_by_date_then_by_rolled_day_counts() -> None:
    request = ev("request_received", "2026-03-02")
    by_date = case(
        "2026-03-12",
        request,
        period("2026-03-04", "a", until="2026-03-30"),
        period("2026-03-05", "b", until="2026-03-10"),
    )
    assert got(by_date, "docketing|") == "2026-03-10 2026-03-17 running"
    by_day = case(
        "2026-03-12",
        request,
        period("2026-03-05", "a", until="2026-03-13"),
        period("2026-03-05", "b", days=5),
    )
    assert got(by_day, "docketing|") == "2026-03-02 2026-03-09 suspended"


def test_other_periods_do_not_suspend_docketing() -> None:
    other = ev("period_set", "2026-03-04", id="x", what="supplement", party="P1", days=20)
    data = case("2026-03-12", ev("request_received", "2026-03-02"), other)
    assert got(data, "docketing|") == "2026-03-02 2026-03-09 overdue"


def test_docket_notice_is_met_by_either_notice_even_during_the_suspension() -> None:
    data = case(
        "2026-03-12",
        ev("request_received", "2026-03-02"),
        period("2026-03-04", until="2026-03-20"),
        served("2026-03-06", "refusal_notice", "P1"),
    )
    assert got(data, "docket_notice|P1") == "2026-03-02 2026-03-09 met 2026-03-06"
    assert got(data, "docketing|") == "2026-03-02 2026-03-09 suspended"


# ---- 3, 4, 5: designated periods, service, answer, evidence, recusal


def test_a_designated_period_is_met_by_the_postmark() -> None:
    for procedure in ("adjudication", "mediation"):
        data = case(
            "2026-03-20",
            period("2026-03-04", days=10),
            ev("period_met", "2026-03-18", id="c1", posted_on="2026-03-16"),
            procedure=procedure,
        )
        assert got(data, "designated|c1") == "2026-03-04 2026-03-16 met 2026-03-16"
    assert deadlines(case("2026-03-20", period("2026-03-04", days=10), procedure="advisory")) == {}


def test_joining_counts_only_when_later_than_docketing() -> None:
    parties = [*PARTIES, R2, T1]
    data = case(
        "2026-04-01",
        DOCKETED,
        ev("party_joined", "2026-02-20", party="R1"),
        ev("party_joined", "2026-03-16", party="R2"),
        ev("party_joined", "2026-03-16", party="T1"),
        parties=parties,
    )
    assert got(data, "serve_request|R1") == "2026-03-02 2026-03-09 overdue"
    assert got(data, "serve_request|R2") == "2026-03-16 2026-03-23 overdue"
    assert got(data, "serve_request|T1") is None


def test_the_objection_follows_the_longer_answer_period_of_a_foreign_party() -> None:
    abroad = [PARTIES[0], {"id": "R1", "side": "respondent", "domiciled_in_prc": False}]
    data = case(
        "2026-04-01",
        served("2026-03-04", "request_copy", "R1"),
        ev("answer_extended", "2026-03-30", party="R1", until="2026-05-02"),
        parties=abroad,
    )
    assert got(data, "answer_foreign|R1") == "2026-03-04 2026-05-06 running"
    assert got(data, "object_jurisdiction|R1") == "2026-03-04 2026-05-06 running"
    assert got(data, "answer|R1") is None


def test_an_extension_granted_after_the_period_counts_for_a_party() -> None:
    data = case(
        "2026-04-20",
        served("2026-03-04", "evidence_notice", "P1"),
        ev("evidence_extended", "2026-04-01", party="P1", until="2026-04-30"),
    )
    assert got(data, "evidence|P1") == "2026-03-04 2026-04-30 running"
    assert got(data, "request_appraisal|P1") == "2026-03-04 2026-04-30 running"


def test_the_objection_is_in_time_by_its_postmark_the_decision_runs_from_receipt() -> None:
    data = case(
        "2026-04-20",
        served("2026-03-04", "request_copy", "R1"),
        ev("jurisdiction_objection_received", "2026-03-24", from_="R1", posted_on="2026-03-19"),
    )
    assert got(data, "object_jurisdiction|R1") == "2026-03-04 2026-03-19 met 2026-03-19"
    assert got(data, "decide_objection|R1") == "2026-03-24 2026-03-31 overdue"


def test_recusal_ends_on_the_hearing_day_only_when_that_is_later() -> None:
    notice = served("2026-04-01", "panel_notice", "T1")
    parties = [*PARTIES, T1]
    for hearing, due in (("2026-04-05", "2026-04-07"), ("2026-04-12", "2026-04-12")):
        for procedure in ("adjudication", "mediation"):
            data = case(
                "2026-04-02",
                notice,
                ev("hearing_scheduled", "2026-03-20", hearing_on=hearing),
                procedure=procedure,
                parties=parties,
            )
            assert deadlines(data)["recusal|T1"].due.isoformat() == due


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
