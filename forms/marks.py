"""Where the words of a paragraph come from: its form, a fact of the record, or prose of people.

A text is rendered with marks around what its facts gave; taken off again, they leave the ranges
that an edited copy has to keep: every fact, and the law and figures that the form itself names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

# Noncharacters, which no text may hold.
_FACT, _PROSE, _END = "\ufdd2", "\ufdd3", "\ufdd4"
_MARK = re.compile(f"([{_FACT}{_PROSE}{_END}])")
_KIND = {_FACT: "f", _PROSE: "p", _END: "t"}  # t: the form's own text
_TAB = 4
_FACTS, _OWN = re.compile("f+"), re.compile("t+")
_NUMERAL = "0-9０-９一二三四五六七八九十百千万〇零"
# What the form says of the law: its names, its articles, periods and other figures.
_LAW = re.compile(
    f"《[^》]*》|第[{_NUMERAL}]+[章节条款项]|(?:[{_NUMERAL}]+个?(?:工作)?[年月日天元])+|[0-9０-９]+"
)

Range = tuple[int, int]


class Printed(Protocol):
    """A value that a template prints."""

    def __str__(self) -> str:
        """Return it as it is printed."""
        ...


class Prose(str):
    """Text that people wrote freely: an edited copy may say it otherwise."""


def marked(value: Printed | None) -> str:
    """Return a value as it is printed, within marks that tell fact from prose."""
    if value is None:
        return ""
    return f"{_PROSE if isinstance(value, Prose) else _FACT}{value}{_END}"


def figures(text: str) -> list[str]:
    """Return the law, days and numbers that a text names, in order."""
    return _LAW.findall(text)


@dataclass(frozen=True)
class Line:
    """A line of a text; `kinds` says of each character where it comes from."""

    text: str
    kinds: str

    @property
    def fixed(self) -> tuple[Range, ...]:
        """Return the ranges that an edit has to keep."""
        ranges = [match.span() for match in _FACTS.finditer(self.kinds)]
        for own in _OWN.finditer(self.kinds):
            ranges += [law.span() for law in _LAW.finditer(self.text, *own.span())]
        return tuple(sorted(ranges))


def lines(text: str) -> list[Line]:
    """Split a text, marked or not, into lines without its marks.

    Blank lines at both ends are dropped; indents and blank lines between are kept.
    """
    found = [_trimmed(text, kinds) for text, kinds in _split(text)]
    while found and not found[0].text.strip():
        found.pop(0)
    while found and not found[-1].text.strip():
        found.pop()
    return found


def _split(text: str) -> list[tuple[str, str]]:
    """Return each line with the kinds of its characters."""
    found, kind = [("", "")], "t"
    for part in _MARK.split(text):
        if part in _KIND:
            kind = _KIND[part]
            continue
        first, *more = part.split("\n")
        before, kinds = found[-1]
        found[-1] = (before + first, kinds + kind * len(first))
        found += [(line, kind * len(line)) for line in more]
    return found


def _trimmed(text: str, kinds: str) -> Line:
    while "\t" in text:
        at = text.index("\t")
        width = _TAB - at % _TAB
        text = text[:at] + " " * width + text[at + 1 :]
        kinds = kinds[:at] + kinds[at] * width + kinds[at + 1 :]
    text = text.rstrip()
    return Line(text, kinds[: len(text)])
