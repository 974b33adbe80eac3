"""A paper ready to be shown: its pages as pictures, its two files; a copy of one of them.

Everything here runs on the worker and knows no Qt.
"""

from dataclasses import dataclass
from pathlib import Path

from models.queries.documents import copies_of, stored_file
from models.store.desk import Desk
from models.store.files.store import write_whole
from ui.output.papers.preview import PageImage, render_pages


@dataclass(frozen=True)
class Shown:
    """A paper ready to be shown and saved."""

    title: str
    pages: tuple[PageImage, ...]
    docx: bytes
    pdf: bytes
    copies: int = 1


def show_stored(desk: Desk, document_id: int, title: str, scale: float) -> Shown:
    """Return a stored paper as it was written."""
    pdf = stored_file(desk, document_id, "pdf")
    docx = stored_file(desk, document_id, "docx")
    return Shown(title, render_pages(pdf, scale), docx, pdf, copies_of(desk, document_id))


def save_as(_desk: Desk, path: str, data: bytes) -> str:
    """Write a copy where the person wants it; StorageError says why when that fails."""
    write_whole(Path(path), data)
    return path
