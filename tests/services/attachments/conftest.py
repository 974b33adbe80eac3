"""Files to bring into a case: pictures, PDFs, a ZIP, a recording, and what is none of these."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter

from models.services.attachments.attaching import Description, attach
from models.services.attachments.taking import Taking
from models.store.desk import Desk
from tests.services.support import file


@pytest.fixture
def case_id(desk: Desk, request_s2: dict[str, Any]) -> int:
    """Return a case that was filed."""
    return file(desk, request_s2)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder outside the data folder with one file of each sort."""
    folder = tmp_path / "扫描"
    folder.mkdir()
    picture(folder / "现场1.jpg", (400, 300), "navy")
    picture(folder / "现场2.png", (300, 400), "olive")
    pdf(folder / "购销合同.pdf", 5)
    (folder / "录音.amr").write_bytes(b"#!AMR\n" + bytes(range(200)))
    (folder / "说明.txt").write_text("二〇二六年五月，现场。", encoding="gb18030")
    (folder / "木马.exe").write_bytes(b"MZ" + bytes(500))
    (folder / "脚本.bat").write_bytes(b"@echo off\r\n")
    (folder / "空.pdf").write_bytes(b"")
    (folder / "改名的程序.jpg").write_bytes(b"\x7fELF" + bytes(300))
    with zipfile.ZipFile(folder / "比对说明.docx", "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w:document/>")
    with zipfile.ZipFile(folder / "时间戳.zip", "w") as packed:
        packed.writestr("a.tsa", "x")
    return folder


def picture(path: Path, size: tuple[int, int], colour: str, orientation: int = 1) -> None:
    """Write a picture of one colour with a red first row."""
    made = Image.new("RGB", size, colour)
    made.paste("red", (0, 0, size[0], size[1] // 10))
    exif = Image.Exif()
    exif[0x0112] = orientation
    made.save(path, exif=exif)


def pdf(path: Path, pages: int) -> None:
    """Write a PDF whose n-th page is n points wider than A4."""
    made = PdfWriter()
    for number in range(1, pages + 1):
        made.add_blank_page(595 + number, 842)
    made.write(path)


def widths(data: bytes) -> list[int]:
    """Return which pages of `pdf` a PDF has, by their widths."""
    from pypdf import PdfReader

    return [round(page.mediabox.width) - 595 for page in PdfReader(io.BytesIO(data)).pages]


Bring = Callable[..., list[int]]


@pytest.fixture
def bring(desk: Desk, case_id: int, outside: Path) -> Bring:
    """Return what brings files of the folder into the case and returns their numbers."""

    def run(*names: str, **said: Any) -> list[int]:
        from models.entities import Attachment

        taking = Taking(desk, [outside / name for name in names])
        while not taking.over:
            taking.step()
        assert taking.left_out == []
        attach(desk, case_id, tuple(taking.taken), description=Description(**said))
        rows = Attachment.select().order_by(Attachment.id.desc()).limit(len(names))
        return sorted(row.id for row in rows)

    return run
