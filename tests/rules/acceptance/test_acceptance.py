"""The acceptance check: results of the samples, and each rule of art. 6-20, 36, 46, 63-66."""

import string
from collections.abc import Callable
from typing import Any

import pytest

from models.rules.acceptance.check import AcceptanceData, load_acceptance_data
from models.rules.acceptance.model import OfficeScope
from models.rules.acceptance.rules import load_acceptance
from models.rules.problem import InputRefused
from resources import text

Sample = Callable[[str], dict[str, Any]]
Checked = Callable[..., Any]
OFFICE = OfficeScope("禾川县市场监督管理局", ("禾川县",), True, "entrusted")


# ------------------------------------------------------------------ samples


@pytest.mark.parametrize("name", ["S1", "S2", "S3", "S6", "S8", "S10"])
@pytest.mark.parametrize("office", [OFFICE, OfficeScope()])
def test_complete_samples_are_docketed(
    name: str, office: OfficeScope, sample: Sample, checked: Checked
) -> None:
    result = checked(sample(name), office)
    assert result.result == "docket"
    assert result.corrections == () and result.refusal_reasons == ()
    assert all(f.state != "missing" for f in result.findings)


def test_s1_damages_are_a_hint_to_mediation(sample: Sample, checked: Checked) -> None:
    result = checked(sample("S1"))
    told = result.hint("outside_compensation")
    assert "30万元" in told and "行政调解" in told
    assert "23条" in next(h.basis for h in result.hints if h.code == "operator")


def test_s3_is_never_asked_for_claims(sample: Sample, checked: Checked) -> None:
    result = checked(sample("S3"))
    assert result.states["claims"] == "met"
    assert not any("权利要求项" in c.text for c in result.corrections)
    assert result.hint("cross_region") and "乐集拾光" in result.hint("platform")
    assert "管辖权异议" in next(f.text for f in result.findings if f.item == "jurisdiction")


def test_s4_first_round_asks_for_exactly_five_things_in_order(
    sample: Sample, checked: Checked
) -> None:
    result = checked(sample("S4"))
    assert result.result == "correct"
    assert result.asked == [
        "register_copy",
        "legal_rep_certificate",
        "claims",
        "facts",
        "standing",
    ]
    assert [("14条" in c.basis, "36条" in c.basis) for c in result.corrections[:3]] == [
        (True, False),
        (True, False),
        (False, True),
    ]
    assert result.refusal_reasons == ()


def corrected(sample: Sample) -> dict[str, Any]:
    raw = sample("S4")
    for paper in ("register_copy", "legal_rep_certificate"):
        raw["papers"].append({"id": paper, "of": "requester:1"})
    raw["patent"]["asserted_claims"] = [1]
    raw["facts_and_reasons"] = "2026年2月10日，请求人在R1厂区看到R1生产、销售GMT-2脱壳机。"
    return raw


def test_s4_second_round_is_refused_for_standing_alone(sample: Sample, checked: Checked) -> None:
    result = checked(corrected(sample), after_correction=True)
    assert result.result == "refuse"
    (reason,) = result.ticked
    assert reason.text == "请求人不是专利权人或者适格利害关系人"
    assert len(result.refusal_reasons) > 6, "the notice prints every option"
    assert result.corrections == ()


def test_s4_authorised_is_docketed(sample: Sample, checked: Checked) -> None:
    raw = corrected(sample) | {"licensee_authorised": True}
    assert checked(raw, after_correction=True).result == "docket"


def test_claims_alone_never_refuse(sample: Sample, checked: Checked) -> None:
    raw: dict[str, Any] = corrected(sample) | {"licensee_authorised": True}
    raw["patent"]["asserted_claims"] = []
    assert checked(raw).asked == ["claims"]
    late = checked(raw, after_correction=True)
    assert late.result == "docket" and "释明" in late.hint("claims")


def test_s10_venue_and_consent(sample: Sample, checked: Checked) -> None:
    result = checked(sample("S10"))
    assert "65条" in result.hint("venue_mediation")
    assert "同意" in result.hint("consent_first")
    assert result.hint("outside_compensation") == "", "damages are what mediation is for"


# ------------------------------------------------------------------ standing (art. 12)


@pytest.mark.parametrize(
    ("standing", "extra", "wanted"),
    [
        ("patentee", {}, []),
        ("exclusive_licensee", {}, []),
        ("sole_licensee", {}, ["standing"]),
        ("sole_licensee", {"patentee_not_acting": True}, []),
        ("ordinary_licensee", {}, ["standing"]),
        ("ordinary_licensee", {"licensee_authorised": True}, []),
        ("heir", {}, ["interest_proof"]),
        (None, {}, ["standing"]),
    ],
)
def test_who_may_ask(
    standing: str | None, extra: dict[str, Any], wanted: list[str], sample: Sample, checked: Checked
) -> None:
    raw = sample("S2") | extra
    raw["requesters"][0]["standing"] = standing
    raw["papers"].append({"id": "licence_contract", "of": "requester:1"})
    assert checked(raw).asked == wanted
    if wanted:
        assert checked(raw, after_correction=True).codes == ["not_interested"]


def test_licensee_together_with_the_patentee(sample: Sample, checked: Checked) -> None:
    raw = sample("S2")
    other = dict(raw["requesters"][0], id="P2", name="乙", id_no="", standing="ordinary_licensee")
    raw["requesters"].append(other)
    raw["papers"] += [{"id": p, "of": "requester:2"} for p in ("id_copy", "licence_contract")]
    assert checked(raw).result == "docket"


def test_patentee_by_another_name_is_asked_but_not_refused_by_machine(
    sample: Sample, checked: Checked
) -> None:
    raw = sample("S2")
    raw["patent"]["holder"] = "郝砚田"
    assert checked(raw).asked == ["standing"]
    late = checked(raw, after_correction=True)
    assert late.result == "docket" and "郝砚田" in late.hint("standing")
    raw["patent"]["holder"] = "郝砚秋有限公司、郝砚秋"
    assert "standing" not in checked(raw).asked


# ------------------------------------------------------------------ other conditions


@pytest.mark.parametrize(
    ("field", "code"), [("already_sued", "already_sued"), ("other_route_agreed", "other_route")]
)
def test_suit_or_agreed_route_refuses(
    field: str, code: str, sample: Sample, checked: Checked
) -> None:
    raw = sample("S2") | {field: True}
    assert (checked(raw).result, checked(raw).codes) == ("refuse", [code])
    assert checked(sample("S2") | {field: None}).result == "docket"


def test_respondent_must_be_definite(sample: Sample, checked: Checked) -> None:
    raw = sample("S2")
    raw["respondents"][0]["name"] = "某公司"
    assert checked(raw).asked == ["respondent"]
    assert checked(raw, after_correction=True).codes == ["no_respondent"]


def test_nothing_asked_and_nothing_that_can_be_granted(sample: Sample, checked: Checked) -> None:
    assert checked(sample("S2") | {"requests": []}).asked == ["requests"]
    only_money = sample("S2") | {"requests": ["赔偿损失5万元", "赔礼道歉"]}
    result = checked(only_money)
    assert result.asked == ["requests"] and "赔偿" in result.corrections[0].text
    assert checked(only_money, after_correction=True).codes == ["outside_scope"]


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ("", "missing"),
        ("在被请求人处看到同款机器。", "unclear"),
        ("请求人认为被请求人侵犯了请求人的专利权，请依法处理为盼。", "unclear"),
        ("2026年4月20日，请求人在禾川县农资市场购得被控产品3只。", "met"),
        ("被控产品与专利的四项技术特征一一相同，侵犯了请求人的专利权。", "met"),
    ],
)
def test_how_thin_facts_may_be(facts: str, wanted: str, sample: Sample, checked: Checked) -> None:
    raw = sample("S2") | {"facts_and_reasons": facts}
    assert checked(raw).states["facts"] == wanted
    if wanted != "met":
        assert checked(raw, after_correction=True).codes == ["no_claims_facts"]


def test_limitation_is_only_a_hint(sample: Sample, checked: Checked) -> None:
    raw = sample("S2") | {"infringement_known_on": "2023-05-10"}
    for after in (False, True):
        result = checked(raw, after_correction=after)
        assert result.result == "docket" and "时限抗辩" in result.hint("limitation")
    assert "仍在继续" in checked(raw | {"still_infringing": True}).hint("limitation")
    assert checked(raw | {"infringement_known_on": "2023-05-11"}).states["limitation"] == "met"


@pytest.mark.parametrize(
    ("change", "refer_to"),
    [
        ({"special_matter": "drug"}, "国家知识产权局"),
        ({"special_matter": "major"}, "国家知识产权局"),
        (
            {"facts_and_reasons": "被请求人提出药品上市许可申请，落入专利权保护范围。"},
            "国家知识产权局",
        ),
    ],
)
def test_matters_for_another_body(
    change: dict[str, Any], refer_to: str, sample: Sample, checked: Checked
) -> None:
    result = checked(sample("S2") | change)
    assert (result.result, result.refer_to) == ("refer", refer_to)
    assert checked(sample("S2") | change | {"special_matter": "none"}).result == "docket"


def test_open_licence_goes_to_cnipa(sample: Sample, checked: Checked) -> None:
    raw = sample("S10") | {"mediation_kind": "other", "requests": ["就开放许可使用费数额进行调解"]}
    assert checked(raw).result == "refer"


def test_jurisdiction_is_looked_at_but_only_people_refuse(sample: Sample, checked: Checked) -> None:
    raw = sample("S2")
    raw["respondents"][0]["address"] = "外省外市外县"
    raw["facts_and_reasons"] = raw["facts_and_reasons"].replace("禾川县", "")
    result = checked(raw)
    assert result.result == "docket" and result.states["jurisdiction"] == "unclear"
    assert "第9条" in result.hint("jurisdiction")
    assert checked(raw | {"place_of_act": "禾川县南街"}).states["jurisdiction"] == "met"
    assert checked(raw | {"within_area": True}).states["jurisdiction"] == "met"
    refused = checked(raw | {"within_area": False})
    assert (refused.result, refused.codes) == ("refuse", ["outside_scope"])
    med = sample("S10") | {"within_area": False}
    assert checked(med).codes == ["outside_scope"]


def test_authority_not_set_says_where_to_set_it(sample: Sample, checked: Checked) -> None:
    result = checked(sample("S2"), OfficeScope(regions=("禾川县",)))
    finding = next(f for f in result.findings if f.item == "authority")
    assert finding.state == "unclear" and "设置" in finding.text
    assist = OfficeScope(regions=("禾川县",), authority_ready=True, authority_basis="assist_only")
    assert checked(sample("S2"), assist).result == "refer"
    assert checked(sample("S10"), assist).result == "docket"


# ------------------------------------------------------------------ the data itself


def test_every_line_explains_itself(sample: Sample, checked: Checked) -> None:
    for name in ("S1", "S4", "S10"):
        for finding in checked(sample(name)).findings:
            assert finding.text and finding.basis and "{" not in finding.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('effect = "correct"', 'effect = "never"'),
        ('refusal = "not_interested"', 'refusal = "because"'),
        ("[facts]", "[fatcs]"),
        ("[[item]]", "[[item"),
    ],
)
def test_broken_rule_data_is_refused(old: str, new: str) -> None:
    with pytest.raises(InputRefused):
        load_acceptance(text("rules", "acceptance.toml").replace(old, new, 1))


@pytest.mark.parametrize("item", ["standing", "agent_contents"])
def test_an_item_without_a_check_or_a_field_is_refused(item: str, data: AcceptanceData) -> None:
    broken = text("rules", "acceptance.toml").replace(f'id = "{item}"', 'id = "moon_phase"', 1)
    with pytest.raises(InputRefused, match="moon_phase" if item == "standing" else item):
        load_acceptance_data(
            acceptance=broken,
            requests=text("rules", "requests.toml"),
            tables=data.tables,
            labels=data.labels,
        )


def test_every_text_of_the_data_can_be_filled(data: Any) -> None:
    """Each placeholder of a text is one that its check can give."""
    known = {
        "who", "standing", "holder", "count", "name", "ordinal", "labels", "text", "region",
        "regions", "what", "claims", "acts", "names", "copies", "short", "day", "years", "known",
    }  # fmt: skip
    for item in data.rules.items:
        for template in (*item.text.values(), *item.correct.values()):
            names = {n for _, n, _, _ in string.Formatter().parse(template) if n}
            assert names <= known, item.id


def test_a_respondent_without_an_alleged_act_is_asked_about(
    sample: Sample, checked: Checked
) -> None:
    raw = sample("S1")
    raw["acts"] = [{"act": act["act"], "by": "respondent:1"} for act in raw["acts"]]
    found = [f for f in checked(raw).findings if f.item == "acts"]
    assert [f.state for f in found] == ["unclear"] and "旺田喜" in found[0].text
    assert checked(raw).result == "correct"
