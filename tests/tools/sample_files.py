"""Files for a case of the pictures' office: drawn photos, a scanned contract, a recording."""

import random
from pathlib import Path

from PIL import Image, ImageDraw

from forms.writers.photo_sheet import Photo, write_photo_sheet
from models.rules.attachments.attachment import About, Subject
from models.rules.events.base import Visibility
from models.services.attachments import pictures
from models.services.attachments.attaching import Description, attach
from models.services.attachments.taking import Taking
from models.store.desk import Desk

SHOTS = (
    ("IMG_20260408_0931.jpg", "被请求人仓库外观"),
    ("IMG_20260408_0934.jpg", "货架上的喷头"),
    ("IMG_20260408_0935.jpg", "包装箱标识"),
    ("IMG_20260408_0941.jpg", "喷头与权利要求1比对"),
)


def bring_files(desk: Desk, case_id: int, folder: Path) -> None:
    """Bring drawn photos, a PDF and a recording into a case."""
    folder.mkdir(exist_ok=True)
    for number, (name, title) in enumerate(SHOTS):
        _photo(folder / name, number)
        _bring(desk, case_id, folder / name, title, About(Subject.EVIDENCE, 1))
    (folder / "扫描0007.pdf").write_bytes(_scan(folder))
    _bring(desk, case_id, folder / "扫描0007.pdf", "购销合同（复印件）", About(Subject.EVIDENCE, 2))
    (folder / "通话录音.amr").write_bytes(b"#!AMR\n" + bytes(range(256)) * 900)
    _bring(desk, case_id, folder / "通话录音.amr", "", About(), Visibility.INTERNAL)


def _bring(
    desk: Desk, case_id: int, path: Path, title: str, about: About,
    visibility: Visibility = Visibility.MAIN,
) -> None:  # fmt: skip
    run = Taking(desk, [path])
    while not run.over:
        run.step()
    said = Description(title, about, visibility)
    attach(desk, case_id, tuple(run.taken), description=said)


def _photo(path: Path, seed: int) -> None:
    """Draw shelves with boxes, each photo others."""
    dice = random.Random(seed)
    made = Image.new("RGB", (1600, 1200), (206, 214, 220))
    pen = ImageDraw.Draw(made)
    for shelf in range(3):
        low = 380 + shelf * 360
        pen.rectangle((60, low, 1540, low + 22), fill=(92, 74, 58))
        at = 90
        while at < 1400:
            wide, high = dice.randint(110, 230), dice.randint(140, 300)
            shade = dice.randint(120, 190)
            pen.rectangle((at, low - high, at + wide, low), fill=(shade, shade - 24, shade - 62))
            pen.rectangle((at + 18, low - high + 24, at + wide - 18, low - high + 64), fill="white")
            at += wide + dice.randint(14, 60)
    made.save(path, quality=80)


def _scan(folder: Path) -> bytes:
    photos = [pictures.upright(folder / name, 0, 0, (900, 900)) for name, _ in SHOTS]
    shown = [Photo(pictures.jpeg(p), p.width, p.height, "第1页附图") for p in photos]
    return write_photo_sheet("购销合同附图", shown, 1)
