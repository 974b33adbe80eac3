"""A paper taken apart into plain parts, and parts set again: how one paper says what another says.

A part is what its text is (heading, paragraph, signature, seal), a label (the level of a heading,
the style of a paragraph, as what people sign, who issues) and the text; who signs is in lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms import blocks as b
from forms.errors import FormError

HEADING, PARAGRAPH, SIGNATURE, SEAL = "heading", "paragraph", "signature", "seal"
_SEALED = "（加盖公章处）"
_ROLES = {"strong": b.SANS, "note": b.KAI, "subtitle": b.KAI}


@dataclass(frozen=True)
class Part:
    """A piece of a paper as plain text."""

    kind: str
    label: str
    text: str


def parts_of(paper: b.Paper) -> tuple[Part, ...]:
    """Return what a paper says below its title; of tables the texts, a paragraph each."""
    return tuple(part for block in paper.blocks for part in _parts(block))


def block_of(kind: str, label: str, text: str) -> b.Block:
    """Return a part as a block; FormError for a kind that there is not."""
    match kind:
        case "heading":
            return b.Heading(int(label or 1), text)
        case "paragraph" | "":  # of a draft nothing is known yet
            return _paragraph(text, label or "body")
        case "signature":
            return b.Signature(tuple(zip(label.split("\n"), text.split("\n"), strict=False)))
        case "seal":
            return b.SealArea(label, _SEALED, text)
        case _:
            raise FormError(f"没有“{kind}”这种段落")


def _paragraph(text: str, style: str) -> b.Paragraph:
    return b.Paragraph((b.Run(text, role_of(style)),), style, text.startswith(b.OWN_INDENT))


def role_of(style: str) -> str:
    """Return the role of the font that a style is set in."""
    return _ROLES.get(style, b.FANG)


def _parts(block: b.Block) -> Iterator[Part]:
    match block:
        case b.TitleBlock() | b.PageBreak() | b.Space():
            return
        case b.Heading(level, text):
            yield Part(HEADING, str(level), text)
        case b.Paragraph():
            yield Part(PARAGRAPH, block.style, block.text)
        case b.Signature(signed):
            labels, names = zip(*signed, strict=True)
            yield Part(SIGNATURE, "\n".join(labels), "\n".join(names))
        case b.SealArea(issuer, _, day):
            yield Part(SEAL, issuer, day)
        case _:
            yield from (Part(PARAGRAPH, "body", text) for text in b.pieces(block))
