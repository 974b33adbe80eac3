"""The verb `deadlines`: computes every deadline of one case, or of a list of cases, as JSON."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from models import reference
from models.reference.rule_store import national_pack
from models.rules.calendar import DayOverride, WorkCalendar
from models.rules.calendar_table import read_table
from models.rules.dates import unusual
from models.rules.deadlines import (
    EventSchema,
    RuleSet,
    combine,
    compute,
    load_pack,
    parse_input,
)
from models.rules.deadlines.model import CaseInput
from models.rules.events import Json
from models.rules.problem import InputRefused, Problem
from models.store.faults import reason
from ui.verbs.common import decoded, parse_json

HELP = "由事件列表计算全部期限，输出JSON"
_OK, _BAD_INPUT = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add FILE, --calendar and --pack to the parser of this verb."""
    parser.add_argument("file", metavar="FILE.json", help="一个案件的输入，或者其列表")
    parser.add_argument("--calendar", metavar="FILE.csv", help="放假调休表 date,kind,name,source")
    parser.add_argument(
        "--pack",
        metavar="FILE.toml",
        action="append",
        default=[],
        help="地方规则包或者内部目标，可以重复",
    )


def run(ns: argparse.Namespace) -> int:
    """Print the answer; return 0, or 2 when any input was refused (its problems on stderr)."""
    try:
        data = _read_json(ns.file)
        calendar = WorkCalendar(_overrides(ns.calendar))
        rules = load_rules(ns.pack)
        schema = reference.event_schema().plus(rules.documents)
    except InputRefused as refused:
        return _refuse(refused.problems)
    if not isinstance(data, list):
        try:
            _print_json(answer(data, rules, schema, calendar))
        except InputRefused as refused:
            return _refuse(refused.problems)
        return _OK
    return _many(data, rules, schema, calendar)


def load_rules(files: Sequence[str]) -> RuleSet:
    """Return the national pack with the given pack files laid over it; raises InputRefused."""
    packs = [national_pack()]
    problems: list[Problem] = []
    for file in files:
        try:
            packs.append(load_pack(_read_text(file, "--pack"), Path(file).name))
        except InputRefused as refused:
            problems += refused.problems
    if problems:
        raise InputRefused(problems)
    return combine(packs)


def answer(
    data: Json, rules: RuleSet, schema: EventSchema, calendar: WorkCalendar
) -> dict[str, Json]:
    """Return the packs and deadlines of one input; raises InputRefused."""
    case = parse_input(data, schema)
    _doubt(case)
    deadlines = compute(case, rules, calendar)
    return {
        "packs": [pack.to_json() for pack in rules.packs],
        "deadlines": [one.to_json() for one in deadlines],
    }


def _doubt(case: CaseInput) -> None:
    """Say on stderr which days are to be looked at again: nobody can be asked here."""
    for one in case.events:
        if why := unusual(one.on, date.today()):
            _complain([Problem(one.event.type, f"{why}，请核对")])


def _many(inputs: list[Json], rules: RuleSet, schema: EventSchema, calendar: WorkCalendar) -> int:
    answers: list[Json] = []
    code = _OK
    for index, one in enumerate(inputs):
        try:
            answers.append(answer(one, rules, schema, calendar))
        except InputRefused as refused:
            code = _BAD_INPUT
            answers.append(_errors(refused.problems))
            _complain(refused.problems, f"[{index}]")
    _print_json(answers)
    return code


def _overrides(file: str | None) -> list[DayOverride]:
    if file is None:
        return []
    try:
        return read_table(_read_text(file, "--calendar"))
    except InputRefused as refused:
        raise InputRefused(
            Problem(_under(Path(file).name, one.field), one.problem) for one in refused.problems
        ) from refused


def _under(file: str, field: str) -> str:
    return field if field == "--calendar" else f"{file} {field}"


def _read_text(file: str, field: str) -> str:
    """Return a text file; InputRefused names the argument that names it."""
    try:
        raw = Path(file).read_bytes()
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise InputRefused([Problem(field, f"无法读取文件“{file}”：{why}")]) from error
    text = decoded(raw)
    if text is None:
        raise InputRefused([Problem(field, f"文件“{file}”不是UTF-8文本")])
    return text


def _read_json(file: str) -> Json:
    try:
        return parse_json(_read_text(file, "FILE"))
    except (ValueError, RecursionError) as error:
        raise InputRefused([Problem("FILE", f"不是有效的JSON：{error}")]) from error


def _errors(problems: Iterable[Problem]) -> dict[str, Json]:
    return {"errors": [{"field": one.field, "problem": one.problem} for one in problems]}


def _refuse(problems: Sequence[Problem]) -> int:
    _complain(problems)
    _print_json(_errors(problems))
    return _BAD_INPUT


def _complain(problems: Iterable[Problem], place: str = "") -> None:
    """Write one line per problem; what a value brings along may not break the line."""
    for one in problems:
        field = ".".join(part for part in (place, one.field) if part)
        line = " ".join(f"{field}: {one.problem}".split())
        _write(sys.stderr, f"{line}\n")


def _print_json(value: Json) -> None:
    _write(sys.stdout, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _write(stream: TextIO | None, text: str) -> None:
    """Write UTF-8 whatever the console's code page; a windowed program has no stream at all."""
    if stream is None:
        return
    # A lone surrogate becomes the escape that JSON knows for it.
    raw = text.encode("utf-8", errors="backslashreplace")
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(raw.decode("utf-8"))
        return
    stream.flush()
    buffer.write(raw)
    buffer.flush()
