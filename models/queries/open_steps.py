"""The steps open now over all open cases, read together: what 今日, 送达 and 文书 list.

The dates come from the table `case_deadline`. A step whose service is under way (a publication
that has not run its time) is not asked for again.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models import reference
from models.queries import acceptance, case_list
from models.queries.case_view import load_case
from models.rules.procedure.state import CaseState, Happening, PartyState
from models.rules.procedure.step_clock import step_clock
from models.rules.procedure.steps import NextStep, done_steps, next_steps
from models.store.db import connection, marks
from models.store.desk import Desk

OPEN_LIMIT = 5000
REFUSED_LOOK_BACK = timedelta(days=120)
_OPEN = """SELECT id, kind, mediation_kind, stage FROM case_file
    WHERE status IN ('open', 'suspended') OR stage = 'serving'
    OR (status = 'refused' AND created_at >= ?) ORDER BY id DESC LIMIT ?"""
_URGENT = """SELECT case_file.id FROM case_deadline JOIN case_file ON case_file.id = case_id
    WHERE case_deadline.status IN ('running', 'overdue') AND rule IN ({})
    AND (case_file.status IN ('open', 'suspended') OR stage = 'serving')
    GROUP BY case_file.id ORDER BY min(due) LIMIT ?"""
_THESE = "SELECT id, kind, mediation_kind, stage FROM case_file WHERE id IN ({})"


@dataclass(frozen=True)
class Head:
    """What a case is called: its number, its parties in short, each party's name by key."""

    number: str
    parties: str
    names: dict[str, str]


@dataclass(frozen=True)
class OpenStep:
    """One step that can be taken now in one case, and by when."""

    case_id: int
    stage: str
    head: Head
    step: NextStep
    state: CaseState
    due: date | None
    provisional: bool


def open_steps(
    desk: Desk, commands: Collection[str], only: Iterable[int] | None = None
) -> list[OpenStep]:
    """Return the open steps of these commands over the open cases, or over `only` these cases.

    What may be done but need not be (optional) waits for nobody and is left out.
    """
    cases = _cases(desk, only)
    ids = [row[0] for row in cases]
    happened = _events(desk, ids)
    parties = _states(desk, ids)
    clocks, named = _clocks(desk, ids), heads(desk, ids)
    found = []
    for case_id, kind, mediation, stage in cases:
        known = [s for s in reference.steps(kind) if s.command in commands and not s.optional]
        events = happened.get(case_id, [])
        now = tuple(e for e in events if e.on <= desk.today())
        state = CaseState(kind, mediation, "", tuple(parties.get(case_id, ())), now)
        ahead: set[tuple[str, str | None]] = set()
        if len(now) < len(events):
            later = CaseState(kind, mediation, "", state.parties, tuple(events))
            ahead = done_steps(later, known)
        for step in next_steps(state, known):
            if (step.id, step.party) not in ahead:
                due, guess = _date(clocks.get(case_id, {}), step)
                found.append(OpenStep(case_id, stage, named[case_id], step, state, due, guess))
    return found


def urgent_cases(desk: Desk, command: str, most: int) -> list[int]:
    """Return the open cases whose dates for this command end first; no more than `most`."""
    kinds = ("adjudication", "mediation")
    steps = [s for kind in kinds for s in reference.steps(kind) if s.command == command]
    rules = sorted({rule for s in steps for rule in s.deadline.split("|") if rule})
    found = connection(desk.db).execute(_URGENT.format(marks(rules)), (*rules, most))
    return [row[0] for row in found]


def signable(desk: Desk, case_id: int, stage: str) -> bool:
    """Whether the leaders can sign: before docketing, only once the acceptance check is clean."""
    if stage != "received":
        return stage != "correcting"
    return all(f.state == "met" for f in acceptance.check(desk, load_case(desk, case_id)).findings)


def served_by(kind: str, step: NextStep | None) -> tuple[str, ...]:
    """Return the papers a step serves: what marks it done, then those printed with it."""
    if step is None or step.command != "serve":
        return ()
    if step.id == "forward_answer":
        return ("answer_copy",)
    spec = next(s for s in reference.steps(kind) if s.id == step.id)
    done = [d.removeprefix("served:") for d in spec.done if d.startswith("served:")]
    known = reference.catalogue().documents
    return tuple(dict.fromkeys([*done, *(p for p in step.papers if p in known)]))


def heads(desk: Desk, ids: Iterable[int]) -> dict[int, Head]:
    """Return what each of these cases is called."""
    wanted = sorted(set(ids))
    numbers = case_list.numbers(desk, wanted)
    sides = case_list.sides_of(desk, wanted)
    keys: dict[int, dict[str, str]] = {}
    for case_id, key, _side, name, _home in _parties(desk, wanted):
        keys.setdefault(case_id, {})[key] = name
    return {
        case_id: Head(numbers[case_id], short(sides.get(case_id, {})), keys.get(case_id, {}))
        for case_id in wanted
    }


def short(sides: dict[str, list[str]]) -> str:
    """Return the parties in short: 甲公司 — 乙公司等2人."""

    def some(names: list[str]) -> str:
        return f"{names[0]}等{len(names)}人" if len(names) > 1 else "".join(names)

    return " — ".join(some(sides.get(s, [])) for s in ("requester", "respondent") if sides.get(s))


def _cases(desk: Desk, only: Iterable[int] | None) -> list[Any]:
    conn = connection(desk.db)
    if only is None:
        since = (desk.today() - REFUSED_LOOK_BACK).isoformat()
        return conn.execute(_OPEN, (since, OPEN_LIMIT)).fetchall()
    wanted = list(only)
    return conn.execute(_THESE.format(marks(wanted)), wanted).fetchall()


def _parties(desk: Desk, ids: list[int]) -> list[tuple[int, str, str, str, int]]:
    sql = (
        'SELECT place.case_id, place."key", place.side, party.name, party.domiciled_in_prc'  # noqa: S608
        " FROM case_party place JOIN party ON party.id = place.party_id"
        f" WHERE place.case_id IN ({marks(ids)}) ORDER BY place.case_id, place.ordinal"
    )
    return connection(desk.db).execute(sql, ids).fetchall()


def _states(desk: Desk, ids: list[int]) -> dict[int, list[PartyState]]:
    found: dict[int, list[PartyState]] = {}
    for case_id, key, side, name, home in _parties(desk, ids):
        found.setdefault(case_id, []).append(PartyState(key, side, name, bool(home)))
    return found


# (rule, party) -> (due, provisional); the party of a clock of the case is None.
Clocks = dict[tuple[str, str | None], tuple[str, int]]


def _date(clocks: Clocks, step: NextStep) -> tuple[date | None, bool]:
    found = step_clock(step, clocks, lambda row: row)
    return (date.fromisoformat(found[0]), bool(found[1])) if found else (None, False)


# The + keeps SQLite from taking the index of a column that tells hardly anything.
def _clocks(desk: Desk, ids: list[int]) -> dict[int, Clocks]:
    sql = (
        'SELECT case_id, rule, "key", due, provisional FROM case_deadline'  # noqa: S608
        f" WHERE +status IN ('running', 'overdue') AND case_id IN ({marks(ids)})"
    )
    found: dict[int, Clocks] = {}
    for case_id, rule, key, due, provisional in connection(desk.db).execute(sql, ids):
        found.setdefault(case_id, {})[(rule, key or None)] = (due, provisional)
    return found


def _events(desk: Desk, ids: list[int]) -> dict[int, list[Happening]]:
    sql = (
        "SELECT case_id, id, type, date, payload FROM event e WHERE +voids_id IS NULL"  # noqa: S608
        f" AND case_id IN ({marks(ids)})"
        " AND NOT EXISTS (SELECT 1 FROM event v WHERE v.voids_id = e.id) ORDER BY case_id, date, id"
    )
    found: dict[int, list[Happening]] = {}
    for case_id, number, kind, day, payload in connection(desk.db).execute(sql, ids):
        fields: dict[str, Any] = json.loads(payload)
        happening = Happening(number, kind, date.fromisoformat(day), fields)
        found.setdefault(case_id, []).append(happening)
    return found
