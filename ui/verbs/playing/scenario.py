"""Sample cases as scripts: each step is a service command with its real arguments and its day.

A scenario (`resources/samples/*.toml`) names commands by their function names; arguments are the
functions' own, so a script can do nothing that a person at the desk could not do. What a step holds
is in `ui/verbs/playing/steps.py`, what is given for the number of a row in
`ui/verbs/playing/references.py`.
"""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias

import resources
from forms.errors import FormError
from models.changes import Changes
from models.errors import BadInput, BugError
from models.rules.events import ServiceAttempted
from models.rules.problem import Problem
from models.services.arguments.commands import COMMANDS, signature
from models.services.arguments.reading import LookUp, Reading
from models.services.arguments.shapes import Argument, Plain
from models.services.office import office
from models.services.proceedings.serving import Served
from models.store.desk import Desk
from ui.verbs.common import read_json
from ui.verbs.playing.references import References
from ui.verbs.playing.steps import Step, step_of

# A step or a request as the file holds it; practice and tests cut and change them.
Row: TypeAlias = dict[str, Any]


class Clock:
    """The day a scenario has reached; moments are nine in the morning of it, for equal bytes."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self) -> date:
        """Return the day."""
        return self.day

    def now(self) -> datetime:
        """Return a fixed moment (UTC) of the day."""
        return datetime.combine(self.day, time(1, 0), tzinfo=UTC)


def _samples() -> Path:
    return resources.path("samples")


@dataclass
class Scenario:
    """One case as a script: its request, its steps, the folder of the files it names."""

    id: str
    title: str
    intake: Row
    steps: list[Row]
    as_of: date
    folder: Path = field(default_factory=_samples)


class BadScript(BadInput):
    """A step that cannot be tried at all: a reference or a field in it is wrong."""


@dataclass(frozen=True)
class Outcome:
    """What came of a step: gone through, or refused with its problems."""

    step: Step
    refusal: BadInput | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why the step was refused; empty when it went through."""
        return self.refusal.problems if self.refusal else ()

    @property
    def as_scripted(self) -> bool:
        """Whether the step went through, or was refused as it announces."""
        if not self.step.announced:
            return self.refusal is None
        return self.step.refused_so(self.problems) is not None


def load_scenario(name: str) -> Scenario:
    """Read a bundled scenario, S1 say."""
    data = tomllib.loads(resources.text("samples", f"{name}.toml"))
    request = json.loads(resources.text("samples", f"{name}.json"))
    return Scenario(data["id"], data["title"], request, data["step"], data["as_of"])


def values_of(scenario: Scenario, step: Step, case_id: int | None) -> dict[str, Plain]:
    """Return what a step's command is given: its fields, the day, the case, the request.

    BadInput when a file that the step names cannot be read, or no case is there yet.
    """
    takes = signature(step.do)
    given = dict(step.given)
    if takes.field("on"):
        given["on"] = step.on
    if takes.field("case_id") and "case_id" not in given:
        if case_id is None:
            raise BadInput.of("case_id", "前面没有收案（file_request），也没有写明案件")
        given["case_id"] = case_id
    if step.corrected:
        given["data"] = _beside(scenario.folder, step.corrected)
    elif step.do == "file_request":
        given.setdefault("data", scenario.intake)
    return given


def _beside(folder: Path, name: str) -> Plain:
    """Return a request that is beside the scenario."""
    if Path(name).name != name:
        raise BadInput.of("corrected", "只写场景文件旁边那个JSON文件的名称，不带路径和.json")
    return read_json(folder / f"{name}.json")


def _made_elsewhere(value: Argument) -> Argument:
    """Return what is served, or was tried to be, as papers that were not made here."""
    if isinstance(value, Served | ServiceAttempted):
        return replace(value, outside=True)
    if isinstance(value, tuple):
        return tuple(_made_elsewhere(one) for one in value)
    return value


class Player:
    """Plays scenarios on an open desk; one at a time, each with its own days."""

    def __init__(self, desk: Desk, clock: Clock, staff: Mapping[str, int]) -> None:
        self.desk = desk
        self.clock = clock
        self.staff = dict(staff)
        self.cases: dict[str, int] = {}  # scenario id -> case id, so that "@S1" names that case
        self.blocked: list[str] = []  # what the last scenario tried in vain, with the reason
        self._papers = True  # whether papers are made; else those that are served are not ours

    def play(
        self,
        scenario: Scenario,
        *,
        numbered: bool = True,
        papers: bool = True,
        on_step: Callable[[str, date], None] | None = None,
    ) -> int:
        """Play every step and return the case's id; `numbered` keeps the numbers of the story.

        The first refusal that is not announced is raised; BugError when an announced one fails to
        come.
        """
        self.blocked = []
        for outcome in self.outcomes(scenario, numbered=numbered, papers=papers, on_step=on_step):
            if not outcome.as_scripted:
                words = f"{scenario.id}: {outcome.step.name} should have been refused"
                raise outcome.refusal or BugError(f"{words}: {outcome.step.announced}")
            announced = outcome.step.refused_so(outcome.problems)
            if announced:
                self.blocked.append(announced.problem)
        return self.cases[scenario.id]

    def outcomes(
        self,
        scenario: Scenario,
        *,
        numbered: bool = True,
        papers: bool = True,
        on_step: Callable[[str, date], None] | None = None,
    ) -> Iterator[Outcome]:
        """Try one step after the other, each on its own day; whoever asks decides how far."""
        self._papers = papers
        known: dict[str, int] = dict(self.cases)
        for n, row in enumerate(scenario.steps, start=1):
            step = step_of(n, row)
            if step.do == "make_documents" and not papers:
                continue
            self.clock.day = step.on
            if on_step:
                on_step(step.do, step.on)
            yield self._outcome(step, scenario, known, numbered and not step.announced)
            if "case" in known:
                self.cases[scenario.id] = known["case"]

    def _outcome(
        self, step: Step, scenario: Scenario, known: dict[str, int], numbered: bool
    ) -> Outcome:
        try:
            changes = self._run(step, scenario, known, numbered)
        except BadInput as refusal:
            return Outcome(step, refusal)
        except FormError as error:
            return Outcome(step, BadInput.of("", str(error)))
        known.update(changes.ids)
        if changes.case_id is not None:
            known["case"] = changes.case_id
        return Outcome(step)

    def _run(
        self, step: Step, scenario: Scenario, known: dict[str, int], numbered: bool
    ) -> Changes:
        """Run the command of a step; BadScript when its values do not fit the command."""
        given = values_of(scenario, step, known.get("case"))
        if not numbered:
            given.pop("number", None)
        reading = Reading(self._look_up(known))
        made = reading.arguments(signature(step.do), given)
        if reading.problems:
            raise BadScript(reading.problems)
        if not self._papers:
            made = {name: _made_elsewhere(value) for name, value in made.items()}
        changes = COMMANDS[step.do](self.desk, **made)
        self._remember(made.get("staff"), changes)
        return changes

    def _look_up(self, known: Mapping[str, int]) -> LookUp:
        return References(self.desk, self.staff, known).look_up

    def _remember(self, added: Argument, changes: Changes) -> None:
        """Let later steps name the person that a step added."""
        if isinstance(added, office.StaffIn) and "staff" in changes.ids:
            self.staff[added.name] = changes.ids["staff"]


def set_up_office(desk: Desk) -> dict[str, int]:
    """Set up the sample office and return its staff by name."""
    data = tomllib.loads(resources.text("samples", "office.toml"))
    office.set_settings(
        desk,
        data["setting"],
        source="样例",
        confirmed_by=data["confirmed_by"],
        confirmed_on=data["confirmed_on"],
    )
    staff: dict[str, int] = {}
    for row in data["staff"]:
        staff[row["name"]] = office.add_staff(desk, office.StaffIn(**row)).ids["staff"]
    return staff
