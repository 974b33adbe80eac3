"""Before a scenario is played: the people and the other cases that its steps name are there."""

from collections.abc import Mapping
from pathlib import Path

from models.errors import BadInput
from models.rules.problem import Problem
from models.services.arguments.shapes import Plain
from ui.verbs.playing import report as play_report
from ui.verbs.playing.references import References, results
from ui.verbs.playing.scenario import Player, Scenario
from ui.verbs.playing.scenario_file import check, read_scenario
from ui.verbs.playing.steps import step_of


def check_names(player: Player, scenario: Scenario) -> None:
    """Refuse a scenario that names people or cases which are not there; nothing has run yet."""
    steps = [step_of(n, row) for n, row in enumerate(scenario.steps, start=1)]
    problems = check(scenario, steps, References(player.desk, player.staff, player.cases))
    if problems:
        raise BadInput(problems)


def play_named(
    player: Player, scenario: Scenario, *, temporary: bool, under_way: tuple[str, ...] = ()
) -> None:
    """Find the cases of scenarios beside this one that it names (`@S1`).

    In a temporary folder they are played first, without papers; in a data folder they are found by
    the 收件号 of their filing.
    """
    for name in sorted(_named(scenario.steps) - results() - player.cases.keys()):
        path = scenario.folder / f"{name}.toml"
        if Path(name).name != name or not path.is_file():
            continue
        if name in (*under_way, scenario.id):
            raise BadInput.of(f"@{name}", "场景互相引用，走不了")
        other = read_scenario(path)
        if temporary:
            play_named(player, other, temporary=True, under_way=(*under_way, scenario.id))
            _play(player, other, path)
            player.cases.setdefault(name, player.cases[other.id])
        elif (case_id := _filed(player, other)) is not None:
            player.cases[name] = case_id


def _named(value: Plain) -> set[str]:
    """Return the names after an @ anywhere in the fields of steps."""
    if isinstance(value, str):
        return {value[1:]} if value.startswith("@") and len(value) > 1 else set()
    if isinstance(value, Mapping):
        return {name for one in value.values() for name in _named(one)}
    if isinstance(value, list):
        return {name for one in value for name in _named(one)}
    return set()


def _play(player: Player, scenario: Scenario, path: Path) -> None:
    for outcome in player.outcomes(scenario, papers=False):
        if not outcome.as_scripted:
            place = f"{path.name} {outcome.step.name}"
            words = "应当被拒绝，却通过了"
            raise BadInput(
                [Problem(f"{place} {p.field}", p.problem) for p in outcome.problems]
                or [Problem(place, words)]
            )
    if scenario.id not in player.cases:
        raise BadInput.of(path.name, "这个场景没有案件")


def _filed(player: Player, scenario: Scenario) -> int | None:
    numbers = [row.get("number") for row in scenario.steps if row.get("do") == "file_request"]
    found = (play_report.case_named(player.desk, n) for n in numbers if isinstance(n, str))
    return next((case_id for case_id in found if case_id is not None), None)
