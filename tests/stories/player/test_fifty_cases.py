"""Fifty cases of a player who takes random steps: each ends lawfully, or stands with its reason."""

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

import resources
from models import reference
from models.backup.verify import verify
from models.cases import gating
from models.errors import BadInput
from models.queries.dialogs.next_steps import DatedStep, steps_of
from models.rules.events import Concluded, DecisionIssued, Docketed, NotDocketed
from models.rules.gates.model import Act, Level
from models.services.office.office import set_settings
from models.store.desk import Desk
from models.store.settings.definitions import Value
from tests.gates.checker import Reader
from tests.stories.player.moves import BRINGS, DIRECTED, MEDIATING, MENDS, TRIES
from tests.stories.player.steps import taking
from tests.stories.story import Story
from ui.verbs.playing.scenario import Clock, set_up_office

CASES, ENDED = 50, 35
MOVES = 80  # after these a case stands still
WILD = 40  # of these are taken without care
SURE = (12, 24, 36)  # at these something is tried that a gate has to stop
AFTER = ("demand", "enforce", "publish", "serve decision", "amend", "demand", "demand",
         "enforce", "enforce", "judged", "wait", "enforce", "years later")  # fmt: skip
# What only a case that lies for years meets; tests/gates has a case of it.
LATE = {"judged_in_time_long"}
BEGUN = date(2026, 2, 2)


class Quiet(Story):
    """A story that is not compared with the lists at each step."""

    def _agree(self) -> None: ...


@dataclass
class Played:
    """What became of the cases."""

    ended: Counter[str] = field(default_factory=Counter[str])
    standing: list[str] = field(default_factory=list[str])
    bitten: Counter[str] = field(default_factory=Counter[str])
    decisions: int = 0
    directed: int = 0
    faults: list[str] = field(default_factory=list[str])


def request_of(chance: Random, number: int) -> dict[str, Any]:
    """Return the request of a case: every fifth is a mediation, some patents are about to end."""
    sample = "S11" if number % 5 == 4 else "S2"
    made: dict[str, Any] = copy.deepcopy(json.loads(resources.text("samples", f"{sample}.json")))
    if sample == "S2":
        made["infringement_known_on"] = "2025-11-10"
        if chance.random() < 0.15:
            made["patent"] |= {"filed_on": "2016-03-20", "granted_on": "2017-01-03"}
    return made


class Person:
    """Who plays one case."""

    def __init__(self, told: Story, chance: Random, played: Played) -> None:
        self.told, self.chance, self.played = told, chance, played

    def play(self) -> None:
        """Go on until the case is at its end or nothing more comes of it."""
        self.told.files()
        for number in range(MOVES):
            if not self._open():
                break
            self.told.on((self.told.day + timedelta(self.chance.randrange(4))).isoformat())
            self._try(self._sure if number in SURE else self._move if number < WILD else self._mend)
        self._after_the_end()

    def _try(self, move: Callable[[], object]) -> None:
        """Take a move; which gates refuse it is noted."""
        try:
            move()
        except BadInput as refused:
            self.played.bitten.update(p.gate for p in refused.problems if p.gate)

    def _mend(self) -> None:
        """Do something about what the decision still lacks; with nothing left, go on to it."""
        case, told = self.told.case(), self.told
        if case.kind != "adjudication" or not case.log.has(Docketed):
            self._offered()
            return
        found = gating.asked(told.desk, case, Act.DELIBERATION, told.day)
        lacking = [one.gate.id for one in found if one.stops and one.gate.id in MENDS]
        if lacking and self.chance.random() < 0.8:
            MENDS[self.chance.choice(lacking)](told, self.chance)
            return
        for move in (TRIES["deliberate"], TRIES["closing"], TRIES["decide"], TRIES["dismiss"]):
            self._try(partial(move, told, self.chance))

    def _open(self) -> bool:
        log = self.told.case().log
        return not log.has(Concluded) and not log.has(NotDocketed)

    def _sure(self) -> None:
        """Do what has to be tried in some case; once docketed."""
        if self.told.case().log.has(Docketed) and self.told.case().kind == "adjudication":
            self.played.directed += 1
            DIRECTED[self.played.directed % len(DIRECTED)](self.told, self.chance)

    def _move(self) -> None:
        chance = self.chance.random()
        if chance < 0.62:
            self._offered()
        elif self.told.case().kind == "mediation":
            (BRINGS | TRIES)[self.chance.choice(MEDIATING)](self.told, self.chance)
        else:
            table = BRINGS if chance < 0.8 else TRIES
            table[self.chance.choice(sorted(table))](self.told, self.chance)

    def _steps(self) -> list[DatedStep]:
        return steps_of(self.told.desk, self.told.case())

    def _offered(self) -> None:
        """Take a step that lacks nothing, as 下一步 offers it."""
        ready = [one for one in self._steps() if not one.missing and not one.step.optional]
        ways = [taking(self.told, self.chance, one) for one in ready]
        known = [way for way in ways if way is not None]
        if known:
            self.chance.choice(known)()

    def _after_the_end(self) -> None:
        """Try to enforce too early; then say how the case stands."""
        term = ("three_months", "two_years")[self.played.decisions % 2]
        set_settings(self.told.desk, {"position.enforcement_after_judgment": term})
        for name in AFTER:
            self.told.on((self.told.day + timedelta(self.chance.randrange(30))).isoformat())
            self._try(partial(TRIES[name], self.told, self.chance))
        case = self.told.case()
        ended = case.log.last(Concluded)
        if ended:
            self.played.ended[str(ended.event.kind)] += 1
        elif case.log.has(NotDocketed):
            self.played.ended["not docketed"] += 1
        else:
            lacking = [m.text for one in self._steps() for m in one.missing]
            self.played.standing.append("；".join(lacking))
        self._read()

    def _read(self) -> None:
        """Read the decision as somebody who knows only the log and the articles."""
        case = self.told.case()
        made = case.log.last(DecisionIssued)
        if made is None:
            return
        self.played.decisions += 1
        log = [(e.on, e.event) for e in case.log.entries]
        faults = Reader(log, made.event, made.on).faults()
        self.played.faults += [f"{case.record.number}: {fault}" for fault in faults]


# What each office has decided otherwise than the sample office.
OFFICES: tuple[dict[str, Value], ...] = (
    {},
    {
        "position.legal_review": True,
        "authority.principal_approves": "closing",
    },
    {"position.remedy.decision": None},
    {"authority.until": date(2026, 4, 10)},
)
SHARES = (32, 10, 4, 4)  # of the cases


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Play fifty cases on the desks of four offices; verify them."""
    found = Played()
    for office, share in enumerate(SHARES):
        folder: Path = tmp_path_factory.mktemp(f"office{office}")
        clock = Clock(BEGUN)
        with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
            staff = set_up_office(desk)
            if office:
                set_settings(desk, OFFICES[office])
            for number in range(share):
                chance = Random(1000 * office + number)
                clock.day = BEGUN + timedelta(chance.randrange(60))
                told = Quiet(desk, clock, staff, request_of(chance, number))
                Person(told, chance, found).play()
            assert verify(desk) == []
    yield found


def test_every_decision_is_lawful_to_a_reader_of_the_log(played: Played) -> None:
    assert played.faults == []
    assert played.decisions >= 5


def test_most_cases_end_and_every_way_occurs(played: Played) -> None:
    assert sum(played.ended.values()) >= ENDED, played
    assert {"decision", "dismissal", "agreement", "transfer"} <= set(played.ended), played.ended


def test_who_stands_still_is_told_why(played: Played) -> None:
    assert all(played.standing), played.standing


def test_each_gate_bites(played: Played) -> None:
    stopping = {g.id for g in reference.gates().values() if g.level is not Level.TELL}
    assert stopping - played.bitten.keys() <= LATE
