"""Filing a request: what is kept, what is refused with its field, what is offered."""

from datetime import date
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases import acceptance
from models.cases.loading import load
from models.entities import Audit, Case, CaseParty, EventRow, Party
from models.errors import BadInput
from models.queries.dialogs import similar
from models.rules.events import Carrier, Opinion
from models.services.receiving import approving, intake
from models.services.receiving.intake import file_request
from models.services.shared import drafts
from models.store.desk import Desk

RARE = "禾川县𠮷㼆䶮农机<b>&{{x}}厂"


def counts() -> tuple[int, int, int]:
    """Return how many cases, parties and events there are."""
    return Case.select().count(), Party.select().count(), EventRow.select().count()


def test_a_request_is_kept_whole(desk: Desk, request_s2: dict[str, Any]) -> None:
    request_s2["respondents"][0]["name"] = RARE
    request_s2["facts_and_reasons"] = "事实" * 10_000
    case_id = file_request(desk, request_s2).ids["case"]
    case = load(desk, case_id)
    assert case.party("R1") and case.side("respondent")[0].name == RARE
    assert case.record.facts_and_reasons == "事实" * 10_000
    assert [e.event.type for e in case.log.entries] == ["infringement_known", "request_received"]
    assert case.record.stage == "received"
    assert Audit.select().where(Audit.action == "file_request").count() == 1
    assert verify(desk) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"requesters": []}, "requesters"),
        ({"respondents": "many"}, "respondents"),
        ({"received_on": "2026-02-30"}, "received_on"),
        ({"received_on": "2027-01-01"}, "received_on"),
        ({"kind": "appeal"}, "kind"),
        ({"facts_and_reasons": "a\x07b"}, "facts_and_reasons"),
    ],
)
def test_bad_requests_are_refused_by_field(
    desk: Desk, request_s2: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    if change.get("respondents") == "many":
        change = {"respondents": request_s2["respondents"] * 101}
    before = counts()
    with pytest.raises(BadInput) as refused:
        file_request(desk, request_s2 | change)
    assert any(p.field.startswith(field) for p in refused.value.problems)
    assert counts() == before
    assert verify(desk) == []


def test_names_over_200_characters_are_refused(desk: Desk, request_s2: dict[str, Any]) -> None:
    request_s2["requesters"][0]["name"] = "名" * 201
    with pytest.raises(BadInput) as refused:
        file_request(desk, request_s2)
    assert refused.value.problems[0].field == "requesters[0].name"


def test_the_same_person_has_one_row_and_likeness_is_offered(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    file_request(desk, request_s2)
    again = file_request(desk, request_s2).ids["case"]
    assert Party.select().count() == 2
    assert CaseParty.select().count() == 4
    words = similar.likenesses(desk, load(desk, again))
    assert any("同一专利已有案件" in w for w in words)
    request_s2["respondents"][0] |= {"name": "禾川县青筐里塑业公司", "id_no": ""}
    third = file_request(desk, request_s2).ids["case"]
    assert any("相似" in w for w in similar.likenesses(desk, load(desk, third)))


def test_numbers_run_on_and_are_never_given_twice(desk: Desk, request_s2: dict[str, Any]) -> None:
    first = file_request(desk, request_s2, number="禾知收〔2026〕31号").ids["case"]
    second = file_request(desk, request_s2).ids["case"]
    assert load(desk, first).record.receipt_no == "禾知收〔2026〕31号"
    assert load(desk, second).record.receipt_no == "禾知收〔2026〕32号"
    with pytest.raises(BadInput, match="已经使用"):
        file_request(desk, request_s2, number="禾知收〔2026〕31号")


def test_amending_keeps_the_old_text_in_its_event(desk: Desk, request_s2: dict[str, Any]) -> None:
    case_id = file_request(desk, request_s2).ids["case"]
    changed = request_s2 | {"product": "QKL-13 周转筐"}
    intake.amend_request(desk, case_id, changed, on=date(2026, 5, 20), reason="型号录错")
    case = load(desk, case_id)
    assert case.record.product == "QKL-13 周转筐"
    brought = [e.event.intake for e in case.entries if isinstance(e.event, Carrier)]
    kept = [request.data["product"] for request in brought if request]
    assert kept == [request_s2["product"], "QKL-13 周转筐"]
    with pytest.raises(BadInput, match="理由"):
        intake.amend_request(desk, case_id, changed, on=date(2026, 5, 20), reason=" ")


def test_a_draft_is_kept_without_an_audit_entry(desk: Desk) -> None:
    before = Audit.select().count()
    drafts.save_draft(desk, "intake", "1", {"requesters": [{"name": "未完"}]})
    drafts.save_draft(desk, "intake", "1", {"requesters": [{"name": "未完成"}]})
    kept = drafts.kept_draft(desk, "intake", "1")
    assert kept and kept.content == {"requesters": [{"name": "未完成"}]}
    drafts.drop_draft(desk, "intake", "1")
    assert drafts.kept_draft(desk, "intake", "1") is None
    assert Audit.select().count() == before


def test_three_years_never_refuse(desk: Desk, request_s2: dict[str, Any]) -> None:
    request_s2["infringement_known_on"] = "2020-01-01"
    case_id = file_request(desk, request_s2).ids["case"]
    outcome = acceptance.check(desk, load(desk, case_id))
    assert outcome.result == "docket"


def test_a_request_without_its_patent_asks_for_correction(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    del request_s2["patent"]
    request_s2["acts"] = []
    case_id = file_request(desk, request_s2).ids["case"]
    outcome = acceptance.check(desk, load(desk, case_id))
    assert outcome.result == "correct"
    assert "patent" in {c.item for c in outcome.corrections}


def test_without_authority_nothing_is_docketed(bare: Desk, request_s2: dict[str, Any]) -> None:
    from models.services.office import office
    from models.services.receiving import docketing

    staff = [
        office.add_staff(
            bare,
            office.StaffIn(name, "panel", certificate_no=name, certificate_issuer="cnipa"),
        ).ids["staff"]
        for name in ("甲", "乙", "丙")
    ]
    office.add_staff(bare, office.StaffIn("高明", "dept_head"))
    case_id = file_request(bare, request_s2).ids["case"]
    opinion = Opinion("dept_head", "高明", "同意", date(2026, 5, 20))
    approving.record_approval(bare, case_id, "docketing", [opinion], on=date(2026, 5, 20))
    with pytest.raises(BadInput, match="职权依据未设定") as refused:
        docketing.docket(
            bare,
            case_id,
            on=date(2026, 5, 20),
            panel=docketing.Panel(staff[0], tuple(staff[1:])),
            handler=staff[0],
        )
    assert "本局口径" in str(refused.value)
