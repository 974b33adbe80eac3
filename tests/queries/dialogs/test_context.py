"""What the dialog of a step is told: the parties, the panel, what it serves, what can be voided."""

from datetime import timedelta

from models.queries.dialogs.context import step_context
from models.queries.dialogs.known_parties import likely_parties
from models.rules.events import TollingEnded, TollingStarted
from models.rules.procedure.conditions import consents, unforwarded
from tests.queries.office import TODAY, Office


def test_every_open_step_has_its_dialog(office: Office) -> None:
    """Each step of each case: the context names the step, its party and what it serves."""
    seen: set[str] = set()
    for told in office.stories:
        for line in told.page().steps:
            found = step_context(office.desk, told.case_id, line.command, line.party, line.id)
            assert found.case_id == told.case_id and found.today == TODAY
            assert found.step is None or found.step.command == line.command
            if found.step is not None and found.step.id == line.id and line.party:
                assert found.step.party == line.party
            if line.command == "serve" and found.step is not None:
                assert found.documents, line.id
            seen.add(line.command)
    assert len(seen) >= 8, seen


def test_the_parties_with_their_sides_and_who_takes_part(office: Office) -> None:
    for case in office.cases():
        found = step_context(office.desk, case.id, "record_event")
        assert [p.key for p in found.parties] == [p.key for p in case.state().parties]
        assert {p.key for p in found.side("requester")} == {p.key for p in case.side("requester")}
        assert found.side("") == found.parties
        for one in found.parties:
            mediated = case.kind == "mediation" and one.side == "respondent"
            assert one.takes_part == (not mediated or consents(case.state(), one.key))
            assert found.party(one.key) is one
        assert found.party("Z9") is None and found.party(None) is None


def test_whose_answer_goes_to_whom_next(office: Office) -> None:
    waiting = 0
    for case in office.cases():
        found = step_context(office.desk, case.id, "serve", step="forward_answer")
        pairs = unforwarded(case.state()) if case.kind == "adjudication" else []
        expected = pairs[0] if pairs else (None, None)
        assert (found.answering, found.forward_to) == expected
        waiting += bool(pairs)
    assert waiting, "some answer waits"


def test_the_pauses_that_can_be_ended_and_the_entries_that_can_be_voided(office: Office) -> None:
    for case in office.cases():
        found = step_context(office.desk, case.id, "void_event")
        standing = [e for e in case.log.entries if not e.derived and not e.event.order.first]
        assert [number for number, _ in found.voidable] == [e.id for e in reversed(standing)]
        ended = {e.event.id for e in case.log.all(TollingEnded)}
        open_ = [e for e in case.log.all(TollingStarted) if e.event.id not in ended]
        assert [pause for pause, _ in found.pauses] == [e.event.id for e in open_]
        assert all(
            f"（{e.on}起）" in text for (_, text), e in zip(found.pauses, open_, strict=True)
        )
        assert step_context(office.desk, case.id, "docket").voidable == ()


def test_the_panel_and_the_people_in_office(office: Office) -> None:
    for case in office.cases():
        found = step_context(office.desk, case.id, "deliberate")
        assert found.panel == case.panel()
        assert found.clerk == ("陈雨" if case.panel() else "")
        assert found.by_role("handler") and found.by_role("king") is None


def test_what_is_to_be_approved(office: Office) -> None:
    for case in office.cases():
        matter = step_context(office.desk, case.id, "record_approval").matter
        docketed = case.log.happened("docketed")
        assert matter == "closing" if docketed else matter in ("docketing", "refusal")
        assert step_context(office.desk, case.id, "serve").matter == ""


def test_a_party_typed_again_is_recognised(office: Office) -> None:
    found = likely_parties(office.desk, "郝砚秋", "14260119000315047X")
    assert found and found[0].certain and found[0].reason == "证件号码相同"
    assert found[0].values["address"] == "山西省汾宁市尧川区育英街9号3单元402"
    assert found[0].values["domiciled_in_prc"] is True
    assert "legal_rep" not in found[0].values, "only what is filled"


def test_nobody_alike_and_the_cases_own_parties_are_no_news(office: Office) -> None:
    assert likely_parties(office.desk, "完全不同的名称（不存在）") == []
    of_s2 = next(case for case in office.cases() if case.kind == "adjudication")
    names = [p.name for p in of_s2.parties]
    for name in names:
        known = likely_parties(office.desk, name, kind="company", without_case=of_s2.id)
        ids = {p.person.id for p in of_s2.parties}
        assert not ids & {one.id for one in known}


def test_the_day_of_the_dialog_is_today(office: Office) -> None:
    office.clock.day = TODAY + timedelta(days=3)
    told = office.stories[0]
    assert step_context(office.desk, told.case_id, "docket").today == TODAY + timedelta(days=3)
