"""The register put right: numbers, joined parties, requests that should not be there."""

from typing import Any

import pytest

from models.backup.verify import verify
from models.cases.deadlines import case_deadlines
from models.cases.ledger_rows import entry
from models.cases.loading import load
from models.entities import Audit
from models.errors import BadInput
from models.queries.case_page.page import case_page
from models.queries.dialogs.similar import same_patent_cases
from models.queries.lists import case_list
from models.queries.lists.case_list import CaseFilter
from models.queries.lists.to_serve import to_serve
from models.queries.lists.today import today_view
from models.rules.events import JoinedPartyCorrected, NumberCorrected, RequestStruck
from models.services.office import ledgers
from models.services.parties import joining
from models.services.receiving import intake, register
from models.services.shared import documents, journal
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.services.support import docket, file, serve, words
from ui.verbs.playing.scenario import Clock

JOINED = {"kind": "company", "name": "禾川县大筐塑业有限公司", "address": "禾川县东街1号",
          "phone": "0357-5550909", "legal_rep": "周正平", "legal_rep_post": "经理"}  # fmt: skip


@pytest.fixture
def filed(desk: Desk, request_s2: dict[str, Any]) -> int:
    """Return a case that has just been filed."""
    return file(desk, request_s2)


def shown(desk: Desk, **wanted: Any) -> list[int]:
    """Return the cases of the list under some conditions."""
    return [row.id for row in case_list.page(desk, CaseFilter(**wanted)).rows]


def waiting(desk: Desk) -> list[str]:
    """Return what 今日 shows of cases."""
    return [line.what for card in today_view(desk).cards for line in card.lines if line.case_id]


def rows_of(desk: Desk, case_id: int, kind: str) -> dict[str, str]:
    """Return the fields of the newest entry of a kind as the journal shows them."""
    line = next(e for e in case_page(desk, case_id).events if e.type == kind and not e.voids)
    return dict(line.fields)


def refused(desk: Desk, case_id: int, act: Any) -> str:
    """Return what a command was refused with; nothing of it may be left."""
    before = load(desk, case_id)
    with pytest.raises(BadInput) as error:
        act()
    assert load(desk, case_id) == before
    assert verify(desk) == []
    return words(error.value)


# ---- what the request itself says


def test_an_amendment_says_old_and_new_and_a_reason(
    desk: Desk, filed: int, request_s2: dict[str, Any]
) -> None:
    old = request_s2["respondents"][0]["phone"]
    request_s2["respondents"][0]["phone"] = "0357-5550000"
    request_s2["agents"] = [{"for": "P1", "name": "另一代理人", "powers": "general"}]
    intake.amend_request(desk, filed, request_s2, on=desk.today(), reason="电话抄错一位")
    told = rows_of(desk, filed, "request_amended")
    assert f"被请求人1 联系电话：{old} → 0357-5550000" in told["更正"]
    assert "代理人1 姓名：" in told["更正"] and "（空） → 另一代理人" in told["更正"]
    assert "代理人1 代理谁：（空） → 郝砚秋" in told["更正"]
    assert told["理由"] == "电话抄错一位"
    assert Audit.select().where(Audit.action == "amend_request").count() == 1


def test_an_amendment_that_changes_nothing_is_refused(
    desk: Desk, filed: int, request_s2: dict[str, Any]
) -> None:
    def again() -> None:
        intake.amend_request(desk, filed, request_s2, on=desk.today(), reason="再登记一次")

    assert refused(desk, filed, again) == "data: 没有改动，不用登记更正"


# ---- numbers


def test_a_receipt_number_is_put_right_and_the_wrong_one_is_free_again(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    wrong = intake.file_request(desk, request_s2, number="知收〔2026〕12号").ids["case"]
    register.correct_number(
        desk, wrong, "receipt", "知收〔2026〕2号", on=desk.today(), reason="收件登记簿上是2号"
    )
    assert load(desk, wrong).record.receipt_no == "知收〔2026〕2号"
    assert shown(desk, search="知收〔2026〕2号") == [wrong]
    assert shown(desk, search="知收〔2026〕12号") == []
    assert rows_of(desk, wrong, "number_corrected") == {
        "编号": "收件号", "更正前": "知收〔2026〕12号", "更正后": "知收〔2026〕2号",
        "理由": "收件登记簿上是2号",
    }  # fmt: skip
    other = intake.file_request(desk, request_s2, number="知收〔2026〕12号").ids["case"]
    assert load(desk, other).record.receipt_no == "知收〔2026〕12号"
    assert verify(desk) == []


def test_voiding_a_corrected_number_brings_the_old_one_back_step_by_step(
    desk: Desk, filed: int
) -> None:
    first = load(desk, filed).record.receipt_no
    made = [
        register.correct_number(desk, filed, "receipt", number, on=desk.today(), reason="抄错").ids
        for number in ("知收〔2026〕7号", "知收〔2026〕8号")
    ]
    journal.void_event(desk, filed, made[1]["event"], reason="没有错")
    assert load(desk, filed).record.receipt_no == "知收〔2026〕7号"
    journal.void_event(desk, filed, made[0]["event"], reason="没有错")
    assert load(desk, filed).record.receipt_no == first
    assert shown(desk, search=first) == [filed]
    assert verify(desk) == []


def test_a_case_number_is_put_right_after_docketing(
    desk: Desk, filed: int, staff: dict[str, int]
) -> None:
    docket(desk, filed, staff)
    was = load(desk, filed).record.case_no
    register.correct_number(
        desk, filed, "case", "禾知裁〔2026〕9号", on=desk.today(), reason="立案审批表上是9号"
    )
    assert load(desk, filed).record.number == "禾知裁〔2026〕9号" != was
    assert [e.event.was for e in load(desk, filed).log.all(NumberCorrected)] == [was]
    assert verify(desk) == []


@pytest.mark.parametrize(
    ("what", "number", "problem"),
    [
        ("case", "x", "what: 本案还没有案号"),
        ("paper", "x", "what: 只能更正"),
        ("receipt", " ", "now: 填写正确的收件号"),
        ("receipt", "知收〔2026〕1号", "now: 填写正确的收件号"),
        ("receipt", "知收〔2026〕2号", "number: 编号“知收〔2026〕2号”已经使用"),
        ("receipt", "知\x00收", "number: "),
        ("receipt", "号" * 61, "number: "),
    ],
)
def test_a_number_that_cannot_be_is_refused(
    desk: Desk, request_s2: dict[str, Any], what: str, number: str, problem: str
) -> None:
    case_id = intake.file_request(desk, request_s2, number="知收〔2026〕1号").ids["case"]
    intake.file_request(desk, request_s2, number="知收〔2026〕2号")

    def act() -> None:
        register.correct_number(desk, case_id, what, number, on=desk.today(), reason="抄错")

    assert refused(desk, case_id, act).startswith(problem)


# ---- joined parties


def test_what_was_typed_of_a_joined_party_is_put_right_and_brought_back(
    desk: Desk, filed: int, staff: dict[str, int]
) -> None:
    docket(desk, filed, staff)
    joining.join_party(desk, filed, JOINED, on=desk.today())
    serve(desk, filed, "R2", "request_copy")
    made = register.correct_joined_party(
        desk, filed, "R2", {"name": "禾川县大框塑业有限公司", "phone": ""}, on=desk.today(),
        reason="营业执照是“框”",
    ).ids  # fmt: skip
    case = load(desk, filed)
    party = case.party("R2")
    assert (
        party and party.name == "禾川县大框塑业有限公司" and party.person.phone == JOINED["phone"]
    )
    told = rows_of(desk, filed, "joined_party_corrected")
    assert told["更正"] == "姓名或名称：禾川县大筐塑业有限公司 → 禾川县大框塑业有限公司"
    assert told["理由"] == "营业执照是“框”"
    assert shown(desk, search="大框") == [filed] and shown(desk, search="大筐") == []
    journal.void_event(desk, filed, made["event"], reason="没有错")
    assert load(desk, filed).party("R2") != party
    assert load(desk, filed).name_of("R2") == JOINED["name"]
    assert verify(desk) == []


def test_only_a_joined_party_is_put_right_there(
    desk: Desk, filed: int, staff: dict[str, int]
) -> None:
    docket(desk, filed, staff)
    joining.join_party(desk, filed, JOINED, on=desk.today(), side="third_party")

    def name(party: str, **data: str) -> Any:
        return lambda: register.correct_joined_party(
            desk, filed, party, data, on=desk.today(), reason="错"
        )

    assert "更正或者补正" in refused(desk, filed, name("R1", name="甲公司"))
    assert "没有改动" in refused(desk, filed, name("T1", name=JOINED["name"]))
    assert "name" in refused(desk, filed, name("T1", name="名" * 300))
    register.correct_joined_party(desk, filed, "T1", {"address": "西街2号"}, on=desk.today(),
                                  reason="错")  # fmt: skip
    place = load(desk, filed).party("T1")
    assert place and (place.side, place.person.address) == ("third_party", "西街2号")
    assert load(desk, filed).log.has(JoinedPartyCorrected, "T1")


# ---- requests that should not be on the register


def test_a_misfiled_request_leaves_every_list_and_its_clocks_end(
    desk: Desk, clock: Clock, filed: int
) -> None:
    assert waiting(desk) and case_deadlines(desk, load(desk, filed), desk.today())
    made = register.strike_request(
        desk, filed, "misfiled", on=desk.today(), reason="寄给别局的"
    ).ids
    assert shown(desk) == [] and shown(desk, status="unfinished") == []
    assert shown(desk, status="struck") == [filed] == shown(desk, stage="struck")
    assert shown(desk, search=load(desk, filed).record.receipt_no) == [filed]
    clock.day = clock.day.replace(month=clock.day.month + 2)
    assert waiting(desk) == []
    assert to_serve(desk) == () and case_deadlines(desk, load(desk, filed), desk.today()) == []
    page = case_page(desk, filed)
    assert page.header.clock == "已撤出登记（误收）" and not page.steps
    # It can be undone: everything is as it was.
    journal.void_event(desk, filed, made["event"], reason="是本局的")
    assert shown(desk) == [filed]
    assert case_deadlines(desk, load(desk, filed), desk.today())
    assert verify(desk) == []


def test_nothing_is_recorded_in_a_request_that_was_struck_off(
    desk: Desk, filed: int, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    register.strike_request(desk, filed, "misfiled", on=desk.today(), reason="寄给别局的")
    request_s2["product"] = "别的产品"
    for act in (
        lambda: docket(desk, filed, staff),
        lambda: intake.amend_request(desk, filed, request_s2, on=desk.today(), reason="改"),
        lambda: journal.record_event(
            desk, filed, "note_recorded", on=desk.today(), title="记", text="记"
        ),
        lambda: register.strike_request(desk, filed, "misfiled", on=desk.today(), reason="再"),
        lambda: documents.make_documents(desk, filed, (Order("case_cover"),), final=True),
    ):
        assert "已经撤出收案登记" in refused(desk, filed, act)


def test_a_doubled_request_is_merged_into_the_one_that_came_first(
    desk: Desk, clock: Clock, filed: int, request_s2: dict[str, Any]
) -> None:
    clock.day = clock.day.replace(day=clock.day.day + 1)
    twice = file(desk, request_s2 | {"received_on": clock.day.isoformat()})
    number = load(desk, filed).record.receipt_no
    register.strike_request(
        desk, twice, "merged", on=desk.today(), reason="窗口和邮寄各收一份",
        into=number.replace("〔", "[").replace("〕", "]"),
    )  # fmt: skip
    struck = load(desk, twice).log.last(RequestStruck)
    assert struck and (struck.event.into, struck.event.into_number) == (filed, number)
    assert case_page(desk, twice).header.clock == f"已撤出登记（并入另案：{number}）"
    assert shown(desk) == [filed]
    patent = request_s2["patent"]["number"]
    assert [one.case_id for one in same_patent_cases(desk, patent)] == [filed]
    wrong = refused(desk, filed, lambda: register.strike_request(
        desk, filed, "misfiled", on=desk.today(), reason="错"))  # fmt: skip
    assert "有别的请求并入本案" in wrong


def test_what_is_not_the_same_request_is_not_merged(
    desk: Desk, clock: Clock, filed: int, request_s2: dict[str, Any]
) -> None:
    clock.day = clock.day.replace(day=clock.day.day + 1)
    later = {"received_on": clock.day.isoformat()}
    other = dict(request_s2["respondents"][0]) | {"name": "另一公司", "id_no": ""}
    second = file(desk, request_s2 | later | {"respondents": [other]})
    first, number = load(desk, filed).record.receipt_no, load(desk, second).record.receipt_no

    def merge(case_id: int, into: str, ground: str = "merged") -> str:
        return refused(desk, case_id, lambda: register.strike_request(
            desk, case_id, ground, on=desk.today(), reason="重复", into=into))  # fmt: skip

    assert "被请求人不同，不是同一请求" in merge(second, first)
    assert "没有“”这件案件" in merge(second, "")
    assert "没有“知收〔2099〕1号”这件案件" in merge(second, "知收〔2099〕1号")
    assert "这件案件" in merge(second, number)
    assert "误收的不并入" in merge(second, first, "misfiled")
    assert "ground" in merge(second, first, "lost")
    same = file(desk, request_s2 | later)
    assert "收件在后" in merge(filed, load(desk, same).record.receipt_no)


def test_what_was_answered_is_not_struck_off(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    def strike(case_id: int) -> str:
        return refused(desk, case_id, lambda: register.strike_request(
            desk, case_id, "misfiled", on=desk.today(), reason="错"))  # fmt: skip

    docketed = file(desk, request_s2)
    docket(desk, docketed, staff)
    assert "已经登记“立案”" in strike(docketed)
    told = file(desk, request_s2 | {"facts_and_reasons": ""})
    intake.request_correction(desk, told, on=desk.today(), days=10)
    serve(desk, told, "P1", "correction_notice")
    assert "已经向当事人送达文书" in strike(told)
    referred = file(desk, request_s2)
    intake.refer_request(desk, referred, on=desk.today(), to="邻县局", told_on=desk.today())
    assert "已经登记“不予立案”" in strike(referred)


def test_the_row_of_a_ledger_may_become_another_case(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    told = {"told_on": desk.today(), "by_staff": staff["何静"], "person_name": "郝砚秋"}
    row = ledgers.record_entry(desk, "notification", told).ids["notification"]
    wrong = intake.file_request(desk, request_s2, entry_id=row).ids["case"]
    register.strike_request(desk, wrong, "misfiled", on=desk.today(), reason="选错了类别")
    right = intake.file_request(desk, request_s2, entry_id=row).ids["case"]
    assert entry(row).case_id == right
    with pytest.raises(BadInput, match="已经转为案件"):
        intake.file_request(desk, request_s2, entry_id=row)


def test_the_number_of_a_struck_request_is_not_given_out_again(
    desk: Desk, filed: int, request_s2: dict[str, Any]
) -> None:
    number = load(desk, filed).record.receipt_no
    register.strike_request(desk, filed, "misfiled", on=desk.today(), reason="误收")
    with pytest.raises(BadInput, match="已经使用"):
        intake.file_request(desk, request_s2, number=number)
    other = file(desk, request_s2)
    assert load(desk, other).record.receipt_no != number
