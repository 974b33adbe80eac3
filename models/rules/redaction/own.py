"""The personal data of the case's own rows in a text, in any spacing and width."""

import re
from collections.abc import Iterator, Sequence

from models.rules.redaction.evening import evened, squeezed
from models.rules.redaction.model import AddressWords, Datum

_FEWEST, _FEWEST_DIGITS = 2, 6
_AREA = re.compile(r"0\d{2,3}(?=[2-8]\d{6,7}$)")
_COUNTRY = re.compile(r"^\+?86(?=1[3-9]\d{9}$)")
_ID = re.compile(r"\d{6}((?:19|20)\d{2})(\d{2})(\d{2})\d{3}[\dx]")


def occurrences(text: str, datum: Datum, words: AddressWords) -> Iterator[tuple[int, int]]:
    """Yield where a datum stands in an evened text."""
    plain, places = squeezed(text)
    for form in forms_of(datum, words):
        at = plain.find(form)
        while at >= 0:
            yield places[at], places[at + len(form) - 1] + 1
            at = plain.find(form, at + 1)


def forms_of(datum: Datum, words: AddressWords) -> Sequence[str]:
    """Return the squeezed forms of a datum, the longest first: also in part, as people write it."""
    even = evened(datum.text)
    plain, _ = squeezed(even)
    if len(plain) < (_FEWEST_DIGITS if plain.isdigit() else _FEWEST):
        return ()
    made = [plain]
    if datum.kind == "phone":
        made += [_COUNTRY.sub("", plain), _AREA.sub("", plain)]
    if datum.kind == "address":
        made += _ends_of(plain, words)
    return sorted(dict.fromkeys(made), key=len, reverse=True)


def born(number: str) -> tuple[str, ...]:
    """Return how the day of birth in an ID number is written, () when there is none."""
    found = _ID.fullmatch(squeezed(evened(number))[0])
    if not found:
        return ()
    year, month, on = found.groups()
    short = f"{year}年{int(month)}月{int(on)}日"
    return short, f"{year}年{month}月{on}日", f"{year}{month}{on}"


def _ends_of(plain: str, words: AddressWords) -> Iterator[str]:
    """Yield an address without its province, its city …, while it still leads to a house."""
    for part in words.part.finditer(plain):
        rest = plain[part.end() :]
        if words.numbered.search(rest) and words.part.match(rest) and len(rest) >= _FEWEST_DIGITS:
            yield rest
