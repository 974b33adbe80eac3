"""Checks while typing, 拼音 initials and likely duplicates."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import reference
from models.rules.intake.checks import About, FieldFinding, check_field, read_claims, read_count
from models.rules.intake.fields import Group
from models.rules.intake.labels import Labels, load_labels
from models.rules.intake.tables import IntakeRules, load_intake_rules
from models.rules.problem import InputRefused
from models.rules.similarity import (
    KnownParty,
    find_similar,
    initials,
    initials_all,
    initials_field,
)

Sample = Callable[[str], dict[str, Any]]
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "value", "context", "levels"),
    [
        ("respondents[1].name", "", {}, ["error"]),
        ("respondents[1].name", "禾川县青筐里塑业有限公司", {}, []),
        ("respondents[1].name", "甲\x00", {}, ["error"]),
        ("respondents[1].name", "甲" * 201, {}, ["error"]),
        ("respondents[1].address", "", {}, []),
        ("requesters[0].id_no", "91141099MAYYY00130", {"id_type": "uscc"}, ["warning"]),
        ("requesters[0].id_no", "9114", {"id_type": "uscc"}, ["error"]),
        ("requesters[0].id_no", "任意", {"id_type": "other"}, []),
        ("respondents[0].operator.id_no", "11010519491231002X", {}, []),
        ("requesters[0].phone", "12", {}, ["warning"]),
        ("requesters[0].phone", "12", {"region": "foreign"}, []),
        ("requesters[0].postcode", "12", {}, ["warning"]),
        ("patent.number", "202129800291.0", {}, ["warning"]),
        ("patent.number", "202129800291.5", {"kind": "design"}, ["warning"]),
        ("patent.number", "12", {}, ["error"]),
        ("patent.asserted_claims", "1、3", {"kind": "invention"}, []),
        ("patent.asserted_claims", "一", {"kind": "invention"}, ["error"]),
        ("patent.asserted_claims", "1", {"kind": "design"}, ["warning"]),
        ("patent.granted_on", "2019-1-1", {"filed_on": date(2019, 6, 12)}, ["error"]),
        ("received_on", "", {}, ["error"]),
        ("received_on", "11-23", {"as_of": TODAY}, ["warning", "error"]),
        ("received_on", "2026-2-30", {"as_of": TODAY}, ["error"]),
        ("infringement_known_on", "2026-3-9", {"received_on": date(2026, 3, 8)}, ["error"]),
        ("copies", "三", {}, ["error"]),
        ("evidence[0].pages", "３２ 页", {}, []),
        ("facts_and_reasons", "第一段\n第二段", {}, []),
    ],
)
def test_one_field_while_typing(
    name: str, value: str, context: dict[str, Any], levels: list[str]
) -> None:
    assert [f.level for f in typed(name, value, context)] == levels


def typed(name: str, value: str, context: dict[str, Any]) -> list[FieldFinding]:
    """Return what is said of a value typed into the field at a path."""
    rule = reference.fields().at(name)
    assert rule is not None, name
    about = dict(context)
    return check_field(
        rule, value, About(about.pop("as_of", None), about.pop("received_on", None), about)
    )


def test_typing_a_sample_shows_no_red_field(sample: Sample) -> None:
    raw = sample("S1")
    about = {"as_of": TODAY, "received_on": date(2026, 1, 26), "kind": "invention"}
    for side in ("requesters", "respondents"):
        for i, party in enumerate(raw[side]):
            context = about | {"id_type": party["id_type"]}
            for name, value in party.items():
                if isinstance(value, str) and name != "id":
                    assert typed(f"{side}[{i}].{name}", value, context) == []
    for name, value in raw["patent"].items():
        if isinstance(value, str):
            assert typed(f"patent.{name}", value, about) == []


@given(st.text(max_size=20), st.sampled_from(["patent.number", "received_on", "agents[0].phone"]))
def test_typing_anything_never_fails(value: str, name: str) -> None:
    for finding in typed(name, value, {"as_of": TODAY}):
        assert finding.level in ("error", "warning") and finding.text


def test_claims_as_people_write_them() -> None:
    assert read_claims("权利要求1、3-5") == (1, 3, 4, 5)
    assert read_claims("１，３－５") == (1, 3, 4, 5), "full-width as an input method writes it"
    assert read_claims("第2项和第1项") == (1, 2)
    assert read_claims("5-3") is None and read_claims("1，") is None


def test_labels_and_lists(data: Any, tables: IntakeRules) -> None:
    labels: Labels = data.labels
    assert labels.of("standing", "patentee") == "专利权人"
    assert labels.of("standing", None) == "" and labels.of("standing", "x") == "x"
    assert "use" not in {a.id for a in tables.acts_for("design")}
    assert len(tables.acts_for("")) == len(tables.acts) == 7
    with pytest.raises(InputRefused):
        load_labels("= nothing")
    with pytest.raises(InputRefused):
        load_intake_rules(
            acts='[[act]]\nid = "x"', papers="[[paper]]\nname = 'x'", fields="", labels=labels
        )


@pytest.mark.parametrize(("text", "pages"), [
    ("1-24", 24), ("第1-24页", 24), ("P1—P24", 24), ("1~24", 24), ("3至7", 5), ("1、3-5", 4),
    ("５－９", 5), ("24-1", None), ("1-", None), ("1-2-3", None), ("、", None), ("甲-乙", None),
])  # fmt: skip
def test_pages_as_people_write_them(text: str, pages: int | None) -> None:
    assert read_count(text) == pages


def test_a_day_before_the_law_is_asked_about() -> None:
    rule = next(one for one in reference.fields().of(Group.PATENT) if one.id == "filed_on")
    about = About(as_of=date(2026, 3, 20))
    found = check_field(rule, "1926-3-9", about)
    assert [one.level for one in found] == ["warning"] and "早于专利法施行" in found[0].text
    assert check_field(rule, "2016-3-9", about) == []


def test_numbers_as_people_write_them() -> None:
    assert [read_count(text) for text in ("3", "３２ 页", " 7页 ", "三", "")] == [
        3,
        32,
        7,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("单雄信", "sxx"),
        ("仇英", "qy"),
        ("解缙", "xj"),
        ("查良镛", "zly"),
        ("尉迟恭", "ycg"),
        ("曾国强", "zgq"),
        ("顾临川", "glc"),
        ("重庆长安", "cqca"),
        ("NORDVAKST A/S", "nordvakstas"),
        ("", ""),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_other_readings_are_kept() -> None:
    assert "dxx" in initials_all("单雄信")
    assert initials_all("单县金禾有限公司")[:2] == ("dxjhyxgs", "sxjhyxgs")
    assert any(i.startswith("fnsh") for i in initials_all("汾宁晟禾沃灌溉设备有限公司"))
    assert "𠮷t" in initials_field("𠮷田").split()


@given(st.text(max_size=30))
def test_initials_of_anything(name: str) -> None:
    found = initials_all(name)
    assert len(found) <= 8 and len(set(found)) == len(found)


KNOWN = [
    KnownParty(1, "禾川县旺田喜农机配件经营部", "sole_trader", "92141099MAYYX0034U"),
    KnownParty(2, "禾川县旺田禧农机配件经营部", "sole_trader"),
    KnownParty(3, "张桂枝", "natural", "142601190001150265"),
    KnownParty(4, "张桂芝", "natural"),
]


def test_the_same_number_is_the_same_party() -> None:
    found = find_similar("另一个名字", "9214 1099 mayyx0034u", "sole_trader", KNOWN)
    assert [(m.party.key, m.certain) for m in found] == [(1, True)]


def test_likely_duplicates_are_ranked_and_differences_said() -> None:
    found = find_similar("禾川县旺田喜农机配件经营部", "", "sole_trader", KNOWN)
    assert [m.party.key for m in found] == [1, 2] and not found[0].certain
    differ = find_similar("张桂枝", "11010519491231002X", "natural", KNOWN)
    assert [m.party.key for m in differ] == [3] and "证件号码不同" in differ[0].reason
    assert find_similar("完全无关公司", "", "company", KNOWN) == []


def test_people_of_similar_names_are_not_duplicates() -> None:
    assert [m.party.key for m in find_similar("张桂枝", "", "natural", KNOWN)] == [3]
