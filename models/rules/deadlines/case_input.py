"""From the JSON of the deadline verb to a checked case; every problem with its field path.

The desk has typed events already: `models.cases.deadlines` builds its `CaseInput` itself.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from models.rules.deadlines.model import CaseInput, Happened, Party, Setting
from models.rules.deadlines.ordering import in_order
from models.rules.deadlines.reading.field_checks import (
    MOST,
    Known,
    day_problem,
    needed,
    party_problems,
    place_problem,
    show,
    value_problem,
)
from models.rules.deadlines.reading.fields import Value, clock_events, clock_parts
from models.rules.deadlines.reading.list_checks import Listed, check_list
from models.rules.deadlines.reading.schema import BOOL, INT, EventSchema, SettingSpec
from models.rules.events import Entry, Event, Json
from models.rules.events.shapes import Kind, Part, build
from models.rules.problem import InputRefused, Problem

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
E = TypeVar("E", bound=Event)


@dataclass
class _Check:
    """What is known while one input is read."""

    schema: EventSchema
    procedure: str | None = None
    as_of: date | None = None
    party_ids: set[str] = field(default_factory=set[str])
    problems: list[Problem] = field(default_factory=list[Problem])

    def add(self, path: str, problem: str) -> None:
        self.problems.append(Problem(path, problem))

    @property
    def known(self) -> Known:
        return Known(self.procedure, self.party_ids, self.schema.documents)


def parse_input(data: Json, schema: EventSchema) -> CaseInput:
    """Check one case (design §8) and return it; raises InputRefused naming every problem."""
    if not isinstance(data, dict):
        raise InputRefused([Problem("input", "应为一个JSON对象")])
    check = _Check(schema)
    check.procedure = _word(check, data, "procedure", schema.procedures, required=True)
    kind = _word(check, data, "mediation_kind", schema.mediation_kinds, required=False)
    check.as_of = _date(check, "as_of", data.get("as_of"))
    parties = _parties(check, data.get("parties"))
    settings = _settings(check, data.get("settings"))
    raw = data.get("events")
    rows = _rows(check, raw)
    check.problems += check_list(rows, schema, check.procedure)
    if check.problems or check.as_of is None or check.procedure is None:
        raise InputRefused(check.problems)
    events = _sorted(rows, raw if isinstance(raw, list) else [])
    return CaseInput(check.procedure, kind, check.as_of, tuple(parties), settings, events)


def _word(
    check: _Check, data: dict[str, Json], name: str, known: tuple[str, ...], required: bool
) -> str | None:
    value = data.get(name)
    if value is None:
        if required:
            check.add(name, f"缺少，应为{'、'.join(known)}之一")
        return None
    if not isinstance(value, str) or value not in known:
        check.add(name, f"{show(value)}不在可用的值之内：{'、'.join(known)}")
        return None
    return value


def _date(check: _Check, path: str, value: Json) -> date | None:
    if value is None:
        check.add(path, "缺少日期，应为YYYY-MM-DD")
        return None
    day = None
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
    if day is None or day_problem(day):
        check.add(path, f"{show(value)}不是有效日期，应为YYYY-MM-DD")
        return None
    return day


def _parties(check: _Check, raw: Json) -> list[Party]:
    if not isinstance(raw, list) or not raw:
        check.add("parties", "没有当事人")
        return []
    parties: list[Party] = []
    for index, one in enumerate(raw):
        path = f"parties[{index}]"
        if not isinstance(one, dict):
            check.add(path, "应为对象")
            continue
        party_id, side = one.get("id"), one.get("side")
        home = one.get("domiciled_in_prc")
        if not isinstance(party_id, str) or not party_id.strip():
            check.add(f"{path}.id", "缺少编号，应为非空文字")
            party_id = ""
        elif party_id in check.party_ids:
            check.add(f"{path}.id", f"{show(party_id)}重复")
        if not isinstance(side, str) or side not in check.schema.sides:
            check.add(f"{path}.side", f"{show(side)}应为{'、'.join(check.schema.sides)}之一")
            side = ""
        if home is not None and not isinstance(home, bool):
            check.add(f"{path}.domiciled_in_prc", "应为true或者false")
        if party_id:
            check.party_ids.add(party_id)
        parties.append(Party(party_id, side, home is not False))
    return parties


def _settings(check: _Check, raw: Json) -> dict[str, Setting]:
    """Return the settings given, and the first choice of those that are not."""
    specs = check.schema.settings
    found: dict[str, Setting] = {n: s.choices[0] for n, s in specs.items() if s.choices}
    if raw is None:
        return found
    if not isinstance(raw, dict):
        check.add("settings", "应为对象")
        return found
    for name, spec in specs.items():
        value = raw.get(name)
        problem = "" if value is None else _setting_problem(spec, value)
        if problem:
            check.add(f"settings.{name}", f"{show(value)}{problem}")
    plain = {n: v for n, v in raw.items() if isinstance(v, str | int | float)}
    return {**found, **plain}


def _setting_problem(spec: SettingSpec, value: Json) -> str:
    if spec.choices:
        known = value in spec.choices
        return "" if known else f"不在可用的值之内：{'、'.join(spec.choices)}"
    whole = isinstance(value, int) and not isinstance(value, bool)
    if spec.type == INT:
        good = whole and isinstance(value, int) and 1 <= value <= MOST
    else:
        good = isinstance(value, bool if spec.type == BOOL else str)
    return "" if good else "不是有效的值"


def _rows(check: _Check, raw: Json) -> list[Listed]:
    if not isinstance(raw, list):
        check.add("events", "缺少，应为事件列表")
        return []
    rows: list[Listed] = []
    for index, one in enumerate(raw):
        path = f"events[{index}]"
        if not isinstance(one, dict):
            check.add(path, "应为对象")
            continue
        row = _row(check, path, one)
        if row is not None:
            rows.append(row)
    return rows


def _row(check: _Check, path: str, raw: dict[str, Json]) -> Listed | None:
    name = raw.get("type")
    cls = clock_events().get(name) if isinstance(name, str) else None
    if cls is None:
        check.add(f"{path}.type", "缺少" if name is None else f"没有{show(name)}这种事件")
    day = _date(check, f"{path}.date", raw.get("date"))
    if day is not None and check.as_of is not None and day > check.as_of:
        check.add(f"{path}.date", f"晚于计算日{check.as_of}")
    if cls is None:
        return None
    event = _event(check, path, cls, raw, day)
    given = frozenset(field for field, value in raw.items() if value is not None)
    return Listed(path, day, event, given)


def _event(check: _Check, path: str, cls: type[E], raw: dict[str, Json], day: date | None) -> E:
    """Return the event; one that is refused has only what could be read of it."""
    parts = clock_parts(cls)
    before = len(check.problems)
    values: dict[str, Value] = {}
    for key, part in parts.items():
        if raw.get(key) is None:
            continue
        value = _value(check, f"{path}.{key}", part, raw[key])
        if value is None:
            continue
        values[part.name] = value
        wrong = place_problem(part, value, day) if day and isinstance(value, date) else ""
        if wrong:
            check.add(f"{path}.{key}", wrong)
    found = _as_far_as_read(cls, values)
    for key, part in parts.items():
        if raw.get(key) is None and needed(part, found, check.procedure):
            check.add(f"{path}.{key}", f"缺少{part.words.label}")
    if len(check.problems) > before:
        return found
    return build(cls, {key: raw[key] for key in parts if key in raw})


def _as_far_as_read(cls: type[E], values: dict[str, Value]) -> E:
    event = object.__new__(cls)
    event.__dict__.update(values)
    return event


def _value(check: _Check, path: str, part: Part, raw: Json) -> Value:
    """Return the checked value of one field, None after noting a problem."""
    if part.shape.many:
        if not isinstance(raw, list):
            check.add(path, "应为当事人编号的列表")
            return None
        for where, problem in party_problems(raw, check.known):
            check.add(path + where, problem)
        return tuple(one for one in raw if isinstance(one, str))
    if part.shape.kind is Kind.DATE:
        return _date(check, path, raw)
    problem = _type_problem(part, raw)
    if not problem and isinstance(raw, str | int):
        problem = value_problem(part, raw, check.known)
    if problem:
        check.add(path, problem)
        return None
    return raw if isinstance(raw, str | int) else None


def _type_problem(part: Part, raw: Json) -> str:
    """Return why a value is not of the type of its field, empty when it is."""
    match part.shape.kind:
        case Kind.BOOL:
            return "" if isinstance(raw, bool) else "应为true或者false"
        case Kind.INT:
            whole = isinstance(raw, int) and not isinstance(raw, bool)
            return "" if whole else f"{part.words.label}应为整数"
        case _:
            return "" if isinstance(raw, str) else f"{part.words.label}应为非空文字"


def _sorted(rows: list[Listed], raw: list[Json]) -> tuple[Happened, ...]:
    """Return the events in the order of reading 1; its last resort is the JSON of the input."""

    def text(index: int) -> str:
        try:
            return json.dumps(raw[index], sort_keys=True, ensure_ascii=False)
        except (TypeError, ValueError, RecursionError) as error:
            wrong = Problem(rows[index].place, "不是有效的JSON对象")
            raise InputRefused([wrong]) from error

    found = [Entry(0, row.on, row.event) for row in rows if row.on]
    return in_order(found, text)
