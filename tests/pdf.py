"""What a PDF says, for tests that read papers."""

import pypdfium2


def pages_of(data: bytes) -> list[str]:
    """Return the text of each page as it is laid out."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF without blanks and line breaks."""
    return "".join("".join(pages_of(data)).split())
