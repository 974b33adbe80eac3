"""Rule packs and calendar in force for an open desk: bundled, plus what the office has added.

A local pack is a TOML file in `<data folder>/packs/`; it may tighten or add, never loosen.
Holidays imported by the office win day by day over the bundled calendar.
"""

import weakref
from functools import cache

import resources
from models.desk import Desk
from models.entities import Holiday
from models.queries.reference import event_schema
from models.rules.calendar import DayOverride, WorkCalendar
from models.rules.deadlines.pack import Pack, load_pack
from models.rules.deadlines.ruleset import RuleSet, combine

NATIONAL = "order81-2025.toml"
_rules: weakref.WeakKeyDictionary[Desk, RuleSet] = weakref.WeakKeyDictionary()
_calendars: weakref.WeakKeyDictionary[Desk, WorkCalendar] = weakref.WeakKeyDictionary()


@cache
def national_pack() -> Pack:
    """Return the bundled national pack."""
    return load_pack(resources.text("rules", NATIONAL), NATIONAL)


def local_packs(desk: Desk) -> list[Pack]:
    """Return the office's own packs, in the order of their file names."""
    folder = desk.path / "packs"
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.toml"))
    return [load_pack(f.read_text(encoding="utf-8"), f.name) for f in files]


def rules_of(desk: Desk) -> RuleSet:
    """Return the rules in force; packs are read once per opened desk."""
    found = _rules.get(desk)
    if found is None:
        found = _rules[desk] = combine([national_pack(), *local_packs(desk)], event_schema())
    return found


def calendar_of(desk: Desk) -> WorkCalendar:
    """Return the calendar in force, with the office's imported days."""
    found = _calendars.get(desk)
    if found is None:
        days = [DayOverride(h.date, h.kind, h.name, h.source) for h in Holiday.select()]
        found = _calendars[desk] = WorkCalendar(days)
    return found


def forget(desk: Desk) -> None:
    """Read packs and calendar anew at the next question (after an import)."""
    _rules.pop(desk, None)
    _calendars.pop(desk, None)


def pack_label(desk: Desk) -> str:
    """Return the packs with their versions, for file metadata and internal sheets."""
    return "; ".join(f"{p.id} {p.version}" for p in rules_of(desk).packs)
