"""Every paper of the catalogue: its head, its required facts, its law, the office's own words."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

import resources
from forms.assemble import assemble
from forms.blocks import TickList
from forms.errors import MissingFacts
from tests.forms.sample_facts import (
    CATALOG,
    FULL,
    SCHEMA,
    facts_for,
    facts_for_id,
    flat_text,
    leaves,
)

TITLES = {
    "notification_letter": "行政裁决告知书",
    "request": "请求书",
    "docketing_approval": "立案审批表",
    "acceptance_notice": "受理通知书",
    "correction_notice": "补正通知书",
    "refusal_notice": "不予立案通知书",
    "answer_notice": "答辩通知书",
    "claims_notice": "变更请求通知书",
    "apart_decision": "撤销专利侵权纠纷案件决定书（部分被请求人）",
    "apart_agreement": "专利纠纷调解协议书（部分被请求人）",
    "evidence_notice": "举证通知书",
    "panel_notice": "合议组成员告知书",
    "proof_of_service": "送达回证",
    "deadline_explanation": "期限计算说明",
    "routing_record": "繁简分流记录表",
    "deliberation_record": "合议笔录",
    "decision": "行政裁决书",
    "closing_approval": "结案审批表",
    "objection_decision": "管辖权异议决定书",
    "recusal_decision": "回避申请决定书",
    "suspension_notice": "中止处理通知书",
    "no_suspension_notice": "不予中止处理通知书",
    "resumption_notice": "恢复处理通知书",
    "joinder_notice": "追加当事人通知书",
    "demand_letter": "履行催告书",
    "jurisdiction_notice": "管辖事项告知书",
    "lead_transfer": "案件线索移送函",
    "dismissal_decision": "撤销专利侵权纠纷案件决定书",
    "publication_sheet": "公开信息表",
    "published_decision": "行政裁决书（公开文本）",
    "decision_righting": "专利侵权纠纷行政裁决更正决定书",
    "decision_change": "专利侵权纠纷行政裁决变更决定书",
    "decision_revocation": "专利侵权纠纷行政裁决撤销决定书",
    "hearing_notice": "口头审理通知书",
    "hearing_reply": "口头审理回执",
    "hearing_record": "口头审理笔录",
    "mediation_request": "调解请求书",
    "opinion_notice": "陈述意见通知书",
    "mediation_notice": "立案及调解通知书",
    "agreement": "调解协议书",
    "dismissal_notice": "撤销案件通知书",
    "mediation_refusal_notice": "调解不予立案通知书",
}
INTERNAL = {
    "docketing_approval",
    "deadline_explanation",
    "routing_record",
    "deliberation_record",
    "closing_approval",
}
REQUIRED = [(form, path) for form in TITLES for path in CATALOG.spec(form).required]
every_paper = pytest.mark.parametrize("form_id", sorted(TITLES))


def _change(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, (dt.date, dt.datetime)):
        return value + dt.timedelta(days=400)
    return "另一内容"


def test_the_catalogue_is_complete() -> None:
    assert set(CATALOG.ids()) == set(TITLES)
    assert not SCHEMA.check(FULL)


@every_paper
def test_head(form_id: str) -> None:
    spec = CATALOG.spec(form_id)
    assert TITLES[form_id] in spec.title
    assert spec.required and spec.basis
    assert (spec.volume == "confidential") == (form_id in INTERNAL)
    assert re.fullmatch(r"办案指南2019表\d+|本局自拟", spec.source)
    assert all(re.search(r"第\d+条$", item) for item in spec.basis)
    labels = [SCHEMA.label(path.removesuffix("[]")) for path in spec.required]
    assert not set(labels) & set(spec.required) and len(set(labels)) == len(labels)


@pytest.mark.parametrize(("form_id", "path"), REQUIRED)
def test_a_missing_fact_is_named(form_id: str, path: str) -> None:
    spec = CATALOG.spec(form_id)
    facts = facts_for(spec)
    top = path.removesuffix("[]")
    for holder, key in leaves(facts, top):
        holder[key] = None
    with pytest.raises(MissingFacts) as caught:
        assemble(spec, facts)
    label = SCHEMA.label(top)
    assert any(item.label.startswith(label) for item in caught.value.missing)
    assert label in str(caught.value)


@pytest.mark.parametrize(("form_id", "path"), REQUIRED)
def test_a_changed_fact_changes_the_paper(form_id: str, path: str) -> None:
    spec = CATALOG.spec(form_id)
    facts = facts_for(spec)
    before = assemble(spec, facts)
    changed = facts_for(spec)
    holder, key = leaves(changed, path)[0]
    holder[key] = _change(holder[key])
    assert assemble(spec, changed).blocks != before.blocks


@every_paper
def test_only_what_is_required(form_id: str) -> None:
    spec = CATALOG.spec(form_id)
    facts = facts_for(spec)
    bare: dict[str, Any] = {}
    for path in spec.required:
        _copy_path(facts, bare, path.split("."))
    assert assemble(spec, bare).blocks


def _copy_path(source: Any, target: Any, parts: list[str]) -> None:
    name = parts[0].removesuffix("[]")
    if len(parts) == 1:
        target[name] = source[name]
    elif parts[0].endswith("[]"):
        items = target.setdefault(name, [{} for _ in source[name]])
        for item, made in zip(source[name], items, strict=True):
            _copy_path(item, made, parts[1:])
    else:
        _copy_path(source[name], target.setdefault(name, {}), parts[1:])


@every_paper
def test_empty_draft(form_id: str) -> None:
    spec = CATALOG.spec(form_id)
    assert "【" in str(assemble(spec, {}, draft=True).blocks)


def test_remedies_are_the_offices_words() -> None:
    for form_id in TITLES:
        spec = CATALOG.spec(form_id)
        source = (Path(resources.__file__).parents[1] / "forms/catalog" / spec.file).read_text(
            encoding="utf-8"
        )
        assert not re.search(r"(15|十五)日内.{0,20}(起诉|诉讼)|六十日内|60日内", source), form_id
        assert "行政复议" not in source and "行政诉讼" not in source, form_id
    refusal = flat_text(assemble(CATALOG.spec("refusal_notice"), facts_for_id("refusal_notice")))
    assert "15日内" not in refusal and "十五日内" not in refusal
    assert "行政复议" in refusal
    apart = flat_text(assemble(CATALOG.spec("mediation_refusal_notice"), facts_for_id("agreement")))
    assert "另行起诉" in apart and "复议" not in apart


def test_public_sheet_shows_no_personal_numbers() -> None:
    facts = facts_for_id("publication_sheet")
    text = flat_text(assemble(CATALOG.spec("publication_sheet"), facts))
    natural = next(p for p in facts["parties"] if p["kind"] == "natural")
    assert natural["id_no"] not in text and natural["address"] not in text
    assert natural["phone"] not in text


def test_decision_has_the_handbooks_contents() -> None:
    facts = facts_for_id("decision")
    text = flat_text(assemble(CATALOG.spec("decision"), facts))
    natural = next(p for p in facts["parties"] if p["kind"] == "natural")
    firm = facts["requesters"][0]
    wanted = [
        natural["id_label"] + natural["id_no"],
        f"法定代表人：{firm['legal_rep']}，{firm['legal_rep_post']}",
        firm["agents"][0]["name"],
        firm["agents"][0]["firm"],
        "案由：",
        facts["decision"]["procedure_text"],
        facts["decision"]["claims_of_requester"],
        facts["decision"]["evidence_text"],
        *facts["decision"]["facts_found"],
        *facts["decision"]["reasons"],
        *facts["decision"]["order"],
        facts["decision"]["remedy"],
        "2026年4月22日",
    ]
    for item in wanted:
        assert re.sub(r"\s", "", item) in re.sub(r"—\d+—", "", text), item


def test_the_law_cited() -> None:
    expected = {
        "acceptance_notice": "第二十条",
        "answer_notice": "第二十二条",
        "evidence_notice": "第五十四条",
        "panel_notice": "第五条",
        "hearing_notice": "第二十六条",
        "correction_notice": "第十六条",
        "refusal_notice": "第二十条",
        "opinion_notice": "第六十五条",
        "mediation_notice": "第六十六条",
        "mediation_refusal_notice": "第六十六条",
        "dismissal_notice": "第六十九条",
        "dismissal_decision": "第三十六条",
        "publication_sheet": "第八十三条",
    }
    for form_id, article in expected.items():
        shown = str(assemble(CATALOG.spec(form_id), facts_for_id(form_id)).blocks)
        assert "《专利纠纷行政裁决和调解办法》" in shown and article in shown, form_id
        assert "专利行政执法办法" not in shown


def test_a_dismissal_ticks_the_ground_that_was_decided_and_no_other() -> None:
    facts = facts_for_id("dismissal_decision")
    made = assemble(CATALOG.spec("dismissal_decision"), facts)
    options = [o for b in made.blocks if isinstance(b, TickList) for o in b.options]
    assert [o.text for o in options if o.ticked] == ["请求人撤回请求"]
    assert len(options) == len(facts["dismissal"]["grounds"])
    text = flat_text(made)
    assert "打勾" in text
    for part in ("案由：", "2026年1月30日立案", facts["dismissal"]["reason"]):
        assert part in re.sub(r"—\d+—", "", text)
    assert text.index("本局决定撤销本案。") < text.index(facts["dismissal"]["remedy"])
    assert text.index("合议组组长周建国") < text.index("2026年4月22日", text.index("加盖公章处"))


def test_a_dismissal_without_a_ground_tells_its_reason_alone() -> None:
    facts = facts_for_id("dismissal_decision")
    del facts["dismissal"]["grounds"]
    made = assemble(CATALOG.spec("dismissal_decision"), facts)
    assert not [b for b in made.blocks if isinstance(b, TickList)]
    assert "打勾" not in flat_text(made)
