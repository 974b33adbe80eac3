"""Finding cases by number, party, patent number or 拼音 initials, as one SQL condition."""

import re
from collections.abc import Iterator

from models.rules.folding import folded, letters
from models.rules.identity import patent_code
from models.rules.text_checks import SEARCH_LIMIT
from models.store.sql import Value

MIN_INITIALS = 2
MOST_WORDS = 10
_LETTERS = re.compile(r"[a-z0-9]+", re.ASCII)
_PATENT = re.compile(r"\d+x?", re.ASCII)  # of it, as much as somebody knows
_WORDS = "s.words LIKE ? ESCAPE '~'"
_INITIALS = "s.initials LIKE ? ESCAPE '~'"


def condition(text: str, case: str = "c.id") -> tuple[str, list[Value]]:
    """Return the condition on the number of a case and its values; every word has to be found.

    The caller has brought the projections up to date.
    """
    words = words_of(text)
    tests = [_either(word) for word in words]
    if len(words) > 1:  # ZL 2015 1 0123456.1
        whole = _either(" ".join(words))
        found = f"({' AND '.join(sql for sql, _ in tests)}) OR {whole[0]}"
    else:
        whole = ("", list[Value]())
        found = tests[0][0] if tests else "1 = 1"
    values = [value for _, given in (*tests, whole) for value in given]
    return f"{case} IN (SELECT s.case_id FROM case_search s WHERE {found})", values  # noqa: S608


def words_of(text: str) -> list[str]:
    """Return the words that are searched for: of what is too long, the first."""
    return text[:SEARCH_LIMIT].split()[:MOST_WORDS]


def _either(text: str) -> tuple[str, list[Value]]:
    tests = list(dict.fromkeys(_tests(text)))
    return f"({' OR '.join(sql for sql, _ in tests)})", [value for _, value in tests]


def _tests(text: str) -> Iterator[tuple[str, str]]:
    yield _WORDS, _like(folded(text))
    if plain := letters(text):
        yield _WORDS, _like(plain)
    initials = text.strip().lower()
    if len(initials) >= MIN_INITIALS and _LETTERS.fullmatch(initials):
        yield _INITIALS, f"% {initials}%"
    number = letters(patent_code(text))
    if _PATENT.fullmatch(number):
        yield _WORDS, _like(number)


def _like(text: str) -> str:
    escaped = re.sub(r"([~%_])", r"~\1", text)
    return f"%{escaped}%"
