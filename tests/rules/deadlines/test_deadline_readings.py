"""Readings 1 to 5, each with the case that a wrong reading fails."""

from tests.rules.deadlines.support import (
    DOCKETED,
    PARTIES,
    R2,
    T1,
    case,
    deadlines,
    ev,
    got,
    served,
)

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
