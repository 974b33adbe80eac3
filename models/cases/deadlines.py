"""The dates of a case: its events as the engine reads them, its answers, and the table of them.

The engine is always asked from the base: nothing here adds to a date that was computed before. The
table `case_deadline` is a projection for lists (今日, 案件), written by
models/cases/projecting/projections.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from json import JSONEncoder
from weakref import WeakKeyDictionary

from models import reference
from models.cases.case_file import CaseFile
from models.cases.records import DateRow, DateRows
from models.reference import positions
from models.reference.rule_store import calendar_of, rules_of
from models.rules.calendar import WorkCalendar
from models.rules.deadlines.engine import compute
from models.rules.deadlines.model import CaseInput, Deadline, Happened, Party
from models.rules.deadlines.ordering import in_order
from models.rules.deadlines.reading.field_checks import Known, event_problems
from models.rules.deadlines.reading.fields import as_json, clock_parts, value_of
from models.rules.deadlines.reading.list_checks import Listed, check_list
from models.rules.deadlines.reading.ruleset import RuleSet
from models.rules.deadlines.reading.schema import EventSchema
from models.rules.decided.rounds import current
from models.rules.events import Json, PartyJoined, RequestStruck, Served
from models.rules.parties.apart import closings
from models.rules.problem import InputRefused, Problem
from models.rules.procedure.arranged import arranged
from models.store.desk import Desk

CONFIRM, CORRECTION = "judicial_confirm", "docketing_after_correction"
REMAKE, REMAKE_USUAL = "remake_months", 3
# The positions of the office that the engine reads, a choice each, by its own names for them.
_CHOSEN = {
    CORRECTION: "position.docketing_after_correction",
    "suit_after_change": "position.suit_after_change",
    "publish_own_change": "position.publish_own_change",
}
_PAST = ("met", "met_late")
ARRANGED = "arranged"  # the state of a day that is no period of the law
_MOST = 64  # answers kept for one desk
_text = JSONEncoder(sort_keys=True, ensure_ascii=False).encode


# ---- what the engine is asked


def case_input(desk: Desk, case: CaseFile, as_of: date) -> CaseInput:
    """Return the case as the engine reads it, as it was at the end of that day."""
    entries = _read(desk, case, as_of)
    return CaseInput(
        procedure=case.kind,
        mediation_kind=case.record.mediation_kind,
        as_of=as_of,
        parties=_parties(desk, case),
        settings={
            CONFIRM: bool(desk.settings.get("position.judicial_confirm")),
            **{name: desk.settings.text(key) for name, key in _CHOSEN.items()},
            **_remaking(desk),
        },
        events=in_order(entries, lambda i: _text(as_json(entries[i].event, entries[i].on))),
    )


def _remaking(desk: Desk) -> dict[str, int]:
    """Return in how many months the office decides again, where the rule does not say it."""
    months = desk.settings.number("position.remake_months")
    return {} if months in (None, REMAKE_USUAL) else {REMAKE: months}


def _read(desk: Desk, case: CaseFile, until: date) -> list[Happened]:
    """Return the entries that the rules read, oldest first; a decision made again is past."""
    papers = _schema(desk).documents
    return [
        entry
        for entry in current(case.log.until(until)).entries
        if entry.event.clock
        and not (isinstance(entry.event, Served) and entry.event.document not in papers)
    ]


def _schema(desk: Desk) -> EventSchema:
    """Return what events are checked against, with the papers that the office's packs name."""
    return reference.event_schema().plus(rules_of(desk).documents)


def _parties(desk: Desk, case: CaseFile) -> tuple[Party, ...]:
    return tuple(Party(p.key, p.side, positions.domiciled(desk, p.person)) for p in case.parties)


def export(desk: Desk, case: CaseFile, as_of: date) -> dict[str, Json]:
    """Return the case as the input of the `deadlines` verb, as it was at the end of that day."""
    asked = case_input(desk, case, as_of)
    settings: dict[str, Json] = {CONFIRM: asked.settings[CONFIRM]}
    settings |= _remaking(desk)
    for name in _CHOSEN:
        if asked.settings[name] != reference.event_schema().settings[name].choices[0]:
            settings[name] = asked.settings[name]
    return {
        "procedure": asked.procedure,
        "mediation_kind": asked.mediation_kind,
        "as_of": as_of.isoformat(),
        "parties": [
            {"id": p.id, "side": p.side, "domiciled_in_prc": p.domiciled_in_prc}
            for p in asked.parties
        ],
        "settings": settings,
        "events": [as_json(entry.event, entry.on) for entry in _read(desk, case, as_of)],
    }


# ---- what is refused


def check(desk: Desk, case: CaseFile) -> None:
    """Raise InputRefused when the standing entries contradict each other (interface, reading 16).

    Its problems name an entry as a person knows it: by its label and day.
    """
    schema = _schema(desk)
    known = Known(case.kind, {party.key for party in case.parties}, schema.documents)
    problems: list[Problem] = []
    checked: list[Listed] = []
    for entry in _read(desk, case, date.max):
        place = f"{entry.event.label}（{entry.on.isoformat()}）"
        problems += event_problems(entry.event, entry.on, place, known)
        checked.append(Listed(place, entry.on, entry.event, _given(entry)))
    problems += check_list(checked, schema, case.kind)
    if problems:
        raise InputRefused(problems)


def _given(entry: Happened) -> frozenset[str]:
    parts = clock_parts(type(entry.event))
    return frozenset(k for k, p in parts.items() if value_of(entry.event, p.name) is not None)


# ---- what it answers


@dataclass(frozen=True)
class _Answer:
    """What the engine said, and what it was asked."""

    asked: CaseInput
    rules: RuleSet
    calendar: WorkCalendar
    found: list[Deadline]


_answers: WeakKeyDictionary[Desk, dict[tuple[int, date], _Answer]] = WeakKeyDictionary()


def case_deadlines(desk: Desk, case: CaseFile, as_of: date) -> list[Deadline]:
    """Return every deadline of the case as of a day, with its trace.

    A request that was struck off the register by then has none. Asked again for the same entries,
    parties, positions, rules and calendar it computes nothing.
    """
    if case.log.until(as_of).has(RequestStruck):
        return []
    asked, rules, calendar = case_input(desk, case, as_of), rules_of(desk), calendar_of(desk)
    kept = _answers.setdefault(desk, {})
    answer = kept.get((case.id, as_of))
    if (
        answer is None
        or answer.rules is not rules
        or answer.calendar is not calendar
        or answer.asked != asked
    ):
        if len(kept) >= _MOST:
            kept.clear()
        answer = _Answer(asked, rules, calendar, compute(asked, rules, calendar))
        kept[case.id, as_of] = answer
    return _of_parties(case, answer.found, as_of)


def _of_parties(case: CaseFile, found: Iterable[Deadline], as_of: date) -> list[Deadline]:
    """Leave out parties that join later, and what no respondent has to do whose case has ended."""
    joins = {entry.event.party: entry.on for entry in case.log.all(PartyJoined)}
    late = {key for key, on in joins.items() if on > as_of}
    gone = closings(case.log.until(as_of))
    return [d for d in found if d.party not in late and (d.party not in gone or d.status in _PAST)]


def find(desk: Desk, case: CaseFile, rule: str, key: str | None, as_of: date) -> Deadline | None:
    """Return one deadline of the case, None when its clock has not started."""
    return next(
        (d for d in case_deadlines(desk, case, as_of) if d.id == rule and d.party == key), None
    )


# ---- the table of dates


def date_rows(desk: Desk, case: CaseFile, as_of: date) -> DateRows:
    """Return what the table of dates holds of a case on a day: periods, and days arranged."""
    found = {
        (d.id, d.party or ""): DateRow(
            d.name, d.plan_by.isoformat(), d.due.isoformat(), d.status, int(d.provisional)
        )
        for d in case_deadlines(desk, case, as_of)
    }
    for one in arranged(case.state()):
        day = one.on.isoformat()
        found[one.id, one.key] = DateRow(one.what, day, day, ARRANGED, 0)
    return found
