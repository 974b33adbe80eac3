"""`play SCENARIO.toml`: a scenario through the services, and what came of it as one JSON object."""

import argparse
import logging
import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import BadInput, KnownError
from models.rules.problem import Problem
from models.services.arguments.shapes import Plain
from models.services.office.opening import open_desk
from models.store.db import FILE_NAME
from models.store.lock import FILE_NAME as LOCK_NAME
from ui.verbs.common import VERB_ACTOR, print_json
from ui.verbs.playing import report as play_report
from ui.verbs.playing.before import check_names, play_named
from ui.verbs.playing.scenario import BadScript, Clock, Outcome, Player, Scenario, set_up_office
from ui.verbs.playing.scenario_file import read_scenario
from ui.verbs.playing.steps import Step, step_of
from ui.verbs.temporary import temporary_folder
from ui.verbs.writing import check_writable, write_stored

HELP = "走一遍场景文件：按日期逐步执行办案命令，输出JSON"
OK, NOT_AS_SCRIPTED, BAD_INPUT = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the scenario, its request, what to do after a refusal, where papers go."""
    parser.add_argument("scenario", type=Path, metavar="SCENARIO.toml", help="场景文件")
    parser.add_argument(
        "--request", type=Path, metavar="FILE.json", help="请求；不写则为场景旁边的同名JSON文件"
    )
    parser.add_argument("--keep-going", action="store_true", help="步骤被拒绝也接着走")
    parser.add_argument("--out", type=Path, metavar="DIR", help="把文书（DOCX和PDF）写到这里")


@dataclass
class Played:
    """How far a scenario came: the outcomes, and whether the program itself failed at a step."""

    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    fault: str = ""

    def code(self, *, keep_going: bool) -> int:
        """Return the exit status: 1 when a step did not end as scripted, 2 when it is wrong."""
        wrong = [one for one in self.outcomes if not one.as_scripted]
        if keep_going:
            wrong = [one for one in wrong if one.step.announced]
        if any(isinstance(one.refusal, BadScript) for one in wrong):
            return BAD_INPUT
        return NOT_AS_SCRIPTED if wrong or self.fault else OK


def run(options: argparse.Namespace) -> int:
    """Play the scenario and print its result; lines on stderr say what did not go as scripted."""
    scenario = read_scenario(options.scenario, options.request)
    if options.out is not None:
        check_writable(options.out)
    clock = Clock(step_of(1, scenario.steps[0]).on)
    with _player(options.data_dir, clock, scenario) as (player, temporary):
        play_named(player, scenario, temporary=temporary)
        check_names(player, scenario)
        played = _play(player, scenario, keep_going=options.keep_going)
        complete = len(played.outcomes) == len(scenario.steps)
        clock.day = scenario.as_of if complete else clock.day
        result = _result(player, scenario, played, options.out)
    print_json(result)
    for line in _complaints(played):
        sys.stderr.write(f"{' '.join(line.split())}\n")
    return played.code(keep_going=options.keep_going)


@contextmanager
def _player(
    data_dir: Path | None, clock: Clock, scenario: Scenario
) -> Generator[tuple[Player, bool]]:
    """Yield a player on the data folder, or on the sample office in a temporary one (True)."""
    if data_dir is None or _is_new(data_dir):
        if data_dir is not None:
            where = f"数据文件夹“{data_dir}”还没有建立"
            sys.stderr.write(f"{where}：改在临时文件夹里用样例机关走，走完即删除。\n")
        with (
            temporary_folder("play") as folder,
            open_desk(folder, VERB_ACTOR, clock.today, clock.now) as desk,
        ):
            yield Player(desk, clock, set_up_office(desk)), True
        return
    with open_desk(data_dir, VERB_ACTOR) as desk:
        if not play_report.office_name(desk) and not _sets_up(scenario):
            words = "这个数据文件夹还没有设置机关和人员：先在窗口的“设置”里完成，或者换一个文件夹"
            raise BadInput.of("--data-dir", words)
        # From here on no step sees the machine's clock.
        desk.today, desk.now = clock.today, clock.now
        yield Player(desk, clock, play_report.staff_ids(desk)), False


def _is_new(folder: Path) -> bool:
    made = any((folder / name).exists() for name in (FILE_NAME, LOCK_NAME))
    return not made and (folder.is_dir() or not folder.exists())


def _sets_up(scenario: Scenario) -> bool:
    first = step_of(1, scenario.steps[0])
    return first.do == "set_settings"


def _play(player: Player, scenario: Scenario, *, keep_going: bool) -> Played:
    played = Played()
    outcomes = player.outcomes(scenario)
    while True:
        try:
            outcome = next(outcomes, None)
        except KnownError:
            raise
        except Exception as error:
            # Whatever a file holds, its reader gets the step named; the log has the traceback.
            logging.getLogger(__name__).exception("a step failed")
            step = step_of(len(played.outcomes) + 1, scenario.steps[len(played.outcomes)])
            played.fault = f"{step.name}: 程序出错（{type(error).__name__}: {error}），已记入日志"
            return played
        if outcome is None:
            return played
        played.outcomes.append(outcome)
        if not outcome.as_scripted and not keep_going:
            return played


def _result(
    player: Player, scenario: Scenario, played: Played, out: Path | None
) -> Mapping[str, Plain]:
    desk, case_id = player.desk, player.cases.get(scenario.id)
    steps: list[Plain] = [_step_json(one) for one in played.outcomes]
    as_of = player.clock.day.isoformat()
    result: dict[str, Plain] = {
        "scenario": scenario.id, "as_of": as_of, "steps": steps, "case": case_id,
        "deadlines": [], "next_steps": [], "missing": [], "papers": [],
    }  # fmt: skip
    if case_id is None:
        return result
    result["deadlines"] = play_report.deadlines_of(desk, case_id, player.clock.day)
    result["next_steps"] = play_report.next_steps_of(desk, case_id)
    result["missing"] = play_report.missing_of(desk, case_id)
    result["papers"] = [
        {
            "form": one.form,
            "title": one.title,
            "addressee": one.addressee,
            "state": one.state,
            "number": one.number,
            "path": _written(out, one),
        }
        for one in play_report.papers_of(desk, case_id)
    ]
    return result


def _written(out: Path | None, paper: play_report.CasePaper) -> str | None:
    """Write a paper where papers were asked for and return the path of its PDF."""
    if out is None:
        return None
    paths = write_stored(out, [paper])
    return str(next((p for p in paths if p.suffix == ".pdf"), paths[0]).absolute())


def _step_json(outcome: Outcome) -> Mapping[str, Plain]:
    step = outcome.step
    told: dict[str, Plain] = {"n": step.n, "do": step.do, "on": step.on.isoformat()}
    told["ok"] = outcome.refusal is None
    if outcome.refusal is not None:
        told["problems"] = [play_report.problem_json(one) for one in outcome.problems]
    if step.announced:
        told["announced"] = step.announced
    return told


def _complaints(played: Played) -> Iterator[str]:
    for one in played.outcomes:
        if one.as_scripted:
            continue
        if one.step.announced:
            instead = "实际的理由不同" if one.refusal else "实际通过了"
            yield f"{one.step.name}: 应当被拒绝（{one.step.announced}），{instead}"
        for problem in one.problems:
            yield _complaint(one.step, problem)
    if played.fault:
        yield played.fault


def _complaint(step: Step, problem: Problem) -> str:
    return f"{step.name} {problem.field or problem.gate}: {problem.problem}"
