"""Citations: which article a message names, and how papers write it (《title》, Chinese numerals).

The articles are data (resources/citations.toml), handed over when the program is loaded.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

_ORDER81 = "专利纠纷行政裁决和调解办法"
_COURT = "最高人民法院关于适用行政诉讼法的解释"
_TITLES = (
    _ORDER81,
    _COURT,
    "专利法实施细则",
    "民事诉讼法",
    "行政诉讼法",
    "行政复议法",
    "行政强制法",
    "民法典",
    "专利法",
)
_STATE = "中华人民共和国"
_FULL = {
    title: f"{_STATE}{title}"
    for title in ("专利法", "民事诉讼法", "行政诉讼法", "行政复议法", "行政强制法", "民法典")
} | {_COURT: f"最高人民法院关于适用〈{_STATE}行政诉讼法〉的解释"}
_TITLE = re.compile(
    "(?<![《国])(" + "|".join(_TITLES) + r"|(?<![诉政调解])(?:81号令|办法))(?=第\d)"
)
_REFERENCE = re.compile(
    "(" + "|".join(_TITLES) + r"|办法|《[^《》]+》|本局[^第、；]+)(第\d+条(?:第\d+款|至第\d+条)?)?"
)
_NUMBER = re.compile(r"第(\d+)(条|款|项)")
_DIGITS = "零一二三四五六七八九"


_articles: dict[str, str] = {}


@dataclass(frozen=True)
class Citation:
    """What is cited of one law: 第22条第2款, 第14条至第18条, "" for the law as a whole."""

    law: str
    part: str


def read_citation(text: str) -> Citation | None:
    """Return 办法第22条第2款 as law and part, None when it names no law that is known."""
    found = _REFERENCE.fullmatch(text)
    return Citation(found[1], found[2] or "") if found else None


def told(citations: Iterable[Citation]) -> str:
    """Return citations in a line, each law once: 办法第80条、第83条；行政强制法第54条."""
    words, law = "", ""
    for one in citations:
        words += "、" if one.law == law else f"{'；' if words else ''}{one.law}"
        words, law = words + one.part, one.law
    return words


def learn(toml_text: str) -> None:
    """Take the articles that messages cite, by subject."""
    _articles.update(tomllib.loads(toml_text))


def cite(subject: str) -> str:
    """Return the article on a subject as messages cite it: 办法第25条; KeyError when unknown."""
    return _articles[subject]


def chinese_number(number: int) -> str:
    """Return 1-999 in Chinese numerals as statutes write them: 12 is 十二, 105 is 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def formal(text: str) -> str:
    """Return a citation as a paper prints it: the full title in 《》, 第65条 as 第六十五条."""
    named = _TITLE.sub(lambda m: f"《{_full(m[1])}》", text)
    return _NUMBER.sub(lambda m: f"第{chinese_number(int(m[1]))}{m[2]}", named)


def _full(title: str) -> str:
    if title in ("81号令", "办法"):
        return _ORDER81
    return _FULL.get(title, title)
