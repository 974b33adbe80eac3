"""The canvas a PDF is drawn on."""

from typing import IO

from reportlab.pdfbase.pdfdoc import PDFDocument

class Canvas:
    _code: list[str]
    _doc: PDFDocument
    def __init__(
        self,
        filename: str | IO[bytes],
        pagesize: tuple[float, float] | None = ...,
        *,
        pageCompression: int | None = ...,
        invariant: int | None = ...,
        initialFontName: str | None = ...,
        lang: str | None = ...,
    ) -> None: ...
    def setTitle(self, title: str) -> None: ...
    def setAuthor(self, author: str) -> None: ...
    def setSubject(self, subject: str) -> None: ...
    def setCreator(self, creator: str) -> None: ...
    def setProducer(self, producer: str) -> None: ...
    def setKeywords(self, keywords: str) -> None: ...
    def setViewerPreference(self, pref: str, value: str) -> None: ...
    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        stroke: int = ...,
        fill: int = ...,
    ) -> None: ...
    def showPage(self) -> None: ...
    def save(self) -> None: ...
