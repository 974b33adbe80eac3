"""The files of a case as its page lists them, and what each may be said to belong to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.entities import Attachment, Document, StoredFile
from models.errors import BadInput
from models.queries import documents
from models.queries.words import paper_state, short_day
from models.reference import media
from models.rules.attachments.attachment import About, Subject
from models.rules.events.base import Visibility
from models.store.desk import Desk
from models.store.files.store import FileId, Stored

_UNITS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))
_OWN = About()


@dataclass(frozen=True)
class AttachmentLine:
    """A file of a case; `pages` counts what can be shown, `size` is in words."""

    id: int
    title: str
    name: str
    kind: str
    group: str
    pages: int
    size: str
    about: About
    about_text: str
    visibility: Visibility
    turned: int
    added: str
    added_on: date
    withdrawn: str

    @property
    def called(self) -> str:
        """Return what the office calls it: its title, else its name."""
        return self.title or self.name


@dataclass(frozen=True)
class AttachmentList:
    """The files of a case, the newest last, and what a file may belong to with its words."""

    lines: tuple[AttachmentLine, ...]
    subjects: tuple[tuple[About, str], ...]


@dataclass(frozen=True)
class StoredAttachment:
    """A file with its verified content: where it lies, its name, kind and turn in degrees."""

    path: Path
    name: str
    group: str
    pages: int
    turned: int


def attachments(desk: Desk, case_id: int) -> AttachmentList:
    """Return the files of a case; BadInput when there is no such case."""
    with desk.reading():
        case = load(desk, case_id)
        subjects = tuple(_subjects(case))
        words = dict(subjects)
        own = Attachment.case == case_id
        rows = Attachment.select(Attachment, StoredFile).join(StoredFile).where(own)
        return AttachmentList(
            tuple(_line(row, words) for row in rows.order_by(Attachment.id)), subjects
        )


def stored_attachment(desk: Desk, case_id: int, attachment: int) -> StoredAttachment:
    """Return a file of a case to be shown or handed out.

    BadInput when it is not there, StorageError when its content is not what was stored.
    """
    own = (Attachment.case == case_id) & (Attachment.id == attachment)
    row = Attachment.select(Attachment, StoredFile).join(StoredFile).where(own).get_or_none()
    if row is None:
        raise BadInput.of("attachment", "本案没有这个文件")
    stored = Stored(row.stored.sha256, row.stored.size)
    path = desk.files.checked(FileId(row.stored.path), stored)
    group = media.kinds()[row.kind].group
    return StoredAttachment(path, row.name, group, row.pages or 0, row.turned)


def size_text(size: int) -> str:
    """Return a size in bytes as 3.2MB."""
    for unit, name in _UNITS:
        if size >= unit:
            return f"{size / unit:.1f}{name}"
    return f"{size}字节"


def _line(row: Attachment, words: dict[About, str]) -> AttachmentLine:
    kind = media.kinds()[row.kind]
    about = About(Subject(row.subject), row.subject_id)
    on = row.added_at.astimezone().date()
    return AttachmentLine(
        id=row.id,
        title=row.title,
        name=row.name,
        kind=kind.label,
        group=kind.group,
        pages=row.pages or 0,
        size=size_text(row.stored.size),
        about=about,
        about_text=words.get(about, f"{about.subject.label}（已作废）"),
        visibility=Visibility(row.visibility),
        turned=row.turned,
        added=f"{short_day(on)} {row.added_by}".strip(),
        added_on=on,
        withdrawn=row.withdrawn,
    )


def _subjects(case: CaseFile) -> Iterator[tuple[About, str]]:
    """Yield what a file may belong to: the case, its papers, what happened, its evidence."""
    yield _OWN, Subject.CASE.label
    columns = (Document.id, Document.form_id, Document.addressee, Document.state)
    papers = Document.select(*columns).where(Document.case == case.id, Document.state != "void")
    for row in papers.order_by(Document.id):
        who = f"（{case.name_of(row.addressee)}）" if row.addressee else ""
        title = documents.title_of(row.form_id)
        yield (
            About(Subject.DOCUMENT, row.id),
            f"文书：{title}{who}　{paper_state(row.state).text}",
        )
    for one in case.evidence:
        yield About(Subject.EVIDENCE, one.no), f"证据{one.no}：{one.name}"
    for entry in case.log.entries:
        party = case.party(entry.event.subject)
        who = f"（{party.name}）" if party else ""
        words = f"登记：{short_day(entry.on)} {entry.event.label}{who}"
        yield About(Subject.EVENT, entry.id), words
