"""What text may enter the record: no control characters, nothing longer than its place."""

import re
import unicodedata

from models.rules.folding import BLANKS

NAME_LIMIT = 200
LINE_LIMIT = 500
TEXT_LIMIT = 20_000
SEARCH_LIMIT = 200  # of what is searched for; a title pasted whole is within it
# A line to write on, [请填写名称]: nobody means them, not even in a text that is quoted.
_TO_FILL = re.compile(
    r"_{2,}|＿{2,}|[\[【［〔（(<＜《{｛](?:请|待|此处)(?:填|补|输入|写明|选)[^\]】］〕）)>＞》}｝]*[\]】］〕）)>＞》}｝]"
)
# A text that is nothing else.
_NOTHING_ELSE = re.compile(
    r"[某×✕╳□△○◯〇XxＸｘ*＊…?？]{2,}"
    r"|[\[【（(]?(?:(?:请|待|此处)填写?|待(?:定|补充?|核实|确认|录入))[\]】）)]?"
)
# What samples and quoted judgments have in place of a name or a number; 二〇〇六年 is a year, and
# 某某公司 may be quoted.
_IN_A_NAME = re.compile(
    r"[×✕╳□△◯]{2,}|(?<![〇○零一二三四五六七八九])[〇○]{2,}(?![〇○零一二三四五六七八九])"
    r"|(?<![0-9A-Za-z×])×(?=[县市区省年月日号])"
    r"|(?<![0-9A-Za-zＸｘ-])[XxＸｘ]{2,}(?=[县市区省局厂店街路村镇乡公有科院府年月日号])"
    r"|[\[【［（(]待(?:定|补充?|核实|确认|录入)[\]】］）)]"
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


def placeholder(text: str, *, lines: bool = False) -> str:
    """Return what in a text only holds a place for something to be filled in, or "".

    With `lines` the text may quote a judgment, in which names are left out.
    """
    found = _NOTHING_ELSE.fullmatch(text) or _TO_FILL.search(text)
    if not (found or lines):
        found = _IN_A_NAME.search(text)
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
    if held := placeholder(text, lines=lines):
        return f"“{held}”是待填写的空位，请写实际内容"
    return ""
