"""One table of signs: the same state has the same sign everywhere, and every sign is drawn."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QRawFont
from PySide6.QtWidgets import QApplication

from models.queries import signs
from tests.places import ROOT
from ui.shell import theme

TABLE = (signs.DONE, signs.WRONG, signs.CARE, signs.RUNNING, signs.NOTHING)
# They look like ours but are other characters: the root sign, the times sign, heavy ones …
LOOKALIKES = "√×✗✘✖✔☑☒▲△■"


def _texts(file: Path) -> list[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    return [text for text in found if isinstance(text, str)]


def test_no_text_of_the_window_has_another_sign() -> None:
    files = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "models" / "queries").rglob("*.py")]
    found = {
        (file.relative_to(ROOT).as_posix(), text)
        for file in files
        for text in _texts(file)
        if any(text.lstrip().startswith(f"{sign} ") for sign in LOOKALIKES) or text in LOOKALIKES
        if text
    }
    assert found == set()


@pytest.mark.parametrize("sign", TABLE)
def test_every_sign_is_in_a_font_of_ours(qapp: QApplication, sign: str) -> None:
    font = theme.font(large=False)
    families = font.families()
    assert theme.SIGNS_FAMILY in families
    own = QRawFont.fromFont(QFont(theme.SIGNS_FAMILY, 24))
    assert own.supportsCharacter(ord(sign))
    image = QImage(40, 40, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(QFont(theme.SIGNS_FAMILY, 24))
    painter.drawText(4, 32, sign)
    painter.end()
    ink = sum(255 - image.pixelColor(x, y).value() for x in range(40) for y in range(40))
    assert ink > 255 * 20
    assert QFontMetrics(font).inFontUcs4(ord(sign))
