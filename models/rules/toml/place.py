"""Where a key of a TOML file is, so that a mistake is said with file and line."""

import tomllib
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
        return self.file + "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in self.path)

    @property
    def with_line(self) -> str:
        """The place with its line, or with that of what it is in when it is missing itself."""
        for size in range(len(self.path), 0, -1):
            if line := _line(self.text, self.path[:size]):
                return f"{self.file}:{line} {str(self).removeprefix(self.file)[1:]}"
        return str(self)


def _line(text: str, path: tuple[str | int, ...]) -> int:
    """Return the first line after which the text has the path, 0 when it never has.

    `tomllib` keeps no lines: the text up to each line is read again, closed off as need be. That is
    slow, and done only when something is wrong.
    """
    name = next(key for key in reversed(path) if isinstance(key, str))
    lines = text.splitlines(keepends=True)
    likely = (n for n, line in enumerate(lines, start=1) if name in line or "{" in line)
    ends = ((n, "".join(lines[:n]) + closer) for n in likely for closer in _CLOSERS)
    return next((n for n, beginning in ends if _has(beginning, path)), 0)


def _has(text: str, path: tuple[str | int, ...]) -> bool:
    try:
        found: Toml = tomllib.loads(text)
    except ValueError:
        return False
    for key in path:
        if isinstance(found, dict) and key in found:
            found = found[str(key)]
        elif isinstance(found, list) and isinstance(key, int) and key < len(found):
            found = found[key]
        else:
            return False
    return True
