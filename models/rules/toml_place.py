"""Where a key of a TOML file is, so that a mistake is said with file and line."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

Toml = str | int | float | bool | date | list["Toml"] | dict[str, "Toml"]
# What may still be open at the end of a line: a list, or the list of a row in a list.
_CLOSERS = ("", "]", "]}]")


@dataclass(frozen=True)
class Place:
    """A table or key: its file, the text of that, and the keys and numbers that lead to it."""

    file: str
    text: str = ""
    path: tuple[str | int, ...] = ()

    def under(self, *more: str | int) -> "Place":
        """Return the place of something inside."""
        return Place(self.file, self.text, (*self.path, *more))

    def __str__(self) -> str:
        words = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in self.path)
        line = self.line
        return f"{self.file}:{line} {words[1:]}" if line else f"{self.file}{words}"

    @property
    def line(self) -> int:
        """Its line, that of what it is in when it is missing; 0 when not even that is there."""
        lengths = range(len(self.path), 0, -1)
        return next(filter(None, (_line(self.text, self.path[:n]) for n in lengths)), 0)


def _line(text: str, path: Sequence[str | int]) -> int:
    """Return the first line after which the text has the path, 0 when it never has.

    `tomllib` keeps no lines: the text up to each line is read again, closed off as need be. That is
    slow, and done only when something is wrong.
    """
    name = next(one for one in reversed(path) if isinstance(one, str))
    lines = text.splitlines(keepends=True)
    likely = (n for n, line in enumerate(lines, start=1) if name in line or "{" in line)
    return next((n for n in likely if any(_has(one, path) for one in _read("".join(lines[:n])))), 0)


def _read(beginning: str) -> Iterator[Toml]:
    for closer in _CLOSERS:
        try:
            yield tomllib.loads(beginning + closer)
        except tomllib.TOMLDecodeError:
            continue


def _has(found: Toml, path: Sequence[str | int]) -> bool:
    for key in path:
        if isinstance(found, dict) and key in found:
            found = found[key]
        elif isinstance(found, list) and isinstance(key, int) and key < len(found):
            found = found[key]
        else:
            return False
    return True
