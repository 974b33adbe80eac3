"""The PDF of a list or report: set, numbered and marked like the papers."""

from __future__ import annotations

from forms.errors import GlyphError
from forms.plain_paper import PlainPaper, assemble_plain
from forms.writers.pdf import write_pdf

MISSING = "〓"  # the printers' sign for a character that no font has


def write_plain(plain: PlainPaper) -> bytes:
    """Return the PDF; FormError when the bundled fonts cannot be used.

    Unlike a paper of a case, a list is of use though a character in it has no glyph: 〓 stands
    for it.
    """
    try:
        return write_pdf(assemble_plain(plain))
    except GlyphError as error:
        lost = {ord(char): MISSING for char in error.characters}
        return write_pdf(assemble_plain(plain, lost))
