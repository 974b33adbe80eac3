"""Font sets: one TrueType file per role, loaded when first used, with fallback run by run."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFont, TTFontFace

import resources
from forms.errors import FormError
from forms.layout.charset import BOX_OFF, BOX_ON, IGNORABLE, attaches
from forms.writers.tounicode import install

ROLES = ("fang", "kai", "hei", "song", "fallback")
BOX = -2  # font index of a tick box, which is drawn and not set
STAND_IN = "〓"  # the printers' sign for a character that no font has
NOTHING = -1  # font index of a character without ink (zero width)
# File names of the official fonts, as Windows and the usual installers call them.
_OFFICIAL = {
    "fang": ("仿宋_GB2312.ttf", "SIMFANG_GB2312.TTF", "simfang.ttf"),
    "kai": ("楷体_GB2312.ttf", "SIMKAI_GB2312.TTF", "simkai.ttf"),
    "hei": ("simhei.ttf",),
    "song": ("方正小标宋简体.ttf", "FZXBSJW.TTF", "方正小标宋_GBK.ttf", "FZXBSK.TTF"),
}

install()


class _Glyphs:
    """The glyph table, cut on demand: reportlab else copies all of it for every subset."""

    def __init__(self, face: TTFontFace) -> None:
        self._face, self._start = face, face.get_table_pos("glyf")[0]

    def __getitem__(self, part: slice, /) -> bytes:
        return self._face.get_chunk(self._start + part.start, part.stop - part.start)


def _load(name: str, file: Path) -> TTFont:
    font = TTFont(name, str(file), asciiReadable=False)
    whole, glyphs = font.face.get_table, _Glyphs(font.face)
    font.face.get_table = lambda tag: glyphs if tag == "glyf" else whole(tag)
    return font


class _Widths(dict[str, tuple[int, float]]):
    """char -> (font index, width in em) for one role; what no font has is noted, not kept."""

    def __init__(self, fonts: FontSet, role: str) -> None:
        super().__init__()
        self._fonts = fonts
        self._chain = (role, "fallback", *(r for r in ROLES if r not in (role, "fallback")))

    def __missing__(self, char: str) -> tuple[int, float]:
        if char in (BOX_OFF, BOX_ON):
            return (BOX, 1.2)
        code = 32 if char == "\u00a0" else ord(char)
        for role in self._chain:
            font = self._fonts.font(role)
            if code in font.face.charToGlyph:
                width = font.face.getCharWidth(code) / 1000.0
                self[char] = (ROLES.index(role), width)
                return self[char]
        if char in IGNORABLE or attaches(char):
            self[char] = (NOTHING, 0.0)
            return self[char]
        self._fonts.lost.append(char)
        return self[STAND_IN] if char != STAND_IN else (NOTHING, 1.0)


class FontSet:
    """The faces by role; `lost` collects characters that none of them has."""

    def __init__(self, name: str, files: Mapping[str, Path]) -> None:
        self.name = name
        self.files = dict(files)
        self.lost: list[str] = []
        self._fonts: dict[str, TTFont] = {}
        self._widths: dict[str, _Widths] = {}
        self._hashes: dict[str, str] = {}

    def font(self, role: str) -> TTFont:
        """Return the face of a role, loaded once; FormError when its file cannot be used."""
        if role not in self._fonts:
            file = self.files[role]
            try:
                self._fonts[role] = _load(f"{self.name}-{role}", file)
            except (TTFError, OSError) as error:
                raise FormError(f"字库文件 {file.name} 不能使用：{error}") from error
        return self._fonts[role]

    def widths(self, role: str) -> _Widths:
        """Return the measure of a role: char -> (font index, width in em)."""
        if role not in self._widths:
            self._widths[role] = _Widths(self, role)
        return self._widths[role]

    def lacking(self, text: str) -> str:
        """Return the characters of a text that no face has, each once."""
        kept = len(self.lost)
        for char in dict.fromkeys(text):
            if char not in "\t\n":
                self.widths("fang")[char]
        lost = "".join(dict.fromkeys(self.lost[kept:]))
        del self.lost[kept:]
        return lost

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of each font file, to be stored with a paper."""
        if not self._hashes:
            for role in ROLES:
                with self.files[role].open("rb") as stream:
                    self._hashes[role] = hashlib.file_digest(stream, "sha256").hexdigest()
        return dict(self._hashes)


@cache
def open_set(kind: str = "open", folder: Path | None = None) -> FontSet:
    """Return the bundled set, or with kind "official" the machine's faces where it has them.

    FormError when the bundled set has not been built (`dev.py fonts`).
    """
    base = folder or resources.path("fonts")
    files = {role: base / f"{role}.ttf" for role in ROLES}
    lacking = [file.name for file in files.values() if not file.exists()]
    if lacking:
        raise FormError(f"字库不完整，缺少 {'、'.join(lacking)}；请运行 dev.py fonts 生成。")
    if kind == "official":
        files.update(official_files())
    return FontSet(kind, files)


def official_files() -> dict[str, Path]:
    """Return the official faces found in the font folders of this machine, by role."""
    folders = [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    if "LOCALAPPDATA" in os.environ:
        folders.append(Path(os.environ["LOCALAPPDATA"]) / "Microsoft/Windows/Fonts")
    folders += [Path.home() / ".local/share/fonts", Path("/usr/share/fonts")]
    present = {
        file.name.lower(): file
        for folder in folders
        if folder.is_dir()
        for file in sorted(folder.rglob("*.[tT][tT][fF]"), reverse=True)
    }
    found: dict[str, Path] = {}
    for role, names in _OFFICIAL.items():
        for name in names:
            if name.lower() in present:
                found.setdefault(role, present[name.lower()])
    return found
