"""Character classes of Chinese typesetting: what may start or end a line, what stays together."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Stand-ins for tick boxes inside a line: noncharacters, which no text may hold.
BOX_OFF, BOX_ON = "\ufdd0", "\ufdd1"
NO_START = frozenset("，。、；：！？）》」』】〕〉］｝”’…—·．～%％‰℃°．,.;:!?)]}〗〞")
NO_END = frozenset("（《「『【〔〈［｛“‘([{〖〝￥¥$＄№" + BOX_OFF + BOX_ON)
# Full-width marks with ink in one half only: the other half may be squeezed away.
OPEN_MARKS = frozenset("（《「『【〔〈［｛“‘〖")
CLOSE_MARKS = frozenset("，。、；：！？）》」』】〕〉］｝”’．〗")
# Characters that stay with the number before them.
UNITS = frozenset("年月日时分秒号元角万亿条款项目章节页份件个名人天次台套只项米克吨度时倍")
SPACES = frozenset(" \u3000\u00a0\u2002\u2003")
IGNORABLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@lru_cache(maxsize=16384)
def is_latin(char: str) -> bool:
    """Say whether the character is set as a letter or digit of a Latin (or Greek …) word."""
    code = ord(char)
    if code < 0x80:
        return char.isalnum()
    if 0xC0 <= code <= 0x52F or 0x1E00 <= code <= 0x1FFF:
        return unicodedata.category(char)[0] in "LN"
    return False


@lru_cache(maxsize=16384)
def is_word(char: str) -> bool:
    """Say whether the character belongs to a run that is not broken: letters, digits, joints."""
    return is_latin(char) or (ord(char) < 0x80 and char in "-./_@:#&+'*=?%,~\\^|<>\"!;`")


@lru_cache(maxsize=16384)
def is_ideograph(char: str) -> bool:
    """Say whether the character is a Chinese letter (marks and spaces are not)."""
    code = ord(char)
    if code < 0x2E80 or char in SPACES:
        return False
    return unicodedata.category(char)[0] in "LNS" and not 0xFF00 <= code <= 0xFFEF


def attaches(char: str) -> bool:
    """Say whether the character hangs on the one before it (combining mark, variation selector)."""
    code = ord(char)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return True
    return code >= 0x300 and unicodedata.category(char) in ("Mn", "Me")


def breaks_between(before: str, after: str) -> bool:
    """Say whether a line may end after `before` when `after` follows it (both not empty)."""
    if after in NO_START or before in NO_END or after in SPACES or attaches(after):
        return False
    if before in SPACES:
        return before != "\u00a0"
    if is_word(before) and is_word(after):
        return False
    if before.isdigit() and after in UNITS:
        return False
    if is_latin(after):
        # 第31条, 〔2026〕3号 and the sign before a number stay whole.
        return not (before in "第〕" and after.isdigit())
    return not (before == "字" and after == "〔")
