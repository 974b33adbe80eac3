"""A desk of the sample office, and requests to file on it."""

import copy
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import resources
from models.store.desk import Desk
from ui.verbs.playing.scenario import Clock, set_up_office

TODAY = date(2026, 5, 20)


@pytest.fixture
def clock() -> Clock:
    """Return the clock of the desk; tests move its day."""
    return Clock(TODAY)


@pytest.fixture
def bare(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Yield a desk on which nothing has been set up."""
    with Desk.open(tmp_path / "data", "李敏", clock.today, clock.now) as opened:
        yield opened


@pytest.fixture
def desk(bare: Desk) -> Desk:
    """Return a desk of the sample office."""
    set_up_office(bare)
    return bare


@pytest.fixture
def staff(desk: Desk) -> dict[str, int]:
    """Return the office's staff ids by name."""
    from models.entities import Staff

    return {row.name: row.id for row in Staff.select()}


@pytest.fixture
def request_s2() -> dict[str, Any]:
    """Return a complete request (sample S2) to change at will."""
    return copy.deepcopy(json.loads(resources.text("samples", "S2.json")))


@pytest.fixture
def request_s11() -> dict[str, Any]:
    """Return a complete request for mediation (sample S11) to change at will."""
    return copy.deepcopy(json.loads(resources.text("samples", "S11.json")))
