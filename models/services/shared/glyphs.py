"""Characters that no font has: no final paper prints them, so they are said when they are typed."""

from collections.abc import Iterator, Mapping

from forms.writers.fonts import open_set
from models.services.arguments.shapes import Plain

AROUND = 8  # characters beside one that cannot be printed, so that it is found


def unprintable(value: Plain) -> list[str]:
    """Return a sentence for each character without a glyph in the texts of a value."""
    fonts, found = open_set(), dict[str, str]()
    for words in _texts(value):
        for char in fonts.lacking(words):
            at = words.index(char)
            found.setdefault(char, words[max(0, at - AROUND) : at + AROUND])
    return [
        f"字库里没有“{char}”（U+{ord(char):04X}，见“{around}”）：定稿印不出来，草稿里以〓代替"
        for char, around in found.items()
    ]


def rare(value: Plain) -> bool:
    """Whether a value has characters outside GBK: the fonts are asked about these only."""
    return any(_beyond(words) for words in _texts(value))


def _beyond(words: str) -> bool:
    try:
        words.encode("gbk")
    except UnicodeEncodeError:
        return True
    return False


def _texts(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
