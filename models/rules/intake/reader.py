"""Typed reading of untrusted JSON: every problem is collected with its field path."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from models.rules.dates import read_date
from models.rules.events.base import Json
from models.rules.intake.model import FieldWarning
from models.rules.problem import Problem
from models.rules.text_checks import LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT, clean_text, text_problem

_SHOWN = 60
_T = TypeVar("_T")


class Collector:
    """Problems and warnings of one reading; `as_of` fills in missing years of typed dates."""

    def __init__(self, as_of: date | None) -> None:
        """Start with nothing noted."""
        self.as_of = as_of
        self.problems: list[Problem] = []
        self.warnings: list[FieldWarning] = []

    def refuse(self, field: str, problem: str) -> None:
        """Note a problem that refuses the input."""
        self.problems.append(Problem(field, problem))

    def warn(self, field: str, text: str) -> None:
        """Note something to look at."""
        self.warnings.append(FieldWarning(field, text))


class Reader:
    """One JSON object under a field path; each getter notes what is wrong and goes on."""

    def __init__(self, data: Mapping[str, Json], path: str, collector: Collector) -> None:
        """Read `data`, whose fields are under `path` ("" for the whole input)."""
        self.data = data
        self.prefix = path
        self.notes = collector
        self._seen: set[str] = set()

    def path(self, name: str) -> str:
        """The full path of one field of this object."""
        return f"{self.prefix}.{name}" if self.prefix else name

    def raw(self, name: str) -> Json:
        """The value as given (None when absent), marked as known."""
        self._seen.add(name)
        return self.data.get(name)

    def skip(self, *names: str) -> None:
        """Mark fields as known that this program does not use."""
        self._seen.update(names)

    def warn_unknown(self) -> None:
        """Warn of fields nobody read: most often a misspelt name."""
        for name in self.data:
            if name not in self._seen:
                self.notes.warn(self.path(name[:_SHOWN]), "不认识这一项，没有使用")

    def name(self, name: str) -> str:
        """A name: one line, at most 200 characters."""
        return self.typed(name, NAME_LIMIT)

    def line(self, name: str) -> str:
        """One line of text."""
        return self.typed(name, LINE_LIMIT)

    def text(self, name: str) -> str:
        """A long text with line breaks."""
        return self.typed(name, TEXT_LIMIT, lines=True)

    def typed(self, name: str, limit: int, *, lines: bool = False, required: bool = False) -> str:
        """A text of at most `limit` characters; `lines` lets line breaks through."""
        value = self.raw(name)
        cleaned = ""
        if value is not None:
            checked = checked_text(value, limit, lines=lines)
            if isinstance(checked, Problem):
                self.notes.refuse(self.path(name), checked.problem)
                return ""
            cleaned = checked
        if required and not cleaned:
            self.notes.refuse(self.path(name), "必须填写")
        return cleaned

    def texts(self, name: str, limit: int, most: int) -> tuple[str, ...]:
        """A list of texts; empty ones are dropped."""
        out: list[str] = []
        for i, value in enumerate(self.items(name, most)):
            checked = checked_text(value, limit, lines=True)
            if isinstance(checked, Problem):
                self.notes.refuse(f"{self.path(name)}[{i}]", checked.problem)
            elif checked:
                out.append(checked)
        return tuple(out)

    def choice(
        self, name: str, options: Sequence[str], default: str | None, otherwise: str = ""
    ) -> str:
        """One code of a list; `default` None means it must be given.

        An unknown one is refused, or kept as `otherwise` with a warning.
        """
        value = self.raw(name)
        if value is None or value == "":
            if default is None:
                self.notes.refuse(self.path(name), f"必须填写，可选：{'、'.join(options)}")
            return default or ""
        if isinstance(value, str) and value in options:
            return value
        if otherwise:
            self.notes.warn(self.path(name), f"不认识“{show(value)}”，按“{otherwise}”记录")
            return otherwise
        shown = f"“{show(value)}”不在可选范围：{'、'.join(options)}"
        self.notes.refuse(self.path(name), shown)
        return default or ""

    def flag(self, name: str, default: bool | None) -> bool | None:
        """A JSON true or false."""
        value = self.raw(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.notes.refuse(self.path(name), f"“{show(value)}”应为 true 或 false")
        return default

    def number(self, name: str, low: int, high: int) -> int | None:
        """A whole number within limits (limits included)."""
        value = self.raw(name)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.notes.refuse(self.path(name), f"“{show(value)}”应为{low}至{high}的整数")
            return None
        return value

    def day(self, name: str, *, required: bool = False) -> date | None:
        """A typed date; one after `as_of` is refused by the caller's cross checks."""
        value = self.raw(name)
        if value is None or value == "":
            if required:
                self.notes.refuse(self.path(name), "必须填写日期")
            return None
        if not isinstance(value, str):
            self.notes.refuse(self.path(name), f'“{show(value)}”应为文字，如 "2026-03-09"')
            return None
        read = read_date(value, self.notes.as_of)
        if read.problem:
            self.notes.refuse(self.path(name), read.problem)
        if read.note:
            self.notes.warn(self.path(name), read.note)
        return read.value

    def items(self, name: str, most: int) -> list[Json]:
        """A JSON list (absent = empty) of at most `most` entries."""
        value = self.raw(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.notes.refuse(self.path(name), "应为列表")
            return []
        if len(value) > most:
            self.notes.refuse(self.path(name), f"有{len(value)}项，最多{most}项")
            return []
        return value

    def each(self, name: str, most: int, build: "Callable[[Reader, int], _T]") -> list[_T]:
        """Build one thing per object of a list; `build` gets its reader and its index."""
        out: list[_T] = []
        for i, value in enumerate(self.items(name, most)):
            path = f"{self.path(name)}[{i}]"
            if not isinstance(value, dict):
                self.notes.refuse(path, "应为一组字段")
                continue
            reader = Reader(value, path, self.notes)
            out.append(build(reader, i))
            reader.warn_unknown()
        return out

    def part(self, name: str) -> "Reader | None":
        """The reader of a nested object, None when absent."""
        value = self.raw(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.notes.refuse(self.path(name), "应为一组字段")
            return None
        return Reader(value, self.path(name), self.notes)


def checked_text(value: Json, limit: int, *, lines: bool) -> str | Problem:
    """Return the cleaned text, or the problem with it (its field left empty)."""
    if not isinstance(value, str):
        return Problem("", f"“{show(value)}”应为文字")
    cleaned = clean_text(value, lines=lines)
    problem = text_problem(cleaned, limit, lines=lines)
    return Problem("", problem) if problem else cleaned


def show(value: Json) -> str:
    """A value as it may appear in a message: short, printable."""
    if isinstance(value, dict):
        return "一组字段"
    if isinstance(value, list):
        return "列表"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= 10**15:
        return "很大的数"
    return "".join(c if c.isprintable() else "?" for c in str(value)[:_SHOWN])
