"""What a paper says follows from facts, never from how a word or a number reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import forms.catalog
from forms.assemble import assemble
from forms.blocks import Grid, TickList
from tests.forms.example_facts import example_facts
from tests.forms.sample_facts import CATALOG, SCHEMA, facts_for_id

FOLDER = Path(forms.catalog.__file__).with_name("catalog")
# Compared with a Chinese text or a figure: `x == '请求人'`, `'未' in x`, `days == 30`.
BY_WORDS = re.compile(
    r"""(?:[=!]=|\bin|equalto',)\s*['"][^'"]*[\u4e00-\u9fff]"""
    r"""|['"][^'"]*[\u4e00-\u9fff][^'"]*['"]\s+(?:not\s+)?in\b|[=!]=\s*\d"""
)
# The remedy is the office's own wording; the paper adds what that wording does not say yet.
OWN_WORDING = ("'强制执行' not in decision.remedy",)


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.toml")), ids=lambda file: file.stem)
def test_no_text_decides(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for allowed in OWN_WORDING:
        text = text.replace(allowed, "")
    assert not BY_WORDS.findall(text)


def _text(form_id: str, **changes: dict[str, object]) -> str:
    facts = facts_for_id(form_id)
    for key, fields in changes.items():
        facts[key] |= fields
    return assemble(CATALOG.spec(form_id), facts).text()


FOREIGN = "你方在中国境内没有固定住所，适用三十日的答辩期限。"


def test_the_long_answer_period_is_for_parties_without_a_home() -> None:
    assert FOREIGN not in _text("answer_notice")
    assert FOREIGN in _text("answer_notice", addressee={"answer_days": 30, "foreign": True})
    assert FOREIGN not in _text("answer_notice", addressee={"answer_days": 30})
    draft = assemble(CATALOG.spec("answer_notice"), {}, draft=True).text()
    assert FOREIGN not in draft  # nobody knows yet


@pytest.mark.parametrize(
    ("kind", "ticked"),
    [("decision", 0), ("agreement", 1), ("dismissal", 2), ("transfer", None)],
)
def test_the_kind_of_closing_is_ticked(kind: str, ticked: int | None) -> None:
    facts = facts_for_id("closing_approval")
    facts["closing"]["kind"] = kind
    grids = [b for b in assemble(CATALOG.spec("closing_approval"), facts).blocks
             if isinstance(b, Grid)]  # fmt: skip
    ticks = [c.ticks for row in grids[0].rows for c in row.cells if c.ticks]
    assert [tick.ticked for tick in ticks[0]] == [number == ticked for number in range(3)]


def test_who_consented_is_told_by_key_though_two_have_one_name() -> None:
    facts = facts_for_id("agreement")
    for respondent in facts["respondents"]:
        respondent["name"] = facts["mediation"]["consenting"][0]["name"]
    text = assemble(CATALOG.spec("agreement"), facts).text()
    assert text.count("\n被请求人：") == 1 and text.count("被请求人（签名或者盖章）") == 1


def test_who_was_absent_signs_no_record() -> None:
    facts = facts_for_id("hearing_record")
    spec = CATALOG.spec("hearing_record")
    before = assemble(spec, facts).text().count("被请求人\n")
    for row in facts["hearing"]["attendance"]:
        row["present"] = False
    assert assemble(spec, facts).text().count("被请求人\n") < before


def test_an_entrusted_office_says_so_and_no_other() -> None:
    said = "禾川县市场监督管理局（受委托承办）"
    assert said in _text("acceptance_notice")
    own = {"entrusted": False, "issuer": "禾川县知识产权局"}  # two names, one office
    assert "受委托" not in _text("acceptance_notice", office=own)
    assert "名义" not in _text("notification_letter", office=own)


def test_claims_to_be_explained_are_no_ground_to_refuse() -> None:
    facts = facts_for_id("correction_notice")
    note = "不作为不予立案的理由"
    assert note in assemble(CATALOG.spec("correction_notice"), facts).text()
    facts["acceptance"]["corrections"] = [
        item for item in facts["acceptance"]["corrections"] if item["item"] != "claims"
    ]
    facts["acceptance"]["corrections"][0]["text"] = "第三十六条"
    assert note not in assemble(CATALOG.spec("correction_notice"), facts).text()


def test_every_paper_can_be_made_of_the_examples_of_the_list_of_facts() -> None:
    facts = example_facts(SCHEMA)
    assert SCHEMA.check(facts) == []
    for form_id in CATALOG.ids():
        made = assemble(CATALOG.spec(form_id), facts)
        assert not [b for b in made.blocks if isinstance(b, TickList) and not b.options]
