"""ToUnicode maps that are right beyond U+FFFF: reportlab 5 writes 𠮷 with too few digits."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase import ttfonts

_BLOCK = 100  # a bfchar block may hold no more entries


def utf16_hex(code: int) -> str:
    """Return the UTF-16BE code units of a code point as PDF wants them, in hex."""
    return chr(code).encode("utf-16-be").hex().upper()


def make_cmap(fontname: str, subset: Sequence[int]) -> str:
    """Return the ToUnicode CMap of a font subset (takes the place of reportlab's own)."""
    entries = [f"<{index:02X}> <{utf16_hex(code)}>" for index, code in enumerate(subset)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({fontname})",
        f"/Ordering ({fontname})",
        "/Supplement 0",
        ">> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def install() -> None:
    """Put our map into reportlab (pinned: requirements hold the version this was tested with)."""
    ttfonts.makeToUnicodeCMap = make_cmap
