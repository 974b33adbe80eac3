"""Projections are what is computed from the log – after each command, and on every later day."""

from datetime import date, timedelta
from typing import Any
from weakref import WeakSet

import pytest

from models import reference
from models.cases import projections
from models.cases.loading import load
from models.cases.waiting import waits
from models.queries.dialogs.next_steps import steps_of
from models.queries.lists import papers, to_serve, today
from models.queries.lists.open_steps import REFUSED_LOOK_BACK, open_steps
from models.rules.events import Proof
from models.services import docketing, intake, mediation, office, serving
from models.services.serving import Served
from models.store import sql
from models.store.desk import Desk
from ui.verbs.scenario import Clock

from .support import approve, docket, file, serve

KINDS = ("adjudication", "mediation", "advisory")
COMMANDS = {step.command for kind in KINDS for step in reference.steps(kind)}


def listed(desk: Desk) -> set[tuple[int, str, str | None]]:
    """Return every open step that lists know of."""
    return {
        (one.case_id, one.waiting.step, one.waiting.party) for one in open_steps(desk, COMMANDS)
    }


def offered(desk: Desk, case_id: int) -> set[tuple[int, str, str | None]]:
    """Return what the page of the case offers and somebody has to do."""
    steps = steps_of(desk, load(desk, case_id))
    return {(case_id, s.step.id, s.step.party) for s in steps if not s.step.optional}


def test_a_publication_takes_effect_without_a_command(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    begun = desk.today()
    fields = Proof(published_on=begun, place="本局公告栏", reason="下落不明")
    serving.serve(desk, case_id, Served("R1", ("request_copy",), "publication", fields))
    answer = (case_id, "serve_request", "R1")
    for days in (0, 1, 29, 30, 31, 60):
        clock.day = begun + timedelta(days=days)
        assert listed(desk) == offered(desk, case_id), days
        assert answer not in listed(desk), "it is under way, then done"
        assert list(projections.check(desk)) == [], days
    assert case_id in projections.out_of_date(desk)
    serve(desk, case_id, "P1", "acceptance_notice")
    assert projections.out_of_date(desk) == [], "the next command writes the projection again"


def test_silence_on_mediation_ends_without_a_command(
    desk: Desk, clock: Clock, request_s11: dict[str, Any]
) -> None:
    clock.day = date(2026, 4, 1)
    case_id = file(desk, request_s11)
    serve(desk, case_id, "R1", "opinion_notice")
    refuse = (case_id, "refuse", "R1")
    seen: list[bool] = []
    for days in range(0, 40, 3):
        clock.day = date(2026, 4, 1) + timedelta(days=days)
        assert listed(desk) == offered(desk, case_id), days
        seen.append(refuse in listed(desk))
    assert seen[0] is False and seen[-1] is True


def test_a_refused_case_leaves_the_list_after_a_while(
    desk: Desk, clock: Clock, request_s11: dict[str, Any]
) -> None:
    clock.day = date(2026, 4, 1)
    case_id = file(desk, request_s11)
    serve(desk, case_id, "R1", "opinion_notice")
    mediation.record_opinion(desk, case_id, party="R1", on=clock.day, consent=False)
    mediation.refuse_mediation(desk, case_id, on=clock.day, parties=["R1"])
    clock.day += REFUSED_LOOK_BACK
    assert [line.step for line in to_serve.to_serve(desk)] == ["serve_refusal"]
    clock.day += timedelta(days=1)
    assert to_serve.to_serve(desk) == ()


def test_a_signature_is_waited_for_once_the_review_is_clean(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)

    def waiting() -> int:
        card = next(c for c in today.today_view(desk).cards if c.id == "approvals")
        assert bool(card.total) == (case_id in papers.waiting_sheets(desk))
        return card.total

    assert waiting() == 1
    office.set_setting(desk, "office.regions", "别的县")
    assert waiting() == 0, "the place of the act lies outside the office's area"
    assert [one.waiting.ready for one in open_steps(desk, ("record_approval",))] == [False]
    office.set_settings(desk, {"office.regions": "禾川县"})
    assert waiting() == 1
    assert list(projections.check(desk)) == []


def test_an_authority_that_ends_ends_the_waiting(
    desk: Desk, clock: Clock, request_s2: dict[str, Any]
) -> None:
    until = desk.today() + timedelta(days=5)
    office.set_settings(
        desk,
        {
            "authority.basis": "entrusted", "authority.regulation": "某条例",
            "authority.principal": "晋宁市知识产权局", "authority.instrument_no": "某号",
            "authority.until": until,
        },
    )  # fmt: skip
    case_id = file(desk, request_s2)
    assert case_id in papers.waiting_sheets(desk)
    clock.day = until
    assert case_id in papers.waiting_sheets(desk)
    clock.day = until + timedelta(days=1)
    assert papers.waiting_sheets(desk) == {}


def test_a_clock_that_was_set_back_changes_nothing_that_is_shown(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    clock.day -= timedelta(days=1)
    assert projections.out_of_date(desk) == [case_id]
    assert listed(desk) == offered(desk, case_id)


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE waiting SET due = '2026-01-01' WHERE step = 'serve_request'", "waiting"),
        ("UPDATE waiting SET ready = 1 - ready WHERE step = 'serve_request'", "waiting"),
        ("DELETE FROM waiting WHERE step = 'serve_acceptance'", "waiting"),
        ("UPDATE case_search SET words = 'x'", "search"),
        ("UPDATE case_search SET initials = ''", "search"),
        ("UPDATE case_deadline SET due = '2026-01-01' WHERE rule = 'serve_request'", "deadline"),
        ("DELETE FROM case_deadline WHERE rule = 'conclude'", "deadline"),
    ],
)
def test_a_row_that_differs_from_the_log_is_named(
    desk: Desk,
    request_s2: dict[str, Any],
    staff: dict[str, int],
    statement: str,
    place: str,
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    assert list(projections.check(desk)) == []
    with desk.unaudited():
        sql.run_many(desk, statement, [()])
    assert [p.field for p in projections.check(desk)] == [f"case[{case_id}].{place}"]


def test_cases_of_an_older_version_are_projected_once(
    desk: Desk,
    request_s2: dict[str, Any],
    staff: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_case, fresh = file(desk, request_s2), file(desk, request_s2)
    docket(desk, open_case, staff)
    before = listed(desk), to_serve.to_serve(desk)
    with desk.unaudited():
        sql.run_many(desk, "DELETE FROM waiting", [()])
        sql.run_many(desk, "DELETE FROM case_search", [()])
    monkeypatch.setattr(projections, "_complete", WeakSet[Desk]())  # as in a desk opened again
    assert (listed(desk), to_serve.to_serve(desk)) == before
    assert {case_id for case_id, _, _ in before[0]} == {open_case, fresh}
    assert list(projections.check(desk)) == []


def test_what_cannot_be_read_any_more_waits_for_no_signature(
    desk: Desk, request_s2: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.cases import acceptance
    from models.rules.problem import InputRefused, Problem

    def refuse(*_: object, **_more: object) -> None:
        raise InputRefused([Problem("kind", "读不懂")])

    case_id = file(desk, request_s2)
    monkeypatch.setattr(acceptance, "parse", refuse)
    [approval] = [
        s for s in waits(desk, load(desk, case_id)).steps if s.command == "record_approval"
    ]
    assert not approval.ready


def test_every_command_leaves_what_is_computed(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)

    def same() -> None:
        assert listed(desk) == offered(desk, case_id)
        assert list(projections.check(desk)) == []

    same()
    request_s2["product"] = "另一种周转筐"
    intake.amend_request(desk, case_id, request_s2, on=desk.today(), reason="更正")
    same()
    approve(desk, case_id, "docketing")
    same()
    panel = docketing.Panel(staff["周建国"], (staff["李敏"], staff["赵静"]), staff["陈雨"])
    docketing.docket(desk, case_id, on=desk.today(), panel=panel, handler=staff["李敏"])
    same()
    serve(desk, case_id, "R1", "request_copy")
    same()
    clock.day += timedelta(days=40)
    same()
