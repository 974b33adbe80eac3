"""Papers and contents of a request, mediations, advisory opinions: what is asked for, and why."""

from collections.abc import Callable
from typing import Any

import pytest

from models.rules.acceptance.model import OfficeScope

Sample = Callable[[str], dict[str, Any]]
Checked = Callable[..., Any]


# ------------------------------------------------------------------ papers and contents


@pytest.mark.parametrize(
    ("name", "paper", "item"),
    [
        ("S1", "request", "request_paper"),
        ("S1", "register_copy", "register_copy"),
        ("S1", "business_licence", "identity"),
        ("S1", "legal_rep_certificate", "legal_rep_certificate"),
        ("S1", "poa", "poa"),
        ("S2", "id_copy", "identity"),
        ("S6", "licence_contract", "interest_proof"),
        ("S10", "decision_copy", "decision_copy"),
        ("S10", "request", "request_paper"),
    ],
)
def test_each_missing_paper_is_a_correction_then_a_reason(
    name: str, paper: str, item: str, sample: Sample, checked: Checked
) -> None:
    raw = sample(name)
    raw["papers"] = [p for p in raw["papers"] if p["id"] != paper]
    assert (checked(raw).result, checked(raw).asked) == ("correct", [item])
    late = checked(raw, after_correction=True)
    assert late.result == "refuse"
    assert late.codes == ["not_interested" if item == "interest_proof" else "not_corrected"]


def test_sole_trader_may_show_licence_or_card(sample: Sample, checked: Checked) -> None:
    raw = sample("S2")
    raw["requesters"][0]["kind"] = "sole_trader"
    assert checked(raw).result == "docket"


def test_evaluation_report_is_demanded_only_by_the_office(sample: Sample, checked: Checked) -> None:
    raw = sample("S2")
    raw["papers"] = [p for p in raw["papers"] if p["id"] != "evaluation_report"]
    raw["patent"]["evaluation_report"] = "none"
    assert checked(raw).result == "docket" and checked(raw).hint("evaluation_report")
    office = OfficeScope("", ("禾川县",), True, "own", evaluation_report_required=True)
    assert checked(raw, office).asked == ["evaluation_report"]
    late = checked(raw, office, after_correction=True)
    assert late.codes == ["evaluation_report_withheld"]
    assert checked(sample("S1"), office).result == "docket", "inventions have no such report"


@pytest.mark.parametrize(
    ("change", "item", "refused"),
    [
        ({"address": ""}, "requester_contents", True),
        ({"phone": ""}, "requester_contents", True),
        ({"legal_rep": ""}, "requester_contents", True),
        ({"legal_rep_post": ""}, "legal_rep_post", False),
    ],
)
def test_contents_of_the_request(
    change: dict[str, str], item: str, refused: bool, sample: Sample, checked: Checked
) -> None:
    raw = sample("S1")
    raw["requesters"][0].update(change)
    assert checked(raw).asked == [item]
    assert checked(raw, after_correction=True).result == ("refuse" if refused else "docket")


def test_respondents_address_and_contact(sample: Sample, checked: Checked) -> None:
    raw = sample("S2")
    raw["respondents"][0]["phone"] = ""
    assert checked(raw).result == "docket" and checked(raw).hint("respondent_contact")
    raw["respondents"][0]["address"] = ""
    assert checked(raw).asked == ["respondent_address"]


def test_agents_powers_and_their_papers(sample: Sample, checked: Checked) -> None:
    raw = sample("S1")
    raw["agents"] = [dict(raw["agents"][0], name=f"代理{i}") for i in range(3)]
    assert checked(raw).asked == ["agents"]
    raw["agents"] = [dict(raw["agents"][0], special_powers=[], firm="")]
    result = checked(raw)
    assert result.asked == ["agent_contents"]
    assert "一般授权" in result.hint("special_powers")
    assert checked(raw, after_correction=True).result == "docket"


@pytest.mark.parametrize(
    ("region", "id_type", "papers", "wanted"),
    [
        ("hongkong", "hmt_travel_permit", [], ["foreign_formalities"]),
        ("taiwan", "hmt_residence_permit", [], []),
        ("foreign", "passport", [], ["foreign_formalities"]),
        ("foreign", "passport", ["notarisation"], []),
        ("foreign", "foreign_permanent_residence", [], []),
    ],
)
def test_formalities_of_parties_from_elsewhere(
    region: str,
    id_type: str,
    papers: list[str],
    wanted: list[str],
    sample: Sample,
    checked: Checked,
) -> None:
    raw = sample("S2")
    raw["requesters"][0].update(region=region, id_type=id_type, id_no="H1234567")
    raw["papers"] += [{"id": p, "of": "requester:1"} for p in papers]
    assert checked(raw).asked == wanted
    assert "省级" in checked(raw).hint("province_foreign")
    if wanted:
        assert checked(raw, after_correction=True).codes == ["foreign_formalities"]


def test_foreign_evidence_without_translation_warns(sample: Sample, checked: Checked) -> None:
    raw = sample("S2")
    raw["evidence"][0]["language"] = "en"
    result = checked(raw)
    assert result.result == "docket" and "视为没有提交" in result.hint("translation")
    raw["papers"].append({"id": "translation", "of": "requester:1"})
    assert checked(raw).states["translation"] == "met"


def test_copies_and_signature_once_somebody_looked(sample: Sample, checked: Checked) -> None:
    assert "2份" in checked(sample("S1")).hint("copies")
    assert checked(sample("S1") | {"copies": 1}).asked == ["copies"]
    assert checked(sample("S1") | {"copies": 2, "request_signed": True}).result == "docket"
    assert checked(sample("S1") | {"request_signed": False}).asked == ["signature"]


def test_patent_facts(sample: Sample, checked: Checked) -> None:
    raw = sample("S2")
    raw["patent"].update(number="", holder="")
    assert checked(raw).asked == ["patent"]
    raw = sample("S2")
    raw["patent"].update(number="", filed_on="2016-05-11", granted_on="2017-01-01")
    assert "2026年5月10日" in checked(raw).hint("in_force")
    raw["patent"]["filed_on"] = "2016-05-12"
    assert not checked(raw).hint("in_force")
    raw["patent"]["invalidation"] = "accepted"
    assert "应当中止" in checked(raw).hint("invalidation")


def test_design_terms_before_and_after_june_2021(sample: Sample, checked: Checked) -> None:
    raw = sample("S3")
    raw["patent"].update(number="", filed_on="2015-01-01", granted_on="2016-01-01")
    assert checked(raw).hint("in_force"), "ten years for a design filed before 2021-06-01"
    raw["patent"].update(filed_on="2021-06-01", granted_on="2022-01-01")
    assert not checked(raw).hint("in_force")


def test_no_act_named_is_a_question(sample: Sample, checked: Checked) -> None:
    result = checked(sample("S2") | {"acts": []})
    assert result.asked == ["acts"]
    assert checked(sample("S2") | {"acts": []}, after_correction=True).result == "docket"


# ------------------------------------------------------------------ mediation and advisory


def test_interim_fee_only_after_grant(sample: Sample, checked: Checked) -> None:
    raw: dict[str, Any] = sample("S10") | {"mediation_kind": "interim_use_fee"}
    raw["papers"] = [{"id": "request", "of": "requester:1"}]
    assert checked(raw).result == "docket"
    raw["patent"]["granted_on"] = None
    assert checked(raw).asked == ["granted"]
    assert checked(raw, after_correction=True).codes == ["too_early"]


def test_mediation_does_not_ask_for_identity_or_register(sample: Sample, checked: Checked) -> None:
    items = {f.item for f in checked(sample("S10")).findings}
    assert not items & {"identity", "register_copy", "claims", "standing", "limitation"}
    sued = checked(sample("S10") | {"already_sued": True})
    assert sued.result == "docket" and "自愿" in sued.hint("sued")


@pytest.mark.parametrize(
    ("change", "result"),
    [
        ({"urging_received_on": "2026-04-10"}, "docket"),
        ({"urging_received_on": "2026-04-11"}, "correct"),
        ({"urging_dispatched_on": "2026-03-10"}, "docket"),
        ({"urging_dispatched_on": "2026-03-12"}, "correct"),
        ({}, "correct"),
        ({"urging_received_on": "2026-04-10", "holder_acted": True}, "refuse"),
    ],
)
def test_advisory_opinion_waits_for_the_holder(
    change: dict[str, Any], result: str, sample: Sample, checked: Checked
) -> None:
    raw = sample("S2") | {"kind": "advisory", "requests": ["请求出具咨询意见"]} | change
    assert checked(raw).result == result
