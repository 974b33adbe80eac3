"""Whatever a command is given, it is done or refused in Chinese, and a refusal changes nothing.

Values come from the steps of the samples and from the shapes of the arguments (what `commands
--json` prints); hostile ones are put in at random places. Nothing is committed: the last act of
each command is undone, so that every example meets the same desk.
"""

import copy
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import BadInput, KnownError
from models.services.arguments.closed_values import closed_values, known_names
from models.services.arguments.commands import COMMANDS, signature
from models.services.arguments.reading import Reading
from models.services.arguments.shapes import Field, Shape
from models.store.db import connection
from models.store.desk import Desk
from models.store.unit import Unit
from ui.verbs.playing.scenario import (
    Clock,
    Player,
    Scenario,
    load_scenario,
    set_up_office,
    values_of,
)
from ui.verbs.playing.steps import Step, step_of

Values = dict[str, Any]
Path_ = tuple[str | int, ...]
# How far each sample is played; the steps that are left give their values to the examples.
STORIES = {"S1": "deliberate", "S3": "docket", "S10": "record_session", "S4": "record_corrected"}
SLOW = ("make_documents",)
TEXTS = [
    "P9", "字" * 5001, "字" * 100_001, "𠮷", "a\ud800", "a\u202eb", "a\x00b", "\ufdd0", "甲\n乙",
    "",
]  # fmt: skip
NUMBERS = [99999, 10**9, 10**14, -1, 0]
DAYS = [date.min, date.max, date(1900, 1, 1), "2199-12-31", "2026-02-30", datetime(2026, 1, 1)]
OTHERS = [True, 1.5, float("nan"), float("inf"), None, [], {}, [[]], {"a": 1}, ["x", "x"], [1, 1]]
HOSTILE: list[Any] = [*TEXTS, *NUMBERS, *DAYS, *OTHERS, "@case", "staff:甲"]
LIKE: dict[type, list[Any]] = {str: TEXTS, int: NUMBERS, date: DAYS}


class Undone(KnownError):
    """Raised in place of the commit."""


@dataclass
class Office:
    """A desk with cases at several stages, and the steps that the samples would take next."""

    desk: Desk
    folder: Path
    cases: list[int]
    steps: dict[str, list[Values]]

    def digest(self) -> str:
        """Return what all tables and the names of all files come to."""
        found = hashlib.sha256()
        conn = connection(self.desk.db)
        tables = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (name,) in tables.fetchall():
            for row in conn.execute(f'SELECT * FROM "{name}"'):
                found.update(repr(row).encode())
        papers = sorted(str(p) for p in (self.folder / "files").rglob("*") if p.is_file())
        return found.hexdigest() + "\n".join(papers)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Yield the office, its commands undone from now on."""
    clock = Clock(date(2025, 6, 2))
    folder = tmp_path_factory.mktemp("office") / "data"
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))
        made = Office(desk, folder, [], {})
        for name, until in STORIES.items():
            _play(player, load_scenario(name), until, made)
        clock.day = date(2026, 9, 1)
        with pytest.MonkeyPatch.context() as patch:
            seal = Unit.seal

            def undo(self: Unit, *args: Any) -> None:
                seal(self, *args)
                raise Undone

            patch.setattr(Unit, "seal", undo)
            yield made


def _play(player: Player, scenario: Scenario, until: str, made: Office) -> None:
    steps = [step_of(n, row) for n, row in enumerate(scenario.steps, start=1)]
    place = next(n for n, step in enumerate(steps) if step.do == until and not step.announced)
    begun = [row for row in scenario.steps[:place] if row["do"] != "make_documents"]
    own = Scenario(scenario.id, "", scenario.intake, begun, scenario.as_of)
    case = player.play(own, papers=False)
    made.cases.append(case)
    for step in steps:
        made.steps.setdefault(step.do, []).append(_values(scenario, step, case, player))


def _values(scenario: Scenario, step: Step, case: int, player: Player) -> Values:
    """Return the values of a step, people and entries by their numbers."""
    return _numbers(values_of(scenario, step, case), player.staff)


def _numbers(value: Any, staff: dict[str, int]) -> Any:
    if isinstance(value, dict):
        return {key: _numbers(one, staff) for key, one in value.items()}
    if isinstance(value, list):
        return [_numbers(one, staff) for one in value]
    if isinstance(value, str) and value.startswith("staff:"):
        return staff[value.removeprefix("staff:")]
    return 1 if isinstance(value, str) and value.startswith(("@", "served:")) else value


def shaped(shape: Shape, key: str, cases: list[int]) -> st.SearchStrategy[Any]:
    """Return values of the right shape; `key` names the argument in the table of closed values."""
    listed = shape.values or closed_values().get(key, ())
    if shape.kind == "object" and shape.item is not None:
        names = st.sampled_from([*known_names().get(key, ()), "note"])
        return st.dictionaries(names, shaped(shape.item, key, cases), max_size=2)
    if shape.kind == "object":
        return whole(shape.fields, shape.make.__name__ if shape.make else "", cases)
    if shape.kind == "list":
        if shape.parts:
            return st.tuples(*(shaped(one, "", cases) for one in shape.parts)).map(list)
        inner = shape.item or Shape("any")
        return st.lists(shaped(inner, key, cases), max_size=2)
    if key.endswith(".case_id"):
        return st.sampled_from([*cases, 99999])
    if listed:
        return st.sampled_from(listed)
    plain: dict[str, list[Any]] = {
        "text": ["R1", "P1", "说明", "2026-03-02", "dept_head"],
        "integer": [1, 2, 3, 10],
        "boolean": [True, False],
        "date": [date(2026, 3, 2), "2026-08-31"],
    }
    return st.sampled_from(plain.get(shape.kind, ["x", 1, True]))


def whole(fields: tuple[Field, ...], owner: str, cases: list[int]) -> st.SearchStrategy[Values]:
    """Return the required fields of an object, and some of the others."""
    made = {one.name: shaped(one.shape, f"{owner}.{one.name}", cases) for one in fields}
    needed = {
        name: made[name] for name in made if any(f.name == name and f.required for f in fields)
    }
    others = {name: one for name, one in made.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=others)


def paths(value: Any, here: Path_ = ()) -> Iterator[Path_]:
    """Yield the place of every value inside."""
    inside = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        inside = enumerate(value)
    for key, one in inside:
        yield (*here, key)
        yield from paths(one, (*here, key))


def at(values: Values, path: Path_) -> Any:
    """Return what is where a path leads, None for nothing."""
    found: Any = values
    for key in path:
        found = found.get(key) if isinstance(found, dict) else found[key]
    return found


def changed(values: Values, path: Path_, change: Callable[[Any, Any], None]) -> Values:
    """Return the values with one change made where a path leads."""
    whole_ = copy.deepcopy(values)
    place: Any = whole_
    for key in path[:-1]:
        place = place[key]
    change(place, path[-1])
    return whole_


@st.composite
def spoilt(draw: st.DrawFn, base: st.SearchStrategy[Values]) -> Values:
    """Return values of which up to two are hostile, gone, doubled or unknown."""
    values = draw(base)
    for _ in range(draw(st.integers(0, 2))):
        path = draw(st.sampled_from(sorted(paths(values), key=str) or [("x",)]))
        like = LIKE.get(type(at(values, path)), HOSTILE)
        bad = draw(st.sampled_from(like) | st.sampled_from(HOSTILE))
        match draw(st.sampled_from(["put", "put", "put", "drop", "double", "add"])):
            case "put":
                values = changed(values, path, partial(_put, bad))
            case "drop" if path != ("x",):
                values = changed(values, path, lambda place, key: place.__delitem__(key))
            case "double":
                values = changed(values, path, _double)
            case _:
                values = {**values, "zz": bad}
    return values


def _put(bad: Any, place: Any, key: str | int) -> None:
    place[key] = bad


def _double(place: Any, key: str | int) -> None:
    if isinstance(place, list):
        place.append(place[int(key)])


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_done_or_refused_and_nothing_else(office: Office, name: str) -> None:
    takes = signature(name)
    bases = [whole(takes.fields, name, office.cases)]
    if name in office.steps:
        bases.append(st.sampled_from(office.steps[name]))
    before = office.digest()

    @settings(
        max_examples=10 if name in SLOW else 50, derandomize=True, deadline=None, database=None,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
    )  # fmt: skip
    @given(spoilt(st.one_of(bases)))
    def run(values: Values) -> None:
        reading = Reading()
        made = reading.arguments(takes, values)
        said = reading.problems
        if not said:
            try:
                COMMANDS[name](office.desk, **made)
            except Undone:
                pass
            except BadInput as refused:
                said = list(refused.problems)
            except KnownError as refused:
                assert any("\u4e00" <= char for char in str(refused))
        for one in said:
            assert any("\u4e00" <= char for char in one.problem), one
        assert office.digest() == before

    run()
