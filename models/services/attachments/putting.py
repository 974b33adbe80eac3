"""Making a new file of those of a case and bringing it in: what a person asks for in one step."""

from collections.abc import Sequence

from models.changes import Changes
from models.entities import Attachment
from models.rules.attachments.attachment import About, Part, Subject
from models.rules.events.base import Visibility
from models.services.attachments import making
from models.services.attachments.attaching import Description, attach
from models.services.attachments.making import Progress
from models.services.attachments.taking import NewFile, told
from models.store.desk import Desk
from models.store.files import incoming


def attach_parts(desk: Desk, case_id: int, attachment: int, ranges: str) -> Changes:
    """Take pages out of a PDF, each range into a file of its own beside it; see `making.split`."""
    made = making.split(desk, case_id, attachment, ranges)
    files, parts = tuple(one for one, _ in made), tuple(part for _, part in made)
    return _attached(desk, case_id, files, parts)


def attach_merged(desk: Desk, case_id: int, attachments: Sequence[int], name: str) -> Changes:
    """Put PDFs together in the order given; see `making.merged`."""
    made = making.merged(desk, case_id, attachments, name)
    return _attached(desk, case_id, (made,), tuple(Part(one) for one in attachments))


def attach_sheet(
    desk: Desk, case_id: int, attachments: Sequence[int], title: str, each: int,
    progress: Progress,
) -> Changes:  # fmt: skip
    """Lay photos on A4; see `making.photo_sheet`."""
    made = making.photo_sheet(desk, case_id, attachments, title, each, progress)
    return _attached(desk, case_id, (made,), tuple(Part(one) for one in attachments))


def attach_bytes(
    desk: Desk, case_id: int, data: bytes, name: str, description: Description
) -> Changes:
    """Bring in what came without a file: a picture from the clipboard."""
    with incoming.written(desk.files) as path:
        path.write_bytes(data)
        made = told(desk.files, incoming.staged(path), name)
        return attach(desk, case_id, (made,), description=description)


def _attached(
    desk: Desk, case_id: int, files: tuple[NewFile, ...], parts: tuple[Part, ...]
) -> Changes:
    """Attach what was made where the first of what it is made of belongs."""
    source = Attachment.get_by_id(parts[0].attachment)
    about = About(Subject(source.subject), source.subject_id)
    said = Description(about=about, visibility=Visibility(source.visibility))
    try:
        return attach(desk, case_id, files, description=said, made_from=parts)
    except BaseException:
        making.discard(desk, files)
        raise
