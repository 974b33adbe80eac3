"""New files made of those of a case: pages taken out, files put together, photos laid on A4.

What they are made from stays as it is. Each is staged; the command `attach` brings it in.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from forms.errors import FormError
from forms.writers.photo_sheet import GRIDS, Photo, room, write_photo_sheet
from models.entities import Attachment, StoredFile
from models.errors import BadInput
from models.reference import media
from models.rules.attachments.attachment import Part, page_ranges
from models.rules.text_checks import NAME_LIMIT, clean_text, text_problem
from models.services.attachments import pdfs, pictures
from models.services.attachments.taking import NewFile, told
from models.store.desk import Desk
from models.store.files import incoming
from models.store.files.store import Stored

Progress = Callable[[int, int], bool]
PDF, PICTURE = "pdf", "picture"
_MOST_PHOTOS = 600  # on one set of sheets


class Cancelled(BadInput):
    """The person cancelled; nothing was made."""


def split(desk: Desk, case_id: int, attachment: int, ranges: str) -> list[tuple[NewFile, Part]]:
    """Return a new PDF for each range of pages (“1-3、4”) of one; BadInput names what is wrong."""
    row = _one(desk, case_id, attachment)
    if row.kind != PDF or not row.pages:
        raise BadInput.of("attachment", f"“{row.name}”不是能打开的PDF，不能拆分")
    found = page_ranges(ranges, row.pages)
    if isinstance(found, str):
        raise BadInput.of("ranges", found)
    made: list[tuple[NewFile, Part]] = []
    try:
        for first, last in found:
            where = f"第{first}页" if first == last else f"第{first}-{last}页"
            name = f"{_stem(row.name)}（{where}）.pdf"
            part = _written(desk, [(_path(desk, row), (first, last))], name)
            made.append((part, Part(row.id, first, last)))
    except BaseException:
        discard(desk, [one for one, _ in made])
        raise
    return made


def merged(desk: Desk, case_id: int, attachments: Sequence[int], name: str) -> NewFile:
    """Return PDF files of a case put together in the order given; BadInput for any other kind."""
    rows = [_one(desk, case_id, one) for one in attachments]
    if len(rows) < 2:
        raise BadInput.of("attachments", "合并至少要选两个PDF")
    for row in rows:
        if row.kind != PDF:
            raise BadInput.of("attachments", f"“{row.name}”不是PDF；照片请先排成A4")
    return _written(desk, [(_path(desk, row), None) for row in rows], f"{_named(name)}.pdf")


def photo_sheet(
    desk: Desk, case_id: int, attachments: Sequence[int], title: str, each: int,
    progress: Progress,
) -> NewFile:  # fmt: skip
    """Return photos of a case laid on A4, `each` (1, 2, 4, 6) a page, captioned with their titles.

    `progress(done, total)` may return False to cancel.
    """
    rows = [_one(desk, case_id, one) for one in attachments]
    if each not in GRIDS:
        raise BadInput.of("each", "每页只能放1、2、4、6张")
    if not 1 <= len(rows) <= _MOST_PHOTOS:
        raise BadInput.of("attachments", f"一次排1到{_MOST_PHOTOS}张照片")
    photos: list[Photo] = []
    for number, row in enumerate(rows, start=1):
        if media.kinds()[row.kind].group != PICTURE:
            raise BadInput.of("attachments", f"“{row.name}”不是图片")
        found = pictures.upright(_path(desk, row), 0, row.turned, room(each))
        caption = row.title or _stem(row.name)
        photos.append(Photo(pictures.jpeg(found), found.width, found.height, caption))
        if not progress(number, len(rows)):
            raise Cancelled.of("attachments", "已取消，没有生成")
    words = _named(title)
    try:
        data = write_photo_sheet(words, photos, each)
    except FormError as error:
        raise BadInput.of("title", str(error)) from error
    with incoming.written(desk.files) as path:
        path.write_bytes(data)
        return told(desk.files, incoming.staged(path), f"{words}.pdf")


def discard(desk: Desk, made: Sequence[NewFile]) -> None:
    """Drop what was made and is not attached."""
    for one in made:
        incoming.drop(desk.files, one.staged)


def _written(desk: Desk, parts: Sequence[tuple[Path, pdfs.Pages | None]], name: str) -> NewFile:
    with incoming.written(desk.files) as path:
        with path.open("wb") as out:
            pdfs.write(parts, out)
        return told(desk.files, incoming.staged(path), name)


def _one(desk: Desk, case_id: int, attachment: int) -> Attachment:
    own = (Attachment.case == case_id) & (Attachment.id == attachment)
    row = Attachment.select(Attachment, StoredFile).join(StoredFile).where(own).get_or_none()
    if row is None or row.withdrawn:
        raise BadInput.of("attachments", "没有选中文件，或者文件不在本案")
    return row


def _path(desk: Desk, row: Attachment) -> Path:
    return desk.files.checked(row.stored.path, Stored(row.stored.sha256, row.stored.size))


def _named(name: str) -> str:
    words = clean_text(name)
    if not words:
        raise BadInput.of("name", "请写名称")
    if wrong := text_problem(words, NAME_LIMIT):
        raise BadInput.of("name", wrong)
    return words


def _stem(name: str) -> str:
    return Path(name).stem
