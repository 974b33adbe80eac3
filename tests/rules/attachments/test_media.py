"""Kinds of files are told by their first bytes; what could run is none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reference.media import kinds, patterns
from models.rules.attachments.media import HEAD, recognise


def kind_of(head: bytes, suffix: str = "", members: tuple[str, ...] = ()) -> str | None:
    """Return the id of the kind."""
    found = recognise(kinds().values(), head, suffix, members)
    return found.id if found else None


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"), (b"\xff\xd8\xff\xe1", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"),
        (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"GIF89a", "gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "webp"), (b"RIFF\x10\0\0\0WAVEfmt ", "wav"),
        (b"RIFF\x10\0\0\0AVI LIST", "avi"), (b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "heic"), (b"\0\0\0\x18ftypM4A \0", "m4a"),
        (b"\0\0\0\x14ftypqt  ", "mov"), (b"\0\0\0\x20ftypisom", "mp4"),
        (b"\0\0\0\x18ftyp3gp4", "mp4"), (b"ID3\x03", "mp3"), (b"\x1aE\xdf\xa3", "mkv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"), (b"Rar!\x1a\x07\x01", "rar"),
        (b"7z\xbc\xaf\x27\x1c", "7z"), (b"PK\x03\x04", "zip"), (b"0&\xb2u\x8ef\xcf\x11", "wmv"),
    ],
)  # fmt: skip
def test_told_by_the_first_bytes_whatever_the_name(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind_of(head, "exe") == kind


@pytest.mark.parametrize(
    ("member", "kind"),
    [("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd"),
     ("ppt/presentation.xml", "pptx"), ("else", "zip")],
)  # fmt: skip
def test_packed_kinds_are_told_by_what_is_in_them(member: str, kind: str) -> None:
    assert kind_of(b"PK\x03\x04", "", (member,)) == kind


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"MZ\x90\0", "pdf"), (b"\x7fELF", "jpg"), (b"#!/bin/sh\n", "sh"), (b"@echo off", "bat"),
        (b"<html><script>", "html"), (b"<svg", "svg"), (b"L\0\0\0\x01\x14\x02\0", "lnk"),
        (b"\0\0\0\0", "txt"), (b"\xff\xfe\xfa\xfb", "txt"), (b"text", ""), (b"alert(1)", "js"),
    ],
)  # fmt: skip
def test_what_no_case_takes(head: bytes, suffix: str) -> None:
    assert kind_of(head, suffix) is None


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_plain_text_in_either_encoding_also_cut_in_a_character(text: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        head = (text.encode(encoding) * HEAD)[:HEAD]
        assert kind_of(head, "TXT") == "text"
        assert kind_of(text.encode(encoding), "txt") == "text"


@given(st.binary(max_size=64), st.text(max_size=5))
def test_any_bytes_are_told_without_an_error(head: bytes, suffix: str) -> None:
    assert kind_of(head, suffix) in {None, *kinds()}


def test_every_kind_can_be_told_and_chosen() -> None:
    for kind in kinds().values():
        assert kind.suffixes and (kind.magic or kind.member or kind.group == "text"), kind.id
        assert all(f"*.{suffix}" in patterns() for suffix in kind.suffixes)
    assert len({kind.label for kind in kinds().values()}) == len(kinds())
