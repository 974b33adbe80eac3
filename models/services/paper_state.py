"""The states of a stored paper: draft → final → issued (served) → void. Files are never changed."""

from collections.abc import Collection

from models.cases.loading import load
from models.entities import Document
from models.errors import BadInput
from models.reference.paper_catalog import catalog
from models.rules.citation import cite
from models.rules.events import Served
from models.store.desk import Desk
from models.store.unit import command


def issue(desk: Desk, case_id: int, to: str, documents: Collection[str]) -> None:
    """Mark the final papers that were served on a party as issued (called by the service entry)."""
    forms = [i for i in catalog().ids() if catalog().spec(i).served in documents]
    rows = Document.select().where(
        (Document.case == case_id)
        & (Document.state == "final")
        & Document.form_id.in_(forms)
        & (Document.addressee.is_null() | (Document.addressee == to))
    )
    for row in list(rows):
        Document.update(state="issued").where(Document.id == row.id).execute()
        desk.unit.touch("document")


def take_back(desk: Desk, case_id: int, document: str) -> None:
    """Mark papers as final again when the only entry of their service was voided."""
    forms = [i for i in catalog().ids() if catalog().spec(i).served == document]
    log = load(desk, case_id).log
    told = {e.event.to for e in log.all(Served, lambda e: e.document == document)}
    rows = Document.select().where(
        (Document.case == case_id) & (Document.state == "issued") & Document.form_id.in_(forms)
    )
    for row in list(rows):
        still = row.addressee in told if row.addressee else bool(told)
        if not still:
            Document.update(state="final").where(Document.id == row.id).execute()
            desk.unit.touch("document")


@command(scripted=False)
def void_paper(desk: Desk, document_id: int, *, reason: str) -> None:
    """Void a paper with a reason; it stays on file. What was served is corrected, not voided."""
    row = Document.get_or_none(Document.id == document_id)
    if row is None:
        raise BadInput.of("document", f"没有编号为{document_id}的文书")
    desk.unit.case_id = row.case_id
    if row.state == "void":
        raise BadInput.of("document", "这份文书已经作废")
    if row.state == "issued":
        raise BadInput.of("document", f"已经送达的文书不能作废，请制作更正文书（{cite('slips')}）")
    if not reason.strip():
        raise BadInput.of("reason", "作废须写明理由")
    Document.update(state="void").where(Document.id == document_id).execute()
    desk.unit.note["reason"] = reason.strip()
    desk.unit.touch("document")
