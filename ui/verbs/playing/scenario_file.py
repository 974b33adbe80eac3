"""Scenarios from files: read, and checked whole before the first step runs."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from models.errors import BadInput
from models.rules.problem import Problem
from models.services.arguments.commands import signature
from models.services.arguments.reading import Reading, read_day
from models.services.arguments.shapes import Plain
from ui.verbs.common import read_json, read_text
from ui.verbs.playing.references import References, beforehand
from ui.verbs.playing.scenario import Row, Scenario, values_of
from ui.verbs.playing.steps import Step, step_of

_TOP = ("id", "title", "as_of", "step")


def read_scenario(path: Path, request: Path | None = None) -> Scenario:
    """Return the scenario of a file with its request (`request`, else the JSON file beside it).

    Without `id`, `title` or `as_of` the name of the file and the last day are in. BadInput names
    the file or every wrong step and field; nothing has been opened or run.
    """
    data = _toml(path)
    problems = [
        Problem(name, f"不认识；有：{'、'.join(_TOP)}") for name in data if name not in _TOP
    ]
    rows = _rows(data.get("step"), problems)
    texts = {name: _text(data, name, problems) for name in ("id", "title")}
    scenario = Scenario(
        texts["id"] or path.stem, texts["title"], {}, rows, date.min, path.absolute().parent
    )
    steps = _steps(scenario, problems)
    scenario.as_of = _as_of(data.get("as_of"), steps, problems)
    if request or any(step.do == "file_request" and "data" not in step.given for step in steps):
        scenario.intake = _request(request or path.with_suffix(".json"), problems)
    problems += check(scenario, steps) if not problems else []
    if problems:
        raise BadInput(problems)
    return scenario


def _toml(path: Path) -> Mapping[str, Plain]:
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput.of(str(path), f"不是有效的TOML：{error}") from error


def _rows(value: Plain, problems: list[Problem]) -> list[Row]:
    rows = value if isinstance(value, list) else ()
    if not rows:
        problems.append(Problem("step", "没有步骤；每一步写成一段 [[step]]"))
    return [dict(row) if isinstance(row, Mapping) else {"do": row} for row in rows]


def _text(data: Mapping[str, Plain], name: str, problems: list[Problem]) -> str:
    value = data.get(name, "")
    if isinstance(value, str):
        return value.strip()
    problems.append(Problem(name, "应为文字"))
    return ""


def _steps(scenario: Scenario, problems: list[Problem]) -> list[Step]:
    steps: list[Step] = []
    for n, row in enumerate(scenario.steps, start=1):
        try:
            steps.append(step_of(n, row))
        except BadInput as wrong:
            problems += wrong.problems
    return steps


def _as_of(value: Plain, steps: Iterable[Step], problems: list[Problem]) -> date:
    last = max((step.on for step in steps), default=date.min)
    if value is None:
        return last
    read = read_day(value)
    if read.value is None:
        problems.append(Problem("as_of", read.problem))
    return read.value or last


def _request(path: Path, problems: list[Problem]) -> Row:
    try:
        data = read_json(path)
    except BadInput as wrong:
        problems += wrong.problems
        return {}
    if not isinstance(data, Mapping):
        problems.append(Problem(str(path), "应为一个JSON对象"))
        return {}
    return dict(data)


def check(
    scenario: Scenario, steps: Iterable[Step], desk: References | None = None
) -> list[Problem]:
    """Return what is wrong with the fields of the steps; with a desk also with who is named.

    Without one every reference will do: nobody knows yet whom the office employs.
    """
    staff = dict(desk.staff) if desk else {}
    here = replace(desk, staff=staff) if desk else None
    found: list[Problem] = []
    case_id = None
    for step in steps:
        found += _wrong(scenario, step, case_id, here)
        if "case_id" in step.given or (step.do == "file_request" and not step.announced):
            case_id = 1  # which one is known when the step runs
        if step.do == "add_staff":
            staff |= _added(step)
    return found


def _wrong(
    scenario: Scenario, step: Step, case_id: int | None, desk: References | None
) -> list[Problem]:
    reading = Reading(lambda word: beforehand(desk, word) if desk else 1)
    problems = reading.problems
    try:
        reading.arguments(signature(step.do), values_of(scenario, step, case_id))
    except BadInput as wrong:
        problems += wrong.problems
    except RecursionError:
        problems.append(Problem("", "字段套得太深"))
    return [Problem(f"{step.name} {one.field}".rstrip(), one.problem) for one in problems]


def _added(step: Step) -> dict[str, int]:
    person = step.given.get("staff")
    name = person.get("name") if isinstance(person, Mapping) else None
    return {name: 1} if isinstance(name, str) else {}
