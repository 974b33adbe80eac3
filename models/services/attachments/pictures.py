"""Photos and scans as pictures: upright as the camera held them and as a person turned them."""

import io
from functools import cache
from pathlib import Path
from typing import BinaryIO

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from models.errors import BadInput

MOST_PIXELS = 300_000_000  # of one picture: a scan of A0 at 400 dpi has 250 million
QUALITY = 85  # of a JPEG that is laid on a page
Image.MAX_IMAGE_PIXELS = None  # `_opened` says it in the person's language
_BROKEN = (OSError, ValueError, SyntaxError, UnidentifiedImageError, EOFError, MemoryError)


@cache
def _know_heif() -> None:
    pi_heif.register_heif_opener()


def frames(path: Path) -> int:
    """Return how many pictures a file holds (a TIFF may have many); BadInput when it is broken."""
    try:
        with path.open("rb") as stream, _opened(stream) as picture:
            return int(getattr(picture, "n_frames", 1))
    except _BROKEN as error:
        raise BadInput.of("file", "图片打不开，可能已损坏") from error


def upright(path: Path, frame: int, turned: int, box: tuple[int, int]) -> Image.Image:
    """Return one picture of a file as RGB, upright and then turned clockwise, within a box (px).

    It is never enlarged. BadInput when it is broken or has too many pixels.
    """
    try:
        with path.open("rb") as stream, _opened(stream) as picture:
            if frame:
                picture.seek(frame)
            most = max(box)
            picture.draft("RGB", (most, most))  # of a large JPEG only as much as is needed
            picture.thumbnail((2 * most, 2 * most))
            found = ImageOps.exif_transpose(picture)
            found = found.rotate(-turned, expand=True) if turned else found
            found.thumbnail(box)
            return _on_white(found)
    except _BROKEN as error:
        raise BadInput.of("file", "图片打不开，可能已损坏") from error


def jpeg(picture: Image.Image) -> bytes:
    """Return a picture as JPEG."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _opened(stream: BinaryIO) -> Image.Image:
    _know_heif()
    picture = Image.open(stream)
    if picture.width * picture.height > MOST_PIXELS:
        raise BadInput.of(
            "file", f"图片有{picture.width}×{picture.height}个点，太大，显示不了；原件可以另存"
        )
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture without transparency: what shows through is paper."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGB", layer.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground
