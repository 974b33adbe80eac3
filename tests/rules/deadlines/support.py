"""Short ways to write a case and to look at its deadlines."""

import json
from datetime import date
from typing import Any

import resources
from models.rules.calendar import WorkCalendar
from models.rules.deadlines import (
    Deadline,
    RuleSet,
    combine,
    compute,
    load_pack,
    load_schema,
    parse_input,
)
from models.rules.problem import InputRefused
from models.rules.procedure.papers import load_papers
from tests.places import DATA

PAPERS = {
    code: paper.name
    for code, paper in load_papers(resources.text("procedure", "served.toml")).papers.items()
    if paper.clock
}
SCHEMA = load_schema(resources.text("rules", "events.toml"), PAPERS)
NATIONAL = load_pack(resources.text("rules", "order81-2025.toml"), "order81-2025.toml")
RULES = combine([NATIONAL])
CALENDAR = WorkCalendar()
EXAMPLES = json.loads((DATA / "deadline_examples.json").read_text(encoding="utf-8"))
SHOWN = ("trigger_date", "plan_by", "due", "status", "met_on", "provisional")
PARTIES = [
    {"id": "P1", "side": "requester"},
    {"id": "R1", "side": "respondent"},
]


def ev(event: str, day: str, /, **fields: Any) -> dict[str, Any]:
    """Return an event; `from_` means the field `from`."""
    return {"type": event, "date": day} | {name.rstrip("_"): v for name, v in fields.items()}


def case(as_of: str, *events: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return an adjudication with one requester P1 and one respondent R1 unless said otherwise."""
    base = {
        "procedure": "adjudication",
        "mediation_kind": None,
        "as_of": as_of,
        "parties": PARTIES,
        "settings": {},
        "events": list(events),
    }
    return base | fields


def deadlines(
    data: dict[str, Any], rules: RuleSet = RULES, calendar: WorkCalendar = CALENDAR
) -> dict[str, Deadline]:
    """Return the deadlines of an input by `id|key`."""
    found = compute(parse_input(data, SCHEMA), rules, calendar)
    return {f"{one.id}|{one.party or ''}": one for one in found}


def brief(one: Deadline) -> str:
    """Return trigger, due and status (and the day it was met) of a deadline in one line."""
    met = f" {one.met_on}" if one.met_on else ""
    return f"{one.trigger_date} {one.due} {one.status}{met}"


def refused(data: Any) -> dict[str, str]:
    """Return the problems of a refused input by field."""
    try:
        parse_input(data, SCHEMA)
    except InputRefused as error:
        return {one.field: one.problem for one in error.problems}
    return {}


def day(text: str) -> date:
    """Return a date."""
    return date.fromisoformat(text)


P2 = {"id": "P2", "side": "requester"}
R2 = {"id": "R2", "side": "respondent"}
T1 = {"id": "T1", "side": "third_party"}
DOCKETED = ev("docketed", "2026-03-02")


def got(data: dict, key: str) -> str | None:
    """Return trigger, due, status of one deadline, None when it is left out."""
    found = deadlines(data)
    return brief(found[key]) if key in found else None


def served(day: str, document: str, to: str, **more: object) -> dict:
    """Return a service."""
    return ev("served", day, document=document, to=to, **more)
