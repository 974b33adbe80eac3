"""A paper ready to be shown: its pages as pictures, its two files; a copy of one of them.

Everything here runs on the worker and knows no Qt.
"""

from dataclasses import dataclass
from pathlib import Path

from models.errors import StorageError
from models.queries.documents import called, copies_of, stored_file
from models.store.desk import Desk
from models.store.files.store import write_whole
from ui.output.papers.preview import PageImage, render_pages


@dataclass(frozen=True)
class Shown:
    """A paper ready to be shown and saved."""

    title: str
    pages: tuple[PageImage, ...]
    docx: bytes | None  # None of a stored one whose file is lost
    pdf: bytes
    copies: int = 1
    void: bool = False  # only to be looked at, marked as such
    lost: str = ""  # what is to be said of a file that is lost


def show_stored(desk: Desk, document_id: int, scale: float) -> Shown:
    """Return a stored paper as it was written, under its own name; without a DOCX that is lost."""
    pdf = stored_file(desk, document_id, "pdf")
    docx, lost = None, ""
    try:
        docx = stored_file(desk, document_id, "docx")
    except StorageError as error:
        lost = str(error)
    name, copies = called(desk, document_id), copies_of(desk, document_id)
    return Shown(name.title, render_pages(pdf, scale), docx, pdf, copies, name.void, lost)


def save_as(_desk: Desk, path: str, data: bytes) -> str:
    """Write a copy where the person wants it; StorageError says why when that fails."""
    write_whole(Path(path), data)
    return path
