"""Files from outside: nothing is unpacked that is too large, no entity is followed."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.edited.reading import MOST, Unreadable, read_docx
from forms.writers.docx import write_docx
from tests.forms.edited.word import with_parts
from tests.forms.papers import letter

GOOD = write_docx(letter(draft=True))
BODY = "word/document.xml"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(inner: str, before: str = "") -> bytes:
    """Return a DOCX with another body."""
    text = f'<?xml version="1.0"?>{before}<w:document {NS}><w:body>{inner}</w:body></w:document>'
    return with_parts(GOOD, {BODY: text.encode()})


def zipped(name: str, data: bytes) -> bytes:
    """Return a ZIP of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, zipped("a.txt", b"a")]
)
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="不是Word文档"):
        read_docx(data)


def test_a_bomb_is_never_unpacked() -> None:
    with pytest.raises(Unreadable, match="太大"):
        read_docx(with_parts(GOOD, {BODY: b"<a>" + b" " * (17 << 20)}))
    with pytest.raises(Unreadable, match="太大"):
        read_docx(with_parts(GOOD, {"docProps/custom.xml": b" " * (17 << 20)}))
    beside = with_parts(GOOD, {"word/media/bomb.bin": b"\0" * (64 << 20)})
    assert read_docx(beside).pieces == read_docx(GOOD).pieces, "other parts are not looked at"
    with pytest.raises(Unreadable, match="太大"):
        read_docx(b"PK\x03\x04" + bytes(MOST))


def test_a_part_with_a_lying_size_is_refused() -> None:
    data = bytearray(GOOD)
    at = data.rindex(b"PK\x01\x02")
    place = data.index(BODY.encode(), data.index(b"PK\x01\x02")) - 46
    assert place < at
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        read_docx(bytes(data))


@pytest.mark.parametrize(
    "declared",
    ['<!DOCTYPE a [<!ENTITY x "y">]>', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]>'],
)
def test_entities_are_not_followed(declared: str) -> None:
    with pytest.raises(Unreadable, match="损坏"):
        read_docx(body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", declared))


def test_endless_nesting_is_refused() -> None:
    deep = 60_000
    with pytest.raises(Unreadable):
        read_docx(body("<w:p>" + "<w:r>" * deep + "</w:r>" * deep + "</w:p>"))


def test_what_stands_in_the_body_beside_paragraphs_is_named() -> None:
    found = read_docx(body("<w:sdt/><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:altChunk/>")).found
    assert [one.place for one in found] == ["开头", "第1段之后"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_refused_or_read(at: int, noise: bytes) -> None:
    data = GOOD[:at] + noise + GOOD[at + len(noise) :]
    try:
        read_docx(data)
    except Unreadable as error:
        assert str(error)
