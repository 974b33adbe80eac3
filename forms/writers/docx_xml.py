"""Small builders of WordprocessingML: text that is always escaped, runs, paragraphs, fields."""

from __future__ import annotations

import re
from functools import cache

from forms.blocks import FANG
from forms.errors import GlyphError
from forms.layout.charset import BOX_OFF, BOX_ON
from forms.layout.style import load_style

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
VML_NS = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff{BOX_OFF}{BOX_ON}]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def twips(points: float) -> int:
    """Points to twentieths of a point."""
    return round(points * 20)


def escape(text: str) -> str:
    """Escape for XML text and attributes; GlyphError for characters XML cannot hold."""
    bad = _FORBIDDEN.findall(text)
    if bad:
        raise GlyphError(bad)
    return text.translate(_MARKUP)


@cache
def fonts_xml(role: str) -> str:
    """The rFonts of a role: official Chinese font, Latin face for letters and digits."""
    docx = load_style().docx
    name = docx.name(role)
    latin = name if role in ("song", "hei") else docx.latin
    return (
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{name}" '
        f'w:cs="{docx.latin}" w:hint="eastAsia"/>'
    )


def run(
    text: str,
    role: str = "",
    *,
    size: float = 0.0,
    grey: bool = False,
    spacing: int = 0,
) -> str:
    """A run of text; role and size only where they differ from the paragraph's style."""
    props = fonts_xml(role) if role and role != FANG else ""
    if grey:
        props += '<w:color w:val="8C8C8C"/>'
    if spacing:
        props += f'<w:spacing w:val="{spacing}"/>'
    if size:
        props += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    props = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r>{props}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def spread(text: str, extra: float, role: str = "") -> str:
    """A text spread by `extra` points in all; the last character keeps its own width."""
    if len(text) < 2 or extra <= 0.5:
        return run(text, role)
    step = twips(extra / (len(text) - 1))
    return run(text[:-1], role, spacing=step) + run(text[-1], role)


def box(ticked: bool) -> str:
    """A tick box as a character; see docx.py for why these two."""
    face = "Segoe UI Symbol"
    char = "\u2611" if ticked else "\u2610"
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'
    return f"<w:r><w:rPr>{fonts}</w:rPr><w:t>{char}</w:t></w:r>"


def paragraph(runs: str, style: str = "", props: str = "") -> str:
    """A paragraph; `props` follow the style in schema order."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = f"<w:pPr>{named}{props}</w:pPr>" if named or props else ""
    return f"<w:p>{inner}{runs}</w:p>"


def keep(next_too: bool) -> str:
    """keepNext, or nothing."""
    return "<w:keepNext/>" if next_too else ""


def indent(left: float = 0.0, right: float = 0.0, first: float = 0.0, hanging: float = 0.0) -> str:
    """An indent in points."""
    parts = [
        f'w:{name}="{twips(value)}"'
        for name, value in (
            ("left", left),
            ("right", right),
            ("firstLine", first),
            ("hanging", hanging),
        )
        if value
    ]
    return f"<w:ind {' '.join(parts)}/>" if parts else ""


def field(code: str) -> str:
    """A field with a placeholder result, as Word writes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>1</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
