"""Build the open font set in resources/fonts (run by `dev.py fonts`; not part of the program).

Debian ships the Fandol faces with CFF outlines, which reportlab refuses: their outlines are
turned into TrueType once and kept in the user's cache folder. 霞鹜文楷 is TrueType already and
is copied byte for byte (its licence reserves the name for unmodified fonts).

The window's signs (✓ ✕ ⚠ ● ○) are drawn here: few systems have all of them, and a face of its
own leaves the faces of the papers as they are.
"""

import argparse
import gzip
import hashlib
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import TextIOWrapper
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded only where it is used: the program itself ships without it
    from fontTools.ttLib import Glyph, GlyphSet, TTFont

SCRIPT_VERSION = "3"  # raise it when the bytes of the built fonts change
HERE = Path(__file__).resolve().parent
TARGET = HERE / "fonts"
MAX_ERROR = 0.5  # font units out of 1000: far below one printer dot at the size of body text
TEX = "texlive-lang-chinese"
WENKAI = "fonts-lxgw-wenkai"
NOTE = "Outlines converted from CFF to TrueType for 知裁台 with fontTools cu2qu."


@dataclass(frozen=True)
class Face:
    """One face of the set: its role on a paper, the file it comes from and that file's package."""

    role: str
    use: str
    source: str
    package: str
    signs: str = ""  # digits, letters and punctuation come from this file of the same package


FACES = (
    # The signs of FandolFang are a heavy sans-serif beside its light characters: on paper every
    # number and comma would stand out as if it were bold.
    Face("fang", "仿宋：正文", "FandolFang-Regular.otf", TEX, "FandolSong-Regular.otf"),
    Face("kai", "楷体：二级标题", "FandolKai-Regular.otf", TEX),
    Face("hei", "黑体：一级标题", "FandolHei-Regular.otf", TEX),
    Face("song", "小标宋：标题", "FandolSong-Bold.otf", TEX),
    Face("fallback", "后备字体：生僻字", "LXGWWenKai-Regular.ttf", WENKAI),
)
SIGNS_FILE = "signs.ttf"
SIGNS_FAMILY = "Zhicaitai Signs"  # ui/shell/theme.py asks for it by this name
# Straight outlines in a square of 1000; an inner outline runs the other way round.
SIGNS: dict[str, list[list[tuple[int, int]]]] = {
    "✓": [[(120, 390), (182, 452), (390, 244), (830, 684), (892, 622), (390, 120)]],
    "✕": [[(500, 442), (759, 701), (821, 639), (562, 380), (821, 121), (759, 59),
           (500, 318), (241, 59), (179, 121), (438, 380), (179, 639), (241, 701)]],
    "⚠": [[(500, 760), (930, 0), (70, 0)], [(500, 604), (206, 80), (794, 80)],
          [(456, 466), (544, 466), (530, 256), (470, 256)],
          [(456, 208), (544, 208), (544, 124), (456, 124)]],
    "●": [],
    "○": [],
}  # fmt: skip
ROUND_SIGNS = {"●": (-310,), "○": (-310, 242)}
LICENCES = {  # the text beside the fonts <- where the Debian packages keep it
    "LICENSE-Fandol-README.txt": "usr/share/doc/texlive-doc/fonts/fandol/README",
    "LICENSE-Fandol-GPL3.txt": "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz",
    "LICENSE-LXGWWenKai-OFL.txt": f"usr/share/doc/{WENKAI}/copyright",
}


class FontsMissing(Exception):
    """The sources cannot be had on this machine; the text says what to get."""


def cache_dir() -> Path:
    """Return the user's cache folder for this version of the script."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "zhicaitai" / "fonts" / SCRIPT_VERSION


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def is_complete(folder: Path) -> bool:
    """Tell whether `folder` holds a whole set, each file as its fonts.json says."""
    try:
        listed = json.loads((folder / "fonts.json").read_text(encoding="utf-8"))
        if listed["script_version"] != SCRIPT_VERSION:
            return False
        if {font["role"] for font in listed["fonts"]} != {face.role for face in FACES}:
            return False
        files = [*listed["fonts"], listed["window"]]
        return all(sha256(folder / font["file"]) == font["sha256"] for font in files)
    except (OSError, ValueError, KeyError):
        return False


def _quadratic(drawn: "GlyphSet", name: str) -> "Glyph":
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(drawn)
    drawn[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
    return pen.glyph()


def _is_sign(code: int) -> bool:
    return code < 0x2E80 or 0x3000 <= code < 0x3040 or 0xFF00 <= code < 0xFFF0


def _replace_signs(font: "TTFont", glyphs: "dict[str, Glyph]", donor_file: str) -> None:
    """Take the outlines and widths of all signs that both fonts have from the donor."""
    from fontTools.ttLib import TTFont

    with TTFont(donor_file) as donor:
        theirs, drawn = donor.getBestCmap() or {}, donor.getGlyphSet()
        for code, name in sorted((font.getBestCmap() or {}).items()):
            if _is_sign(code) and code in theirs:
                glyphs[name] = _quadratic(drawn, theirs[code])
                font["hmtx"][name] = donor["hmtx"][theirs[code]]


def convert(source: str, target: str, signs: str) -> None:
    """Write the CFF font `source` as a TrueType font; the same input gives the same bytes."""
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(source, recalcTimestamp=False)
    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {name: _quadratic(drawn, name) for name in order}
    if signs:
        _replace_signs(font, glyphs, signs)
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(glyf)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    for table in font["cmap"].tables:
        # Fandol draws ～ as a small high tilde; without it the fallback's full-width one is used.
        table.cmap.pop(0xFF5E, None)
    _set_truetype_tables(font)
    font.save(target, reorderTables=True)


def _set_truetype_tables(font: "TTFont") -> None:
    """Replace what belongs to CFF outlines by what TrueType readers expect."""
    from fontTools.ttLib import newTable

    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font["maxp"] = maxp = newTable("maxp")
    maxp.tableVersion = 0x00010000
    maxp.numGlyphs = len(font.getGlyphOrder())
    for field in (
        "maxZones maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
        "maxSizeOfInstructions maxComponentElements maxPoints maxContours maxCompositePoints "
        "maxCompositeContours maxComponentDepth"
    ).split():
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font["head"].indexToLocFormat = 1
    font["name"].setName(NOTE, 10, 3, 1, 0x409)  # the GPL asks for a notice of what was changed
    font.sfntVersion = "\x00\x01\x00\x00"


def _circle(radius: float) -> list[tuple[float, float]]:
    """Return the eight control points of a circle around the middle of a square character."""
    far = radius / math.cos(math.pi / 8)
    turns = [math.pi / 8 + n * math.pi / 4 for n in range(8)]
    return [(round(500 + far * math.cos(t)), round(380 + far * math.sin(t))) for t in turns]


def draw_signs(target: Path) -> None:
    """Write the face with the window's signs; the same script gives the same bytes."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    for sign, outlines in SIGNS.items():
        pen = TTGlyphPen(None)
        for points in outlines:
            pen.moveTo(points[0])
            for point in points[1:]:
                pen.lineTo(point)
            pen.closePath()
        for radius in ROUND_SIGNS.get(sign, ()):
            points = _circle(abs(radius))
            pen.qCurveTo(*(points if radius > 0 else points[::-1]), None)
            pen.closePath()
        glyphs[f"uni{ord(sign):04X}"] = pen.glyph()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(list(glyphs))
    made.setupCharacterMap({ord(sign): f"uni{ord(sign):04X}" for sign in SIGNS})
    made.setupGlyf(glyphs)
    left = {name: getattr(made.font["glyf"][name], "xMin", 0) for name in glyphs}
    made.setupHorizontalMetrics({name: (1000, x) for name, x in left.items()})
    made.setupHorizontalHeader(ascent=880, descent=-120)
    made.setupNameTable({"familyName": SIGNS_FAMILY, "styleName": "Regular"})
    made.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    made.setupPost()
    made.font["head"].created = made.font["head"].modified = 0
    made.font.recalcTimestamp = False
    made.save(target)


def _run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


def _how_to_get() -> str:
    names = "、".join(dict.fromkeys(n for face in FACES for n in (face.source, face.signs) if n))
    return (
        f"缺少字体来源。需要的文件：{names}。\n"
        "Debian、UOS、麒麟：先 `sudo apt-get update`，再运行本命令\n"
        f"（只下载 {TEX} 与 {WENKAI}，不安装）。\n"
        "其他系统：从 CTAN 的 fandol 包与霞鹜文楷（LXGW WenKai）发布页取得上述文件，\n"
        "放在同一文件夹，再运行 `python dev.py fonts --from 文件夹`。"
    )


def _installed(package: str) -> str:
    if not shutil.which("dpkg-query"):
        return "unknown"
    done = _run(["dpkg-query", "-W", "-f", "${Version}", package], HERE)
    return done.stdout.strip() if done.returncode == 0 and done.stdout.strip() else "unknown"


def fetch_debian(package: str, into: Path) -> str:
    """Download and unpack one Debian package without installing it; return its version."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise FontsMissing(_how_to_get())
    print(f"下载 {package} …", flush=True)
    command = ["apt-get", "download", "-o", "APT::Sandbox::User=root", package]
    done = _run(command, into)
    if done.returncode != 0 and sys.platform != "win32" and os.geteuid() == 0:
        _run(["apt-get", "update"], into)  # a new machine has no package lists yet
        done = _run(command, into)
    debs = sorted(into.glob(f"{package}_*.deb"))
    if done.returncode != 0 or not debs:
        raise FontsMissing(f"{done.stderr.strip()}\n{_how_to_get()}")
    unpacked = _run(["dpkg-deb", "-x", str(debs[0]), str(into)], into)
    if unpacked.returncode != 0:
        raise FontsMissing(f"无法解开 {debs[0].name}：{unpacked.stderr.strip()}")
    return _run(["dpkg-deb", "-f", str(debs[0]), "Version"], into).stdout.strip()


def gather(work: Path, given: Path | None) -> tuple[Path, dict[str, str]]:
    """Return the folder that holds the sources, and the version of each package."""
    packages = sorted({face.package for face in FACES})
    if given is not None:
        return given, {package: f"from {given.name}/" for package in packages}
    here = Path("/usr/share")
    if all(any(here.glob(f"**/{face.source}")) for face in FACES):
        return here, {package: _installed(package) for package in packages}
    return work, {package: fetch_debian(package, work) for package in packages}


def _find(folder: Path, name: str) -> Path:
    found = sorted(folder.glob(f"**/{name}"))
    if not found:
        raise FontsMissing(f"在 {folder} 中没有找到 {name}。\n{_how_to_get()}")
    return found[0]


def _copy_licences(sources: Path, target: Path) -> None:
    """Put the licence texts beside the fonts; with `--from`, every LICENSE or COPYING given."""
    for name, packed in LICENCES.items():
        for file in sources.glob(f"**/{Path(packed).name}"):
            if file.as_posix().endswith(packed.removeprefix("usr/share/")):
                data = file.read_bytes()
                data = gzip.decompress(data) if file.suffix == ".gz" else data
                (target / name).write_bytes(data)
    if not any(target.glob("LICENSE-*")):
        for file in sorted(sources.iterdir()):
            if file.stem.upper().startswith(("LICEN", "COPYING", "OFL", "README")):
                shutil.copyfile(file, target / f"LICENSE-{file.name}")


def build(given: Path | None, target: Path) -> None:
    """Build the set into `target`, which appears only when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as temporary:
        work, made = Path(temporary) / "sources", Path(temporary) / "made"
        work.mkdir()
        made.mkdir()
        sources, versions = gather(work, given)
        found = {face.role: _find(sources, face.source) for face in FACES}
        cff = [face for face in FACES if face.source.endswith(".otf")]
        print(f"把 {len(cff)} 个字体的曲线转为 TrueType（约一分钟，只做一次）…", flush=True)
        workers = min(len(cff), os.cpu_count() or 1)
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            started = [
                pool.submit(
                    convert,
                    str(found[face.role]),
                    str(made / f"{face.role}.ttf"),
                    str(_find(sources, face.signs)) if face.signs else "",
                )
                for face in cff
            ]
            for future in started:
                future.result()
        shutil.copyfile(found["fallback"], made / "fallback.ttf")
        draw_signs(made / SIGNS_FILE)
        _copy_licences(sources, made)
        _write_list(made, versions)
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)


def _changes(face: Face) -> str:
    if not face.source.endswith(".otf"):
        return "none"
    return NOTE + (f" Digits, letters and punctuation from {face.signs}." if face.signs else "")


def _write_list(made: Path, versions: dict[str, str]) -> None:
    from fontTools.ttLib import TTFont

    fonts: list[dict[str, str | None]] = []
    for face in FACES:
        file = made / f"{face.role}.ttf"
        with TTFont(file, lazy=True) as font:
            name = font["name"].getDebugName(4)
        fonts.append(
            {
                "role": face.role,
                "use": face.use,
                "name": name,
                "file": file.name,
                "sha256": sha256(file),
                "source": face.source,
                "package": face.package,
                "package_version": versions[face.package],
                "changes": _changes(face),
                "licence": "GPL-3 with font exception" if face.package == TEX else "OFL-1.1",
            }
        )
    window = {"file": SIGNS_FILE, "sha256": sha256(made / SIGNS_FILE), "name": SIGNS_FAMILY}
    listed = {"script_version": SCRIPT_VERSION, "set": "open", "fonts": fonts, "window": window}
    text = json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
    (made / "fonts.json").write_text(text, encoding="utf-8", newline="\n")


def install(cached: Path) -> None:
    """Copy the cached set into resources/fonts; fonts.json last, so half a set never counts."""
    TARGET.mkdir(exist_ok=True)
    (TARGET / "fonts.json").unlink(missing_ok=True)
    for file in sorted(cached.iterdir(), key=lambda one: one.name == "fonts.json"):
        part = TARGET / f"{file.name}.part"
        shutil.copyfile(file, part)
        part.replace(TARGET / file.name)


def main() -> int:
    """Build or copy the set; return 0, or 1 after saying what to get."""
    parser = argparse.ArgumentParser(prog="dev.py fonts", description="build the open font set")
    parser.add_argument("--from", dest="given", type=Path, help="folder with the OTF/TTF sources")
    parser.add_argument("--force", action="store_true", help="build again, cache or not")
    options = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # consoles may speak gbk
    rebuild = options.force or options.given is not None
    if not rebuild and is_complete(TARGET):
        print(f"字体已就绪：{TARGET}")
        return 0
    cached = cache_dir()
    try:
        if rebuild or not is_complete(cached):
            build(options.given and options.given.resolve(), cached)
    except FontsMissing as error:
        print(error, file=sys.stderr)
        return 1
    install(cached)
    print(f"字体已就绪：{TARGET}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
