"""A desk of the sample office, and stories that begin on it; each ends with an intact folder."""

from collections.abc import Iterator
from typing import Any

import pytest

from models.backup.verify import verify
from models.store.desk import Desk
from tests.services.conftest import bare, clock, desk, request_s2, request_s11, staff
from tests.stories.story import Story
from ui.verbs.playing.scenario import Clock

__all__ = ["bare", "clock", "desk", "request_s2", "request_s11", "staff"]


@pytest.fixture
def story(
    desk: Desk, clock: Clock, staff: dict[str, int], request_s2: dict[str, Any]
) -> Iterator[Story]:
    """Yield an adjudication that has not begun (sample S2's request); verify its folder after."""
    request_s2["infringement_known_on"] = "2026-01-10"  # stories begin earlier than the sample
    told = Story(desk, clock, staff, request_s2)
    yield told
    assert verify(told.desk) == []


@pytest.fixture
def mediation(
    desk: Desk, clock: Clock, staff: dict[str, int], request_s11: dict[str, Any]
) -> Iterator[Story]:
    """Yield a mediation that has not begun (sample S11's request); verify its folder after."""
    told = Story(desk, clock, staff, request_s11)
    yield told
    assert verify(told.desk) == []
