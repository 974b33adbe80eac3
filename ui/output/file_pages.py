# pyright: basic
"""One page of a file in a case as pixels, of a PDF or a picture; on the worker, without Qt."""

from dataclasses import dataclass

import pypdfium2

from models.errors import BadInput
from models.queries.case_page.attachments import StoredAttachment, stored_attachment
from models.services.attachments import pictures
from models.store.desk import Desk
from ui.output.papers.preview import PageImage

Box = tuple[int, int]  # width and height in pixels that a page may have
_QUARTER = 90  # degrees
_LOCKED = "打不开：有密码，或者已损坏。可以另存原件，用别的程序查看。"


@dataclass(frozen=True)
class FilePage:
    """A page of a file, counted from 0, as it is shown."""

    attachment: int
    number: int
    image: PageImage


def file_page(desk: Desk, case_id: int, attachment: int, number: int, box: Box) -> FilePage:
    """Return a page of a file of a case, upright and turned, as large as the box takes it.

    BadInput when it cannot be shown, StorageError when the file is not what was stored.
    """
    found = stored_attachment(desk, case_id, attachment)
    image = _pdf_page(found, number, box) if found.group == "pdf" else _picture(found, number, box)
    return FilePage(attachment, number, image)


def _picture(found: StoredAttachment, number: int, box: Box) -> PageImage:
    made = pictures.upright(found.path, number, found.turned, box)
    return PageImage(made.width, made.height, made.width * 3, made.tobytes())


def _pdf_page(found: StoredAttachment, number: int, box: Box) -> PageImage:
    try:
        document = pypdfium2.PdfDocument(found.path)
    except pypdfium2.PdfiumError as error:
        raise BadInput.of("file", _LOCKED) from error
    try:
        page = document[number]
        width, height = page.get_size()
        if found.turned % (2 * _QUARTER):
            width, height = height, width
        scale = min(box[0] / width, box[1] / height)
        bitmap = page.render(scale=scale, rotation=found.turned, rev_byteorder=True)
        try:
            return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
            page.close()
    finally:
        document.close()
