"""The stage: every sample played once on one desk, with attempts made at the right moment."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.cases.case_file import CaseFile
from models.cases.loading import load as load_case
from models.entities import Case
from models.errors import BadInput
from models.store.desk import Desk
from ui.verbs.playing.scenario import Clock, Player, Scenario, load_scenario, set_up_office

ORDER = ("S1", "S2", "S3", "S4", "S10", "S11", "S12")


@dataclass
class Moment:
    """A scenario just before one of its steps."""

    desk: Desk
    clock: Clock
    player: Player
    case_id: int
    step: dict[str, Any]

    @contextmanager
    def day(self, day: date) -> Iterator[None]:
        """Let it be another day for an attempt."""
        before, self.clock.day = self.clock.day, day
        yield
        self.clock.day = before


@dataclass(frozen=True)
class Attempt:
    """What to try: in which sample, before which step (command, and values it must have)."""

    sample: str
    command: str
    act: Callable[[Moment], Any]
    having: dict[str, Any] = field(default_factory=dict)

    def due(self, step: dict[str, Any]) -> bool:
        """Say whether this is the step, the one that goes through."""
        return (
            step["do"] == self.command
            and "blocked" not in step
            and all(step.get(k) == v for k, v in self.having.items())
        )


ATTEMPTS: dict[str, Attempt] = {}


def attempt(
    sample: str, command: str, **having: Any
) -> Callable[[Callable[[Moment], Any]], Callable[[Moment], Any]]:
    """Register something to try just before a step; its name is the key of its outcome."""

    def keep(act: Callable[[Moment], Any]) -> Callable[[Moment], Any]:
        ATTEMPTS[act.__name__] = Attempt(sample, command, act, having)
        return act

    return keep


@dataclass
class Theatre:
    """A desk on which every sample has been played, and what was tried meanwhile."""

    desk: Desk
    clock: Clock
    player: Player
    scenarios: dict[str, Scenario]
    outcomes: dict[str, Any] = field(default_factory=dict)
    blocked: dict[str, list[str]] = field(default_factory=dict)

    def view(self, sample: str) -> CaseFile:
        """Return the sample's case as it is at its end."""
        return load_case(self.desk, self.player.cases[sample])

    def at(self, sample: str) -> date:
        """Set the clock to the sample's day of computation and return it."""
        self.clock.day = self.scenarios[sample].as_of
        return self.clock.day

    def refusal(self, name: str) -> list[tuple[str, str]]:
        """Return (field, reason) of an attempt that was refused."""
        outcome = self.outcomes[name]
        assert isinstance(outcome, BadInput), f"{name} went through"
        return [(p.field, p.problem) for p in outcome.problems]


def _try(theatre: Theatre, sample: str, step: dict[str, Any]) -> None:
    for name, one in ATTEMPTS.items():
        if one.sample != sample or name in theatre.outcomes or not one.due(step):
            continue
        newest = Case.select(Case.id).order_by(Case.id.desc()).first()
        moment = Moment(
            theatre.desk, theatre.clock, theatre.player, newest.id if newest else 0, step
        )
        try:
            theatre.outcomes[name] = one.act(moment)
        except BadInput as refused:
            theatre.outcomes[name] = refused
        theatre.clock.day = step["on"]


def _play(theatre: Theatre, sample: str) -> None:
    scenario = theatre.scenarios[sample]
    steps = iter([s for s in scenario.steps if s["do"] != "make_documents"])
    theatre.player.play(
        scenario, papers=False, on_step=lambda _name, _day: _try(theatre, sample, next(steps))
    )
    theatre.blocked[sample] = list(theatre.player.blocked)


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    """Every sample, played without papers; the attempts of the asking module's file are made."""
    folder: Path = tmp_path_factory.mktemp("desk")
    clock = Clock(date(2025, 6, 2))
    with Desk.open(os.fspath(folder), "李敏", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))
        played = Theatre(desk, clock, player, {name: load_scenario(name) for name in ORDER})
        for name in ORDER:
            _play(played, name)
        yield played
