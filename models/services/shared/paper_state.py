"""The states of a stored paper: draft → final → issued (served) → void. Files are never changed."""

from collections.abc import Collection, Iterable

import peewee

from models.cases.case_file import CaseFile
from models.entities import Document
from models.errors import BadInput
from models.reference.paper_catalog import catalog
from models.rules.citation import cite
from models.rules.events import Served
from models.rules.procedure.conditions import addressees
from models.services.shared.recording import given_reason
from models.store.desk import Desk
from models.store.unit import command


def issue(desk: Desk, case: CaseFile, served: Iterable[tuple[str, Collection[str]]]) -> None:
    """Mark the final papers that were served as issued; `served` = on whom, which documents.

    A paper that is one for all is issued when it has reached everybody it is for; `case` knows
    the services already.
    """
    which = Document.id.is_null()  # none
    for to, documents in served:
        which |= Document.form_id.in_(_forms(documents)) & (Document.addressee == to)
        told = [form for form in _forms(documents) if not _untold(case, form)]
        which |= Document.form_id.in_(told) & Document.addressee.is_null()
    _move(desk, case.id, "final", "issued", which)


def _untold(case: CaseFile, form_id: str) -> bool:
    """Whether somebody whom a paper is for has not been served it."""
    spec, state = catalog().spec(form_id), case.state()
    people = addressees(state, spec.addressees)
    return not all(state.has(f"served:{spec.served}", p.key) for p in people)


def take_back(desk: Desk, case: CaseFile, document: str) -> None:
    """Mark papers as final again when an entry of their service was voided and none is left."""
    told = {e.event.to for e in case.log.all(Served, lambda e: e.document == document)}
    untold = Document.addressee.not_in(sorted(told))  # true of no paper without an addressee
    which = Document.form_id.in_(_forms([document])) & untold
    shared = [form for form in _forms([document]) if not told or _untold(case, form)]
    which |= Document.form_id.in_(shared) & Document.addressee.is_null()
    _move(desk, case.id, "issued", "final", which)


def _forms(documents: Collection[str]) -> list[str]:
    return [i for i in catalog().ids() if catalog().spec(i).served in documents]


def _move(desk: Desk, case_id: int, before: str, after: str, which: peewee.Expression) -> None:
    """Give the papers of a case that are in one state another, in one statement."""
    own = (Document.case == case_id) & (Document.state == before)
    if Document.update(state=after).where(own & which).execute():
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
    why = given_reason(reason, "作废")
    Document.update(state="void").where(Document.id == document_id).execute()
    desk.unit.note["reason"] = why
    desk.unit.touch("document")
