"""An edited DOCX of a draft comes back: compared with its draft, then stored as the next one.

Only paragraphs are taken. The file itself is not kept: the paper is set again by our own writers,
with the edits, which stay beside the values it was made from.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forms import blocks as b
from forms.edited.compare import Change, compare, fits, same_text
from forms.edited.edits import apply_edits, merged
from forms.edited.identity import Identity, identity
from forms.edited.reading import MOST, Reading, place_of, read_docx
from forms.errors import FormError
from forms.writers.docx import write_docx
from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.entities import Document
from models.errors import BadInput
from models.queries.documents import called, stored_file
from models.queries.edited_papers import Carried
from models.reference.paper_catalog import catalog
from models.rules.events import Json
from models.rules.problem import Problem
from models.rules.text_checks import TEXT_LIMIT, text_problem
from models.services.papers.drafts import CasePapers, PaperRow
from models.services.shared.documents import Order, assembled, facts_of, rendered, store_papers
from models.services.shared.recording import begin, require
from models.store.desk import Desk
from models.store.faults import from_os
from models.store.unit import command

_NO_DRAFT = (
    "这份文件不是案卷里存的草稿，不能取回：只有点“存草稿”以后，从案卷里的文书另存的DOCX才认得出；"
    "定稿不能改，预览时另存的也不行"
)
_NOT_OURS = "这份文件和案卷里的任何一稿都对不上，没有取回"
_VOID = "这份文件所出的那一稿已经作废，没有取回"
_FINAL = "这份文书已有定稿，没有取回；确需改的，先作废定稿"
_NEWER = "案卷里已经有更新的一稿，没有取回；请另存最新的一稿，在它上面改"
_OUTDATED = "存这一稿以后，案件的记录有变化，这一稿已经过时，没有取回；请重新存草稿，在新的一稿上改"


@dataclass(frozen=True)
class Returned:
    """A copy that can be taken: of which draft it is, and the paragraphs it changes."""

    document: int
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Draft:
    """The draft that is edited: as it is stored, and as it is assembled again."""

    row: PaperRow
    order: Order
    stored: Reading
    plain: b.Paper  # without its edits
    paper: b.Paper


def look_at(desk: Desk, case_id: int, path: Path) -> Returned:
    """Return what an edited DOCX changes; BadInput says where what cannot be taken is."""
    copy = _reading(path)
    known = identity(copy.properties)
    if known is None:
        raise _refused(_NO_DRAFT)
    if known.case != case_id:
        raise _refused(f"这是收件号{known.receipt}那件案件的文书，不是本案的，没有取回")
    case = load(desk, case_id)
    draft = _draft(desk, case, _row(desk, case, known, copy).id)
    found = compare(draft.paper, draft.stored, copy)
    require(Problem("file", words) for words in found.refused)
    require(_wrong(draft, found.changes))
    return Returned(draft.row.id, called(desk, draft.row.id).title, found.changes)


@command(scripted=False)
def take_edited_paper(
    desk: Desk, case_id: int, document_id: int, changes: tuple[Change, ...]
) -> None:
    """Store the next draft of a paper, whose paragraphs say what they were changed to.

    `ids["document"]` is the new draft; the former one stays as it is.
    """
    case = begin(desk, case_id)
    if not changes:
        raise BadInput.of("changes", "没有改动，不用取回")
    draft = _draft(desk, case, document_id)
    require(_wrong(draft, changes))
    edits = merged(draft.plain, draft.row.carried.edits, {c.place: c.now for c in changes})
    order, spec = draft.order, catalog().spec(draft.order.form_id)
    made = rendered(
        desk, spec, facts_of(desk, case, order), draft=True,
        carried=Carried(edits, order.service_event),
        identity=CasePapers(desk, case).next_identity(*order.whose),
    )  # fmt: skip
    store_papers(desk, case, [(order, made)], final=False)
    desk.unit.touch("document")


def _refused(words: str) -> BadInput:
    return BadInput.of("file", words)


def _reading(path: Path) -> Reading:
    """Return what a file from outside says; one that is too large is not even opened."""
    try:
        fits = path.is_file() and path.stat().st_size <= MOST
        data = path.read_bytes() if fits else bytes(MOST + 1)
    except OSError as error:
        raise from_os(error, str(path)) from error
    try:
        return read_docx(data)
    except FormError as error:
        raise _refused(str(error)) from error


def _row(desk: Desk, case: CaseFile, known: Identity, copy: Reading) -> PaperRow:
    """Return the paper that a copy is to change: its own draft, or a newer one that says the same.

    What the stored draft says of itself the copy has to say too: another folder may have a case
    and a draft of the same numbers.
    """
    papers = CasePapers(desk, case)
    rows = papers.of(known.form, known.addressee)
    own = rows[known.number - 1] if known.number <= len(rows) else None
    if own is None or not _stored(desk, own).properties.items() <= copy.properties.items():
        raise _refused(_NOT_OURS)
    if own.state == "void":
        raise _refused(_VOID)
    newest = papers.newest(known.form, known.addressee)
    assert newest is not None
    if newest.state == "draft" and newest.id != own.id:
        said = identity(_stored(desk, newest).properties)
        if said is None or (said.text, said.service) != (known.text, known.service):
            raise _refused(_NEWER)
    return newest


def _stored(desk: Desk, row: PaperRow) -> Reading:
    return read_docx(stored_file(desk, row.id, "docx"))


def _draft(desk: Desk, case: CaseFile, document_id: int) -> _Draft:
    """Return a draft that may be changed: the newest of its paper, and as the record still is."""
    row = Document.get_or_none(Document.id == document_id, Document.case == case.id)
    if row is None or row.form_id not in catalog().ids():
        raise _refused(_NOT_OURS)
    newest = CasePapers(desk, case).newest(row.form_id, row.addressee)
    if newest is None or row.state == "void":
        raise _refused(_VOID)
    if newest.state != "draft":
        raise _refused(_FINAL)
    if newest.id != document_id:
        raise _refused(_NEWER)
    stored = _stored(desk, newest)
    known = identity(stored.properties)
    if known is None:
        raise _refused(_NO_DRAFT)
    order = Order(row.form_id, row.addressee, _printed_on(row.values), known.service)
    facts = facts_of(desk, case, order)
    plain = assembled(desk, catalog().spec(row.form_id), facts, draft=True)
    try:
        paper = apply_edits(plain, newest.carried.edits)
    except FormError as error:
        raise _refused(_OUTDATED) from error
    if not same_text(read_docx(write_docx(paper)), stored):
        raise _refused(_OUTDATED)
    return _Draft(newest, order, stored, plain, paper)


def _printed_on(values: Mapping[str, Json]) -> date | None:
    """Return the day printed on a paper, from what was kept with it."""
    document = values.get("document")
    on = document.get("on") if isinstance(document, dict) else None
    return date.fromisoformat(on) if isinstance(on, str) else None


def _wrong(draft: _Draft, changes: Sequence[Change]) -> Iterator[Problem]:
    """Yield the changes that no paper may say; those of another text are refused at once."""
    if not all(fits(draft.paper, one) for one in changes):
        raise _refused(_OUTDATED)
    for one in changes:
        if problem := text_problem(one.now, TEXT_LIMIT, lines=True):
            yield Problem("file", f"{place_of(one.number, one.now)}：{problem}")
