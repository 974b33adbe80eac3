# pyright: basic
"""Pages of a paper as pictures, rendered from bytes (no file is held open; runs on the worker)."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

POINTS_PER_INCH = 72
SCREEN_DPI = 96


@dataclass(frozen=True)
class PageImage:
    """One page: width and height in pixels, and its pixels, three bytes each (RGB)."""

    width: int
    height: int
    stride: int
    pixels: bytes


def render_pages(pdf: bytes, scale: float = 1.0) -> tuple[PageImage, ...]:
    """Return every page at screen size times `scale`."""
    return tuple(each_page(pdf, scale))


def each_page(pdf: bytes, scale: float, numbers: range | None = None) -> Iterator[PageImage]:
    """Yield pages (all, or those numbered from 0), each rendered when it is asked for."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)) if numbers is None else numbers:
            yield _page(document, number, scale)
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int, scale: float) -> PageImage:
    page = document[number]
    zoom = scale * SCREEN_DPI / POINTS_PER_INCH
    try:
        bitmap = page.render(scale=zoom, rev_byteorder=True)  # type: ignore[arg-type]
        try:
            return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
    finally:
        page.close()
