"""From JSON values to a checked case; InputRefused carries every problem with its field path."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.rules.deadlines.case_orders import Row, check_list
from models.rules.deadlines.model import CaseInput, Event, Party
from models.rules.deadlines.schema import EventSchema, EventType, FieldSpec
from models.rules.problem import InputRefused, Problem

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Wide enough for any file of an office, narrow enough that no period can leave the calendar.
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
_MOST = 36500


@dataclass
class _Check:
    """What is known while one input is read."""

    schema: EventSchema
    procedure: Any = None
    as_of: date | None = None
    party_ids: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: str, problem: str) -> None:
        self.problems.append(Problem(path, problem))


def parse_input(data: object, schema: EventSchema) -> CaseInput:
    """Check one case (design §8) and return it; raises InputRefused naming every problem."""
    if not isinstance(data, Mapping):
        raise InputRefused([Problem("input", "应为一个JSON对象")])
    check = _Check(schema)
    check.procedure = _word(check, data, "procedure", schema.procedures, required=True)
    kind = _word(check, data, "mediation_kind", schema.mediation_kinds, required=False)
    check.as_of = _date(check, "as_of", data.get("as_of"))
    parties = _parties(check, data.get("parties"))
    settings = _settings(check, data.get("settings"))
    rows = _rows(check, data.get("events"))
    check.problems += check_list(rows, schema, check.procedure)
    if check.problems or check.as_of is None:
        raise InputRefused(check.problems)
    events = sorted((_event(row) for row in rows), key=lambda one: one.order)
    return CaseInput(check.procedure, kind, check.as_of, tuple(parties), settings, tuple(events))


def _word(
    check: _Check, data: Mapping[str, Any], name: str, known: tuple[str, ...], required: bool
) -> str | None:
    value = data.get(name)
    if value is None:
        if required:
            check.add(name, f"缺少，应为{'、'.join(known)}之一")
        return None
    if not isinstance(value, str) or value not in known:
        check.add(name, f"{_show(value)}不在可用的值之内：{'、'.join(known)}")
        return None
    return value


def _show(value: object) -> str:
    """Return a refused value for a message, short whatever it is."""
    text = value if isinstance(value, str) else type(value).__name__
    if isinstance(value, bool | int | float):
        text = repr(value) if not isinstance(value, int) or abs(value) < 10**12 else "过大的数"
    return f"“{text[:40]}”"


def _date(check: _Check, path: str, value: object) -> date | None:
    if value is None:
        check.add(path, "缺少日期，应为YYYY-MM-DD")
        return None
    day = None
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        check.add(path, f"{_show(value)}不是有效日期，应为YYYY-MM-DD")
        return None
    return day


def _parties(check: _Check, raw: object) -> list[Party]:
    if not isinstance(raw, list) or not raw:
        check.add("parties", "没有当事人")
        return []
    parties: list[Party] = []
    for index, one in enumerate(raw):
        path = f"parties[{index}]"
        if not isinstance(one, Mapping):
            check.add(path, "应为对象")
            continue
        party_id, side = one.get("id"), one.get("side")
        home = one.get("domiciled_in_prc")
        if not isinstance(party_id, str) or not party_id.strip():
            check.add(f"{path}.id", "缺少编号，应为非空文字")
            party_id = ""
        elif party_id in check.party_ids:
            check.add(f"{path}.id", f"{_show(party_id)}重复")
        if not isinstance(side, str) or side not in check.schema.sides:
            check.add(f"{path}.side", f"{_show(side)}应为{'、'.join(check.schema.sides)}之一")
            side = ""
        if home is not None and not isinstance(home, bool):
            check.add(f"{path}.domiciled_in_prc", "应为true或者false")
        if party_id:
            check.party_ids.add(party_id)
        parties.append(Party(party_id, side, home is not False))
    return parties


def _settings(check: _Check, raw: object) -> dict[str, Any]:
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        check.add("settings", "应为对象")
        return {}
    kinds = {"bool": bool, "text": str, "int": int}
    for name, kind in check.schema.settings.items():
        value = raw.get(name)
        if value is None:
            continue
        wrong = not isinstance(value, kinds[kind]) or (kind == "int" and isinstance(value, bool))
        if wrong or (kind == "int" and not 1 <= value <= _MOST):
            check.add(f"settings.{name}", f"{_show(value)}不是有效的值")
    return {name: value for name, value in raw.items() if value is not None}


def _rows(check: _Check, raw: object) -> list[Row]:
    if not isinstance(raw, list):
        check.add("events", "缺少，应为事件列表")
        return []
    rows: list[Row] = []
    for index, one in enumerate(raw):
        path = f"events[{index}]"
        if not isinstance(one, Mapping):
            check.add(path, "应为对象")
            continue
        rows.append(_row(check, path, one))
    return rows


def _row(check: _Check, path: str, raw: Mapping[str, Any]) -> Row:
    name = raw.get("type")
    spec = check.schema.events.get(name) if isinstance(name, str) else None
    if spec is None:
        check.add(f"{path}.type", "缺少" if name is None else f"没有{_show(name)}这种事件")
    day = _date(check, f"{path}.date", raw.get("date"))
    if day is not None and check.as_of is not None and day > check.as_of:
        check.add(f"{path}.date", f"晚于计算日{check.as_of}")
    values = _values(check, path, spec, raw, day) if spec else {}
    given = frozenset(field for field, value in raw.items() if value is not None)
    return Row(path, spec.type if spec else "", day, values, given, _text(check, path, raw))


def _text(check: _Check, path: str, raw: Mapping[str, Any]) -> str:
    """Return the event's JSON text, the last resort of the order of events on one day."""
    try:
        return json.dumps(raw, sort_keys=True, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        check.add(path, "不是有效的JSON对象")
        return ""


def _values(
    check: _Check, path: str, spec: EventType, raw: Mapping[str, Any], day: date | None
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in spec.fields:
        value = raw.get(one.name)
        if value is None:
            continue
        parsed = _value(check, f"{path}.{one.name}", one, value)
        if parsed is None:
            continue
        values[one.name] = parsed
        if day and isinstance(parsed, date):
            _compare(check, f"{path}.{one.name}", one, parsed, day)
    for one in spec.fields:
        if raw.get(one.name) is None and one.needed(check.procedure, values):
            check.add(f"{path}.{one.name}", f"缺少{one.label}")
    return values


def _compare(check: _Check, path: str, spec: FieldSpec, value: date, day: date) -> None:
    if spec.not_before_event and value < day:
        check.add(path, f"{spec.label}{value}早于事件日期{day}")
    if spec.not_after_event and value > day:
        check.add(path, f"{spec.label}{value}晚于事件日期{day}")


def _value(check: _Check, path: str, spec: FieldSpec, value: object) -> Any:
    """Return the checked value of one field, None after noting a problem."""
    if spec.type == "date":
        return _date(check, path, value)
    if spec.type == "party_list":
        return _party_list(check, path, value)
    problem = _problem(check, spec, value)
    if problem:
        check.add(path, problem)
        return None
    return value


def _problem(check: _Check, spec: FieldSpec, value: object) -> str:
    """Return what is wrong with a plain value, empty when nothing is."""
    if spec.type == "bool":
        return "" if isinstance(value, bool) else "应为true或者false"
    if spec.type == "int":
        return _int_problem(spec, value)
    if not isinstance(value, str) or not value.strip():
        return f"{spec.label}应为非空文字"
    if spec.type == "party" and value not in check.party_ids:
        return f"没有{_show(value)}这一当事人"
    if spec.type == "choice":
        known = check.schema.choices[spec.choices]
        return "" if value in known else f"{_show(value)}不在可用的值之内：{'、'.join(known)}"
    return ""


def _int_problem(spec: FieldSpec, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return f"{spec.label}应为整数"
    low = 1 if spec.minimum is None else spec.minimum
    high = _MOST if spec.maximum is None else spec.maximum
    return "" if low <= value <= high else f"{spec.label}应在{low}至{high}之间"


def _party_list(check: _Check, path: str, value: object) -> list[str] | None:
    if not isinstance(value, list):
        check.add(path, "应为当事人编号的列表")
        return None
    for index, one in enumerate(value):
        if not isinstance(one, str) or one not in check.party_ids:
            check.add(f"{path}[{index}]", f"没有{_show(one)}这一当事人")
    return [one for one in value if isinstance(one, str)]


def _event(row: Row) -> Event:
    """Return the event of a checked row with its sort key (any order of the list is the same)."""
    day = row.date or date.min
    values = row.values
    until = values.get("hearing_on") or values.get("until") or date.min
    posted = values.get("posted_on") or day
    order = (day, row.type, until, values.get("consent") is True, posted, row.text)
    return Event(row.type, day, values, order)
