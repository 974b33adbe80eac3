"""The states of a stored paper: draft → final → issued (served) → void. Files are never changed."""

from collections.abc import Collection, Iterable, Iterator

import peewee

from models.cases.case_file import CaseFile
from models.entities import Document
from models.errors import BadInput
from models.reference.paper_catalog import catalog
from models.rules.citation import cite
from models.rules.events import Served
from models.rules.problem import Problem
from models.rules.procedure.conditions import addressees
from models.services.shared.recording import given_reason
from models.store.desk import Desk
from models.store.unit import command

Finals = frozenset[tuple[str, str | None]]  # of each final paper its form and its addressee


def finals_of(case: CaseFile) -> Finals:
    """Return the final papers of a case, those that were served too."""
    kept = (Document.case == case.id) & Document.state.in_(("final", "issued"))
    made = Document.select(Document.form_id, Document.addressee).where(kept)
    return frozenset((row.form_id, row.addressee) for row in made)


def unmade(
    case: CaseFile, to: str, documents: Collection[str], finals: Finals | None = None
) -> Iterator[Problem]:
    """Yield the papers of which an addressee has no final: what was never made reached nobody.

    A paper that no form makes (an answer) comes from elsewhere anyway. `finals` are those of the
    case, where they have been read already.
    """
    specs = {form: catalog().spec(form) for form in _forms(documents)}
    forms = {form: spec for form, spec in specs.items() if case.kind in spec.kinds}
    if not forms:
        return
    made = finals_of(case) if finals is None else finals
    there = {forms[form].served for form, who in made if form in forms and who in (to, None)}
    for document in documents:
        titles = [spec.title for spec in forms.values() if spec.served == document]
        if titles and document not in there:
            paper = "或者".join(f"“{one}”" for one in titles)
            words = f"{paper}还没有定稿；先在“文书”里生成定稿，不是本程序制作的选“纸质文书”"
            yield Problem("documents", words)


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
