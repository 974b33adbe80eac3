"""One step of a scenario: its command, its day, its fields, and the refusal it announces."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import resources
from models.errors import BadInput
from models.rules.problem import Problem
from models.services.arguments.commands import COMMANDS
from models.services.arguments.reading import read_day
from models.services.arguments.shapes import Plain

OWN = ("do", "on", "corrected", "refused", "blocked")  # fields of the step, not of its command


@dataclass(frozen=True)
class Step:
    """A command to run on a day; `given` are the command's own fields as they were written.

    `corrected` names a request file beside the scenario. `refused` (a gate or a field) and
    `blocked` (words of the message) announce that the command must be refused so.
    """

    n: int
    do: str
    on: date
    given: Mapping[str, Plain]
    corrected: str = ""
    refused: str = ""
    blocked: str = ""

    @property
    def announced(self) -> str:
        """The refusal that is announced, "" when the step has to go through."""
        return self.refused or self.blocked

    @property
    def name(self) -> str:
        """The step as a problem names it."""
        return f"第{self.n}步 {self.do}"

    def refused_so(self, problems: Iterable[Problem]) -> Problem | None:
        """Return the first problem that is the announced one."""
        return next((p for p in problems if self._is_announced(p)), None)

    def _is_announced(self, problem: Problem) -> bool:
        inside = (f"{self.refused}.", f"{self.refused}[")
        named = self.refused in ("", problem.gate, problem.field)
        return (named or problem.field.startswith(inside)) and self.blocked in problem.problem


@dataclass(frozen=True)
class Aliases:
    """Former names that scenarios may still use: of commands, and of fields by their path.

    `said` is what a former command meant without saying it. A field whose present name has a dot
    is inside another one now.
    """

    commands: Mapping[str, str]
    fields: Mapping[str, str]
    said: Mapping[str, Mapping[str, Plain]] = field(default_factory=dict[str, Mapping[str, Plain]])

    def fields_of(self, command: str, given: Mapping[str, Plain]) -> dict[str, Plain]:
        """Return the fields of a command under the names they have now.

        A field given under both names keeps them, so that the former one is refused.
        """
        now = {name: self.fields.get(f"{command}.{name}", name) for name in given}
        return {
            name if now[name] in given else now[name]: self._inside(f"{command}.{name}", value)
            for name, value in given.items()
        }

    def given(self, former: str, command: str, given: Mapping[str, Plain]) -> dict[str, Plain]:
        """Return the fields of a step as its command takes them now."""
        made: dict[str, Plain] = {**self.said.get(former, {})}
        for name, value in self.fields_of(command, given).items():
            place, dot, inner = name.partition(".")
            if not dot:
                made[name] = value
                continue
            around = made.get(place, {})
            made[place] = {**around, inner: value} if isinstance(around, Mapping) else around
        return made

    def _inside(self, path: str, value: Plain) -> Plain:
        if isinstance(value, Mapping):
            now = self.fields.get(path)
            return self.fields_of(f"{path.rpartition('.')[0]}.{now}" if now else path, value)
        if isinstance(value, list):
            return [self._inside(path, one) for one in value]
        return value


@cache
def aliases() -> Aliases:
    """Return the table of former names."""
    data = tomllib.loads(resources.text("samples", "aliases.toml"))
    return Aliases(data["command"], data["field"], data["said"])


def step_of(n: int, row: Plain) -> Step:
    """Return the nth step as it is written; BadInput names its number and each wrong field."""
    if not isinstance(row, Mapping):
        raise BadInput.of(f"第{n}步", "应为一组字段（[[step]]）")
    reading = _Reading(n, row)
    do, on = reading.command(), reading.day()
    texts = {name: reading.text(name) for name in ("corrected", "refused", "blocked")}
    if reading.problems:
        raise BadInput(reading.problems)
    given = {name: value for name, value in row.items() if name not in OWN}
    return Step(n, do, on, aliases().given(str(row["do"]), do, given), **texts)


class _Reading:
    """Reads a step's own fields and collects what is wrong with them."""

    def __init__(self, n: int, row: Mapping[str, Plain]) -> None:
        self.problems: list[Problem] = []
        self._row = row
        self._where = f"第{n}步"

    def command(self) -> str:
        """Return the command by its present name."""
        name = self._row.get("do")
        if not isinstance(name, str):
            return self._refuse("do", "缺少命令名，或者不是文字")
        now = aliases().commands.get(name, name)
        if now in COMMANDS:
            self._where = f"{self._where} {now}"
            return now
        near = difflib.get_close_matches(name, COMMANDS, n=3)
        hint = f"；是不是{'、'.join(near)}？" if near else ""
        return self._refuse("do", f"没有“{name[:40]}”这个命令{hint}（main.py commands 列出全部）")

    def day(self) -> date:
        """Return the day of the step."""
        if "on" not in self._row:
            self._refuse("on", "缺少日期")
            return date.min
        read = read_day(self._row["on"])
        if read.value is None:
            self._refuse("on", read.problem)
        return read.value or date.min

    def text(self, name: str) -> str:
        """Return one of the step's own texts, "" when it is not there."""
        value = self._row.get(name, "")
        if not isinstance(value, str) or (name in self._row and not value.strip()):
            return self._refuse(name, "应为文字，不能空着")
        return value

    def _refuse(self, name: str, words: str) -> str:
        self.problems.append(Problem(f"{self._where} {name}", words))
        return ""
