"""Names of persons behind their titles; where a name ends is told by what commonly follows one."""

import re
from collections.abc import Iterator

from models.rules.redaction.model import NameWords

_DOT = "\u00b7"
_USUAL = 3  # characters of most names
_HAN = re.compile("[一-龥]")


def names(
    text: str, title: re.Pattern[str], behind: re.Pattern[str] | None, words: NameWords
) -> Iterator[str]:
    """Yield the names that follow a title in an evened text, or stand before `behind`."""
    for found in title.finditer(text):
        at = found.end()
        while name := _name_at(text, at, words):
            yield name
            at += len(name)
            if not words.list.match(text, at):
                break
            at += 1
    for after in behind.finditer(text) if behind else ():
        name = _name_before(text, after.start(), words)
        if name:
            yield name


def masks_of(found: list[str], mask: str, words: NameWords) -> dict[str, str]:
    """Return the mask of each name; those that would look alike are told apart: 王某甲、王某乙."""
    made: dict[str, str] = {}
    plain = [mask.format(first=_first(name, words)) for name in found]
    for name, one in zip(found, plain, strict=True):
        alike = [n for n, p in zip(found, plain, strict=True) if p == one]
        at = alike.index(name)
        tail = words.order[at] if at < len(words.order) else str(at + 1)
        made[name] = one + tail if len(alike) > 1 else one
    return made


def _first(name: str, words: NameWords) -> str:
    surname = words.surname.match(name)
    return surname[0] if surname and not words.dotted.match(name) else name[:1]


def _name_at(text: str, at: int, words: NameWords) -> str:
    dotted = words.dotted.match(text, at)
    if dotted:
        return _cut(dotted[0], words)
    found = words.name.match(text, at)
    return _ended(found[0], text, at, words) if found else ""


def _cut(dotted: str, words: NameWords) -> str:
    """Return a name with a dot without the words behind it."""
    last = dotted.rindex(_DOT) + 3
    for at in range(last, len(dotted)):
        if dotted[at] in words.never or dotted[at : at + 2] in words.verbs:
            return dotted[:at]
    return dotted


def _ended(longest: str, text: str, at: int, words: NameWords) -> str:
    """Return the name without what only follows it."""
    surname = words.surname.match(longest)
    if len(longest) - len(surname[0] if surname else "") < 2:
        return longest
    last, after = longest[-1], text[at + len(longest) : at + len(longest) + 1]
    if last in words.never or last + after in words.verbs:
        return longest[:-1]
    if not after or not _HAN.match(after) or after in words.follow:
        return longest
    return longest[:-1] if last in words.follow else longest


def _name_before(text: str, end: int, words: NameWords) -> str:
    for length in (4, _USUAL, 2):
        start = end - length
        if start >= 0 and (found := words.name.fullmatch(text, start, end)):
            free = start == 0 or not _HAN.match(text[start - 1])
            if free or length == _USUAL or text[start - 1] in words.follow:
                return found[0]
    return ""
