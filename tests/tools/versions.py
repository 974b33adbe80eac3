"""What is installed, what newer was seen, which known weaknesses are in it: `dev.py audit`.

Exit 1 when a weakness concerns the program and is open.
"""

import re
import sqlite3
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tests.places import ROOT

DATA, LOCK = ROOT / "docs" / "known_fixes.toml", ROOT / "requirements.lock"
_LINE = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", re.MULTILINE)
LIBRARIES = {"qt": "PySide6_Essentials"}  # whose version that package has


@dataclass(frozen=True)
class Fix:
    """A weakness that is mended from a version on."""

    package: str
    below: str
    what: str
    concerns: str
    open: bool
    source: str


@dataclass(frozen=True)
class Known:
    """The data kept by hand."""

    fixes: tuple[Fix, ...]
    latest: Mapping[str, str]
    seen_on: date


def known() -> Known:
    """Read the data; a fix without one of its keys is a TypeError."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    (seen,) = data["seen"]
    return Known(tuple(Fix(**one) for one in data["fix"]), seen["latest"], seen["on"])


def installed() -> dict[str, str]:
    """Return the locked versions, and that of the SQLite that Python brings."""
    found = dict(_LINE.findall(LOCK.read_text(encoding="utf-8")))
    found["sqlite"] = sqlite3.sqlite_version
    return found | {name: found[package] for name, package in LIBRARIES.items()}


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers that compare."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def found(here: Mapping[str, str], fixes: tuple[Fix, ...]) -> Iterator[Fix]:
    """Yield the weaknesses that are in what is installed."""
    for one in fixes:
        if one.package in here and number(here[one.package]) < number(one.below):
            yield one


def main() -> int:
    """Print the table."""
    here, told = installed(), known()
    for package, version in sorted(here.items(), key=lambda one: one[0].lower()):
        newer = told.latest.get(package, "")
        sys.stdout.write(f"{package:26}{version:14}{f'另有 {newer}' if newer else ''}\n")
    sys.stdout.write(f"较新的版本是{told.seen_on}看到的。\n\n")
    weak = list(found(here, told.fixes))
    for one in weak:
        state = "未处理" if one.open else "不涉及"
        sys.stdout.write(f"{one.package} {here[one.package]} < {one.below}  {state}\n"
                         f"  {one.what}\n  {one.concerns}（{one.source}）\n")  # fmt: skip
    return 1 if any(one.open for one in weak) else 0


if __name__ == "__main__":
    sys.exit(main())
