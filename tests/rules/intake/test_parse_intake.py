"""Reading an intake: samples pass, everything wrong is named at its field, nothing crashes."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import reference
from models.rules.intake.parse import parse_intake
from models.rules.intake.tables import IntakeRules
from models.rules.problem import InputRefused
from tests.places import DATA

Sample = Callable[[str], dict[str, Any]]
TODAY = date(2026, 11, 22)
SAMPLES = DATA / "sample_intakes.json"


def refused(raw: Any, tables: IntakeRules) -> dict[str, str]:
    with pytest.raises(InputRefused) as caught:
        parse_intake(raw, tables, as_of=TODAY)
    return {p.field: p.problem for p in caught.value.problems}


@pytest.mark.parametrize("name", ["S1", "S2", "S3", "S4", "S6", "S8", "S10"])
def test_samples_are_read_without_warnings(name: str, sample: Sample, tables: IntakeRules) -> None:
    intake = parse_intake(sample(name), tables, as_of=TODAY)
    assert intake.warnings == ()


def test_a_sample_in_detail(sample: Sample, tables: IntakeRules) -> None:
    intake = parse_intake(sample("S1"), tables)
    raw_operator = sample("S1")["respondents"][1]["operator"]["name"]
    assert [p.path for p in intake.parties] == ["requesters[0]", "respondents[0]", "respondents[1]"]
    assert [p.key for p in intake.parties] == ["P1", "R1", "R2"]
    assert intake.patent.number == "201919800137.5"
    assert intake.patent.asserted_claims == (1, 3)
    assert intake.respondents[1].value("operator_name") == raw_operator
    assert intake.agents_of("P1")[0].special_powers[0] == "承认"
    assert intake.has_paper("P1", "poa")


def test_wrong_check_digit_as_typed_is_a_warning(sample: Sample, tables: IntakeRules) -> None:
    raw = sample("S4")
    raw["patent"]["number"] = raw["patent"]["as_typed"]
    intake = parse_intake(raw, tables)
    (warning,) = intake.warnings
    assert warning.field == "patent.number" and "202129800291.5" in warning.text
    assert intake.patent.number == "202129800291.0"


def test_design_has_no_use_and_no_claims(sample: Sample, tables: IntakeRules) -> None:
    raw = sample("S3")
    raw["acts"].append({"act": "use"})
    problems = refused(raw, tables)
    assert list(problems) == ["acts[2].act"] and "使用" in problems["acts[2].act"]
    raw = sample("S3")
    raw["patent"]["asserted_claims"] = [1]
    intake = parse_intake(raw, tables)
    assert intake.patent.asserted_claims == ()
    assert intake.warnings[0].field == "patent.asserted_claims"


def test_method_acts_belong_to_inventions(sample: Sample, tables: IntakeRules) -> None:
    raw = sample("S2")
    raw["acts"] = [{"act": "use_method"}]
    assert "实用新型" in refused(raw, tables)["acts[0].act"]
    assert parse_intake(sample("S6"), tables).acts[0].act == "use_method"


def test_every_problem_in_the_order_of_the_form(sample: Sample, tables: IntakeRules) -> None:
    raw = sample("S1")
    raw["kind"] = "lawsuit"
    raw["received_on"] = "2026-02-30"
    raw["requesters"][0]["name"] = "甲" * 201
    raw["respondents"][1]["name"] = "乙\x07"
    raw["respondents"][0]["id_no"] = "9114"
    raw["agents"][0]["powers"] = "all"
    raw["patent"]["number"] = "12"
    raw["patent"]["asserted_claims"] = [0, "x"]
    raw["acts"][0]["act"] = "steal"
    raw["evidence"][0]["pages"] = -1
    raw["papers"][0]["id"] = "nothing"
    raw["already_sued"] = "no"
    problems = refused(raw, tables)
    assert list(problems) == [
        "kind",
        "received_on",
        "requesters[0].name",
        "respondents[0].id_no",
        "respondents[1].name",
        "agents[0].powers",
        "patent.number",
        "patent.asserted_claims[0]",
        "patent.asserted_claims[1]",
        "acts[0].act",
        "evidence[0].pages",
        "papers[0].id",
        "already_sued",
    ]
    assert "U+0007" in problems["respondents[1].name"]
    assert "没有30日" in problems["received_on"]


def test_parties_are_one_to_a_hundred(sample: Sample, tables: IntakeRules) -> None:
    raw = sample("S2")
    raw["respondents"] = []
    del raw["requesters"]
    problems = refused(raw, tables)
    assert "至少要有一名被请求人" in problems["respondents"]
    assert "至少要有一名请求人" in problems["requesters"]
    raw = sample("S2")
    one = raw["respondents"][0]
    raw["respondents"] = [{**one, "id": f"R{i}", "id_no": ""} for i in range(101)]
    assert problems_of_count(refused(raw, tables))
    raw["respondents"].pop()
    assert len(parse_intake(raw, tables).respondents) == 100


def problems_of_count(problems: dict[str, str]) -> bool:
    return problems["respondents"] == "有101项，最多100项"


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("patent", "granted_on"), "2019-01-01", "patent.granted_on"),
        (("patent", "granted_on"), "2026-06-01", "patent.granted_on"),
        (("infringement_known_on",), "2026-01-27", "infringement_known_on"),
        (("received_on",), "2026-11-23", "received_on"),
        (("mediation_kind",), "damages", "mediation_kind"),
        (("agents", 0, "for"), "requester:2", "agents[0].for"),
        (("papers", 0, "of"), "somebody", "papers[0].of"),
        (("acts", 0, "by"), "respondent:9", "acts[0].by"),
        (("respondents", 0, "id_no"), "91141099MAYYY0013H", "respondents[0].id_no"),
        (("respondents", 1, "id"), "R1", "respondents[1].id"),
        (("facts_and_reasons",), "字" * 20_001, "facts_and_reasons"),
        (("facts_and_reasons",), "甲\u0007乙", "facts_and_reasons"),
        (("patent",), [], "patent"),
        (("acts",), {}, "acts"),
        (("evidence", 0), "一份", "evidence[0]"),
    ],
)
def test_contradictions_are_refused_at_their_field(
    path: tuple[Any, ...], value: Any, field: str, sample: Sample, tables: IntakeRules
) -> None:
    raw = sample("S1")
    place = raw
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert list(refused(raw, tables)) == [field]


@pytest.mark.parametrize("spelling", ["respondent:2", "R2"])
def test_parties_are_named_by_key_or_as_older_requests_did(
    spelling: str, sample: Sample, tables: IntakeRules
) -> None:
    raw = sample("S1")
    raw["acts"] = [{"act": "sell", "by": spelling}]
    raw["agents"][0]["for"] = spelling
    raw["papers"] = [{"id": "poa", "of": spelling}]
    intake = parse_intake(raw, tables)
    assert (intake.acts[0].by, intake.agents[0].of, intake.papers[0].of) == ("R2", "R2", "R2")


def test_a_place_means_the_party_that_stands_there(sample: Sample, tables: IntakeRules) -> None:
    """Keys need not be in order: after one was taken out, the second respondent is R3."""
    raw = sample("S1")
    raw["respondents"][1]["id"] = "R3"
    raw["acts"] = [{"act": "sell", "by": "respondent:2"}, {"act": "make", "by": "R3"}]
    assert [act.by for act in parse_intake(raw, tables).acts] == ["R3", "R3"]
    raw["acts"] = [{"act": "sell", "by": "R2"}]
    assert list(refused(raw, tables)) == ["acts[0].by"]


def test_what_only_requesters_fill_in_is_not_used_for_others(
    sample: Sample, tables: IntakeRules
) -> None:
    raw = sample("S1")
    raw["respondents"][0]["standing"] = "heir"
    intake = parse_intake(raw, tables)
    assert [(w.field, w.text) for w in intake.warnings] == [
        ("respondents[0].standing", "被请求人不填请求资格，没有使用")
    ]


def test_mediation_needs_its_kind(sample: Sample, tables: IntakeRules) -> None:
    raw = sample("S10")
    raw["mediation_kind"] = None
    assert list(refused(raw, tables)) == ["mediation_kind"]


def test_paper_of_whom_with_several_requesters(sample: Sample, tables: IntakeRules) -> None:
    raw = sample("S2")
    del raw["papers"][0]["of"]
    assert parse_intake(raw, tables).papers[0].of == "P1"
    raw["requesters"].append({"kind": "natural", "name": "乙", "standing": "patentee"})
    assert list(refused(raw, tables)) == ["papers[0].of"]


def test_odd_values_that_are_kept_with_a_warning(sample: Sample, tables: IntakeRules) -> None:
    raw = sample("S2")
    raw["typo_field"] = 1
    raw["requesters"][0]["id_type"] = "soldier_card"
    raw["requesters"][0]["phone"] = "12"
    raw["infringement_known_on"] = "4-20"
    raw["patent"]["kind"] = "invention"
    raw["patent"]["filed_on"] = "2021-04-18"
    intake = parse_intake(raw, tables, as_of=TODAY)
    assert {w.field for w in intake.warnings} == {
        "typo_field",
        "requesters[0].id_type",
        "requesters[0].phone",
        "infringement_known_on",
        "patent.kind",
        "patent.filed_on",
    }
    assert intake.requesters[0].id_type == "other"
    assert intake.infringement_known_on == date(2026, 4, 20)


def test_kind_of_patent_comes_from_the_number_when_not_given(
    sample: Sample, tables: IntakeRules
) -> None:
    raw = sample("S3")
    del raw["patent"]["kind"]
    assert parse_intake(raw, tables).patent.is_design


def test_line_breaks_and_indents_survive(sample: Sample, tables: IntakeRules) -> None:
    raw = sample("S2")
    raw["facts_and_reasons"] = "\u3000\u3000第一段\r\n\u3000\u3000第二段"
    assert parse_intake(raw, tables).facts_and_reasons == "\u3000\u3000第一段\n\u3000\u3000第二段"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = [
    "kind",
    "mediation_kind",
    "received_on",
    "channel",
    "requesters",
    "respondents",
    "agents",
    "patent",
    "acts",
    "requests",
    "facts_and_reasons",
    "evidence",
    "papers",
    "infringement_known_on",
    "already_sued",
    "copies",
    "special_matter",
]
INNER = [
    "kind",
    "name",
    "id_type",
    "id_no",
    "address",
    "region",
    "standing",
    "operator",
    "for",
    "powers",
    "special_powers",
    "number",
    "filed_on",
    "asserted_claims",
    "act",
    "by",
    "pages",
    "language",
    "id",
    "of",
]
OBJECT = st.dictionaries(st.sampled_from(INNER), JSON, max_size=6)
NEAR = st.dictionaries(st.sampled_from(FIELDS), JSON | OBJECT | st.lists(OBJECT, max_size=3))


@settings(max_examples=150, deadline=None)
@given(JSON | NEAR)
def test_nothing_but_input_refused_ever_comes_out(raw: Any) -> None:
    rules = reference.intake_rules()
    try:
        parse_intake(raw, rules, as_of=TODAY)
    except InputRefused as error:
        assert error.problems


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_sample_with_one_value_replaced_never_crashes(data: st.DataObject) -> None:
    rules = reference.intake_rules()
    raw = data.draw(st.sampled_from(json.loads(SAMPLES.read_text(encoding="utf-8"))))["intake"]
    place: Any = raw
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        deeper = place[key]
        if not isinstance(deeper, (dict, list)) or not deeper or data.draw(st.booleans()):
            place[key] = data.draw(JSON)
            break
        place = deeper
    try:
        parse_intake(raw, rules, as_of=TODAY)
    except InputRefused as error:
        assert all(p.problem for p in error.problems)
