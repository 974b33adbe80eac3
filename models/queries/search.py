"""Finding cases by number, party, patent number or 拼音 initials, as one SQL condition."""

import re
from typing import Any

from models.rules.identity import compact

MIN_INITIALS = 2
_LETTERS = re.compile(r"[a-z0-9]+", re.ASCII)
_BY_NUMBER = (
    "c.receipt_no LIKE ? ESCAPE '~' OR c.case_no LIKE ? ESCAPE '~'"
    " OR c.refusal_no LIKE ? ESCAPE '~'"
)
_BY_PATENT = "c.patent_id IN (SELECT id FROM patent WHERE number LIKE ? ESCAPE '~')"
_BY_PARTY = (
    "c.id IN (SELECT place.case_id FROM case_party place JOIN party ON party.id = place.party_id"
    " WHERE {})"
)


def condition(text: str) -> tuple[str, list[Any]]:
    """Return the condition on `case_file c` and its values; every word has to be found."""
    parts: list[str] = []
    values: list[Any] = []
    for word in text.split():
        sql, found = _word(word)
        parts.append(f"({sql})")
        values += found
    return " AND ".join(parts), values


def _word(word: str) -> tuple[str, list[Any]]:
    typed = _like(word)
    sql, values = _BY_NUMBER, [typed, typed, typed]
    names, found = "party.name LIKE ? ESCAPE '~'", [typed]
    letters = word.lower()
    if len(letters) >= MIN_INITIALS and _LETTERS.fullmatch(letters):
        # All readings of a name stand in one column, with blanks between them.
        names += " OR (' ' || party.initials) LIKE ? ESCAPE '~'"
        found.append(f"% {letters}%")
    sql += f" OR {_BY_PARTY.format(names)}"
    values += found
    number = compact(word).removeprefix("ZL")
    if any(c.isdigit() for c in number):
        sql += f" OR {_BY_PATENT}"
        values.append(_like(number))
    return sql, values


def _like(text: str) -> str:
    escaped = re.sub(r"([~%_])", r"~\1", text)
    return f"%{escaped}%"
