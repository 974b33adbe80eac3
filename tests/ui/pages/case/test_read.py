"""What the case page reads: everything spelt out, quickly, as plain data."""

import re
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.cases.loading import load
from models.entities import Case
from models.queries.case_page.data import CasePageData
from models.queries.case_page.page import case_page
from models.queries.dialogs.missing import Place, needs
from models.queries.words import short_basis, short_name
from models.rules.events import Matter
from models.services.office.office import set_setting
from models.store.db import connection
from models.store.desk import Desk
from tests.ui.pages.case.conftest import DAYS, play_until
from ui.verbs.playing.scenario import Clock

MOST_STATEMENTS = 15
CODES = re.compile(r"[a-z]{2,}_[a-z]+|\b(?:True|False|None)\b")


def data_of(folder: Path, clock: Clock, name: str) -> CasePageData:
    """Return the page of a sample at its day."""
    case_id = play_until(folder, clock, name, DAYS[name])
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        return case_page(desk, case_id)


def texts(value: Any) -> list[str]:
    """Return every text in nested rows."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [t for v in value.values() for t in texts(v)]
    return [t for v in value for t in texts(v)] if isinstance(value, list | tuple) else []


@pytest.mark.parametrize("name", ["S1", "S3", "S4"])
def test_what_is_shown_is_in_words(desk_folder: Path, clock: Clock, name: str) -> None:
    data = data_of(desk_folder, clock, name)
    shown: list[str] = []
    for event in data.events:
        shown += [event.name, event.about, *texts(event.fields)]
    for part in (*data.proceedings, *data.matter):
        shown += [part.title, *texts(part.rows)]
    for line in data.dates:
        shown += [line.name, line.who, line.status_text, line.basis_short, line.why]
    shown += [v for s in data.services for v in texts(list(asdict(s).values()))]
    found = [t for t in shown if CODES.search(t)]
    assert not found
    assert "其他" not in [label for e in data.events for label, _ in e.fields]


def test_header_and_dates_of_a_suspended_case(desk_folder: Path, clock: Clock) -> None:
    data = data_of(desk_folder, clock, "S3")
    assert data.header.clock == "结案期限暂停计算"
    assert data.header.clock_day == date(2025, 12, 22)
    tolled = [b for b in data.timeline.lanes[0].bars if b.kind == "tolled"]
    assert [b.text for b in tolled] == ["管辖权异议 10 日，不计入"]
    answer = next(d for d in data.dates if d.rule == "answer")
    assert "国庆节" in answer.why
    assert any(step.skipped for step in answer.trace)


def test_a_page_is_read_with_few_statements(desk_folder: Path, clock: Clock) -> None:
    case_id = play_until(desk_folder, clock, "S1", DAYS["S1"])
    with Desk.open(desk_folder, "李敏", clock.today, clock.now) as desk:
        case_page(desk, case_id)
        run: list[str] = []
        connection(desk.db).set_trace_callback(run.append)
        case_page(desk, case_id)
    assert len(run) <= MOST_STATEMENTS, run


def test_what_is_missing_says_where_it_is_supplied(desk_folder: Path, clock: Clock) -> None:
    case_id = play_until(desk_folder, clock, "S1", DAYS["S1"])
    with Desk.open(desk_folder, "李敏", clock.today, clock.now) as desk:
        set_setting(desk, "authority.basis", None)
        clock.day = date(2040, 1, 2)  # no certificate of the panel runs that long
        lacking = needs(desk, load(desk, case_id), None, ["authority", "panel", "gates_dismissal"])
    assert [m.place for m in lacking["authority"]] == [Place.SETTINGS]
    assert {m.place for m in lacking["panel"]} == {Place.ROSTER}
    assert [m.approval for m in lacking["gates_dismissal"]] == [Matter.CLOSING]


def test_review_is_there_only_before_docketing(desk_folder: Path, clock: Clock) -> None:
    early = data_of(desk_folder, clock, "S4")
    assert early.review is not None
    assert early.review.result == "correct"
    assert early.review.findings[0].state != "met"


def test_no_such_case_is_refused_in_words(desk_folder: Path, clock: Clock) -> None:
    with Desk.open(desk_folder, "李敏", clock.today, clock.now) as desk:
        with pytest.raises(Exception, match="没有编号为7的案件"):
            case_page(desk, 7)
        assert Case.select().count() == 0


def test_short_words() -> None:
    assert short_name("禾川县钰禾丰节水器材有限公司") == "钰禾丰节水器材"
    assert short_name("刘满囤") == "刘满囤"
    assert len(short_name("汾宁晟禾沃灌溉设备有限公司")) <= 8
    assert short_basis("专利纠纷行政裁决和调解办法第22条第1款") == "办法第22条第1款"
