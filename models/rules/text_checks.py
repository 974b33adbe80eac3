"""What text may enter the record: no control characters, nothing longer than its place."""

import re
import unicodedata

from models.rules.folding import BLANKS

NAME_LIMIT = 200
LINE_LIMIT = 500
TEXT_LIMIT = 20_000
# ×× and ○○ of samples, lines to write on; 二〇〇六年 is a year, 某某 may be quoted.
_PLACEHOLDER = re.compile(
    r"[×✕╳]{2,}|(?<![〇○零一二三四五六七八九])[〇○]{2,}(?![〇○零一二三四五六七八九])"
    r"|_{2,}|＿{2,}|^(?:待填写?|待定|待补充?|请填写)$|[\[【](?:请|待)[^\]】]*[\]】]"
)
_ALLOWED_IN_TEXT = {"\n", "\t"}
REMOVED = "有看不见的字符，保存时去掉"
# Not str.strip(): it would silently drop control characters that must be named to the clerk.
_BLANKS = " \t\n\u3000\u00a0"


def without_marks(text: str) -> str:
    """Return the text without what only directs how it is drawn, and what is blank to the eye.

    Such marks come along when something is copied from a web page or a telephone's contacts.
    """
    return "".join(c for c in text if unicodedata.category(c) != "Cf" and c not in BLANKS)


def clean_text(text: str, *, lines: bool = False) -> str:
    """Return the text with one kind of line end and nothing empty at its ends, without marks.

    With `lines` the indent of the first line survives, as do line breaks inside.
    """
    unified = without_marks(text).replace("\r\n", "\n").replace("\r", "\n")
    if not lines:
        return unified.strip(_BLANKS)
    return unified.lstrip("\n").rstrip(_BLANKS) if unified.strip(_BLANKS) else ""


def broken_text(text: str) -> str:
    """Say in Chinese where half of a character is that no file can hold, or return ""."""
    for place, char in enumerate(text, start=1):
        if unicodedata.category(char) == "Cs":
            return f"第{place}个字符是残缺的编码（U+{ord(char):04X}），请重新输入"
    return ""


def placeholder(text: str) -> str:
    """Return what in a text only holds a place for something to be filled in, or ""."""
    found = _PLACEHOLDER.search(text)
    return found[0] if found else ""


def text_problem(text: str, limit: int, *, lines: bool = False) -> str:
    """Say in Chinese why this text is refused, or return "".

    `limit` is in characters; `lines` allows line breaks and tabs.
    """
    if broken := broken_text(text):
        return broken
    for place, char in enumerate(text, start=1):
        kind = unicodedata.category(char)
        # Zl, Zp and Cf are as invisible as C0: bidi overrides can make a name read wrongly.
        nothing = (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
        hidden = nothing or kind in ("Cc", "Cf", "Zl", "Zp") or char in BLANKS
        if hidden and not (lines and char in _ALLOWED_IN_TEXT):
            what = "换行" if char == "\n" else f"不可见的控制字符（U+{ord(char):04X}）"
            return f"第{place}个字符是{what}，请删除后重填"
    if len(text) > limit:
        return f"有{len(text)}个字，最多{limit}个字"
    if not lines and (held := placeholder(text)):
        return f"“{held}”是待填写的空位，请写实际内容"
    return ""
