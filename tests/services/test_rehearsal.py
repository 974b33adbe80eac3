"""What a command would do to the periods is found out by the command, and nothing of it stays."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.backup.verify import verify
from models.changes import Changes
from models.errors import BadInput
from models.services.arguments.commands import COMMANDS
from models.services.shared.rehearsal import effect_of
from models.store.desk import Desk
from tests.store.writing import everything
from ui.verbs.playing import scenario
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office


@pytest.fixture
def rehearsed(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Play a whole case, each step of it rehearsed before it is done; return what was said."""
    said: dict[str, list[str]] = {}
    clock = Clock(date(2025, 9, 8))
    with Desk.open(tmp_path / "desk", "李敏", clock.today, clock.now) as desk:

        def first(name: str, run: Callable[..., Changes]) -> Callable[..., Changes]:
            def both(desk: Desk, **fields: Any) -> Changes:
                case = fields.get("case_id")
                if case is None:
                    return run(desk, **fields)
                own = {key: value for key, value in fields.items() if key != "case_id"}
                before = everything(desk)
                try:
                    said.setdefault(name, []).append(effect_of(desk, run, case, own))
                except BadInput:
                    said.setdefault("refused", []).append(name)
                assert everything(desk) == before
                assert not desk.in_unit
                return run(desk, **fields)

            return both

        staff = set_up_office(desk)
        wrapped = {name: first(name, run) for name, run in COMMANDS.items()}
        monkeypatch.setattr(scenario, "COMMANDS", wrapped)
        Player(desk, clock, staff).play(load_scenario("S3"), papers=False)
        assert verify(desk) == []
    return said


def test_a_case_that_is_rehearsed_step_by_step_is_the_same_case(
    rehearsed: dict[str, list[str]],
) -> None:
    served = rehearsed["serve"]
    assert any("自2025-09-17起：“答辩”至2025-10-09" in one for one in served)
    assert rehearsed["decide_objection"] == [
        "“对管辖权异议作出决定”按期完成（2025-10-11届满）；“结案”继续计算"
    ]
    assert rehearsed["deliberate"] == ["还没有核查专利权状态（专利法第42条、专利法第44条）"]
    assert "issue_decision" in rehearsed["refused"]
