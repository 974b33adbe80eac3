"""One way to fold text, for storing numbers and for comparing and searching names.

The same thing is typed in many ways: full width or half width, with blanks copied from a web page,
with any of seven dashes, five brackets and six middle dots. Names are stored as they were typed;
what is compared or searched is folded on both sides.
"""

import unicodedata

# Counted up when folding gives something else: what was stored folded is then folded again.
EDITION = 2
# Radicals typed or copied in place of the characters they look like; those from U+2F00 on, and two
# of these, are folded by half_width already (Unicode, EquivalentUnifiedIdeograph).
_RADICALS = str.maketrans(
    "⺀⺁⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺶⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
    "冫厂乙亻冂几刀刂卜㔾小小兀尣尢巳幺彑忄㣺扌攵旡日月歺民氵氺灬爫爫丬牛犭王目示礻糹纟罓罒羊耂肀聿肉艹艹艹虎衤覀西见角讠贝车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
)
_DASHES = "‐‑‒–—―−－﹣"
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
# Letters and a sign to the computer, nothing to the eye: fillers of Hangul, the empty braille cell.
BLANKS = "\u115f\u1160\u3164\uffa0\u2800"
_HYPHEN = str.maketrans(dict.fromkeys(_DASHES, "-"))
_ALIKE = str.maketrans(
    dict.fromkeys("〔【［〖[{「『《〈", "(")
    | dict.fromkeys("〕】］〗]}」』》〉", ")")
    | dict.fromkeys("·•‧∙⋅・･⸱᛫", "·")
    | dict.fromkeys("“”„‟〝〞″", '"')
    | dict.fromkeys("‘’‚‛′", "'")
    | {"。": ".", "｡": ".", "、": ",", "､": ","}
)


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs as their half-width ones.

    Radicals become the characters they look like.
    """
    return unicodedata.normalize("NFKC", text).translate(_RADICALS)


def hyphens(text: str) -> str:
    """Return the text with every dash as a hyphen."""
    return text.translate(_HYPHEN)


def code(text: str) -> str:
    """Return the characters of a number that count: half width, upper case, no blanks or dashes."""
    plain = hyphens(half_width(text).upper())
    return "".join(c for c in plain if not c.isspace() and c not in "-·")


def folded(text: str) -> str:
    """Return a text for comparing and searching; equal for what readers take to be the same.

    Width and case are gone, and so are blanks and invisible characters; dashes, brackets, quotation
    marks and middle dots are one of their kind.
    """
    # Rarely a step gives what an earlier one would change: a sign composed once a blank is gone.
    while (plain := _fold(text)) != text:
        text = plain
    return text


def _fold(text: str) -> str:
    plain = hyphens(half_width(text).casefold()).translate(_ALIKE)
    return "".join(c for c in plain if unicodedata.category(c) not in _UNSEEN and c not in BLANKS)


def letters(text: str) -> str:
    """Return the letters and digits of the folded text, for comparing names without signs."""
    return "".join(c for c in folded(text) if c.isalnum())
