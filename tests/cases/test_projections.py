"""Projections are what is computed from the log – after each command, and on every later day."""

from datetime import date, timedelta
from typing import Any
from weakref import WeakKeyDictionary

import pytest

from models import reference
from models.backup.verify import verify
from models.cases import deadlines
from models.cases.loading import load
from models.cases.projecting import projections
from models.cases.projecting.check import check
from models.cases.projecting.waiting import waits
from models.errors import BugError, StorageError
from models.queries.case_page.page import case_page
from models.queries.dialogs.next_steps import steps_of
from models.queries.lists import case_list, to_serve, today
from models.queries.lists.open_steps import REFUSED_LOOK_BACK, open_steps
from models.reference import additions, rule_store
from models.services.closing import mediation
from models.services.office import office
from models.services.office.holidays import import_arrangement
from models.services.proceedings import answers, serving
from models.services.proceedings.serving import Served
from models.services.receiving import docketing, intake
from models.store import sql
from models.store.db import connection
from models.store.desk import Desk
from tests.services.support import approve, docket, file, published, serve
from ui.verbs.playing.scenario import Clock

KINDS = ("adjudication", "mediation", "advisory")
COMMANDS = {step.command for kind in KINDS for step in reference.steps(kind)}


def listed(desk: Desk) -> set[tuple[int, str, str | None]]:
    """Return every open step that lists know of."""
    projections.bring_up_to_date(desk)
    return {
        (one.case_id, one.waiting.step, one.waiting.party) for one in open_steps(desk, COMMANDS)
    }


def offered(desk: Desk, case_id: int) -> set[tuple[int, str, str | None]]:
    """Return what the page of the case offers and somebody has to do."""
    steps = steps_of(desk, load(desk, case_id))
    return {(case_id, s.step.id, s.step.party) for s in steps if not s.step.optional}


def reopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every list look again what is to be projected, as in a desk opened again."""
    monkeypatch.setattr(projections, "_up_to_date", WeakKeyDictionary[Desk, Any]())


def refused(desk: Desk, clock: Clock, request: dict[str, Any]) -> int:
    """Return a request for mediation that the other side would not have, refused today."""
    case_id = file(desk, request)
    serve(desk, case_id, "R1", "opinion_notice")
    mediation.record_opinion(desk, case_id, party="R1", on=clock.day, consent=False)
    mediation.refuse_mediation(desk, case_id, on=clock.day, parties=["R1"])
    return case_id


def test_a_publication_takes_effect_without_a_command(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    begun = desk.today()
    fields = published(begun, place="本局公告栏", reason="下落不明")
    papers = ("request_copy", "panel_notice", "evidence_notice")
    serving.serve(desk, case_id, Served("R1", papers, "publication", fields, outside=True))
    answer = (case_id, "serve_request", "R1")
    for days in (0, 1, 29, 30, 31, 60):
        clock.day = begun + timedelta(days=days)
        assert listed(desk) == offered(desk, case_id), days
        assert answer not in listed(desk), "it is under way, then done"
        assert list(check(desk)) == [], days
    clock.day += timedelta(days=120)
    assert projections.run_out(desk) == [case_id], "the date for closing it has passed"
    serve(desk, case_id, "P1", "acceptance_notice")
    assert projections.run_out(desk) == [], "the next command writes the projection again"


def test_silence_on_mediation_ends_without_a_command(
    desk: Desk, clock: Clock, request_s11: dict[str, Any]
) -> None:
    clock.day = date(2026, 4, 1)
    case_id = file(desk, request_s11)
    serve(desk, case_id, "R1", "opinion_notice")
    refuse = (case_id, "refuse_mediation", "R1")
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
    refused(desk, clock, request_s11)
    clock.day += REFUSED_LOOK_BACK
    assert [line.step for line in to_serve.to_serve(desk)] == ["serve_refusal"]
    clock.day += timedelta(days=1)
    assert to_serve.to_serve(desk) == ()


def waiting_sheets(desk: Desk) -> set[int]:
    """Return the cases with an approval sheet that can be signed now."""
    projections.bring_up_to_date(desk)
    return {one.case_id for one in open_steps(desk, ("record_approval",)) if one.waiting.ready}


def test_a_signature_is_waited_for_once_the_review_is_clean(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)

    def waiting() -> int:
        card = next(c for c in today.today_view(desk).cards if c.id == "approvals")
        assert bool(card.total) == (case_id in waiting_sheets(desk))
        return card.total

    assert waiting() == 1
    office.set_setting(desk, "office.regions", "别的县")
    assert waiting() == 0, "the place of the act lies outside the office's area"
    projections.bring_up_to_date(desk)
    assert [one.waiting.ready for one in open_steps(desk, ("record_approval",))] == [False]
    office.set_settings(desk, {"office.regions": "禾川县"})
    assert waiting() == 1
    assert list(check(desk)) == []


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
    assert case_id in waiting_sheets(desk)
    clock.day = until
    assert case_id in waiting_sheets(desk)
    clock.day = until + timedelta(days=1)
    assert waiting_sheets(desk) == set()


def test_a_clock_that_was_set_back_changes_nothing_that_is_shown(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    clock.day -= timedelta(days=1)
    assert projections.run_out(desk) == [case_id]
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
    assert list(check(desk)) == []
    with desk.unaudited():
        sql.run_many(desk, statement, [()])
    assert [p.field for p in check(desk)] == [f"case[{case_id}].{place}"]


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
    reopened(monkeypatch)
    assert (listed(desk), to_serve.to_serve(desk)) == before
    assert {case_id for case_id, _, _ in before[0]} == {open_case, fresh}
    assert list(check(desk)) == []


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
        assert list(check(desk)) == []

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


def publish(desk: Desk, request: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a docketed case whose request is being served on R1 by publication."""
    case_id = file(desk, request)
    docket(desk, case_id, staff)
    fields = published(desk.today(), place="本局公告栏", reason="下落不明")
    serving.serve(
        desk, case_id, Served("R1", ("request_copy",), "publication", fields, outside=True)
    )
    return case_id


def stored(desk: Desk, case_id: int) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return the table of dates of a case."""
    return {place: tuple(row) for place, row in load(desk, case_id).projected.dates.items()}


def computed(desk: Desk, case_id: int) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return the same as computed from its log today."""
    found = deadlines.date_rows(desk, load(desk, case_id), desk.today())
    return {place: tuple(row) for place, row in found.items()}


def test_the_dates_that_a_publication_starts_are_listed_once_it_took_effect(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = publish(desk, request_s2, staff)
    assert ("answer", "R1") not in stored(desk, case_id)
    for days in range(1, 60):
        clock.day += timedelta(days=1)
        case_list.page(desk, case_list.CaseFilter(sort="due"))
        assert stored(desk, case_id) == computed(desk, case_id), days
        assert verify(desk) == [], days
    assert ("answer", "R1") in stored(desk, case_id)


def test_a_date_that_a_pause_moves_is_listed_as_of_today(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    answers.start_pause(desk, case_id, kind="appraisal", on=desk.today(), reason="送检")
    for _ in range(20):
        clock.day += timedelta(days=1)
        today.today_view(desk)
        assert stored(desk, case_id) == computed(desk, case_id), "the end moves with every day"
        assert list(check(desk)) == []


def test_stage_and_status_follow_the_day(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = publish(desk, request_s2, staff)
    with desk.unaudited():
        sql.run_many(desk, "UPDATE case_file SET status = 'closed'", [()])
    assert [p.field for p in check(desk)] == [f"case[{case_id}].stage"]
    clock.day += timedelta(days=60)
    today.today_view(desk)
    assert load(desk, case_id).record.status == "open"


def test_nothing_is_brought_up_to_date_inside_another_transaction(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = publish(desk, request_s2, staff)
    clock.day += timedelta(days=60)
    with desk.reading(), pytest.raises(BugError):
        projections.bring_up_to_date(desk)
    assert case_id in projections.run_out(desk)


def test_the_head_of_a_case_needs_no_list_to_be_read_that_day(
    desk: Desk, clock: Clock, request_s11: dict[str, Any]
) -> None:
    case_id = file(desk, request_s11)
    fields = published(desk.today(), place="本局公告栏", reason="下落不明")
    serving.serve(
        desk, case_id, Served("R1", ("opinion_notice",), "publication", fields, outside=True)
    )
    stages: list[str] = []
    for _ in range(60):
        clock.day += timedelta(days=1)
        head = case_page(desk, case_id).header
        case_list.page(desk, case_list.CaseFilter())
        assert case_page(desk, case_id).header == head, clock.day
        stages.append(head.stage)
    assert list(dict.fromkeys(stages)) == ["received", "opinion"]


def test_what_was_not_committed_is_written_at_the_next_look(
    desk: Desk,
    clock: Clock,
    request_s2: dict[str, Any],
    staff: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case_id = publish(desk, request_s2, staff)
    clock.day += timedelta(days=60)

    def full(*_: object, **_more: object) -> None:
        raise StorageError("磁盘已满")

    with monkeypatch.context() as broken:
        broken.setattr(projections, "write", full)
        with pytest.raises(StorageError):
            to_serve.to_serve(desk)
    assert stored(desk, case_id) != computed(desk, case_id), "undone as a whole"
    to_serve.to_serve(desk)
    assert stored(desk, case_id) == computed(desk, case_id)


def test_another_version_of_the_program_projects_again(
    desk: Desk,
    request_s2: dict[str, Any],
    staff: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    with desk.unaudited():  # as the older version saw it
        sql.run_many(desk, "DELETE FROM waiting", [()])
        sql.run_many(desk, "DELETE FROM case_deadline WHERE rule = 'conclude'", [()])
        sql.run_many(desk, "UPDATE case_search SET mark = 'older'", [()])
    reopened(monkeypatch)
    assert verify(desk) == [], "that is no damage"
    assert listed(desk) == offered(desk, case_id)
    assert stored(desk, case_id) == computed(desk, case_id)
    assert verify(desk) == []


def test_a_step_that_the_office_added_waits_in_the_cases_there_are(
    desk: Desk,
    request_s2: dict[str, Any],
    staff: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    to_serve.to_serve(desk)
    folder = desk.path / "additions" / "steps"
    folder.mkdir(parents=True)
    (folder / "own_service.toml").write_text(STEP, encoding="utf-8")
    reopened(monkeypatch)
    rule_store.forget(desk)
    additions.use(desk.path)
    try:
        assert (case_id, "own_service", None) in listed(desk)
        assert verify(desk) == []
    finally:
        monkeypatch.undo()
        additions.use(desk.path / "nowhere")


STEP = """command = "serve"
[step]
order = { adjudication = 10 }
name = "送达告知书"
who = ["handler"]
basis = ["本局规定"]
after = ["docketed"]
done = ["served:own_paper"]
"""


def test_a_case_that_cannot_be_read_leaves_the_others_up_to_date(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    broken, case_id = publish(desk, request_s2, staff), publish(desk, request_s2, staff)
    conn = connection(desk.db)
    conn.execute("DROP TRIGGER event_no_update")
    conn.execute("UPDATE event SET type = 'of_the_future' WHERE case_id = ? AND type = 'served'",
                 (broken,))  # fmt: skip
    clock.day += timedelta(days=60)
    projections.bring_up_to_date(desk)
    assert stored(desk, case_id) == computed(desk, case_id)


def test_holidays_move_the_dates_of_a_refused_case_too(
    desk: Desk, clock: Clock, request_s11: dict[str, Any]
) -> None:
    clock.day = date(2026, 4, 1)
    case_id = refused(desk, clock, request_s11)
    before = stored(desk, case_id)
    days = [date(2026, 4, 2) + timedelta(days=n) for n in range(21)]
    lines = ["date,kind,name,source", *(f"{day},rest,假日,测试" for day in days)]
    import_arrangement(desk, "\n".join(lines) + "\n")
    assert stored(desk, case_id) == computed(desk, case_id) != before
    assert verify(desk) == []
