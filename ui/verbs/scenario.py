"""Sample cases as scripts: each step is a service command with its real arguments and its day.

A scenario (`resources/samples/*.toml`) names commands by their function names; arguments are the
functions' own, so a script can do nothing that a person at the desk could not do. `staff:李敏` is a
member of staff by name, `@notification` the id an earlier step returned, `@S1` the case another
scenario made, `served:R2` (or `served:R2:decision`) the last service on that party.
"""

import inspect
import json
import tomllib
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

import resources
from models.changes import Changes
from models.errors import BadInput, BugError
from models.cases.loading import load as load_case
from models.services import office
from models.store.desk import Desk
from ui.arguments import coerce
from ui.commands import COMMANDS


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


@dataclass
class Scenario:
    """One sample case: its request and its steps."""

    id: str
    title: str
    intake: dict[str, Any]
    steps: list[dict[str, Any]]
    as_of: date
    papers: list[dict[str, Any]] = field(default_factory=list)


def load_scenario(name: str) -> Scenario:
    """Read a bundled scenario, S1 say."""
    data = tomllib.loads(resources.text("samples", f"{name}.toml"))
    request = json.loads(resources.text("samples", f"{name}.json"))
    return Scenario(
        data["id"], data["title"], request, data["step"], data["as_of"], data.get("paper", [])
    )


class Player:
    """Plays scenarios on an open desk; one at a time, each with its own days."""

    def __init__(self, desk: Desk, clock: Clock, staff: Mapping[str, int]) -> None:
        self.desk = desk
        self.clock = clock
        self.staff = staff
        self.cases: dict[str, int] = {}  # scenario id -> case id, so that "@S1" names that case
        self.blocked: list[str] = []  # what the last scenario tried in vain, with the reason

    def play(
        self,
        scenario: Scenario,
        *,
        numbered: bool = True,
        papers: bool = True,
        on_step: Callable[[str, date], None] | None = None,
    ) -> int:
        """Play every step and return the case's id; `numbered` keeps the numbers of the story."""
        known: dict[str, int] = dict(self.cases)
        self.blocked = []
        for step in scenario.steps:
            name = step["do"]
            if name == "make_documents" and not papers:
                continue
            self.clock.day = step["on"]
            if on_step:
                on_step(name, step["on"])
            if "blocked" in step:
                self._expect_refusal(step, scenario, known)
                continue
            changes = self._run(name, step, scenario, known, numbered)
            known.update(changes.ids)
        self.cases[scenario.id] = known["case"]
        return known["case"]

    def _expect_refusal(
        self, step: dict[str, Any], scenario: Scenario, known: dict[str, int]
    ) -> None:
        """Try what must not be possible; a step that goes through is a fault of ours."""
        try:
            self._run(step["do"], step, scenario, known, numbered=False)
        except BadInput as error:
            reasons = [p.problem for p in error.problems if step["blocked"] in p.problem]
            if not reasons:
                raise
            self.blocked.append(reasons[0])
            return
        raise BugError(f"{scenario.id}: {step['do']} should have been refused: {step['blocked']}")

    def _run(
        self,
        name: str,
        step: dict[str, Any],
        scenario: Scenario,
        known: dict[str, int],
        numbered: bool,
    ) -> Changes:
        function = COMMANDS[name]
        parameters = inspect.signature(function).parameters
        given = {k: v for k, v in step.items() if k not in ("do", "on", "corrected", "blocked")}
        if not numbered:
            given.pop("number", None)
        if "on" in parameters:
            given["on"] = step["on"]
        if "case_id" in parameters and "case_id" not in given:
            given["case_id"] = known["case"]
        if name == "file_request":
            given["data"] = scenario.intake
        if "corrected" in step:
            given["data"] = json.loads(resources.text("samples", f"{step['corrected']}.json"))
        hints = typing.get_type_hints(inspect.unwrap(function))
        resolved = {k: self._resolve(v, known) for k, v in given.items()}
        arguments = {k: coerce(v, hints.get(k, Any)) for k, v in resolved.items()}
        return function(self.desk, **arguments)

    def _resolve(self, value: Any, known: dict[str, int]) -> Any:
        if isinstance(value, str) and value.startswith("staff:"):
            return self.staff[value.removeprefix("staff:")]
        if isinstance(value, str) and value.startswith("@"):
            return known[value[1:]]
        if isinstance(value, str) and value.startswith("served:"):
            return self._service(value, known["case"])
        if isinstance(value, list):
            return [self._resolve(v, known) for v in value]
        if isinstance(value, dict):
            return {k: self._resolve(v, known) for k, v in value.items()}
        return value

    def _service(self, words: str, case_id: int) -> int:
        _, party, *document = words.split(":")
        wanted = {"to": party} | ({"document": document[0]} if document else {})
        event = load_case(self.desk, case_id).last("served", **wanted)
        if event is None:
            raise BugError(f"{words}: nothing was served")
        return event.id


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
    staff = {}
    for row in data["staff"]:
        staff[row["name"]] = office.add_staff(desk, office.StaffIn(**row)).ids["staff"]
    return staff
