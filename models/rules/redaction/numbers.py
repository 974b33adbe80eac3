"""What a number has to stand beside its pattern: the structure of an ID number, a check digit."""

from collections.abc import Callable, Mapping

_REGIONS = range(11, 92)  # of the first two digits
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LAST = "10X98765432"
_CARDS = "62"  # the cards of the country begin so


def _digits(text: str) -> str:
    return "".join(c for c in text.upper() if c.isascii() and c.isalnum())


def _id_number(text: str) -> bool:
    """Whether it is built like a 公民身份号码; a wrong check digit may be a slip of the pen."""
    number = _digits(text)
    if int(number[:2]) not in _REGIONS:
        return False
    if len(number) == len(_WEIGHTS) + 1:
        month, on = int(number[10:12]), int(number[12:14])
        born = number[6:8] in ("18", "19", "20") and 1 <= month <= 12 and 1 <= on <= 31
        return born or _checked(number)
    return 1 <= int(number[8:10]) <= 12 and 1 <= int(number[10:12]) <= 31


def _checked(number: str) -> bool:
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return _LAST[total % len(_LAST)] == number[-1]


def _card(text: str) -> bool:
    """Whether it is the number of a bank card: it begins so, or its check digit (Luhn) is right."""
    number = _digits(text)
    doubled = [int(d) * (2 - at % 2) for at, d in enumerate(reversed(number), start=1)]
    luhn = sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
    return number.startswith(_CARDS) or luhn


CHECKS: Mapping[str, Callable[[str], bool]] = {"id_number": _id_number, "card": _card}
