"""Read an untrusted DOCX: its properties, and what its body says paragraph by paragraph.

Only the parts that are needed are unpacked, none of them larger than a paper can be; a part with
a document type, which could name entities, is refused. What no paper can hold (tracked changes,
comments, pictures …) is named with its place.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from forms.edited.foreign import FOREIGN, OTHER
from forms.errors import FormError

MOST = 20 << 20  # bytes of the file
_MOST_PART = 16 << 20  # bytes of one part, unpacked
_MOST_MEMBERS = 2_000
_BODY, _PROPERTIES = "word/document.xml", "docProps/custom.xml"
_FRAME = ("word/header", "word/footer")
_QUOTED = 14
_NO_DOCX = "这不是Word文档（DOCX）；.doc、WPS格式和加了密码的文件，请先另存为不加密的DOCX"
_BROKEN = "这个DOCX文件已经损坏，或者不是用文字处理软件保存的，读不出来"
_TOO_LARGE = "这个文件太大，不会是本局的文书"

# What is raised for damaged, encrypted, unknown and endlessly nested parts.
_DAMAGE = (ET.ParseError, zlib.error, EOFError, OSError, RuntimeError, ValueError)

Row = tuple[str, ...]
Table = tuple[Row, ...]
Piece = str | Table  # a paragraph with text, or a table


@dataclass(frozen=True)
class Found:
    """What a paper cannot hold, and where: said to who brought the file."""

    place: str
    what: str


@dataclass(frozen=True)
class Reading:
    """A DOCX as read: properties, paragraphs with text and tables in order, heads and feet."""

    properties: Mapping[str, str]
    pieces: tuple[Piece, ...]
    frame: frozenset[str]
    found: tuple[Found, ...]


class Unreadable(FormError):
    """A file that cannot be read as DOCX."""


def place_of(number: int, text: str) -> str:
    """Return how a person finds a paragraph with text: its number and how it begins."""
    return f"第{number}段（“{text[:_QUOTED]}{'……' if len(text) > _QUOTED else ''}”）"


def read_docx(data: bytes) -> Reading:
    """Return what a DOCX says; Unreadable when it is none, broken or too large."""
    if len(data) > MOST:
        raise Unreadable(_TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _read(packed)
    except zipfile.BadZipFile as error:
        raise Unreadable(_NO_DOCX) from error
    except _DAMAGE as error:
        raise Unreadable(_BROKEN) from error


def _read(packed: zipfile.ZipFile) -> Reading:
    names = packed.namelist()
    if _BODY not in names:
        raise Unreadable(_NO_DOCX)
    if len(names) > _MOST_MEMBERS:
        raise Unreadable(_TOO_LARGE)
    body = next((one for one in _parsed(packed, _BODY) if _tag(one) == "body"), None)
    if body is None:
        raise Unreadable(_BROKEN)
    walk = _Walk()
    walk.body(body)
    properties = _properties(_parsed(packed, _PROPERTIES)) if _PROPERTIES in names else {}
    frame = {_outside_fields(_parsed(packed, one)) for one in names if one.startswith(_FRAME)}
    return Reading(properties, tuple(walk.pieces), frozenset(frame - {""}), tuple(walk.found))


class _NoEntities(ET.TreeBuilder):
    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        """Refuse the document type: no part of a DOCX has one."""
        raise Unreadable(_BROKEN)


def _parsed(packed: zipfile.ZipFile, name: str) -> ET.Element:
    if packed.getinfo(name).file_size > _MOST_PART:  # no more than that is ever unpacked
        raise Unreadable(_TOO_LARGE)
    parser = ET.XMLParser(target=_NoEntities())
    parser.feed(packed.read(name))
    return parser.close()


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: ET.Element, name: str) -> str:
    return next((v for k, v in element.items() if k.rpartition("}")[2] == name), "")


def _properties(root: ET.Element) -> dict[str, str]:
    return {_attribute(one, "name"): "".join(one.itertext()).strip() for one in root}


def _outside_fields(root: ET.Element) -> str:
    """Return the text of a head or foot without the numbers that fields show."""
    depth, words = 0, list[str]()
    for one in _outer(root):
        if _tag(one) == "fldChar":
            kind = _attribute(one, "fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind, 0)
        elif _tag(one) == "t" and depth == 0:
            words.append(one.text or "")
    return "".join("".join(words).split())


def _outer(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if _tag(child) != "fldSimple":
            yield child
            yield from _outer(child)


# Beside the text: marks of places, and what only says how it looks.
_SILENT = frozenset(
    ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "sectPr", "bookmarkStart",
     "bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "softHyphen")
)  # fmt: skip
_AROUND = frozenset(("r", "hyperlink", "smartTag"))  # of the text within them
_TEXT = {"tab": "\t", "noBreakHyphen": "-"}
_MARKS = ("ins", "del")  # of a paragraph's own end


class _Walk:
    """Goes through a body; `pieces` and `found` grow."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.found: list[Found] = []
        self._numbers = [0, 0]  # of paragraphs with text, of tables

    def body(self, body: ET.Element) -> None:
        """Read the children of the body."""
        for child in body:
            match _tag(child):
                case "p":
                    self._paragraph(child)
                case "tbl":
                    self._numbers[1] += 1
                    self.pieces.append(self._table(child, f"第{self._numbers[1]}个表格"))
                case tag if tag not in _SILENT:
                    self._foreign([tag], self._near())
                case _:
                    pass

    def _near(self) -> str:
        return f"第{self._numbers[0]}段之后" if self._numbers[0] else "开头"

    def _paragraph(self, element: ET.Element) -> None:
        tags = list[str]()
        text = _text(element, tags).rstrip()
        if text:
            self.pieces.append(text)
        seen = "".join(one.text or "" for one in element.iter() if _tag(one) == "t").strip()
        self._numbers[0] += bool(seen)
        self._foreign(tags, place_of(self._numbers[0], seen) if seen else self._near())

    def _table(self, table: ET.Element, place: str) -> Table:
        rows = [child for child in table if _tag(child) not in _SILENT]
        made: list[Row] = []
        for number, row in enumerate(rows, 1):
            here = f"{place}第{number}行"
            if _tag(row) != "tr":
                self._foreign([_tag(row)], here)
                continue
            made.append(tuple(self._cell(c, here) for c in row if _tag(c) not in _SILENT))
        return tuple(made)

    def _cell(self, cell: ET.Element, place: str) -> str:
        tags, parts = list[str](), list[str]()
        if _tag(cell) != "tc":
            tags.append(_tag(cell))
        for child in cell:
            if _tag(child) == "p":
                parts.append(_text(child, tags).strip())
            elif _tag(child) not in _SILENT:
                tags.append(_tag(child))
        self._foreign(tags, place)
        return "\n".join(part for part in parts if part)

    def _foreign(self, tags: Iterable[str], place: str) -> None:
        said = dict.fromkeys(FOREIGN.get(tag, OTHER) for tag in tags)
        self.found += [Found(place, what) for what in said]


def _text(element: ET.Element, foreign: list[str]) -> str:
    """Return the text of a paragraph; the tags that no paper holds go into `foreign`."""
    parts: list[str] = []
    for child in element:
        tag = _tag(child)
        if tag == "pPr":
            foreign += [_tag(one) for one in child.iter() if _tag(one) in _MARKS]
        elif tag == "t":
            parts.append(child.text or "")
        elif tag in _AROUND:
            parts.append(_text(child, foreign))
        elif tag in _TEXT:
            parts.append(_TEXT[tag])
        elif tag == "br" and _attribute(child, "type") in ("page", "column"):
            continue
        elif tag not in _SILENT:
            foreign.append(tag)
    return "".join(parts)
