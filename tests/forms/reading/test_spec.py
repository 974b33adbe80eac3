"""The loader refuses what a paper may not say, and names the file and the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.catalog import load_catalog
from forms.errors import SpecError
from forms.reading.facts_reader import read_schema
from forms.reading.spec import ParagraphSpec, SpaceSpec
from tests.forms import mini

P = '[[block]]\ntype = "paragraph"\n'
G = '[[block]]\ntype = "grid"\nwidths = [10, 20]\n[[block.row]]\n'
CASES = {
    "unknown key": (P + 'text = "a"\nbold = true', "block 1 (paragraph): unknown key 'bold'"),
    "unknown type": ('[[block]]\ntype = "picture"', "block 1: unknown block type 'picture'"),
    "unknown style": (P + 'text = "a"\nstyle = "loud"', "style is 'loud'"),
    "undeclared fact": (P + 'text = "{{ case.nr }}"', "case.nr is not declared"),
    "undeclared top": (P + 'text = "{{ kase.no }}"', "kase is not declared"),
    "undeclared in loop": (
        P + 'for = "p in requesters"\ntext = "{{ p.nam }}"',
        "requesters[].nam is not declared",
    ),
    "undeclared in when": (P + 'text = "a"\nwhen = "case.x"', "when: case.x is not declared"),
    "undeclared in map": (
        P + """text = "{{ requesters|map(attribute='nam')|cn_join }}" """,
        "requesters[].nam is not declared",
    ),
    "loop over no list": (P + 'for = "p in case"\ntext = "a"', "case is not a list"),
    "bad for": (P + 'for = "each requester"\ntext = "a"', "for must read"),
    "jinja error": (P + 'text = "{% if %}"', "block 1 (paragraph): text"),
    "unknown filter": (P + 'text = "{{ case.no|upper_case }}"', "upper_case"),
    "function call": (P + 'text = "{{ case.no.lower() }}"', "case.no has no field lower"),
    "include": (P + """text = "{% include 'x' %}" """, "Include is not allowed"),
    "shared": ('[[block]]\ntype = "use"\nname = "pb9"', "unknown shared block 'pb9'"),
    "wrong type": (P + "text = 3", "text has the wrong type"),
    "no widths": ('[[block]]\ntype = "grid"\n[[block.row]]\ncells = []', "widths in mm"),
    "too many cells": (G + "cells = [{}, {}, {}]", "more cells than the 2 columns"),
    "heading level": ('[[block]]\ntype = "heading"\nlevel = 3\ntext = "a"', "level is 1 or 2"),
    "option": (
        '[[block]]\ntype = "ticks"\noptions = [{ text = "a", when = "1", ticked = "1" }]',
        "not by both",
    ),
    "seal date": ('[[block]]\ntype = "seal"\ndate = "decision.on"', "decision is not declared"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_paper_is_refused_with_its_place(name: str) -> None:
    blocks, said = CASES[name]
    with pytest.raises(SpecError) as caught:
        mini.form(blocks)
    assert said in str(caught.value) and str(caught.value).startswith("mini.toml: ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('layout = "letter"', 'layout = "poster"'), "layout is 'poster'"),
        (("version = 2", "wersion = 2"), "unknown key 'wersion'"),
        (('number = "case.no"', 'number = "case.n"'), "number: case.n is not declared"),
        (("version = 2", 'version = 2\nrequired = ["case.nope"]'), "required: case.nope"),
        (("version = 2", 'version = 2\nkinds = ["lawsuit"]'), "kinds: lawsuit is not one of"),
        (("version = 2", 'version = 2\nkinds = "mediation"'), "kinds has the wrong type"),
        (("version = 2", 'version = 2\norder = "1"'), "order has the wrong type"),
    ],
)
def test_a_wrong_head_is_refused(change: tuple[str, str], said: str) -> None:
    with pytest.raises(SpecError, match=said):
        mini.form(P + 'text = "a"', mini.HEAD.replace(*change))


def test_shared_blocks_are_put_in_and_may_not_use_themselves() -> None:
    shared = '[[both]]\ntype = "paragraph"\ntext = "一"\n[[both]]\ntype = "space"\n'
    spec = mini.form('[[block]]\ntype = "use"\nname = "both"', shared=shared)
    assert [type(block) for block in spec.blocks] == [ParagraphSpec, SpaceSpec]
    loop = '[[me]]\ntype = "use"\nname = "me"\n'
    with pytest.raises(SpecError, match="me uses itself"):
        mini.form('[[block]]\ntype = "use"\nname = "me"', shared=loop)


def test_a_fact_called_like_a_method_is_a_fact() -> None:
    blocks = P + 'for = "i in service.items"\ntext = "{{ i.name }}"'
    assert mini.text(blocks, {"service": {"items": [{"name": "裁决书"}]}}) == "裁决书"


SHAPE = '[[shape]]\npath = "c.d"\ntype = "text"\nlabel = "丁"\n'


def test_facts_schema_says_what_is_wrong() -> None:
    for text, said in (
        ('[[fact]]\npath = "a"\ntype = "colour"\nlabel = "a"', "unknown type colour"),
        ('[[fact]]\npath = "a"\ntype = "text"\n[[fact]]\npath = "a"\ntype = "int"', "a: declared"),
        ('[[fact]]\npath = "a.b"\nlike = "c"\nlabel = "x"', "a.b: like names c"),
        (SHAPE + '[[fact]]\npath = "a"\nlike = "c"', "a: like needs a label"),
        (SHAPE + '[[fact]]\npath = "a"\nlike = "c"\nlabel = "x"\ntype = "int"', "like and a type"),
        (SHAPE + '[[fact]]\npath = "a"\nlike = "c"\nlabel = "x"\n' * 2, "d is declared twice"),
        ('[[fact]]\npath = "a"\nlabel = "x"', "a: needs a type or like"),
        ('[[fact]]\npath = "a"\ntype = "text"\nkind = 1', "a: unknown key 'kind'"),
        ('[[fact]]\npath = "a"\ntype = 1', r"a: type has the wrong type \(int\)"),
        ('[[fact]]\npath = "a b"\ntype = "text"', "not a usable name"),
        ("[[fact]]\nno = 1", "without path"),
    ):
        with pytest.raises(SpecError, match=said):
            read_schema(text, "facts.toml")


def test_facts_are_checked_against_the_schema() -> None:
    schema = mini.schema()
    assert schema.check({"case": {"no": "1", "requests": ["a"]}, "amount": 3}) == []
    assert schema.check({"case": {"number": 1, "no": 2, "simple": "yes"}, "x": 1}) == [
        "case.number: not declared",
        "case.no: expected text, got int",
        "case.simple: expected bool, got str",
        "x: not declared",
    ]
    assert schema.find("respondents[].agents[].name") is not None


def test_an_extra_folder_adds_papers_and_may_not_repeat_an_id(tmp_path: Path) -> None:
    (tmp_path / "mini.toml").write_text(
        'id = "mini"\ntitle = "甲"\nversion = 1\nsource = "本局"\nlayout = "grid"\nsets = ["s1"]\n'
        + P
        + 'text = "{{ case.no }}"',
        encoding="utf-8",
    )
    catalog = load_catalog([tmp_path])
    assert catalog.spec("mini").title == "甲" and catalog.set("s1")[0].id == "mini"
    with pytest.raises(SpecError, match="没有名为"):
        catalog.spec("nothing")
    (tmp_path / "decision.toml").write_text(
        (tmp_path / "mini.toml").read_text(encoding="utf-8").replace('"mini"', '"decision"'),
        encoding="utf-8",
    )
    with pytest.raises(SpecError, match=r"decision\.toml: id decision is taken"):
        load_catalog([tmp_path])


LOCAL = 'id = "{0}"\ntitle = "本地{0}"\nversion = 1\nsource = "本局自拟"\nlayout = "letter"\n'


def _offered(folder: Path, kind: str) -> dict[str, list[str]]:
    groups = load_catalog([folder]).groups(kind)
    return {title: [spec.id for spec in specs] for title, specs in groups}


def test_a_new_file_is_offered_in_its_kinds_only(tmp_path: Path) -> None:
    block = P + 'text = "{{ case.no }}"'
    (tmp_path / "slip.toml").write_text(
        LOCAL.format("slip") + 'sets = ["dismissal"]\nkinds = ["mediation"]\n' + block, "utf-8"
    )
    (tmp_path / "note.toml").write_text(LOCAL.format("note") + "order = 3\n" + block, "utf-8")
    assert _offered(tmp_path, "mediation")["撤销案件"] == ["dismissal_notice", "slip"]
    assert _offered(tmp_path, "adjudication")["撤销案件"] == ["dismissal_decision"]
    assert "撤销案件" not in _offered(tmp_path, "advisory")
    # Without kinds it is for every case, without a set it comes last, by its order.
    assert _offered(tmp_path, "advisory") == {"其他": ["note", "deadline_explanation"]}
    assert list(_offered(tmp_path, "mediation"))[-1] == "其他"
    assert [s.id for s in load_catalog([tmp_path]).set("dismissal", "mediation")] == [
        "dismissal_notice", "slip",
    ]  # fmt: skip


def test_a_folder_may_bring_sets_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "slip.toml").write_text(
        LOCAL.format("slip") + 'sets = ["local"]\n' + P + 'text = "{{ case.no }}"', "utf-8"
    )
    assert "slip" in _offered(tmp_path, "advisory")["其他"]
    titles = tmp_path / "_sets.toml"
    titles.write_text('[[set]]\nid = "local"\ntitle = "本局文书"\n', "utf-8")
    assert _offered(tmp_path, "advisory")["本局文书"] == ["slip"]
    titles.write_text('[[set]]\nid = "local"\n', "utf-8")
    with pytest.raises(SpecError, match=r"_sets\.toml: set 1: title is missing"):
        load_catalog([tmp_path])


def test_the_papers_of_each_kind_of_case() -> None:
    catalog = load_catalog()
    offered = {
        kind: {spec.id for _title, specs in catalog.groups(kind) for spec in specs}
        for kind in ("adjudication", "mediation", "advisory")
    }
    assert offered["mediation"] == {
        "agreement", "mediation_notice", "opinion_notice", "dismissal_notice",
        "mediation_request", "mediation_refusal_notice", "deadline_explanation",
    }  # fmt: skip
    assert offered["advisory"] == {"deadline_explanation"}
    # The ledger and the list of services make these two.
    elsewhere = {"notification_letter", "proof_of_service"}
    mediation = offered["mediation"] - {"agreement", "deadline_explanation"}
    assert offered["adjudication"] == set(catalog.ids()) - elsewhere - mediation
    assert [title for title, _specs in catalog.groups("adjudication")] == [
        "立案", "不予立案", "送达", "口头审理", "裁决", "调解", "撤销案件",
        "对部分被请求人结案", "其他",
    ]  # fmt: skip
