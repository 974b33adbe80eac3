"""A million cases: filled, verified, backed up, searched; what a person waits for is printed."""

import os
from pathlib import Path

import pytest

from models.backup import backup
from models.backup.verify import verify
from models.entities import Case
from models.queries.case_page.page import case_page
from models.queries.lists import case_list, today
from models.queries.lists.case_list import CaseFilter
from models.rules.problem import Problem
from models.store.desk import Desk
from tests.bench.holidays import TODAY, fill
from tests.bench.measure import seconds
from tests.soak.figures import figure
from ui.verbs.demo import FIRST_DAY
from ui.verbs.playing.scenario import Clock

pytestmark = [pytest.mark.soak, pytest.mark.timeout(4 * 3600)]
CASES = int(os.environ.get("SOAK_CASES", "1000000"))


def test_a_million_cases(tmp_path: Path) -> None:
    clock = Clock(FIRST_DAY)
    with Desk.open(tmp_path / "desk", "测速", clock.today, clock.now) as desk:
        figure(f"{CASES:,} cases filled in {seconds(lambda: fill(desk, clock, CASES)):.0f} s")
        clock.day = TODAY
        assert Case.select().where(Case.status != "refused").count() == CASES
        size = sum(f.stat().st_size for f in (tmp_path / "desk").glob("desk.db*"))
        figure(f"database {size / 2**20:,.0f} MB")
        newest = Case.select().order_by(Case.id.desc()).first()
        assert newest is not None
        last = newest.id
        for name, act in {
            "今日": lambda: today.today_view(desk),
            "案件, first page": lambda: case_list.page(desk, CaseFilter()),
            "案件, a search": lambda: case_list.page(desk, CaseFilter(search="禾川")),
            "one case": lambda: case_page(desk, last),
            "a backup": lambda: backup.make(desk),
        }.items():
            figure(f"{name}: {seconds(act):.2f} s")
        problems: list[Problem] = []
        figure(f"verify: {seconds(lambda: problems.extend(verify(desk))):.0f} s")
        # The copies were written past the commands: of that, and nothing else, it complains.
        assert [p.problem.endswith("个事件没有日志") for p in problems] == [True], problems
