"""Numbers across years, typed ones, and people who share a name."""

from datetime import date
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases.loading import load
from models.entities import Party
from models.errors import BadInput
from models.services.office import office
from models.services.proceedings import answers
from models.services.receiving import intake
from models.services.shared import documents
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.services.support import docket, file, serve
from ui.verbs.playing.scenario import Clock


def receipt(desk: Desk, case_id: int) -> str:
    """Return the 收件号."""
    return load(desk, case_id).record.receipt_no


def test_numbers_begin_again_each_year(
    desk: Desk, clock: Clock, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    clock.day = date(2026, 12, 31)
    late = request_s2 | {"received_on": "2026-12-31"}
    first, second = file(desk, late), file(desk, late)
    docket(desk, first, staff)
    clock.day = date(2027, 1, 4)
    docket(desk, second, staff)
    numbers = [load(desk, c).record.case_no for c in (first, second)]
    assert numbers == ["晋宁知法裁字〔2026〕1号", "晋宁知法裁字〔2027〕1号"]
    assert receipt(desk, second) == "禾知收〔2026〕2号"
    assert receipt(desk, file(desk, late)) == "禾知收〔2026〕3号", "received last year"


def test_a_typed_number_moves_the_count_and_is_never_met_again(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    intake.file_request(desk, request_s2, number="禾知收〔2026〕5号")
    assert receipt(desk, file(desk, request_s2)) == "禾知收〔2026〕6号"
    # Of another year or another pattern: it says nothing about this year's count …
    intake.file_request(desk, request_s2, number="禾知收〔2025〕900号")
    intake.file_request(desk, request_s2, number="旧档第77号")
    assert receipt(desk, file(desk, request_s2)) == "禾知收〔2026〕7号"
    with pytest.raises(BadInput, match="已经使用"):
        intake.file_request(desk, request_s2, number="旧档第77号")
    with pytest.raises(BadInput, match="控制字符"):
        intake.file_request(desk, request_s2, number="禾\x00")


def test_numbers_already_taken_are_passed_over(desk: Desk, request_s2: dict[str, Any]) -> None:
    office.set_setting(desk, "position.number.receipt", "收〔{year}〕{n}号")
    intake.file_request(desk, request_s2, number="收〔2026〕1号")
    office.set_setting(desk, "position.number.receipt", "禾收〔{year}〕{n}号")
    intake.file_request(desk, request_s2, number="禾收〔2026〕3号")
    office.set_setting(desk, "position.number.receipt", "收〔{year}〕{n}号")
    assert receipt(desk, file(desk, request_s2)) == "收〔2026〕4号"


def test_two_people_of_one_name_without_a_number_stay_two(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    one = {"kind": "natural", "name": "王伟", "address": "甲村1号", "phone": "1"}
    first = file(desk, request_s2 | {"respondents": [one]})
    second = file(desk, request_s2 | {"respondents": [one | {"address": "乙镇2号"}]})
    homes = [load(desk, c).side("respondent")[0].person.address for c in (first, second)]
    assert homes == ["甲村1号", "乙镇2号"]


def test_retyped_names_leave_no_rows_behind(desk: Desk, request_s2: dict[str, Any]) -> None:
    one: dict[str, Any] = {
        "kind": "natural", "name": "王伟", "address": "甲村1号", "phone": "1",
    }  # fmt: skip
    data = request_s2 | {"respondents": [one]}
    case_id = file(desk, data)
    before = Party.select().count()
    for name in ("王玮", "王韦"):
        renamed: dict[str, Any] = {"respondents": [one | {"name": name}]}
        data = request_s2 | renamed
        intake.amend_request(desk, case_id, data, on=desk.today(), reason="姓名写错")
    assert Party.select().count() == before


def test_the_answer_notice_counts_like_the_clock(
    desk: Desk, clock: Clock, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    from models.cases import deadlines

    request_s2["respondents"][0] |= {"region": "hongkong", "id_no": "", "id_type": ""}
    office.set_setting(desk, "position.hmt_without_domicile", True)
    clock.day = date(2026, 5, 14)
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    serve(desk, case_id, "R1", "request_copy")
    case = load(desk, case_id)
    order = Order("answer_notice", "R1")
    addressee: Any = documents.facts_of(desk, case, order)["addressee"]
    assert addressee["answer_days"] == 30
    found = deadlines.find(desk, case, "answer_foreign", "R1", desk.today())
    assert found and found.due == date(2026, 6, 15)
    clock.day = date(2026, 5, 20)
    with pytest.raises(BadInput, match="晚于现在的届满日"):
        answers.extend_answer(desk, case_id, party="R1", on=clock.day, until=date(2026, 6, 10))


def test_each_party_reads_its_own_evidence_period(
    desk: Desk, clock: Clock, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    clock.day = date(2026, 5, 14)
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    serve(desk, case_id, "P1", "evidence_notice", days=20)
    serve(desk, case_id, "R1", "evidence_notice", days=30)
    case = load(desk, case_id)
    orders = [Order("evidence_notice", key) for key in ("P1", "R1")]
    periods: list[Any] = [documents.facts_of(desk, case, o)["evidence_period"] for o in orders]
    assert [one["days"] for one in periods] == [20, 30]


def test_stored_papers_have_names_every_system_takes(
    desk: Desk, clock: Clock, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    clock.day = date(2026, 5, 14)
    request_s2["respondents"] = [
        {"kind": "company", "name": name, "address": "某地", "phone": "1"}
        for name in ("CON", "a:b?", "𠮷" * 200, "..")
    ]
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    orders = tuple(Order("answer_notice", f"R{n}") for n in range(1, 5))
    documents.make_documents(desk, case_id, orders, final=True)
    stored = sorted(p.name for p in (desk.path / "files").rglob("*") if p.is_file())
    assert len(stored) == 8
    assert {name.rpartition(".")[2] for name in stored} == {"docx", "pdf"}
    assert not [name for name in stored if set(name) & set('<>:"/\\|?*')]
    assert all(len(name.encode()) <= 255 for name in stored)
    assert verify(desk) == []


def test_a_number_of_three_digits(
    desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    office.set_settings(desk, {"position.number.receipt": "禾知收〔{year}〕{n:03d}号"})
    made = [receipt(desk, file(desk, request_s2)) for _ in range(2)]
    assert made == ["禾知收〔2026〕001号", "禾知收〔2026〕002号"]
    typed = intake.file_request(desk, request_s2, number="禾知收〔2026〕009号").ids["case"]
    assert receipt(desk, typed) == "禾知收〔2026〕009号"
    assert receipt(desk, file(desk, request_s2)) == "禾知收〔2026〕010号", "it counts on"
