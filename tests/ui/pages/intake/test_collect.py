"""The form's values and the intake JSON say the same, both ways."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models import reference
from models.rules.intake.checks import read_claims
from models.rules.intake.parties import keyed
from models.rules.intake.pasted.cells import pasted_rows
from ui.pages.intake import collect, pasted

COLUMNS = {rule.id for rule in reference.fields().part("evidence")}
SAMPLES = ("S1", "S2", "S3", "S4", "S4_corrected", "S10", "S11", "S12")


def sample(name: str) -> dict[str, Any]:
    return json.loads(resources.text("samples", f"{name}.json"))


def to_intake(values: dict[str, Any], today: date | None = None) -> dict[str, Any]:
    return dict(collect.to_intake(values, today))


def plain(value: Any) -> Any:
    """Drop what says nothing: empty texts, null, defaults that may be left out."""
    if isinstance(value, dict):
        made = {k: plain(v) for k, v in value.items()}
        return {k: v for k, v in made.items() if v not in (None, "", [], {})}
    return [plain(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", SAMPLES)
def test_a_request_comes_back_as_it_was(name: str) -> None:
    data = sample(name)
    assert plain(collect.to_intake(collect.from_intake(data))) == plain(keyed(data))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_draft_is_json(name: str) -> None:
    values = collect.from_intake(sample(name))
    assert json.loads(json.dumps(values)) == values


@given(st.sets(st.integers(1, 1000), max_size=60))
def test_claims_are_written_and_read_the_same(claims: set[int]) -> None:
    text = collect.claims_text(claims)
    assert read_claims(text) == tuple(sorted(claims)) if claims else text == ""


def test_claims_that_make_no_sense_go_along_to_be_named() -> None:
    data = to_intake({"patent": {"asserted_claims": "第一项"}})
    assert data["patent"]["asserted_claims"] == ["第一项"]


def test_a_half_typed_day_goes_along_to_be_named() -> None:
    assert collect.to_intake({"case": {"received_on": "2026-13"}})["received_on"] == "2026-13"


def test_one_empty_card_is_nobody() -> None:
    data = collect.to_intake({"requesters": [{"kind": "company", "id_type": "uscc"}]})
    assert data["requesters"] == []


def test_a_new_party_never_takes_the_key_of_another() -> None:
    data = to_intake({"respondents": [{"id": "R2", "name": "甲"}, {"name": "乙"}]})
    assert [p["id"] for p in data["respondents"]] == ["R2", "R3"]


OLD_DRAFT: dict[str, Any] = {
    "requesters": [{"name": "请"}],
    "respondents": [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}],
    "agents": [{"for": "respondent:2"}, {"for": "respondent:3"}, {"for": "requester:1"}],
    "acts": [["sell", ""], ["make", "respondent:1"], ["use", "respondent:2"],
             ["offer", "respondent:3"]],
    "papers": [["other", "respondent:3"], ["request", "requester:1"]],
}  # fmt: skip


def test_an_older_draft_named_parties_by_their_places() -> None:
    values: dict[str, Any] = collect.of_draft(OLD_DRAFT)[0]
    assert [p["id"] for p in values["respondents"]] == ["R1", "R2", "R3"]
    assert [a["for"] for a in values["agents"]] == ["R2", "R3", "P1"]
    assert values["acts"] == [["sell", ""], ["make", "R1"], ["use", "R2"], ["offer", "R3"]]
    assert values["papers"] == [["other", "R3"], ["request", "P1"]]
    assert collect.of_draft(values)[0] == values
    half: dict[str, Any] = collect.of_draft({"acts": [["make", "respondent:1"]]})[0]
    assert half["acts"] == [["make", "R1"]], "the card of nobody yet is the first"


def test_taking_a_party_out_takes_what_pointed_at_it() -> None:
    values = collect.of_draft(OLD_DRAFT)[0]
    left: dict[str, Any] = dict(collect.without_party(values, "respondents", 1))
    assert [p["name"] for p in left["respondents"]] == ["甲", "丙"]
    assert [a["for"] for a in left["agents"]] == ["R3", "P1"]
    assert left["acts"] == [["sell", ""], ["make", "R1"], ["offer", "R3"]]
    assert left["papers"] == [["other", "R3"], ["request", "P1"]]


@pytest.mark.parametrize(
    ("path", "section", "index", "name"),
    [
        ("received_on", "case", None, "received_on"),
        ("requesters", "requesters", 0, "name"),
        ("respondents[1].operator.id_no", "respondents", 1, "operator_id_no"),
        ("respondents[0].operator", "respondents", 0, "operator_name"),
        ("patent", "patent", None, "number"),
        ("patent.asserted_claims[0]", "patent", None, "asserted_claims"),
        ("agents[1].special_powers", "agents", 1, "special_powers"),
        ("acts[2].act", "acts", 2, ""),
        ("requests[1]", "content", None, "requests"),
        ("evidence[3].pages", "evidence", 3, "pages"),
        ("papers", "papers", None, ""),
        ("request_signed", "other", None, "request_signed"),
    ],
)
def test_every_path_has_its_place(path: str, section: str, index: int | None, name: str) -> None:
    assert collect.place(path) == collect.Place(section, index, name)


# ------------------------------------------------------------------ pasted tables


def test_rows_of_excel_in_the_order_of_the_table() -> None:
    rows = pasted_rows("公证书\t销售\t32\t公证处\t书证\r\n照片\t现场\t3\r\n\r\n")
    assert pasted.evidence_from_paste(rows).rows == [
        {"name": "公证书", "proves": "销售", "pages": "32", "source": "公证处", "form": "书证"},
        {"name": "照片", "proves": "现场", "pages": "3"},
    ]


def test_a_column_that_numbers_the_rows_is_left_out() -> None:
    rows = pasted_rows("1\t公证书\t销售\t32\n2\t照片\t现场\t3\n3、\t发票\t购买\t1")
    assert [r["name"] for r in pasted.evidence_from_paste(rows).rows] == ["公证书", "照片", "发票"]


def test_headings_say_which_column_is_which() -> None:
    rows = pasted_rows("序号\t证据名称\t来源\t证明目的\t页码\n1\t公证书\t公证处\t销售\t32")
    assert pasted.evidence_from_paste(rows).rows == [
        {"name": "公证书", "source": "公证处", "proves": "销售", "pages": "32"}
    ]


def test_a_cell_of_several_lines_stays_one_cell() -> None:
    rows = pasted_rows('公证书\t"销售\n许诺""销售"""\t３２页\r\n"样品"照片\t"现场"\t3')
    assert pasted.evidence_from_paste(rows).rows == [
        {"name": "公证书", "proves": '销售 许诺"销售"', "pages": "３２页"},
        {"name": '"样品"照片', "proves": "现场", "pages": "3"},
    ]


def test_full_width_pages_are_a_number() -> None:
    data = to_intake({"evidence": [{"name": "公证书", "pages": "３２ 页"}]}, date(2026, 5, 20))
    assert data["evidence"][0]["pages"] == 32


def test_lines_of_a_plain_list_are_names() -> None:
    rows = pasted_rows("专利证书\n登记簿副本\n")
    assert pasted.evidence_from_paste(rows).rows == [{"name": "专利证书"}, {"name": "登记簿副本"}]


@given(st.text())
def test_no_paste_breaks_it(text: str) -> None:
    for row in pasted.evidence_from_paste(pasted_rows(text)).rows:
        assert set(row) <= COLUMNS and all(row.values())


def pasted_evidence(text: str) -> pasted.Pasted:
    return pasted.evidence_from_paste(pasted_rows(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "证据名称\t证据内容\t证明目的\n公证书\t购买过程\t被请求人销售",
            {"name": "公证书", "proves": "购买过程；被请求人销售"},
        ),
        (
            "序号\t证据名称（注明原件或者复印件）\t待证事实（对应的请求事项）\t页码\n1\t发票\t购买\t1-24",
            {"name": "发票", "proves": "购买", "pages": "1-24"},
        ),
        (
            "证据名称\t证明目的\t页码\n照片\t现场\t25",
            {"name": "照片", "proves": "现场", "pages": "25"},
        ),
        (
            "证据名称\t证明目的\t页数\n照片\t现场\t25",
            {"name": "照片", "proves": "现场", "pages": "25"},
        ),
        ("证据来源\t证据材料\n公证处\t公证书", {"source": "公证处", "name": "公证书"}),
        ("编号\t材料名称\t起止页\n证据1\t发票\t第3至7页", {"name": "发票", "pages": "第3至7页"}),
    ],
)
def test_tables_with_other_heads(text: str, expected: dict[str, str]) -> None:
    found = pasted_evidence(text)
    assert (found.rows, found.left_out) == ([expected], ())


@pytest.mark.parametrize("marks", [
    ("证据一", "证据二", "证据三"), ("证据1", "证据2", "证据3"), ("一、", "二、", "三、"),
    ("（1）", "（2）", "（3）"), ("①", "②", "③"), ("第一项", "第二项", "第三项"), ("9", "10", "11"),
    ("证据十", "证据十一", "证据十二"),
])  # fmt: skip
def test_a_first_column_that_only_numbers_is_left_out(marks: tuple[str, ...]) -> None:
    text = "\n".join(f"{mark}\t公证书{mark}\t销售" for mark in marks)
    assert [row["name"] for row in pasted_evidence(text).rows] == [f"公证书{m}" for m in marks]


@pytest.mark.parametrize(
    "text", ["证据一\t证明销售\n公证书\t销售", "1\t公证书\n3\t照片", "证据一\n证据二"]
)
def test_a_first_column_that_says_something_is_kept(text: str) -> None:
    assert [row["name"] for row in pasted_evidence(text).rows] == [
        line.split("\t")[0] for line in text.split("\n")
    ]


def test_a_column_without_a_field_is_named() -> None:
    found = pasted_evidence("证据名称\t证明目的\t备注\n照片\t现场\t彩色\n")
    assert found.left_out == ("备注",)
    assert pasted_evidence("证据名称\t证明目的\t备注\n照片\t现场\t\n").left_out == ()
