"""TrueType fonts."""

from collections.abc import Callable, Sequence
from typing import Protocol

from reportlab.pdfbase.pdfdoc import PDFDocument

makeToUnicodeCMap: Callable[[str, Sequence[int]], str]

class TTFError(Exception): ...

class TTFontFace:
    charToGlyph: dict[int, int]
    # A method, declared as what may take its place: something that is sliced like bytes.
    get_table: Callable[[str], SupportsSlices]
    def get_chunk(self, pos: int, length: int) -> bytes: ...
    def get_table_pos(self, tag: str) -> tuple[int, int]: ...
    def getCharWidth(self, code: int) -> float: ...

class SupportsSlices(Protocol):
    def __getitem__(self, part: slice, /) -> bytes: ...

class TTFont:
    face: TTFontFace
    fontName: str
    def __init__(self, name: str, filename: str, *, asciiReadable: bool | None = ...) -> None: ...
    def splitString(self, text: str, doc: PDFDocument) -> list[tuple[int, bytes]]: ...
    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str: ...
