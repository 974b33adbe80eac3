"""Stored papers of a case: what they are, and their bytes as they were written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from forms.reading.spec import FormSpec
from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.cases.standing import load_standing
from models.entities import Document, DocumentFile
from models.reference.paper_catalog import catalog
from models.rules.procedure.conditions import addressees
from models.store.desk import Desk
from models.store.files.store import FileId, Stored


@dataclass(frozen=True)
class StoredPaper:
    """One stored paper with its files by format (docx, pdf); `number` is that of its case."""

    id: int
    form_id: str
    title: str
    addressee: str | None
    state: str
    contents: dict[str, bytes]
    number: str | None


@cache
def _forms() -> dict[str, str]:
    """Return the title of each form."""
    return {form_id: catalog().spec(form_id).title for form_id in catalog().ids()}


def titles() -> Mapping[str, str]:
    """Return the title of each form of the catalogue."""
    return _forms()


def title_of(form_id: str) -> str:
    """Return the title of a paper; its id when the form is no longer in the catalogue."""
    return _forms().get(form_id, form_id)


def forms_named(word: str) -> list[str]:
    """Return the ids of the forms whose title contains the word."""
    return [form_id for form_id, title in _forms().items() if word in title]


def copies_of(desk: Desk, document_id: int) -> int:
    """Return how many copies of a stored paper are printed; 1 when its form is gone."""
    row = Document.get_by_id(document_id)
    if row.form_id not in _forms():
        return 1
    spec = catalog().spec(row.form_id)
    return spec.copies if row.case_id is None else copies_for(load(desk, row.case_id), spec)


def copies_for(case: CaseFile, spec: FormSpec) -> int:
    """Return how many copies of a paper a case needs.

    Of one that is the same for all, each of those it is served on gets one, and one is filed.
    """
    people = addressees(case.state(), spec.addressees)
    shared = spec.served and not spec.per_addressee and people
    return len(people) + 1 if shared else spec.copies


def files_of(desk: Desk, case_id: int) -> list[StoredPaper]:
    """Return the papers of a case in the order they were made."""
    papers = list(Document.select().where(Document.case == case_id).order_by(Document.id))
    contents: dict[int, dict[str, bytes]] = {row.id: {} for row in papers}
    for file in DocumentFile.select().where(DocumentFile.document.in_(list(contents))):
        contents[file.document_id][file.format] = desk.files.read_as(
            FileId(file.path), Stored(file.sha256, file.size)
        )
    return [
        StoredPaper(
            row.id,
            row.form_id,
            title_of(row.form_id),
            row.addressee,
            row.state,
            contents[row.id],
            row.number,
        )
        for row in papers
    ]


def final_papers(case_id: int) -> tuple[str, ...]:
    """Return the titles of the papers that are final or served, each once: they keep their text."""
    final = (Document.case == case_id) & Document.state.in_(("final", "issued"))
    rows = Document.select(Document.form_id).where(final).order_by(Document.id)
    return tuple(dict.fromkeys(title_of(row.form_id) for row in rows))


@dataclass(frozen=True)
class Called:
    """What a stored paper is called: its title and whom it is for; `void` = it counts no more."""

    title: str
    void: bool


def called(desk: Desk, document_id: int) -> Called:
    """Return the name of a stored paper, as its preview and its copies bear it."""
    row = Document.get_by_id(document_id)
    people = load_standing(desk, [row.case_id]).get(row.case_id, ()) if row.case_id else ()
    who = next((one.name for one in people if one.key == row.addressee), "")
    title = title_of(row.form_id) + (f"（送{who}）" if who else "")
    return Called(title, row.state == "void")


@dataclass(frozen=True)
class Final:
    """A paper that is final and in force: the one that is used instead of a second one."""

    id: int
    made: date


Finals = dict[tuple[str, str | None], Final]  # by form and party


def finals_of(desk: Desk, case_id: int) -> Finals:
    """Return the newest final of each form and party of a case."""
    in_force = (Document.case == case_id) & Document.state.in_(("final", "issued"))
    found = Finals()
    for row in Document.select().where(in_force).order_by(Document.id):
        found[row.form_id, row.addressee] = Final(row.id, row.created_at.date())
    return found


def stored_file(desk: Desk, document_id: int, suffix: str) -> bytes:
    """Return a stored paper as it was written, `suffix` docx or pdf; StorageError otherwise."""
    row = DocumentFile.get(DocumentFile.document == document_id, DocumentFile.format == suffix)
    return desk.files.read_as(FileId(row.path), Stored(row.sha256, row.size))
