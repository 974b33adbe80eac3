"""Commands on the files of a case: bring in, describe, turn, take out and put back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.canonical import plain
from models.cases.case_file import CaseFile
from models.entities import Attachment, Document, StoredFile
from models.errors import BadInput
from models.reference import media
from models.rules.attachments.attachment import (
    MOST_AT_ONCE,
    TURNS,
    About,
    Part,
    Subject,
    name_problem,
)
from models.rules.events.base import Visibility
from models.rules.problem import Problem
from models.rules.text_checks import NAME_LIMIT, clean_text, text_problem
from models.services.attachments.taking import NewFile
from models.services.shared.recording import begin, given_reason, require
from models.store.desk import Desk
from models.store.files.store import FileId
from models.store.unit import command

FOLDER = "materials"


@dataclass(frozen=True)
class Description:
    """What a person says of files; what is None stays as it was."""

    title: str | None = None
    about: About | None = None
    visibility: Visibility | None = None


@command(scripted=False)
def attach(
    desk: Desk,
    case_id: int,
    files: tuple[NewFile, ...],
    *,
    description: Description = Description(),
    made_from: tuple[Part, ...] = (),
) -> None:
    """Bring files into a case, all of them or none; `ids["attachment"]` is the last one.

    A content that is stored already is not stored again. BadInput when there is nothing to bring
    in, when it belongs to something that is not in the case, or is there already under the same.
    """
    case = begin(desk, case_id)
    if not 1 <= len(files) <= MOST_AT_ONCE:
        raise BadInput.of("files", f"一次收入1到{MOST_AT_ONCE}个文件")
    about = description.about or About()
    require([*_wrong(case, description), *_wrong_names(files), *_there(case, about, files)])
    title = clean_text(description.title or "")
    for one in files:
        desk.unit.ids["attachment"] = Attachment.insert(
            case=case_id,
            stored=_stored(desk, one),
            name=clean_text(one.name),
            title=title,
            kind=one.kind,
            pages=one.pages,
            subject=about.subject.value,
            subject_id=about.id,
            made_from=[plain(part) for part in made_from],
            visibility=(description.visibility or Visibility.MAIN).value,
            added_at=desk.now(),
            added_by=desk.actor,
        ).execute()
    desk.unit.touch("attachment")


@command(scripted=False)
def describe_attachments(
    desk: Desk, case_id: int, attachments: tuple[int, ...], description: Description
) -> None:
    """Say of files what they are, what they belong to, and in which volume they are kept."""
    case = begin(desk, case_id)
    rows = _chosen(case, attachments)
    require(_wrong(case, description))
    wanted = _columns(description)
    if not any(_differs(row, wanted) for row in rows):
        raise BadInput.of("description", "没有改动")
    _update(desk, attachments, wanted)


@command(scripted=False)
def turn_attachments(desk: Desk, case_id: int, attachments: tuple[int, ...], degrees: int) -> None:
    """Turn pictures and pages clockwise, from where they are; the stored content stays as it is."""
    case = begin(desk, case_id)
    if degrees not in TURNS[1:]:
        raise BadInput.of("degrees", "只能转90、180、270度")
    for row in _chosen(case, attachments):
        if not media.kinds()[row.kind].shown:
            raise BadInput.of("attachments", f"“{row.name}”不是图片或者PDF，不能旋转")
        turned = (row.turned + degrees) % 360
        Attachment.update(turned=turned).where(Attachment.id == row.id).execute()
    desk.unit.touch("attachment")


@command(scripted=False)
def withdraw_attachments(
    desk: Desk, case_id: int, attachments: tuple[int, ...], *, reason: str
) -> None:
    """Take files out of a case with a reason; rows and contents stay, and can be put back."""
    case = begin(desk, case_id)
    rows, why = _chosen(case, attachments), given_reason(reason, "撤出")
    if any(row.withdrawn for row in rows):
        raise BadInput.of("attachments", "选中的文件里有已经撤出的")
    _update(desk, attachments, {"withdrawn": why})


@command(scripted=False)
def reinstate_attachments(desk: Desk, case_id: int, attachments: tuple[int, ...]) -> None:
    """Put files back that were taken out."""
    case = begin(desk, case_id)
    if not all(row.withdrawn for row in _chosen(case, attachments)):
        raise BadInput.of("attachments", "选中的文件里有没有撤出的")
    _update(desk, attachments, {"withdrawn": ""})


def _update(desk: Desk, ids: Sequence[int], columns: Mapping[str, str | int | None]) -> None:
    Attachment.update(**columns).where(Attachment.id.in_(list(ids))).execute()
    desk.unit.touch("attachment")


def _chosen(case: CaseFile, ids: Sequence[int]) -> list[Attachment]:
    """Return the rows of some files of a case; BadInput when one is not there."""
    rows = list(Attachment.select().where(Attachment.case == case.id, Attachment.id.in_(list(ids))))
    if not ids or len(rows) != len(set(ids)):
        raise BadInput.of("attachments", "没有选中文件，或者有文件不在本案")
    return rows


def _columns(description: Description) -> dict[str, str | int | None]:
    found: dict[str, str | int | None] = {}
    if description.title is not None:
        found["title"] = clean_text(description.title)
    if description.about is not None:
        found |= {"subject": description.about.subject.value, "subject_id": description.about.id}
    if description.visibility is not None:
        found["visibility"] = description.visibility.value
    return found


def _differs(row: Attachment, columns: Mapping[str, str | int | None]) -> bool:
    return any(getattr(row, name) != value for name, value in columns.items())


def _wrong(case: CaseFile, description: Description) -> Iterator[Problem]:
    """Yield what a description says that cannot be."""
    if description.title is not None and (wrong := text_problem(description.title, NAME_LIMIT)):
        yield Problem("title", wrong)
    if description.visibility not in (None, Visibility.MAIN, Visibility.INTERNAL):
        yield Problem("visibility", "文件只归入正卷或者副卷")
    if description.about is not None and not _is_in(case, description.about):
        yield Problem("about", f"本案没有这项{description.about.subject.label}")


def _is_in(case: CaseFile, about: About) -> bool:
    match about.subject:
        case Subject.CASE:
            return about.id is None
        case Subject.EVENT:
            return any(one.id == about.id for one in case.log.entries)
        case Subject.EVIDENCE:
            return any(one.no == about.id for one in case.evidence)
        case Subject.DOCUMENT:
            own = (Document.case == case.id) & (Document.id == about.id)
            return Document.select().where(own).exists()


def _wrong_names(files: Sequence[NewFile]) -> Iterator[Problem]:
    for number, one in enumerate(files):
        if wrong := name_problem(one.name):
            yield Problem(f"files[{number}].name", wrong)
        if one.kind not in media.kinds():
            yield Problem(f"files[{number}].kind", "不认识的文件类型")


def _there(case: CaseFile, about: About, files: Sequence[NewFile]) -> Iterator[Problem]:
    """Yield the files whose content already belongs to the same thing."""
    found = (
        Attachment.select(Attachment.name, StoredFile.sha256)
        .join(StoredFile)
        .where(
            Attachment.case == case.id,
            Attachment.withdrawn == "",
            Attachment.subject == about.subject.value,
            Attachment.subject_id.is_null() if about.id is None
            else Attachment.subject_id == about.id,
        )
    )  # fmt: skip
    known = {sha256: name for name, sha256 in found.tuples()}
    for number, one in enumerate(files):
        if one.staged.sha256 in known:
            same = known[one.staged.sha256]
            yield Problem(f"files[{number}]", f"“{one.name}”与已有的“{same}”内容相同")


def _stored(desk: Desk, one: NewFile) -> int:
    """Return the row of a content, after storing it unless it is stored already."""
    staged = one.staged
    known = StoredFile.get_or_none(StoredFile.sha256 == staged.sha256)
    if known is not None:
        if desk.files.exists(known.path):
            desk.unit.spare(staged)
        else:  # lost on disk: here it is again
            desk.unit.take(known.path, staged)
        return known.id
    folder, suffix = f"{FOLDER}/{staged.sha256[:2]}", media.kinds()[one.kind].suffix
    path = FileId(f"{folder}/{staged.sha256}{suffix}")
    if not desk.files.exists(path):
        desk.unit.take(path, staged)
    elif desk.files.verify(path, staged.stored):  # a file of another content has the name
        path = desk.unit.place(folder, staged.sha256, suffix)
        desk.unit.take(path, staged)
    else:
        desk.unit.spare(staged)
    return StoredFile.insert(path=path, sha256=staged.sha256, size=staged.size).execute()
