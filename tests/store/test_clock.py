"""A clock that contradicts the last entry is said, and asked about before anything is dated."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import resources
from models.entities import Case
from models.errors import ClockDoubt
from models.services.office.upkeep import record_adoption
from models.store import clock, mark
from models.store.desk import Desk
from tests.store.writing import take_in
from ui.shell.start import main

LAST = datetime(2026, 5, 20, 2, tzinfo=UTC)
S2 = str(resources.path("samples", "S2.json"))
BEHIND = [timedelta(minutes=1), timedelta(days=1), timedelta(days=15 * 365)]
AHEAD = [timedelta(days=367), timedelta(days=3650)]


class Pc:
    """The PC's clock."""

    moment = LAST

    def now(self) -> datetime:
        """Return its moment."""
        return self.moment


@pytest.fixture
def pc(monkeypatch: pytest.MonkeyPatch) -> Pc:
    """Put a clock of the test into the PC."""
    found = Pc()
    monkeypatch.setattr(clock, "machine_now", found.now)
    return found


@pytest.fixture
def desk(folder: Path, pc: Pc) -> Iterator[Desk]:
    """Yield a desk whose last entry is of LAST, on the PC's clock."""
    with Desk.open(folder, "张三", now=LAST) as first:
        take_in(first, "R1")
    with Desk.open(folder, "张三") as opened:
        yield opened


@pytest.mark.parametrize("jump", [*[-b for b in BEHIND], *AHEAD])
def test_a_doubtful_clock_is_asked_about_before_anything_is_dated(
    desk: Desk, pc: Pc, jump: timedelta
) -> None:
    pc.moment = LAST + jump
    assert "最后一次登记" in desk.clock_doubt() and "2026年5月20日" in desk.clock_doubt()
    for _ in range(2):
        with pytest.raises(ClockDoubt, match="请先核对"):
            take_in(desk, "R2")
    assert Case.select().count() == 1
    desk.trust_clock()
    take_in(desk, "R2")
    assert desk.clock_doubt() == "", "what was dated since is what counts"
    take_in(desk, "R3")
    pc.moment -= timedelta(days=1)
    with pytest.raises(ClockDoubt):
        take_in(desk, "R4")


@pytest.mark.parametrize("jump", [timedelta(), timedelta(seconds=-5), timedelta(days=360)])
def test_a_clock_that_goes_on_is_not_doubted(desk: Desk, pc: Pc, jump: timedelta) -> None:
    pc.moment = LAST + jump
    take_in(desk, "R2")


def test_a_desk_of_an_older_program_may_be_of_any_age_but_not_of_tomorrow(
    folder: Path, pc: Pc
) -> None:
    with Desk.open(folder, "张三", now=LAST) as first:
        take_in(first, "R1")
    (folder / mark.FILE_NAME).unlink()
    pc.moment = LAST + timedelta(days=800)
    with Desk.open(folder, "张三") as opened:
        take_in(opened, "R2")
        pc.moment -= timedelta(days=1)
        with pytest.raises(ClockDoubt):
            take_in(opened, "R3")


def test_another_time_zone_is_no_other_time(
    desk: Desk, pc: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        take_in(desk, "R2")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_restored_folder_may_be_years_old_but_not_of_tomorrow(desk: Desk, pc: Pc) -> None:
    pc.moment = LAST + timedelta(days=3000)
    record_adoption(desk, fresh=False)
    pc.moment -= timedelta(days=1)
    with pytest.raises(ClockDoubt):
        record_adoption(desk, fresh=False)


def test_the_verbs_say_it_and_take_a_confirmation(
    folder: Path, pc: Pc, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data-dir", str(folder))
    assert main(["intake", S2, *data]) == 0
    pc.moment = LAST - timedelta(days=5840)
    capsys.readouterr()
    assert main(["next-steps", "--case", "1", *data]) == 0
    assert "--clock-ok" in capsys.readouterr().err
    assert main(["intake", S2, *data]) == 2
    assert "请先核对电脑的日期和时间" in capsys.readouterr().err
    assert main(["intake", S2, "--clock-ok", *data]) == 0
    assert main(["verify", *data]) == 0
