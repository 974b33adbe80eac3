"""The practice cases: samples played up to the middle of their work, around one practice day.

A story keeps its own order of days and is moved as a whole; what lies before it (the filing of a
patent, say) stays. No Qt here.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Annotated

import resources
from models.rules.events import Json, Words
from models.rules.toml.rows import read_toml
from models.services.arguments.shapes import Plain
from models.services.office.practice import begin_practice, move_practice_day
from models.services.shared.drafts import save_draft
from models.store.desk import Desk
from ui.pages.intake import collect
from ui.verbs.playing.scenario import Clock, Player, Scenario, load_scenario, set_up_office
from ui.widgets.values import record, records, text

Progress = Callable[[int, int], None]
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b", re.ASCII)
_WORDS = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日", re.ASCII)
HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True)
class PracticeCase:
    """A sample played until a day of its story, moved by `later_days` days."""

    sample: str
    until: date
    later_days: int


@dataclass(frozen=True)
class HalfTyped:
    """The cards of a request that are typed on the intake page."""

    sample: str
    received_on: date
    keep: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """The practice cases; days of a story before `stories_from` are not moved."""

    begins: date
    day: date
    stories_from: date
    cases: Annotated[tuple[PracticeCase, ...], Words(key="case")]
    draft: HalfTyped


@cache
def plan() -> Plan:
    """Return which cases there are and the practice day."""
    return read_toml(resources.text("practice.toml"), "practice.toml").record(Plan)


def build(desk: Desk, progress: Progress) -> None:
    """Fill an unused folder; the practice day is reached last, so that a half-built one shows."""
    data = plan()
    begin_practice(desk, data.begins)
    clock = Clock(data.begins)
    before = desk.today, desk.now
    desk.today, desk.now = clock.today, clock.now
    total = len(data.cases) + 2
    progress(0, total)
    try:
        player = Player(desk, clock, set_up_office(desk))
        for number, case in enumerate(data.cases, start=1):
            progress(number, total)
            player.play(story(case, data.stories_from), numbered=False)
        clock.day = data.day
        _draft(desk, data.draft)
        move_practice_day(desk, data.day)
    finally:
        desk.today, desk.now = before
    progress(total, total)


def is_complete(desk: Desk) -> bool:
    """Say whether the practice cases are all there."""
    return desk.practice is not None and desk.practice >= plan().day


def story(case: PracticeCase, since: date) -> Scenario:
    """Return the beginning of a sample, moved to the practice day; what must fail is left out."""
    scenario = load_scenario(case.sample)
    steps = [s for s in scenario.steps if _on(s) <= case.until and "blocked" not in s]
    days = timedelta(days=case.later_days)
    moved = [later(step, days, since, _on(step)) for step in steps]
    filed = next(_on(step) for step in steps if step["do"] == "file_request")
    intake = later(scenario.intake, days, since, filed)
    return dataclasses.replace(scenario, steps=moved, intake=intake)


def _on(step: Mapping[str, Plain]) -> date:
    on = step["on"]
    assert isinstance(on, date)
    return on


def later(values: Mapping[str, Plain], days: timedelta, since: date, on: date) -> dict[str, Plain]:
    """Move every day, also inside texts; a day without its year is the nearest one to `on`."""
    return {name: _moved(value, days, since, on) for name, value in values.items()}


def _moved(value: Plain, days: timedelta, since: date, on: date) -> Plain:
    if isinstance(value, datetime):
        return value + days if value.date() >= since else value
    if isinstance(value, date):
        return value + days if value >= since else value
    if isinstance(value, Mapping):
        return later(value, days, since, on)
    if isinstance(value, list):
        return [_moved(item, days, since, on) for item in value]
    if isinstance(value, str):
        return _in_text(value, days, since, on)
    return value


def _in_text(text: str, days: timedelta, since: date, on: date) -> str:
    def iso(match: re.Match[str]) -> str:
        day = _day(int(match[1]), int(match[2]), int(match[3]))
        return (day + days).isoformat() if day and day >= since else match[0]

    def words(match: re.Match[str]) -> str:
        month, number = int(match[2]), int(match[3])
        day = _day(int(match[1]), month, number) if match[1] else _nearest(month, number, on)
        if day is None or day < since:
            return match[0]
        moved = day + days
        year = f"{moved.year}年" if match[1] else ""
        return f"{year}{moved.month}月{moved.day}日"

    return _WORDS.sub(words, _ISO.sub(iso, text))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, on: date) -> date | None:
    found = [d for y in (on.year - 1, on.year, on.year + 1) if (d := _day(y, month, day))]
    near = [d for d in found if abs(d - on) <= HALF_A_YEAR]
    return near[0] if near else None


def _draft(desk: Desk, draft: HalfTyped) -> None:
    """Leave a request half typed, as the intake page keeps it."""
    values = collect.from_intake(load_scenario(draft.sample).intake)
    case: Json = record(values["case"]) | {"received_on": draft.received_on.isoformat()}
    kept: dict[str, Json] = {card: case if card == "case" else values[card] for card in draft.keep}
    title = "、".join(text(party.get("name")) for party in records(kept.get("requesters")))
    save_draft(desk, "intake", "new", {"values": kept, "title": title})
