"""The PDF of a list or report: set, numbered and marked like the papers."""

from __future__ import annotations

from forms.plain_paper import PlainPaper, assemble_plain
from forms.writers.pdf import write_pdf


def write_plain(plain: PlainPaper) -> bytes:
    """Return the PDF; FormError when the bundled fonts cannot be used.

    Unlike a paper of a case, a list is of use though a character in it has no glyph.
    """
    return write_pdf(assemble_plain(plain))
