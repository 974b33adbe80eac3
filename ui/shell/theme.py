"""One theme, light and dark: colours, spacing, fonts, and the style sheet made of them."""

from dataclasses import dataclass
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

import resources

CJK_FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI", "Microsoft YaHei",
             "PingFang SC", "WenQuanYi Micro Hei")  # fmt: skip
BUTTON_HEIGHT = 20  # of its text, px
BASE_POINTS = 10.5
LARGE_POINTS = 13.0
BUNDLED_FALLBACK = ("fonts", "hei.ttf")
SIGNS = ("fonts", "signs.ttf")
SIGNS_FAMILY = "Zhicaitai Signs"  # drawn by resources/build_fonts.py


@dataclass(frozen=True)
class Colours:
    """The colours of one mode; states always come with a sign or word beside the colour."""

    ground: str
    card: str
    nav: str
    ink: str
    secondary: str
    accent: str
    accent_soft: str
    on_accent: str
    red: str
    amber: str
    green: str
    line: str
    hover: str


LIGHT = Colours(
    "#F5F6F8", "#FFFFFF", "#ECEFF4", "#1D2129", "#5B6472", "#1F4E8C", "#DCE6F2", "#FFFFFF",
    "#B3261E", "#8A5A00", "#1A7F37", "#DDE1E7", "#E6EAF1",
)  # fmt: skip
DARK = Colours(
    "#16181D", "#1F2229", "#1A1D23", "#E8EAEE", "#A7AFBC", "#7FB0EE", "#2A3A52", "#0E1622",
    "#FF8A80", "#E6B35A", "#6FCF86", "#343944", "#2A2E37",
)  # fmt: skip


def colours(*, dark: bool) -> Colours:
    """Return the colours of a mode."""
    return DARK if dark else LIGHT


def current() -> Colours:
    """Return the colours of the mode that the program is in."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return colours(dark=ground == QColor(DARK.ground))


def font(*, large: bool) -> QFont:
    """Return the text font: a Chinese font of this system or the bundled 黑体; then our signs."""
    families = set(QFontDatabase.families())
    name = next((f for f in CJK_FONTS if f in families), None)
    if name is None:
        name = _bundled(BUNDLED_FALLBACK) or QGuiApplication.font().family()
    signs = SIGNS_FAMILY if SIGNS_FAMILY in families else _bundled(SIGNS)
    chosen = QFont([name, signs] if signs else [name])
    chosen.setPointSizeF(LARGE_POINTS if large else BASE_POINTS)
    return chosen


def _bundled(file: tuple[str, str]) -> str:
    """Load a face of the set and return its family, "" when it is not there."""
    path = resources.path(*file)
    loaded = QFontDatabase.addApplicationFont(str(path)) if path.is_file() else -1
    found = QFontDatabase.applicationFontFamilies(loaded) if loaded >= 0 else []
    return found[0] if found else ""


def palette(*, dark: bool) -> QPalette:
    """Return the palette for what the style sheet does not reach (item views, native dialogs)."""
    c = colours(dark=dark)
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, c.ground), (role.Base, c.card), (role.AlternateBase, c.ground),
        (role.Text, c.ink), (role.WindowText, c.ink), (role.Button, c.card),
        (role.ButtonText, c.ink), (role.Highlight, c.accent), (role.HighlightedText, c.on_accent),
        (role.PlaceholderText, c.secondary), (role.ToolTipBase, c.card), (role.ToolTipText, c.ink),
        (role.Link, c.accent),
    ):  # fmt: skip
        made.setColor(name, colour)
    return made


def style_sheet(*, dark: bool, large: bool) -> str:
    """Return the style sheet; sizes grow with the type."""
    base = LARGE_POINTS if large else BASE_POINTS
    template = Template(resources.text("theme.qss"))
    sizes = {"base": f"{base}pt", "small": f"{base - 1}pt", "title": f"{base + 5.5}pt",
             "subtitle": f"{base + 1.5}pt",
             "of_button": f"{round(BUTTON_HEIGHT * base / BASE_POINTS)}px"}  # fmt: skip
    pictures = {"icons": resources.path("icons").as_posix(), "mode": "dark" if dark else "light"}
    return template.substitute(vars(colours(dark=dark)) | sizes | pictures)
