"""The deliberation is a secret of the panel: neither the log nor the audit says what was said."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from models.backup.verify import verify
from models.cases.deadlines import date_rows
from models.cases.loading import load
from models.cases.projecting.projections import at
from models.entities import Audit, Document, EventRow, EventSealed
from models.errors import BadInput
from models.reference import additions
from models.rules.events import Deliberated, Deliberation, Section, Vote
from models.services.proceedings import hearing
from models.services.shared.documents import Order, make_documents, preview
from models.services.shared.journal import void_event
from models.store import sql
from models.store.desk import Desk
from models.store.unit import SEALED
from tests.services import support
from tests.services.test_journal import docketed  # noqa: F401 (a fixture)

ON = date(2026, 5, 18)
SAID = "权利要求1的特征没有全部落入"
VOTES = (Vote("周建国", "agree", SAID), Vote("李敏", "agree"), Vote("赵静", "dissent", "构成等同"))
LEAK = """
id = "leak"
title = "和解提示书"
version = 1
source = "本局自拟"
layout = "letter"
kinds = ["adjudication"]
addressees = "parties"
per_addressee = true
copies = 2
basis = ["专利纠纷行政裁决和调解办法第35条"]
required = ["addressee.name"]

[[block]]
type = "paragraph"
text = "TEXT"
"""
SECTIONS = (Section("评议", "逐项比对"),)


@pytest.fixture(autouse=True)
def ripe(desk: Desk, docketed: int) -> None:  # noqa: F811
    """Let the case be ripe for deliberation."""
    support.ripen(desk, docketed, ON)


def test_what_was_said_is_kept_apart(desk: Desk, docketed: int) -> None:  # noqa: F811
    hearing.deliberate(
        desk,
        docketed,
        on=ON,
        said=Deliberation(
            votes=VOTES, sections=SECTIONS, result="不侵权", minority="构成等同", place="合议室"
        ),
    )
    kept = load(desk, docketed).log.last(Deliberated)
    assert kept and kept.event.record
    assert kept.event.record.votes == VOTES
    assert (kept.event.record.minority, kept.event.record.place) == ("构成等同", "合议室")
    row = EventRow.get(EventRow.type == "deliberated")
    assert row.payload == {} and row.visibility == "deliberation"
    assert SAID in str(EventSealed.get().payload)
    audited = str([entry.payload for entry in Audit.select()])
    assert not [secret for secret in (SAID, "构成等同", "不侵权", "合议室") if secret in audited]
    assert verify(desk) == []


def test_stage_and_dates_are_computed_without_what_is_secret(
    desk: Desk,
    docketed: int,  # noqa: F811
) -> None:
    deliberate(desk, docketed)
    whole = load(desk, docketed)
    with desk.unaudited():  # as for a reader who may not see it
        sql.run_many(desk, "DROP TRIGGER event_sealed_no_delete", [()])
        sql.run_many(desk, "DELETE FROM event_sealed", [()])
    case = load(desk, docketed)
    told = case.log.last(Deliberated)
    assert told and told.event.record is None
    day = desk.today()
    assert at(case, day).record == at(whole, day).record
    assert date_rows(desk, case, day) == date_rows(desk, whole, day)


def deliberate(desk: Desk, case_id: int) -> None:
    hearing.deliberate(
        desk,
        case_id,
        on=ON,
        said=Deliberation(votes=VOTES, sections=SECTIONS, result="不侵权", minority="有"),
    )


def test_no_digest_lets_a_guess_be_tried_out(desk: Desk, docketed: int) -> None:  # noqa: F811
    deliberate(desk, docketed)
    first = EventRow.get(EventRow.type == "deliberated")
    void_event(desk, docketed, first.id, reason="重新合议")
    deliberate(desk, docketed)
    query = EventRow.select().where(EventRow.type == "deliberated", EventRow.voids.is_null())
    assert len({row.sealed_sha for row in query}) == 2
    told = [str(entry.payload) for entry in Audit.select() if entry.action == "deliberate"]
    assert len(told) == 2
    assert all(
        f"'said': '{SEALED}'" in args and "minority" not in args and "sha256': '" in args
        for args in told
    )
    assert not any("size" in args for args in told)
    assert verify(desk) == []


def test_no_paper_of_another_file_keeps_the_deliberation(
    desk: Desk,
    docketed: int,  # noqa: F811
) -> None:
    deliberate(desk, docketed)
    orders = tuple(Order(form, on=ON) for form in ("closing_approval", "deliberation_record"))
    make_documents(desk, docketed, orders)
    approval = Document.get(Document.form_id == "closing_approval")
    assert isinstance(approval.values, dict)
    assert approval.values["deliberation"] == {"on": ON.isoformat()}
    record = Document.get(Document.form_id == "deliberation_record")
    assert "'result': '不侵权'" in str(record.values)
    assert record.visibility == "deliberation"


def test_no_paper_of_the_office_tells_what_was_said(
    desk: Desk,
    docketed: int,  # noqa: F811
    tmp_path: Path,
) -> None:
    """Whatever file an office's own form says it belongs to: only the panel's own papers may."""
    secret = "{{ deliberation.result }}{{ deliberation.minority }}"
    text = f"合议结果：{secret}。{{{{ deliberation.on|cn_date }}}}"
    place = desk.path / "additions" / "papers" / "leak.toml"
    place.parent.mkdir(parents=True)
    place.write_text(LEAK.replace("TEXT", text), encoding="utf-8")
    additions.use(desk.path)
    deliberate(desk, docketed)
    made = preview(desk, load(desk, docketed), Order("leak", addressee="R1"))
    with ZipFile(BytesIO(made.docx)) as package:
        printed = package.read("word/document.xml").decode("utf-8")
    assert "不侵权" not in printed and "构成等同" not in printed
    assert "2026年5月18日" in printed, "the day is no secret"
    additions.use(tmp_path / "nothing")


def test_no_control_character_is_sealed(desk: Desk, docketed: int) -> None:  # noqa: F811
    votes = (replace(VOTES[0], opinion="a\x00b"), *VOTES[1:])
    with pytest.raises(BadInput) as refused:
        hearing.deliberate(
            desk,
            docketed,
            on=ON,
            said=Deliberation(votes=votes, sections=SECTIONS, result="不侵权", minority="有"),
        )
    assert [p.field for p in refused.value.problems] == ["votes[0].opinion"]


def test_the_values_of_a_paper_cannot_be_changed_unseen(
    desk: Desk,
    docketed: int,  # noqa: F811
) -> None:
    deliberate(desk, docketed)
    make_documents(desk, docketed, (Order("deliberation_record", on=ON),))
    assert verify(desk) == []
    paper = Document.get(Document.form_id == "deliberation_record")
    Document.update(values={"deliberation": {"result": "侵权"}}).execute()
    assert {p.field for p in verify(desk)} == {f"document[{paper.id}]"}
