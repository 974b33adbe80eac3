"""A case that ran on paper is taken over: its dates are those of a case played from the start."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases.deadlines import case_deadlines
from models.cases.loading import load
from models.entities import Audit, EventRow, Staff
from models.errors import BadInput
from models.queries.dialogs.next_steps import steps_of
from models.reference.past_acts import past_acts
from models.rules.events import NoteRecorded, PanelAppointed
from models.rules.intake.past_acts import Happened
from models.services.receiving.taking_over import Paper, take_over
from models.services.shared.journal import void_event
from models.store.desk import Desk
from tests.services.support import docket, file, serve, words
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

S1_UNTIL = date(2026, 3, 30)
# What has happened in sample S1 by that day, as somebody reads it off the paper file.
ACTS = (
    Happened("docketed", date(2026, 1, 30)),
    Happened("acceptance_served", date(2026, 1, 30), "P1"),
    Happened("panel_served", date(2026, 1, 30), "P1"),
    Happened("evidence_served", date(2026, 1, 30), "P1"),
    Happened("request_served", date(2026, 2, 3), "R1"),
    Happened("panel_served", date(2026, 2, 3), "R1"),
    Happened("evidence_served", date(2026, 2, 3), "R1"),
    Happened("request_served", date(2026, 2, 5), "R2"),
    Happened("panel_served", date(2026, 2, 5), "R2"),
    Happened("evidence_served", date(2026, 2, 5), "R2"),
    Happened("inspected", date(2026, 2, 12)),
    Happened("answered", date(2026, 2, 27), "R1"),
)


def dates(desk: Desk, case_id: int) -> dict[tuple[str, str | None], tuple[date, date]]:
    """Return the dates of a case by rule and key."""
    found = case_deadlines(desk, load(desk, case_id), desk.today())
    return {(one.id, one.party): (one.plan_by, one.due) for one in found}


def test_its_dates_are_those_of_a_case_played_from_the_start(tmp_path: Path) -> None:
    clock = Clock(date(2026, 1, 26))
    scenario = load_scenario("S1")
    until = date(2026, 2, 27)
    with Desk.open(tmp_path / "played", "李敏", clock.today, clock.now) as desk:
        set_up_office(desk)
        player = Player(desk, clock, {row.name: row.id for row in Staff.select()})
        own = [s for s in scenario.steps if s["on"] <= until and s["do"] != "join_party"]
        played = player.play(replace(scenario, steps=own), papers=False)
        clock.day = S1_UNTIL
        wanted = dates(desk, played)
    with Desk.open(tmp_path / "taken", "李敏", clock.today, clock.now) as desk:
        staff = set_up_office(desk)
        case_id = file(desk, dict(scenario.intake))
        paper = Paper(
            staff["李敏"], "晋宁知法裁字〔2026〕3号", staff["周建国"],
            (staff["李敏"], staff["王强"]), staff["陈雨"], "3号柜第7盒",
        )  # fmt: skip
        entries = Audit.select().count()
        take_over(desk, case_id, paper, ACTS)
        assert Audit.select().count() == entries + 1
        found = dates(desk, case_id)
        # The sample also has an object in preservation, which the paper file of this test has not.
        preserved = {key for key in wanted if key[1] == "I1"}
        assert found == {key: due for key, due in wanted.items() if key not in preserved}
        assert len(found) > 8
        case = load(desk, case_id)
        assert case.record.case_no == "晋宁知法裁字〔2026〕3号"
        assert case.handler is not None and case.handler.name == "李敏"
        assert [m.name for m in case.panel()] == ["周建国", "李敏", "王强"]
        note = case.log.last(NoteRecorded)
        assert note is not None and note.on == clock.day and "3号柜第7盒" in note.event.text
        assert verify(desk) == []


@pytest.fixture
def staffed(desk: Desk, staff: dict[str, int]) -> Paper:
    """Return a paper file with a handler and a number."""
    return Paper(staff["李敏"], "晋宁知法裁字〔2026〕9号")


def test_what_comes_next_goes_its_usual_way(
    desk: Desk, staffed: Paper, request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)
    today = desk.today()
    take_over(desk, case_id, staffed, [Happened("docketed", today)])
    commands = {step.step.command for step in steps_of(desk, load(desk, case_id))}
    assert "serve" in commands
    with pytest.raises(BadInput, match="尚未作出行政裁决"):
        serve(desk, case_id, "R1", "decision")
    with pytest.raises(BadInput, match="已经在本程序里办理"):
        take_over(desk, case_id, staffed, [Happened("noted", today)])


def test_a_case_that_runs_here_is_not_taken_over(
    desk: Desk, staffed: Paper, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    with pytest.raises(BadInput, match="逐项登记"):
        take_over(desk, case_id, staffed, [Happened("noted", desk.today())])


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ((), "acts: 请补录1到"),
        ((Happened("nonsense", date(2026, 5, 20)),), "acts[0].act: 这类案件没有"),
        ((Happened("mediated", date(2026, 5, 20)),), "acts[0].act: 这类案件没有"),
        ((Happened("docketed", date(2026, 5, 21)),), "acts[0].on: 日期晚于今天"),
        ((Happened("docketed", date(2026, 1, 2)),), "acts[0].on: 日期早于收到请求书"),
        ((Happened("docketed", date(2026, 5, 20), "R1"),), "acts[0].party: 立案：不分当事人"),
        ((Happened("request_served", date(2026, 5, 20)),), "acts[0].party: 送达请求书副本：请选择"),
        ((Happened("request_served", date(2026, 5, 20), "P1"),), "不能选这一方"),
        ((Happened("request_served", date(2026, 5, 20), "R9"),), "没有这名当事人"),
        ((Happened("hearing_fixed", date(2026, 5, 20)),), "acts[0].until: 确定口头审理日：请填写"),
        (
            (Happened("suspended", date(2026, 5, 20), None, date(2026, 5, 19)),),
            "acts[0].until: 恢复日不能早于",
        ),
        (
            (Happened("suspended", date(2026, 5, 19), None, date(2026, 5, 21)),),
            "acts[0].until: 日期晚于今天",
        ),
        (
            (Happened("docketed", date(2026, 5, 20), None, date(2026, 5, 20)),),
            "acts[0].until: 立案：没有第二个日期",
        ),
        (
            (Happened("docketed", date(2026, 5, 20)), Happened("docketed", date(2026, 5, 20))),
            "acts[1].act: 立案只能补录一次",
        ),
        ((Happened("inspected", date(2026, 5, 20), note="第\x01页"),), "控制字符"),
    ],
)
def test_bad_acts_are_named_by_their_row(
    desk: Desk, staffed: Paper, request_s2: dict[str, Any], acts: tuple[Happened, ...], said: str
) -> None:
    case_id = file(desk, request_s2)
    before = Audit.select().count(), EventRow.select().count()
    with pytest.raises(BadInput) as refused:
        paper = staffed if acts and acts[0].act == "docketed" else Paper(staffed.handler)
        take_over(desk, case_id, paper, acts)
    assert said in words(refused.value)
    assert (Audit.select().count(), EventRow.select().count()) == before


def test_a_number_needs_docketing_and_docketing_a_number(
    desk: Desk, staffed: Paper, request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)
    with pytest.raises(BadInput, match="请补录立案"):
        take_over(desk, case_id, staffed, [Happened("noted", desk.today())])
    with pytest.raises(BadInput, match="纸质案卷上的案号"):
        take_over(desk, case_id, replace(staffed, number=""), [Happened("docketed", desk.today())])
    with pytest.raises(BadInput, match="没有编号为999的人员"):
        take_over(
            desk, case_id, replace(staffed, handler=999), [Happened("docketed", desk.today())]
        )


def test_a_taken_number_is_refused(
    desk: Desk, staffed: Paper, request_s2: dict[str, Any], request_s11: dict[str, Any]
) -> None:
    first = file(desk, request_s2)
    take_over(desk, first, staffed, [Happened("docketed", desk.today())])
    request_s2["patent"]["number"] = "ZL202030123457.1"
    other = file(desk, request_s11)
    consented = [Happened("docketed", desk.today())]
    with pytest.raises(BadInput, match="已经使用"):
        take_over(desk, other, staffed, consented)


def test_an_open_pause_and_an_ended_one(
    desk: Desk, staffed: Paper, request_s2: dict[str, Any]
) -> None:
    request_s2 |= {"received_on": "2026-03-02", "infringement_known_on": "2026-02-20"}
    case_id = file(desk, request_s2)
    take_over(
        desk, case_id, staffed,
        [Happened("docketed", date(2026, 3, 4)),
         Happened("appraised", date(2026, 3, 20), None, date(2026, 4, 20), "委托鉴定喷头结构"),
         Happened("suspended", date(2026, 5, 6))],
    )  # fmt: skip
    (conclude,) = [d for d in case_deadlines(desk, load(desk, case_id), desk.today())
                   if d.id == "conclude"]  # fmt: skip
    assert conclude.status == "suspended"
    tolled = [step for step in conclude.trace if step.step == "tolling"]
    assert [one.text[:10] for one in tolled] == ["2026年3月20日", "2026年5月6日起"]


def test_voiding_the_docketing_takes_the_panel_along(
    desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)
    paper = Paper(
        staff["李敏"], "晋宁知法裁字〔2026〕9号", staff["周建国"], (staff["李敏"], staff["王强"])
    )
    take_over(desk, case_id, paper, [Happened("docketed", desk.today())])
    docketed = next(e for e in load(desk, case_id).log.entries if e.event.type == "docketed")
    void_event(desk, case_id, docketed.id, reason="补录错了案件")
    assert not load(desk, case_id).log.has(PanelAppointed)


def test_every_kind_of_act_fits_its_event(
    desk: Desk, staffed: Paper, request_s2: dict[str, Any], request_s11: dict[str, Any]
) -> None:
    for data, kind in ((request_s2, "adjudication"), (request_s11, "mediation")):
        case_id = file(desk, data)
        on, rows = desk.today(), list[Happened]()
        sides = {p.side: p.key for p in reversed(load(desk, case_id).parties)}
        for act in past_acts().values():
            if act.kinds and kind not in act.kinds:
                continue
            party = next((sides[s] for s in act.sides or tuple(sides)), None)
            rows.append(Happened(act.id, on, party if act.party else None,
                                 on if act.day_label else None))  # fmt: skip
        number = {"adjudication": "晋宁知法裁字〔2026〕9号", "mediation": "晋宁知调字〔2026〕9号"}
        take_over(desk, case_id, replace(staffed, number=number[kind]), rows)
        assert len(load(desk, case_id).log.entries) >= len(rows)
    assert verify(desk) == []
