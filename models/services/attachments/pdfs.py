"""PDF files that were brought in: counted, split, put together; pages are copied, never redrawn."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pypdfium2

from models.errors import BadInput

MOST_MERGED = 200 << 20  # bytes put together at once: all of them are held in memory
_MB = 1 << 20
Pages = tuple[int, int]  # the first and the last, counted from 1


def count(path: Path) -> int | None:
    """Return how many pages a PDF has, None when it is locked by a password or broken."""
    try:
        with _opened(path) as document:
            return len(document)
    except BadInput:
        return None


def write(parts: Sequence[tuple[Path, Pages | None]], target: BinaryIO) -> int:
    """Write pages of PDF files (all of one for None) one after another; return how many.

    BadInput when one cannot be opened, or when together they are larger than `MOST_MERGED`.
    """
    total = sum(path.stat().st_size for path, pages in parts if pages is None)
    if total > MOST_MERGED:
        raise BadInput.of(
            "files", f"合起来有{total // _MB}MB，超过{MOST_MERGED // _MB}MB；请分几次合并"
        )
    made = pypdfium2.PdfDocument.new()
    try:
        for path, pages in parts:
            with _opened(path) as document:
                first, last = pages or (1, len(document))
                made.import_pages(document, list(range(first - 1, last)))
        made.save(target)
        return len(made)
    finally:
        made.close()


@contextmanager
def _opened(path: Path) -> Generator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise BadInput.of("file", "PDF打不开：有密码，或者已损坏") from error
    try:
        yield document
    finally:
        document.close()
