"""Show papers as pictures: PDF by pypdfium2, DOCX by LibreOffice with the built fonts.

LibreOffice alone would show every official font as one and the same substitute; a fontconfig file
gives the official names to the built set, so that the picture means something.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2

from tests.places import ROOT

FONTS = ROOT / "resources" / "fonts"
ALIASES = {  # names that the DOCX files use -> family of the built set
    "仿宋_GB2312": "FandolFang",
    "仿宋": "FandolFang",
    # The numbers of the PDF, too: a wide substitute would break lines that Word does not break.
    "Times New Roman": "FandolFang",
    "FangSong_GB2312": "FandolFang",
    "FangSong": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "楷体": "FandolKai",
    "KaiTi_GB2312": "FandolKai",
    "KaiTi": "FandolKai",
    "黑体": "FandolHei",
    "SimHei": "FandolHei",
    "方正小标宋简体": "FandolSong",
    "方正小标宋_GBK": "FandolSong",
    "宋体": "FandolSong",
    "SimSun": "FandolSong",
}
DPI = 80
POINTS_PER_INCH = 72


def fontconfig(cache: Path) -> str:
    """Return a fontconfig file that knows the built set under the official names."""
    aliases = "\n".join(
        f'<match target="pattern"><test qual="any" name="family"><string>{escape(name)}</string>'
        f'</test><edit name="family" mode="assign" binding="strong">'
        f"<string>{escape(family)}</string></edit></match>"
        for name, family in ALIASES.items()
    )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"<dir>{escape(str(FONTS))}</dir>\n<dir>/usr/share/fonts</dir>\n"
        f"<cachedir>{escape(str(cache))}</cachedir>\n{aliases}\n</fontconfig>\n"
    )


def to_pngs(pdf: Path, out: Path, stem: str) -> list[Path]:
    """Write one PNG per page and return their paths."""
    written = []
    document = pypdfium2.PdfDocument(str(pdf))
    try:
        for number in range(len(document)):
            page = document[number]
            target = out / f"{stem}-{number + 1}.png"
            # The library takes any number as a scale, though its annotation says int.
            bitmap = page.render(scale=DPI / POINTS_PER_INCH)  # pyright: ignore[reportArgumentType]
            bitmap.to_pil().save(target)
            page.close()
            written.append(target)
    finally:
        document.close()
    return written


def convert_docx(files: list[Path], into: Path) -> None:
    """Turn the DOCX files into PDFs in `into` by one start of LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SystemExit(
            "没有 LibreOffice，不能查看 DOCX。Debian/UOS 请运行：\n"
            "  sudo apt-get install --no-install-recommends libreoffice-writer"
        )
    config = into / "fonts.conf"
    config.write_text(fontconfig(into / "cache"), encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={(into / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(into),
        *[str(file) for file in files],
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"LibreOffice 失败：{done.stderr.strip()}")


def find(paths: Iterable[Path], suffix: str) -> list[Path]:
    """Return the files of one kind among `paths` and below its folders."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.rglob(f"*{suffix}")) if path.is_dir() else [path]
    return [file for file in found if file.suffix.lower() == suffix and file.name[:2] != "~$"]


def look(paths: list[Path], out: Path) -> list[Path]:
    """Render every PDF and DOCX among `paths` into `out`; return the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for pdf in find(paths, ".pdf"):
        written += to_pngs(pdf, out, f"{pdf.stem}.pdf")
    files = find(paths, ".docx")
    if files:
        with tempfile.TemporaryDirectory() as folder:
            # Same names in several folders must not overwrite each other.
            numbered = Path(folder) / "in"
            numbered.mkdir()
            copies = [numbered / f"{i:04}.docx" for i in range(len(files))]
            for file, copy in zip(files, copies, strict=True):
                shutil.copyfile(file, copy)
            convert_docx(copies, Path(folder))
            for file, copy in zip(files, copies, strict=True):
                made = Path(folder) / f"{copy.stem}.pdf"
                if not made.exists():
                    raise SystemExit(f"LibreOffice 没有转换 {file}")
                written += to_pngs(made, out, f"{file.stem}.docx")
    return written


def main() -> int:
    """Render what the command line names; return 1 when there is nothing to show."""
    parser = argparse.ArgumentParser(prog="dev.py look", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="PDF, DOCX or folders of them")
    parser.add_argument("--out", type=Path, default=Path("out") / "look", help="folder for PNGs")
    options = parser.parse_args()
    absent = [path for path in options.paths if not path.exists()]
    if absent:
        raise SystemExit(f"没有找到：{'、'.join(str(path) for path in absent)}")
    written = look(options.paths, options.out)
    for file in written:
        print(file)
    if not written:
        print("没有 PDF 或 DOCX。", file=sys.stderr)
    return 0 if written else 1


if __name__ == "__main__":
    sys.exit(main())
