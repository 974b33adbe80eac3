"""Every sample with all its papers, and one of them a second time."""

from datetime import date
from pathlib import Path

from models.backup.verify import verify
from models.cases.loading import load as load_case
from models.queries.documents import files_of
from models.store.desk import Desk
from tests.stories.samples.conftest import ORDER
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office


def test_all_papers_are_final_and_numbers_run_on_when_played_again(tmp_path: Path) -> None:
    clock = Clock(date(2025, 6, 2))
    with Desk.open(tmp_path / "data", "李敏", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))
        for name in ORDER:
            scenario = load_scenario(name)
            papers = files_of(desk, player.play(scenario))
            public = [{"form_id": "published_decision"}]
            ordered = [
                o
                for s in scenario.steps
                for o in (public if s["do"] == "publish" else s.get("orders", ()))
            ]
            assert [p.form_id for p in papers] == [o["form_id"] for o in ordered]
            assert {p.state for p in papers} <= {"final", "issued"}
            issued = {(p.form_id, p.addressee) for p in papers if p.state == "issued"}
            if name == "S1":
                assert {("answer_notice", k) for k in ("R1", "R2", "R3")} <= issued
                assert ("decision", None) in issued
                assert not any(form == "deliberation_record" for form, _ in issued)
            assert all(p.contents["docx"] and p.contents["pdf"] for p in papers)
        first = load_case(desk, player.cases["S1"]).record.case_no
        again = player.play(load_scenario("S1"), numbered=False, papers=False)
        assert load_case(desk, again).record.case_no not in (None, first)
        assert verify(desk) == []
