"""Playing the beginning of a sample, so that a case is in the middle of its work."""

import dataclasses
from datetime import date
from typing import Any

from models.store.desk import Desk
from ui.verbs.playing.scenario import Clock, Player, load_scenario


def play_until(desk: Desk, name: str, day: date, only: int | None = None) -> int:
    """Play a sample's steps up to a day and return the case; `only` = from the filing, so many."""
    from models.entities import Staff  # tests may look below the services

    scenario = load_scenario(name)
    steps = [step for step in scenario.steps if step["on"] <= day]
    if only is not None:
        steps = [step for step in steps if step["do"] == "file_request"][:only]
        steps = [{k: v for k, v in s.items() if k != "entry_id"} for s in steps]
    clock = Clock(day)
    before: Any = desk.today, desk.now
    desk.today, desk.now = clock.today, clock.now
    try:
        player = Player(desk, clock, {row.name: row.id for row in Staff.select()})
        return player.play(dataclasses.replace(scenario, steps=steps), papers=False)
    finally:
        desk.today, desk.now = before
