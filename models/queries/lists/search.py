"""Finding cases by number, party, patent number or 拼音 initials, as one SQL condition."""

import re

from models.rules.folding import code, folded
from models.store.sql import Value

MIN_INITIALS = 2
_LETTERS = re.compile(r"[a-z0-9]+", re.ASCII)
_WORDS = "s.words LIKE ? ESCAPE '~'"
_INITIALS = "s.initials LIKE ? ESCAPE '~'"


def condition(text: str, case: str = "c.id") -> tuple[str, list[Value]]:
    """Return the condition on the number of a case and its values; every word has to be found.

    The caller has brought the projections up to date.
    """
    parts: list[str] = []
    values: list[Value] = []
    for word in text.split():
        tests = dict.fromkeys(_tests(word))
        parts.append(f"({' OR '.join(sql for sql, _ in tests)})")
        values += [value for _, value in tests]
    found = " AND ".join(parts) or "1 = 1"
    return f"{case} IN (SELECT s.case_id FROM case_search s WHERE {found})", values  # noqa: S608


def _tests(word: str) -> list[tuple[str, str]]:
    tests = [(_WORDS, _like(folded(word)))]
    letters = word.lower()
    if len(letters) >= MIN_INITIALS and _LETTERS.fullmatch(letters):
        tests.append((_INITIALS, f"% {letters}%"))
    number = code(word).removeprefix("ZL")
    if any(c.isdigit() for c in number):
        tests.append((_WORDS, _like(folded(number))))
    return tests


def _like(text: str) -> str:
    escaped = re.sub(r"([~%_])", r"~\1", text)
    return f"%{escaped}%"
