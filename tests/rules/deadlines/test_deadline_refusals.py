"""Reading 16: what is refused, clause by clause, and that nothing else is."""

from typing import Any

import pytest

from models.rules.deadlines import parse_input
from models.rules.events import Json
from models.rules.problem import InputRefused
from tests.rules.deadlines.support import PARTIES, SCHEMA, case, ev, refused

AS_OF = "2026-06-30"


def fields(*events: dict, **more: Any) -> list[str]:
    """Return the refused fields of a case with these events."""
    return sorted(refused(case(AS_OF, *events, **more)))


def served(day: str, document: str, to: str = "R1", **more: Any) -> dict:
    return ev("served", day, document=document, to=to, **more)


def test_unknown_words() -> None:
    assert fields(ev("docket", "2026-03-02")) == ["events[0].type"]
    assert fields(ev("tolling_started", "2026-03-02", id="a", kind="rain")) == ["events[0].kind"]
    assert fields(served("2026-03-02", "letter")) == ["events[0].document"]
    odd = ev("period_set", "2026-03-02", id="a", what="x", party="P1", days=3)
    assert fields(odd) == ["events[0].what"]
    assert fields(procedure="lawsuit") == ["procedure"]
    assert fields(procedure=None) == ["procedure"]
    assert fields(mediation_kind="rent") == ["mediation_kind"]
    assert fields(ev("concluded", "2026-03-02", kind="sleep")) == ["events[0].kind"]
    assert fields(ev("judgment_received", "2026-03-02", kind="order")) == ["events[0].kind"]
    assert fields(parties=[{"id": "P1", "side": "judge"}]) == ["parties[0].side"]


def test_missing_or_impossible_dates() -> None:
    assert fields({"type": "docketed"}) == ["events[0].date"]
    for bad in ("2026-02-30", "2026-2-3", "20260203", "2026-02-03T00:00", 20260203, True, ["x"]):
        assert fields({"type": "docketed", "date": bad}) == ["events[0].date"]
    assert sorted(refused(case("2026-02-30"))) == ["as_of"]
    assert sorted(refused({"procedure": "advisory", "parties": PARTIES, "events": []})) == ["as_of"]


@pytest.mark.parametrize(
    ("event", "missing"),
    [
        ({"type": "answer_received"}, ["from"]),
        ({"type": "served"}, ["document", "to"]),
        ({"type": "period_set", "days": 3}, ["id", "party", "what"]),
        ({"type": "period_set", "id": "a", "what": "other", "party": "P1"}, ["until"]),
        ({"type": "hearing_scheduled"}, ["hearing_on"]),
        ({"type": "answer_extended", "party": "R1"}, ["until"]),
        ({"type": "opinion_received", "from": "R1"}, ["consent"]),
        ({"type": "judgment_received"}, ["kind"]),
        ({"type": "performance_due", "of": "R1"}, ["due_on"]),
        ({"type": "evidence_preserved"}, ["item"]),
        ({"type": "tolling_started"}, ["id", "kind"]),
        ({"type": "extension_approved", "months": 1}, ["level"]),
        ({"type": "extension_approved", "level": 1}, ["months"]),
        ({"type": "party_joined", "party": None}, ["party"]),
    ],
)
def test_missing_fields(event: dict, missing: list[str]) -> None:
    assert fields(event | {"date": "2026-03-02"}) == [f"events[0].{name}" for name in missing]


@pytest.mark.parametrize(
    ("event", "wrong"),
    [
        ({"type": "opinion_received", "from": "R1", "consent": "yes"}, "consent"),
        ({"type": "reconsideration_notice_received", "simple": 1}, "simple"),
        ({"type": "served", "document": "evidence_notice", "to": "R1", "days": "20"}, "days"),
        ({"type": "served", "document": "evidence_notice", "to": "R1", "days": True}, "days"),
        ({"type": "served", "document": "evidence_notice", "to": "R1", "days": 20.0}, "days"),
        ({"type": "served", "document": "evidence_notice", "to": "R1", "agreed": "x"}, "agreed"),
        ({"type": "evidence_preserved", "item": " "}, "item"),
        ({"type": "evidence_preserved", "item": 7}, "item"),
        ({"type": "decision_issued", "ordered": "R1"}, "ordered"),
        ({"type": "decision_issued", "ordered": ["R1", "R7"]}, "ordered[1]"),
        ({"type": "decision_issued", "ordered": [["R1"]]}, "ordered[0]"),
        ({"type": "extension_approved", "level": 3, "months": 1}, "level"),
        ({"type": "performed", "of": {"id": "R1"}}, "of"),
    ],
)
def test_impossible_fields(event: dict, wrong: str) -> None:
    assert fields(event | {"date": "2026-03-02"}) == [f"events[0].{wrong}"]


def test_an_event_after_the_day_of_computation() -> None:
    assert fields(ev("docketed", "2026-07-01")) == ["events[0].date"]
    assert fields(ev("docketed", "2026-06-30")) == []


def test_parties() -> None:
    assert fields(parties=[]) == ["parties"]
    assert fields(parties=None) == ["parties"]
    assert fields(parties=[*PARTIES, {"id": "R1", "side": "respondent"}]) == ["parties[2].id"]
    assert fields(parties=[{"side": "requester"}]) == ["parties[0].id"]
    assert fields(parties=["P1"]) == ["parties[0]"]
    home = {"id": "P1", "side": "requester", "domiciled_in_prc": "no"}
    assert fields(parties=[home]) == ["parties[0].domiciled_in_prc"]
    unknown = (
        served("2026-03-02", "decision", "R9"),
        ev("answer_received", "2026-03-02", from_="R9"),
        ev("performed", "2026-03-02", of="R9"),
        ev("party_joined", "2026-03-02", party="R9"),
        ev("tolling_started", "2026-03-02", id="a", kind="settlement", applied_by="R9"),
    )
    assert fields(*unknown) == [
        "events[0].to",
        "events[1].from",
        "events[2].of",
        "events[3].party",
        "events[4].applied_by",
    ]


def test_repeated_ids_and_ends_without_starts() -> None:
    a = ev("tolling_started", "2026-03-02", id="a", kind="suspension")
    p = ev("period_set", "2026-03-02", id="a", what="other", party="P1", days=3)
    assert fields(a, p) == []
    assert fields(a, p, a, p) == ["events[2].id", "events[3].id"]
    assert fields(ev("tolling_ended", "2026-03-02", id="b"), a) == ["events[0].id"]
    assert fields(ev("period_met", "2026-03-02", id="b"), p) == ["events[0].id"]


def test_required_when() -> None:
    assert fields(served("2026-03-02", "answer_copy", "P1")) == ["events[0].of"]
    for kind in ("evidence_extension", "settlement"):
        assert fields(ev("tolling_started", "2026-03-02", id="a", kind=kind)) == [
            "events[0].applied_by"
        ]
    refusal = ev("not_docketed", "2026-03-02")
    assert fields(refusal) == []
    assert fields(refusal, procedure="mediation") == ["events[0].of"]


def extension(day: str, level: int, **size: Any) -> dict:
    return ev("extension_approved", day, level=level, **size)


def test_extensions() -> None:
    first = extension("2026-03-02", 1, days=31)
    assert fields(first, extension("2026-03-02", 2, days=62)) == []
    assert fields(extension("2026-03-02", 2, months=2)) == ["events[0].level"]
    assert fields(first, extension("2026-03-03", 1, months=1)) == ["events[1].level"]
    assert fields(first, extension("2026-03-01", 2, months=1)) == ["events[1].date"]
    assert fields(extension("2026-03-02", 1, months=2)) == ["events[0].months"]
    assert fields(extension("2026-03-02", 1, days=32)) == ["events[0].days"]
    assert fields(first, extension("2026-03-02", 2, months=3)) == ["events[1].months"]
    assert fields(first, extension("2026-03-02", 2, days=63)) == ["events[1].days"]
    assert fields(extension("2026-03-02", 1, months=1, days=1)) == ["events[0].days"]
    assert fields(extension("2026-03-02", 1, days=0)) == ["events[0].days"]
    assert fields(extension("2026-03-02", 1, months=-1)) == ["events[0].months"]
    assert fields(extension("2026-03-02", 1, months=1, days=None)) == []


def test_short_evidence_periods() -> None:
    assert fields(served("2026-03-02", "evidence_notice", days=14)) == ["events[0].days"]
    assert fields(served("2026-03-02", "evidence_notice", days=14, agreed=False)) == [
        "events[0].days"
    ]
    assert fields(served("2026-03-02", "evidence_notice", days=15)) == []
    assert fields(served("2026-03-02", "evidence_notice", days=1, agreed=True)) == []


def test_periods_take_days_or_until() -> None:
    def period(**more: Any) -> dict:
        return ev("period_set", "2026-03-02", id="a", what="other", party="P1", **more)

    assert fields(period(days=3, until="2026-03-09")) == ["events[0].days"]
    assert fields(period(until="2026-03-02")) == []
    assert fields(period(until="2026-03-01")) == ["events[0].until"]


def test_orders_after_the_request() -> None:
    early = ("corrected", "docketed", "not_docketed")
    events = [ev(name, "2026-03-02") for name in early]
    assert fields(*events) == []
    assert fields(*events, ev("request_received", "2026-03-02")) == []
    wrong = [f"events[{i}].date" for i in range(3)]
    assert fields(*events, ev("request_received", "2026-03-03")) == wrong
    assert (
        fields(*events, ev("request_received", "2026-03-02"), ev("request_received", "2026-03-09"))
        == []
    )
    events[2]["of"] = "R1"
    request = ev("mediation_request_received", "2026-03-03")
    assert fields(*events, request, procedure="mediation") == wrong


def test_other_orders() -> None:
    toll = ev("tolling_started", "2026-03-02", id="a", kind="suspension")
    assert fields(toll, ev("docketed", "2026-03-03")) == ["events[0].date"]
    assert fields(toll, ev("docketed", "2026-03-02")) == []
    assert fields(toll, ev("tolling_ended", "2026-03-01", id="a")) == ["events[1].date"]
    assert fields(toll, ev("tolling_ended", "2026-03-02", id="a")) == []
    period = ev("period_set", "2026-03-02", id="a", what="other", party="P1", days=3)
    assert fields(period, ev("period_met", "2026-03-01", id="a")) == ["events[1].date"]
    answer = ev("answer_received", "2026-03-02", from_="R1")
    assert fields(answer, served("2026-03-03", "request_copy")) == ["events[0].date"]
    assert fields(answer, served("2026-03-03", "request_copy", "P1")) == []
    assert fields(answer) == []
    suit = ev("suit_filed", "2026-03-02", from_="R1")
    assert fields(suit, served("2026-03-03", "decision")) == ["events[0].date"]
    assert fields(suit, served("2026-03-03", "decision"), served("2026-03-01", "decision")) == []
    objected = ev("jurisdiction_objection_received", "2026-03-03", from_="R1")
    decided = ev("jurisdiction_objection_decided", "2026-03-02", of="R1")
    assert fields(objected, decided) == ["events[1].date"]
    assert fields(decided) == []
    kept = ev("evidence_preserved", "2026-03-03", item="I1")
    assert fields(kept, ev("preservation_decided", "2026-03-02", item="I1")) == ["events[1].date"]
    assert fields(kept, ev("preservation_decided", "2026-03-02", item="I2")) == []


def test_dates_inside_an_event() -> None:
    assert fields(ev("answer_extended", "2026-03-02", party="R1", until="2026-03-01")) == [
        "events[0].until"
    ]
    assert fields(ev("hearing_scheduled", "2026-03-02", hearing_on="2026-03-01")) == [
        "events[0].hearing_on"
    ]
    assert fields(ev("hearing_scheduled", "2026-03-02", hearing_on="2027-03-01")) == []
    assert fields(ev("appeal_filed", "2026-03-02", posted_on="2026-03-03")) == [
        "events[0].posted_on"
    ]
    assert fields(ev("performance_due", "2026-03-02", of="R1", due_on="2026-03-01")) == []


def test_every_problem_is_listed_and_unknown_fields_are_not_one() -> None:
    data = case("soon", ev("docked", "x"), ev("docketed", "2026-03-02", colour="red"), parties=[])
    assert list(refused(data)) == ["as_of", "parties", "events[0].type", "events[0].date"]


@pytest.mark.parametrize("data", [None, 3, "x", [], [1], True, {}, {"events": 3, "settings": 3}])
def test_what_is_no_case_at_all(data: Json) -> None:
    with pytest.raises(InputRefused) as error:
        parse_input(data, SCHEMA)
    assert error.value.problems
    assert all(one.problem for one in error.value.problems)


def test_settings_have_types() -> None:
    assert fields(settings={"judicial_confirm": "yes", "office": [1]}) == [
        "settings.judicial_confirm"
    ]
    assert fields(settings=None) == []
