"""A set of papers is served when all of it is; whoever joins is served the whole set."""

import pytest

from models import reference
from models.queries.dialogs.context import step_context
from models.queries.documents import copies_of
from models.queries.lists import to_serve
from models.queries.lists.open_steps import served_by
from models.rules.procedure import KINDS
from models.services.shared import documents
from models.services.shared.documents import Order
from models.services.shared.paper_state import void_paper
from tests.stories.story import Story, company

SET = "panel_notice evidence_notice"
RESPONDENT = "禾川县青筐里塑业有限公司"


@pytest.fixture
def docketed(story: Story) -> Story:
    """Return a case docketed on 5 March."""
    return story.on("2026-03-02").files().on("2026-03-05").dockets()


def wanted(story: Story, step: str, addressee: str) -> str:
    """Return the papers that 送达 names for a step, "" when it asks for none."""
    lines = to_serve.to_serve(story.desk)
    found = [x.documents for x in lines if (x.step, x.addressee) == (step, addressee)]
    return found[0] if found else ""


def test_of_three_papers_the_two_that_are_left_stay(docketed: Story) -> None:
    assert (
        wanted(docketed, "serve_acceptance", "郝砚秋") == "受理通知书、合议组成员告知书、举证通知书"
    )
    docketed.serves("acceptance_notice", "P1")
    assert "serve_acceptance P1" in docketed.steps()
    assert wanted(docketed, "serve_acceptance", "郝砚秋") == "合议组成员告知书、举证通知书"
    assert any("受理通知书" in line for line in docketed.on_today("unserved"))
    left = step_context(docketed.desk, docketed.case_id, "serve", "P1", "serve_acceptance")
    assert left.documents == ("panel_notice", "evidence_notice")
    docketed.serves(SET, "P1")
    assert wanted(docketed, "serve_acceptance", "郝砚秋") == ""


def test_a_service_that_is_voided_brings_its_paper_back(docketed: Story) -> None:
    docketed.serves(f"request_copy {SET}", "R1")
    assert wanted(docketed, "serve_request", RESPONDENT) == ""
    docketed.voids("served")
    assert wanted(docketed, "serve_request", RESPONDENT) == "举证通知书"


def test_another_addressee_keeps_its_own_set(docketed: Story) -> None:
    docketed.joins(company("禾川县大筐塑业有限公司")).serves(f"request_copy {SET}", "R1")
    assert wanted(docketed, "serve_request", RESPONDENT) == ""
    both = wanted(docketed, "serve_request", "禾川县大筐塑业有限公司")
    assert both == "请求书副本、合议组成员告知书、举证通知书"


def test_a_third_party_is_served_from_the_day_it_joins(docketed: Story) -> None:
    docketed.joins(company("禾川县供模有限公司"), "third_party")
    assert wanted(docketed, "serve_third_party", "禾川县供模有限公司") == (
        "追加当事人通知、请求书副本、合议组成员告知书、举证通知书"
    )
    docketed.serves("joinder_notice", "T1")
    assert "追加" not in wanted(docketed, "serve_third_party", "禾川县供模有限公司")[:2]
    docketed.serves(f"request_copy {SET}", "T1")
    assert wanted(docketed, "serve_third_party", "禾川县供模有限公司") == ""
    assert docketed.dates("answer") == {}, "a third party has no answer period"


def test_who_joins_after_the_hearing_was_fixed_is_told_of_it(docketed: Story) -> None:
    docketed.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    docketed.joins(company("禾川县供模有限公司"), "third_party")
    docketed.joins(company("禾川县大筐塑业有限公司"))
    for name in ("禾川县供模有限公司", "禾川县大筐塑业有限公司"):
        assert wanted(docketed, "serve_hearing_notice", name) == "口头审理通知书"
    assert wanted(docketed, "serve_joinder", "禾川县大筐塑业有限公司") == "追加当事人通知"


def test_everybody_is_told_of_a_panel_that_was_replaced(docketed: Story) -> None:
    docketed.serves(f"acceptance_notice {SET}", "P1").serves(f"request_copy {SET}", "R1")
    docketed.on("2026-03-20").replaces("李敏", "周建国", "赵静")
    assert wanted(docketed, "serve_panel_again", "郝砚秋") == "合议组成员告知书"
    docketed.serves("panel_notice", "P1", "R1")
    assert wanted(docketed, "serve_panel_again", "郝砚秋") == ""
    docketed.replaces("周建国", "李敏", "赵静")  # on the same day, after they were told
    assert wanted(docketed, "serve_panel_again", "郝砚秋") == "合议组成员告知书"


def test_a_decided_objection_is_told(docketed: Story) -> None:
    docketed.serves(f"request_copy {SET}", "R1").on("2026-03-10").objects("R1")
    docketed.decides_objection("R1", upheld=False)
    assert wanted(docketed, "serve_objection_decision", RESPONDENT) == "管辖权异议决定"
    docketed.serves("objection_decision", "R1")
    assert wanted(docketed, "serve_objection_decision", RESPONDENT) == ""


def test_every_paper_that_is_served_has_a_step_that_asks_for_it() -> None:
    asked = {p for kind in KINDS for s in reference.steps(kind) for p in served_by(s)}
    assert set(reference.served_papers().papers) == asked


def decided(story: Story) -> Story:
    """Let the case be decided against R1, with a third party in it."""
    story.joins(company("禾川县供模有限公司"), "third_party")
    story.ripens().on("2026-04-21")
    return story.deliberates().approves("closing").decides("R1")


def paper(story: Story) -> tuple[str, str]:
    """Return the stored state of the decision, and what the page of the case says of it."""
    line = next(p for p in story.page().papers if p.form_id == "decision")
    return line.state, line.state_name


def test_a_decision_is_served_once_it_reached_everybody(docketed: Story) -> None:
    story = decided(docketed)
    made = documents.make_documents(
        story.desk, story.case_id, (Order("decision", None, story.day),), final=True
    )
    assert copies_of(story.desk, made.ids["document"]) == 4, "three parties and the file"
    assert paper(story)[0] == "final"
    story.serves("decision", "R1")
    assert paper(story)[0] == "final", "one of three"
    assert "1/3" in paper(story)[1]
    story.serves("decision", "P1", "T1")
    assert paper(story)[0] == "issued"
    story.voids("served")
    assert paper(story)[0] == "final" and "2/3" in paper(story)[1]


def test_a_served_paper_of_one_party_is_issued_at_once(docketed: Story) -> None:
    made = documents.make_documents(
        docketed.desk, docketed.case_id,
        tuple(Order("panel_notice", key) for key in ("P1", "R1")), final=True,
    )  # fmt: skip
    docketed.serves("panel_notice", "P1")
    states = [p.state for p in docketed.page().papers if p.form_id == "panel_notice"]
    assert sorted(states) == ["final", "issued"]
    void_paper(docketed.desk, made.ids["document"], reason="写错")
    assert "合议组成员告知书" in wanted(docketed, "serve_request", RESPONDENT)
