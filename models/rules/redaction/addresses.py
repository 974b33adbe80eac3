"""Addresses in prose: those of natural persons are proposed, those of organisations stay."""

import re
from collections.abc import Iterator

from models.rules.redaction.model import AddressWords

_CLAUSE, _BEFORE, _BEHIND = "。;!?\n", 40, 30
_INSIDE = re.compile(r"[^,。;、!?]*")


def addresses(text: str, words: AddressWords) -> Iterator[tuple[int, int]]:
    """Yield where addresses of natural persons begin and end in an evened text."""
    done = 0
    for begin in words.person.finditer(text):
        chain = words.chain.match(text, begin.end())
        if chain and begin.start() >= done and _place(chain[0], words):
            done = chain.end()
            yield chain.span()
    for begin in words.neutral.finditer(text):
        chain = words.chain.match(text, begin.end())
        if chain and words.small.search(chain[0]) and not _organised(text, begin.end(), words):
            yield chain.span()
    for chain in words.lone.finditer(text):
        start, end = chain.span()
        if not words.numbered.search(chain[0]) or _followed(text, end, words):
            continue
        if not _organised(text, start, words):
            yield start, end


def _place(chain: str, words: AddressWords) -> bool:
    """Whether it leads further than to a town: two places in a row, or a street or house."""
    return bool(words.small.search(chain)) or len(words.part.findall(chain)) > 1


def _organised(text: str, start: int, words: AddressWords) -> bool:
    """Whether the sentence speaks of an organisation before an address, and of nobody after it."""
    before = text[max(0, start - _BEFORE) : start]
    clause = before[max(before.rfind(sign) for sign in _CLAUSE) + 1 :]
    named = list(words.organisation.finditer(clause))
    return bool(named) and not words.natural.search(clause, named[-1].end())


def _followed(text: str, end: int, words: AddressWords) -> bool:
    """Whether an organisation or a place of business is named right behind an address."""
    inside = _INSIDE.match(text, end)
    return bool(inside and words.organisation.search(inside[0][:_BEHIND]))
