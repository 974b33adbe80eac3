"""Stories beside the bundled ones, played with the same services: a rejection that is sued over
(S6) and an adjudication that ends in a settlement (S8). Their dates are those of the samples."""

import json
from datetime import date
from typing import Any

import pypdfium2
import pytest

from models.backup.verify import verify
from models.cases import deadlines
from models.cases.loading import load
from models.errors import BadInput
from models.queries.dialogs.next_steps import steps_of
from models.rules.events import (
    Attendance,
    Deliberation,
    HearingScheduled,
    Instalment,
    OrderItem,
    Proof,
    Section,
    TollingStarted,
    Vote,
)
from models.services.closing import decision, mediation, publication
from models.services.proceedings import answers, hearing, serving
from models.services.proceedings.answers import AnswerIn
from models.services.shared import documents, journal
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.places import DATA
from tests.services.support import approve, day, docket, file, serve
from tests.stories.samples.shape import as_in_samples
from ui.verbs.playing.scenario import Clock

STORIES: dict[str, Any] = json.loads((DATA / "other_stories.json").read_text(encoding="utf-8"))


def as_expected(desk: Desk, case_id: int, as_of: date) -> dict[str, Any]:
    """Return the dates in the shape of the samples."""
    return as_in_samples(deadlines.case_deadlines(desk, load(desk, case_id), as_of))


def text_of(desk: Desk, case_id: int, form: str, *, final: bool = True) -> str:
    """Return what the PDF of a paper says, without line breaks."""
    made = documents.preview(desk, load(desk, case_id), Order(form), draft=not final)
    pages = pypdfium2.PdfDocument(made.pdf)
    said = "".join(p.get_textpage().get_text_range() for p in pages)
    return said.replace("\r", "").replace("\n", "")


def to_the_hearing(
    desk: Desk, clock: Clock, staff: dict[str, int], story: str, days: dict[str, str]
) -> int:
    """File, docket, serve, answer and notify the hearing on the story's days."""
    clock.day = day(days["filed"])
    case_id = file(desk, STORIES[story]["intake"])
    clock.day = day(days["docketed"])
    docket(desk, case_id, staff)
    serve(desk, case_id, "P1", "acceptance_notice")
    clock.day = day(days["told"])
    serve(desk, case_id, "P1", "panel_notice", "evidence_notice")
    clock.day = day(days["served"])
    serve(desk, case_id, "R1", "request_copy", "panel_notice", "evidence_notice")
    clock.day = day(days["answered"])
    answers.record_answer(desk, case_id, party="R1", on=clock.day, answer=AnswerIn(text="不侵权"))
    clock.day = day(days["forwarded"])
    serve(desk, case_id, "P1", "answer_copy", of="R1")
    clock.day = day(days["fixed"])
    hearing.schedule_hearing(
        desk,
        case_id,
        on=clock.day,
        hearing=HearingScheduled(hearing_on=day(days["hearing"]), time="9时", place="审理庭"),
    )
    clock.day = day(days["notified"])
    serve(desk, case_id, "P1", "hearing_notice")
    serve(desk, case_id, "R1", "hearing_notice")
    clock.day = day(days["hearing"])
    came = [Attendance(key, True, "某人", "代理人") for key in ("P1", "R1")]
    hearing.record_hearing(
        desk, case_id, on=clock.day, attendance=came, sections=[Section("调查", "略")]
    )
    return case_id


def test_a_rejected_request_is_sued_over(desk: Desk, clock: Clock, staff: dict[str, int]) -> None:
    case_id = to_the_hearing(desk, clock, staff, "S6", {
        "filed": "2025-06-16", "docketed": "2025-06-20", "told": "2025-06-23",
        "served": "2025-06-25", "answered": "2025-07-08", "forwarded": "2025-07-10",
        "fixed": "2025-07-21", "notified": "2025-07-24", "hearing": "2025-08-12",
    })  # fmt: skip
    clock.day = day("2025-08-20")
    votes = tuple(Vote(name, "agree") for name in ("周建国", "李敏", "赵静"))
    hearing.deliberate(
        desk,
        case_id,
        on=clock.day,
        said=Deliberation(votes=votes, sections=(), result="现有技术抗辩成立"),
    )
    clock.day = day("2025-08-27")
    approve(desk, case_id, "closing")
    draft = decision.Decision(
        "rejected", "请求停止侵权。", "使用现有技术。", "已经口头审理。", ("论文公开全部特征。",),
        "证据属实。", ("现有技术抗辩成立。",), ("《专利纠纷行政裁决和调解办法》第三十一条",),
        (OrderItem(STORIES["S6"]["order"]),),
    )  # fmt: skip
    decision.issue_decision(desk, case_id, draft, on=clock.day)
    said = text_of(desk, case_id, "decision")
    assert STORIES["S6"]["order"] in said
    assert "强制执行" not in said, "a rejection orders nothing that could be enforced"
    clock.day = day("2025-08-28")
    serve(desk, case_id, "P1", "decision")
    clock.day = day("2025-08-29")
    serve(desk, case_id, "R1", "decision")
    clock.day = day("2025-09-11")
    journal.record_event(desk, case_id, "suit_filed", on=clock.day, **{"from": "P1"})
    clock.day = day("2025-09-22")
    publication.publish(desk, case_id, on=clock.day, place="网站", checked_by=staff["周建国"])
    clock.day = day("2025-09-24")
    journal.record_event(desk, case_id, "complaint_received", on=clock.day, of="P1")
    [offered] = [s for s in steps_of(desk, load(desk, case_id)) if not s.step.optional]
    assert (offered.step.id, offered.due) == ("court_defence", day("2025-10-09"))
    clock.day = day("2025-10-09")
    journal.record_event(desk, case_id, "defence_filed", on=clock.day, of="P1")
    as_of = clock.day = day(STORIES["S6"]["as_of"])
    assert as_expected(desk, case_id, as_of) == STORIES["S6"]["expect"]
    left = {s.step.id for s in steps_of(desk, load(desk, case_id))}
    assert left == {"record_judgment"}, "whatever the court says"


def test_an_adjudication_ends_in_a_settlement(
    desk: Desk, clock: Clock, staff: dict[str, int]
) -> None:
    case_id = to_the_hearing(desk, clock, staff, "S8", {
        "filed": "2025-11-10", "docketed": "2025-11-14", "told": "2025-11-17",
        "served": "2025-11-18", "answered": "2025-12-02", "forwarded": "2025-12-04",
        "fixed": "2025-12-05", "notified": "2025-12-09", "hearing": "2025-12-18",
    })  # fmt: skip
    asked = {"kind": "settlement", "on": clock.day, "reason": "双方书面申请和解二十日"}
    with pytest.raises(BadInput, match="一般代理，无权“和解”"):
        answers.start_pause(desk, case_id, applied_by="R1", agent="霍知白", **asked)
    answers.start_pause(desk, case_id, applied_by="R1", **asked)
    terms = mediation.Agreement(
        "是否落入保护范围有争议。", ("停止使用专利方法，至取得许可为止。",), 18_000_000,
        tuple(
            Instalment(no, day(due), 6_000_000)
            for no, due in enumerate(("2026-01-31", "2026-03-31", "2026-06-30"), start=1)
        ),
        enforceable=True,
        signed_by=(("P1", "白若谷"), ("R1", "霍知白")),
    )  # fmt: skip
    with pytest.raises(BadInput, match="一般代理，无权“和解”"):
        mediation.record_agreement(desk, case_id, terms, on=clock.day)
    clock.day = day("2025-12-22")
    journal.record_event(
        desk, case_id, "special_power_supplied", on=clock.day, party="R1", agent="霍知白",
        powers=["和解"],
    )  # fmt: skip
    clock.day = day("2026-01-07")
    begun = load(desk, case_id).log.last(TollingStarted)
    assert begun
    answers.end_pause(desk, case_id, pause=begun.event.id, on=clock.day)
    clock.day = day("2026-01-08")
    approve(desk, case_id, "closing", kind="agreement")
    mediation.record_agreement(desk, case_id, terms, on=clock.day)
    said = text_of(desk, case_id, "agreement")
    assert "霍知白，山西衡度律师事务所（特别授权：和解）" in said
    assert "人民币壹拾捌万元整" in said
    clock.day = day("2026-01-09")
    left = Proof(left_on=clock.day, refusal_reason="拒收", witness="某")
    with pytest.raises(BadInput, match="不得留置"):
        serving.serve(
            desk, case_id, serving.Served("R1", ("agreement",), "left", left, outside=True)
        )
    serve(desk, case_id, "P1", "agreement")
    serve(desk, case_id, "R1", "agreement")
    assert steps_of(desk, load(desk, case_id)) == []
    as_of = clock.day = day(STORIES["S8"]["as_of"])
    found = as_expected(desk, case_id, as_of)
    assert found == STORIES["S8"]["expect"]
    assert not {"sue|P1", "publish|", "enforce_office|R1"} & set(found)
    assert verify(desk) == []
