"""Fixtures of the storage tests: an open desk with fixed clock, and commands to write with."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.store.desk import Desk

NOW = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
TODAY = date(2026, 1, 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """Yield an open desk of 张三 on 2026-01-05."""
    with Desk.open(folder, "张三", today=TODAY, now=NOW) as opened:
        yield opened
