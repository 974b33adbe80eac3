"""The places in a setting's text that are filled in: kept as {court}, shown as {法院名称}."""

import re

from models.rules.folding import folded, half_width

NAMES = {"court": "法院名称", "government": "政府名称", "year": "年份", "n": "序号"}
DIGITS = "一二三四五六七八九"
_KEYS = {name: key for key, name in NAMES.items()}
_KEPT = re.compile(rf"\{{({'|'.join(NAMES)})(?::0([1-9])d)?\}}", re.A)
_SHOWN = re.compile(rf"\{{(?:([{DIGITS}])位)?({'|'.join(_KEYS)})\}}")

_IN_NO_NUMBER = re.compile(r'[/\\<>:"|?*]|\.\.')


def shown(text: str) -> str:
    """Return a text with its places as people read them."""

    def name(place: re.Match[str]) -> str:
        digits = f"{DIGITS[int(place[2]) - 1]}位" if place[2] else ""
        return f"{{{digits}{NAMES[place[1]]}}}"

    return _KEPT.sub(name, text)


def kept(text: str) -> str:
    """Return a text with its places as they are kept; what is not a place stays as it is."""

    def key(place: re.Match[str]) -> str:
        digits = f":0{DIGITS.index(place[1]) + 1}d" if place[1] else ""
        return f"{{{_KEYS[place[2]]}{digits}}}"

    return _SHOWN.sub(key, text)


def numbered(pattern: str, year: int, number: int) -> str:
    """Return the number that a pattern makes; {n:03d} has at least three digits."""

    def value(place: re.Match[str]) -> str:
        if place[1] == "year":
            return str(year)
        return str(number).zfill(int(place[2] or 0)) if place[1] == "n" else place[0]

    return _KEPT.sub(value, pattern)


def _running_place(pattern: str) -> re.Match[str] | None:
    return next((p for p in _KEPT.finditer(pattern) if p[1] == "n"), None)


def beginning(pattern: str, year: int) -> str:
    """Return what is before the running number in every number of a pattern and year."""
    place = _running_place(pattern)
    return numbered(pattern[: place.start()] if place else pattern, year, 0)


def running(pattern: str, year: int, number: str) -> int:
    """Return the running number inside a number of this pattern and year, 0 when it is other."""
    place = _running_place(pattern)
    if place is None:
        return 0
    before = beginning(pattern, year)
    after = numbered(pattern[place.end() :], year, 0)
    found = re.fullmatch(re.escape(before) + r"0*(\d{1,9})" + re.escape(after), number)
    return int(found[1]) if found else 0


def digits_of(number: str) -> list[str]:
    """Return the numbers in a number, without noughts before them."""
    return [one.lstrip("0") or "0" for one in re.findall(r"[0-9]+", half_width(number))]


def number_key(number: str) -> str:
    """Return what tells a number from others: equal for what readers take to be the same."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", folded(number))


def number_problem(number: str) -> str:
    """Say in Chinese why a text can be no number of a case or paper, or return "".

    Numbers become names of files and of sheets: what directs a path is in none of them.
    """
    wrong = _IN_NO_NUMBER.search(number)
    if wrong:
        return f"编号里不能有“{wrong[0]}”"
    if any(char.isdigit() and not char.isascii() for char in number):
        return "编号里的数字请用0到9"
    return "编号里至少要有一个数字" if number and not re.search(r"[0-9]", number) else ""
