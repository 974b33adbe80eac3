"""Batch intake: a case for each row of a table, all or none; a fault names row and field."""

from datetime import date
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases import acceptance
from models.cases.loading import load
from models.entities import Audit, Case
from models.errors import BadInput
from models.queries.lists import case_list
from models.rules.events import RequestReceived
from models.rules.intake.pasted.cells import table_rows
from models.services.arguments.commands import COMMANDS, arguments
from models.services.receiving.batch import file_batch, read_batch
from models.services.receiving.intake import amend_request, file_request
from models.store.desk import Desk
from ui.verbs.playing.scenario import Clock

HEAD = (
    "序号\t商家名称\t统一社会信用代码\t经营地址\t联系电话\t类别\t负责人\t被控产品（型号）\t侵权行为"
)
SHOPS = (
    "1\t禾川县一号农机店\t92140922MA0TEHT01A\t禾川县东街1号\t0357-5550001\t个体工商户\t张一\tYH-1型喷头\t销售",
    "2\t禾川县二号农机有限公司\t\t禾川县东街2号\t0357-5550002\t企业法人\t张二\tYH-2型喷头\t制造、销售",
    "3\t禾川县三号农机合作社\t\t禾川县东街3号\t0357-5550003\t其他组织\t张三\t\t",
)


def table(*rows: str, head: str = HEAD) -> list[list[str]]:
    """Return the cells of a pasted table."""
    return table_rows("\n".join((head, *rows)))


def refusal(desk: Desk, data: dict[str, Any], cells: list[list[str]]) -> dict[str, str]:
    """File and return what was refused, by field."""
    before = Case.select().count(), Audit.select().count()
    with pytest.raises(BadInput) as refused:
        file_batch(desk, data, cells)
    assert (Case.select().count(), Audit.select().count()) == before, "nothing was written"
    return {one.field: one.problem for one in refused.value.problems}


def found(desk: Desk, words: str) -> set[int]:
    """Return which cases the list of cases finds."""
    return {row.id for row in case_list.page(desk, case_list.CaseFilter(search=words)).rows}


@pytest.fixture
def pattern(request_s2: dict[str, Any]) -> dict[str, Any]:
    """Return the request that the rows follow."""
    return request_s2


def test_every_row_is_a_case_with_its_own_number(desk: Desk, pattern: dict[str, Any]) -> None:
    entries, given = Audit.select().count(), len(pattern["evidence"])
    file_batch(desk, pattern, table(*SHOPS))
    assert Audit.select().count() == entries + 1
    cases = [load(desk, row.id) for row in Case.select().order_by(Case.id)]
    assert len({case.record.number for case in cases}) == 3
    first, second, third = cases
    names = [[p.name for p in case.side("respondent")] for case in cases]
    assert names == [["禾川县一号农机店"], ["禾川县二号农机有限公司"], ["禾川县三号农机合作社"]]
    shop = first.side("respondent")[0].person
    assert (shop.kind, shop.operator_name, shop.phone) == ("sole_trader", "张一", "0357-5550001")
    assert shop.id_type == "uscc" and second.side("respondent")[0].person.legal_rep == "张二"
    assert [case.record.product for case in (first, second)] == ["YH-1型喷头", "YH-2型喷头"]
    assert third.record.product == pattern["product"], "what a row does not say is the pattern's"
    acts = [[one.act for one in acceptance.parse_last(desk, case).acts] for case in cases]
    assert acts[:2] == [["sell"], ["make", "sell"]]
    assert acts[2] == list(dict.fromkeys(one["act"] for one in pattern["acts"]))
    assert all(len(case.read_evidence()) == given for case in cases)
    assert all(case.log.has(RequestReceived) for case in cases)
    assert verify(desk) == []
    listed = case_list.page(desk, case_list.CaseFilter(search=pattern["patent"]["number"])).rows
    assert {row.id for row in listed} == {case.id for case in cases}
    assert (
        case_list.page(desk, case_list.CaseFilter(search="禾川县二号农机")).rows[0].id == second.id
    )


def test_a_case_of_a_batch_goes_its_own_way(desk: Desk, pattern: dict[str, Any]) -> None:
    first = file_batch(desk, pattern, table(*SHOPS)).ids["case"]
    data = dict(load(desk, first).last_request.data) | {"product": "另一型号"}
    amend_request(desk, first, data, on=desk.today(), reason="写错")
    assert load(desk, first).record.product == "另一型号"
    assert load(desk, first + 1).record.product == "YH-2型喷头"
    assert verify(desk) == []


def test_every_fault_names_its_row_and_its_field(desk: Desk, pattern: dict[str, Any]) -> None:
    bad = (
        "1\t\t\t禾川县东街1号\t1\t企业法人\t张一\t喷头\t销售",
        "2\t乙店\t12\t东街\t1\t个体\t张一\t喷头\t倒卖",
        f"3\t丙店\t\t{'东' * 501}\t1\t个体工商户\t\t喷头\t销售",
        "4\t丁店\t\t东街\t1\t企业法人\t张\t喷头\t销售",
    )
    wrong = refusal(desk, pattern, table(*bad))
    assert wrong.keys() == {
        "rows[0].name", "rows[1].kind", "rows[1].id_no", "rows[1].acts", "rows[2].address",
    }  # fmt: skip
    assert wrong["rows[0].name"].startswith("第1行")
    assert wrong["rows[1].kind"] == (
        "第2行类别：不认识“个体”，可以写：自然人、企业法人、其他组织、个体工商户"
    )
    assert "倒卖" in wrong["rows[1].acts"] and "第3行地址：有501个字" in wrong["rows[2].address"]


def test_acts_that_the_patent_cannot_be_asserted_against(
    desk: Desk, pattern: dict[str, Any]
) -> None:
    pattern["patent"]["kind"] = "design"
    pattern["patent"]["number"] = "ZL202330012345.6"
    wrong = refusal(desk, pattern, table("1\t甲\t\t东街\t1\t企业法人\t张\t喷头\t使用"))
    assert list(wrong) == ["rows[0].acts"] and "外观设计" in wrong["rows[0].acts"]


def test_a_fault_of_the_pattern_is_said_once(desk: Desk, pattern: dict[str, Any]) -> None:
    wrong = refusal(desk, pattern | {"received_on": "2026-02-30"}, table(*SHOPS))
    assert list(wrong) == ["received_on"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "请粘贴"),
        ("张三\t东街\n李四\t西街", "标题行"),
        ("地址\t电话\n东街\t1", "名称"),
        ("名称\t地址", "现有0行"),
        ("名称\t地址\n" + "甲\t东街\n" * 501, "现有501行"),
    ],
)
def test_a_text_that_is_no_table(
    desk: Desk, pattern: dict[str, Any], text: str, words: str
) -> None:
    wrong = refusal(desk, pattern, table_rows(text))
    assert list(wrong) == ["table"] and words in wrong["table"]


def test_the_same_shop_in_two_rows(desk: Desk, pattern: dict[str, Any]) -> None:
    head = "名称\t统一社会信用代码\t身份证号码"
    rows = ("甲店\t\t", "甲 店\t\t", "乙店\t91140922MA0TEHT01A\t", "丙店\t91140922ma0teht01a\t",
            "丁店\t91140922MA0TEHT02B\t140922199001011234")  # fmt: skip
    batch = read_batch(desk, pattern, table(*rows, head=head))
    assert {one.field for one in batch.refused} >= {
        "rows[1].name", "rows[3].name", "rows[4].id_no",
    }  # fmt: skip
    assert "与第1行是同一名被请求人" in str(batch.rows[1].problems)


def test_a_shop_against_which_there_is_a_case(desk: Desk, pattern: dict[str, Any]) -> None:
    file_batch(desk, pattern, table(SHOPS[0]))
    batch = read_batch(desk, pattern, table(*SHOPS))
    assert batch.refused == [] and [one.row.number for one in batch.known] == [1]
    wrong = refusal(desk, pattern, table(*SHOPS))
    number = next(iter(Case.select())).receipt_no
    assert list(wrong) == ["rows[0].name"] and number in wrong["rows[0].name"]
    file_batch(desk, pattern, table(*SHOPS), known_too=True)
    assert Case.select().count() == 4
    other = pattern | {"patent": pattern["patent"] | {"number": "ZL202110012345.6"}}
    assert read_batch(desk, other, table(*SHOPS)).known == [], "on another patent"


def test_a_request_that_is_filed_is_a_pattern_too(desk: Desk, pattern: dict[str, Any]) -> None:
    filed = file_request(desk, pattern).ids["case"]
    data = load(desk, filed).last_request.data
    first = file_batch(desk, data, table(*SHOPS)).ids["case"]
    assert [p.name for p in load(desk, first).side("respondent")] == ["禾川县一号农机店"]
    assert [p.name for p in load(desk, filed).side("respondent")] != ["禾川县一号农机店"]


def test_commas_of_either_width_and_quotes() -> None:
    assert table_rows('名称,地址\n"甲店","东街1号,\n二楼"\n')[1] == ["甲店", "东街1号, 二楼"]
    assert table_rows("名称，地址\n甲店，东街1号") == [["名称", "地址"], ["甲店", "东街1号"]]
    assert table_rows("名称\t地址\n甲店\t东街1号，二楼")[1] == ["甲店", "东街1号，二楼"]


def test_what_has_no_column_is_told(desk: Desk, pattern: dict[str, Any]) -> None:
    batch = read_batch(desk, pattern, table("甲店\t好评如潮", head="名称\t评价"))
    assert batch.left_out == ("评价",)
    assert any("补正" in words for words in batch.rows[0].remarks), "no address is told beforehand"


def test_two_hundred_rows(desk: Desk, clock: Clock, pattern: dict[str, Any]) -> None:
    clock.day = date(2026, 5, 20)
    rows = [f"{n}\t第{n}号店\t\t东街{n}号\t\t\t张\tYH-{n}\t销售" for n in range(1, 201)]
    file_batch(desk, pattern, table(*rows))
    assert Case.select().count() == 200 == len({row.receipt_no for row in Case.select()})
    assert verify(desk) == []


def test_a_scenario_file_can_file_a_batch(desk: Desk, pattern: dict[str, Any]) -> None:
    given = {"data": pattern, "table": [["名称", "地址"], ["甲店", "东街1号"]], "known_too": False}
    COMMANDS["file_batch"](desk, **arguments("file_batch", given))
    assert Case.select().count() == 1
