"""How many statements each command takes: a server is a network away.

Counted is what `tests.counting` counts: every read and write between BEGIN and COMMIT, sent
as the window sends it, under an id of its own. No bound grows with what is written: parties,
papers, services are written in one statement a table.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from models.changes import Changes
from models.services.arguments.commands import COMMANDS, signature
from models.store.desk import Desk
from models.store.sender import Sender
from tests.counting import Counted, counting
from tests.stories.samples.conftest import ORDER
from ui.verbs.playing.scenario import Clock, Player, Scenario, load_scenario, set_up_office

STEP = 12
# Filing writes thirteen tables: count, patent, case, people, their places, agents, evidence, event,
# three projections, audit and its head; what is there is read, and a notification becomes the case.
# Whoever hands in the request again may change all of them: what is not said any more is removed.
# Making a decision public reads it and the roster, and stores its paper beside the event.
MORE = {"publish": 13, "file_request": 19, "amend_request": 25, "record_corrected": 25}

Row = dict[str, Any]


def signed(on: date) -> Row:
    """Return the signature of the head of the department."""
    return {"role": "dept_head", "name": "高明", "opinion": "同意", "on": on}


ASIDE: list[Row] = [
    {"do": "record_approval", "on": date(2026, 5, 12), "matter": "docketing_extension",
     "opinions": [signed(date(2026, 5, 12))]},
    {"do": "extend_docketing", "on": date(2026, 5, 12), "reason": "材料多"},
    {"do": "set_period", "on": date(2026, 5, 18), "what": "supplement", "party": "P1", "days": 5,
     "text": "补充材料"},
    {"do": "add_evidence", "on": date(2026, 5, 18),
     "exhibits": [{"side": "respondent", "name": f"证据{n}"} for n in range(30)]},
    {"do": "extend_answer", "on": date(2026, 5, 18), "party": "R1", "until": date(2026, 6, 9)},
    {"do": "extend_evidence", "on": date(2026, 5, 18), "party": "R1", "until": date(2026, 6, 9)},
    {"do": "start_pause", "on": date(2026, 5, 18), "kind": "appraisal", "reason": "送检"},
    {"do": "end_pause", "on": date(2026, 5, 19), "pause": "appraisal-2"},
    {"do": "appoint_panel", "on": date(2026, 5, 19), "reason": "回避", "panel": {
        "chair": "staff:周建国", "members": ["staff:李敏", "staff:赵静"], "clerk": "staff:陈雨"}},
    {"do": "schedule_hearing", "on": date(2026, 5, 19), "hearing_on": date(2026, 6, 20),
     "time": "9时", "place": "审理庭"},
    {"do": "cancel_hearing", "on": date(2026, 5, 20), "reason": "改书面审理"},
    {"do": "record_approval", "on": date(2026, 5, 20), "matter": "extension_1",
     "opinions": [signed(date(2026, 5, 20))]},
    {"do": "extend_conclusion", "on": date(2026, 5, 20), "level": 1, "months": 1, "reason": "复杂"},
    {"do": "void_event", "on": date(2026, 5, 20), "event_id": "@event", "reason": "误登"},
    {"do": "correct_number", "on": date(2026, 5, 20), "what": "receipt",
     "now": "知收〔2026〕77号", "reason": "抄错"},
    {"do": "set_period", "on": date(2026, 5, 20), "what": "supplement", "party": "P1", "days": 5,
     "text": "补充"},
    {"do": "void_events", "on": date(2026, 5, 20), "event_ids": ["@event"], "reason": "误登"},
    {"do": "join_party", "on": date(2026, 5, 20), "data": {
        "kind": "natural", "name": "牛根生", "address": "东街1号", "phone": "0357-5550909"}},
    {"do": "correct_joined_party", "on": date(2026, 5, 20), "party": "R2",
     "data": {"name": "牛根胜"}, "reason": "抄错"},
    {"do": "record_attempt", "on": date(2026, 5, 20), "attempt": {
        "to": "R1", "documents": ["evidence_notice"], "method": "direct", "result": "moved",
        "outside": True}},
    {"do": "serve", "on": date(2026, 5, 20), "served": {
        "to": "R1", "documents": ["evidence_notice"], "method": "direct",
        "fields": {"received_on": date(2026, 5, 20), "received_by": "本人",
                   "received_as": "agent"}}},
    {"do": "correct_services", "on": date(2026, 5, 20), "services": ["@event"],
     "righted": {"received_by": "周正平"}, "reason": "抄错"},
    {"do": "record_invalidation", "on": date(2026, 5, 20), "party": "R1"},
    {"do": "accept_invalidation", "on": date(2026, 5, 20), "invalidation": "invalidation-1"},
    {"do": "consider_invalidation", "on": date(2026, 5, 20), "invalidation": "invalidation-1",
     "suspends": False, "grounds": [{"code": "29_2", "text": "未发现缺陷"}]},
    {"do": "decide_invalidation", "on": date(2026, 5, 20), "invalidation": "invalidation-1",
     "result": "partly", "claims": "2-4"},
    {"do": "sue_invalidation", "on": date(2026, 5, 20), "invalidation": "invalidation-1",
     "party": "R1"},
    {"do": "settle_invalidation", "on": date(2026, 5, 20), "invalidation": "invalidation-1",
     "text": "判决维持"},
    {"do": "choose_claims", "on": date(2026, 5, 20), "party": "P1", "claims": "2",
     "reason": "权利要求1无效"},
    {"do": "change_requests", "on": date(2026, 5, 20), "party": "P1",
     "requests": ["责令停止制造、销售"], "reason": "减少"},
    {"do": "check_patent", "on": date(2026, 5, 20), "source": "专利登记簿副本", "in_force": True},
    {"do": "record_joint", "on": date(2026, 5, 20), "name": "乙某", "ground": "co_owner",
     "source": "登记簿副本"},
    {"do": "record_stance", "on": date(2026, 5, 20), "name": "乙某", "stance": "gave_up",
     "words": "放弃", "place": "卷内3页"},
    {"do": "close_apart", "on": date(2026, 5, 20), "party": "R2", "kind": "dismissed",
     "ground": "withdrawn", "reason": "撤回", "approver": "高明"},
]  # fmt: skip


def counted_in(desk: Desk, script: Callable[[Player], None], player: Player) -> dict[str, Counted]:
    """Run a script and return of each command the run that took most."""
    most: dict[str, Counted] = {}

    def watched(name: str, command: Callable[..., Changes]) -> Callable[..., Changes]:
        def run(desk: Desk, **given: Any) -> Changes:
            sender = Sender(desk.actor, command_id=str(uuid4()))
            with desk.sent_by(sender), counting(desk) as counted:
                done = command(desk, **given)
            most[name] = max(counted, most.get(name, counted), key=len)
            return done

        return run

    with pytest.MonkeyPatch.context() as patch:
        for name, command in list(COMMANDS.items()):
            signature(name)  # read from the command itself
            patch.setitem(COMMANDS, name, watched(name, command))
        script(player)
    return most


@pytest.fixture(scope="module")
def most(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Counted]]:
    """Yield what each command took at most in the samples, and in what they leave out."""
    clock = Clock(date(2025, 6, 2))
    folder: Path = tmp_path_factory.mktemp("desk")
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))

        def script(player: Player) -> None:
            for name in ORDER:
                player.play(load_scenario(name), papers=name in ("S1", "S10"))
            player.play(aside(), papers=False, numbered=False)

        yield counted_in(desk, script, player)


def aside() -> Scenario:
    """Return sample S2 up to the day of its evidence notice, with other steps after its own."""
    s2 = load_scenario("S2")
    own = [s for s in s2.steps if s["on"] <= date(2026, 5, 18) and "entry_id" not in s]
    amended: Row = {"do": "amend_request", "on": date(2026, 5, 12), "reason": "更正", "data": {
        **s2.intake, "product": "另一种周转筐", "evidence": s2.intake["evidence"][1:],
        "requesters": [{**s2.intake["requesters"][0], "phone": "19900000099"}]}}  # fmt: skip
    start: Row = {"do": "file_request", "on": date(2026, 5, 11)}
    steps = sorted([*own, amended, *ASIDE], key=lambda step: step["on"])
    return Scenario("aside", s2.title, s2.intake, [start, *steps], s2.as_of, s2.folder)


def test_a_step_takes_few_statements(most: dict[str, Counted]) -> None:
    over = {n: c for n, c in most.items() if len(c) > MORE.get(n, STEP)}
    assert not over, "\n\n".join(f"{name}: {len(c)}\n{c}" for name, c in over.items())


def test_hardly_a_command_is_left_out(most: dict[str, Counted]) -> None:
    """What is counted nowhere writes one row of one table, or what another command writes too."""
    assert set(COMMANDS) - set(most) == {
        "add_staff", "set_settings", "update_entry", "link_entry",
        "refer_request", "strike_request", "take_over", "override_gate", "extend_term",
        "file_batch", "join_cases", "part_cases", "settle_judgment", "record_judgment",
        "record_performance",
        "right_decision", "change_decision", "revoke_decision",
    }  # fmt: skip
