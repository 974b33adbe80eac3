"""今日 names the days that were arranged: ahead, and past ones that nobody recorded."""

import pytest

from models.cases.loading import load
from models.queries.dialogs.next_steps import steps_of
from models.queries.lists import today
from models.queries.places import CaseTab
from models.rules.events.records import Instalment
from models.services.closing import mediation as closing
from models.services.office.office import set_settings
from tests.services.support import day
from tests.stories.story import Story


@pytest.fixture
def docketed(story: Story) -> Story:
    """Return an adjudication docketed on 5 March."""
    return story.on("2026-03-02").files().on("2026-03-05").dockets()


@pytest.fixture
def consented(mediation: Story) -> Story:
    """Return a mediation in which the respondent consented."""
    mediation.on("2026-03-02").files().on("2026-03-03").serves("opinion_notice", "R1")
    return mediation.on("2026-03-10").opines("R1", consent=True)


def test_a_hearing_in_the_coming_days_and_a_past_one(docketed: Story) -> None:
    docketed.on("2026-04-01").fixes_hearing("2026-04-20")
    assert docketed.on_today("arranged") == [], "more than seven days ahead"
    assert docketed.on("2026-04-13").on_today("arranged") == ["口头审理 2026-04-20"]
    docketed.on("2026-04-22")
    card = next(c for c in today.today_view(docketed.desk).cards if c.id == "arranged")
    assert [(line.days, line.tab) for line in card.lines] == [("已逾期2日", CaseTab.DEADLINES)]


def test_a_hearing_that_is_held_moved_or_cancelled_is_gone(docketed: Story) -> None:
    docketed.on("2026-04-01").fixes_hearing("2026-04-20")
    docketed.on("2026-04-14").fixes_hearing("2026-04-21")
    assert docketed.on_today("arranged") == ["口头审理 2026-04-21"]
    docketed.on("2026-04-21").hears()
    assert docketed.on_today("arranged") == []
    docketed.voids("hearing_held")
    assert docketed.on_today("arranged") == ["口头审理 2026-04-21"]
    docketed.cancels_hearing()
    assert docketed.on_today("arranged") == []


def test_a_session_tomorrow(consented: Story) -> None:
    consented.dockets_mediation("2026-03-20").on("2026-03-19")
    assert consented.on_today("arranged") == ["调解 2026-03-20"]
    consented.on("2026-03-25")
    assert consented.on_today("arranged") == ["调解 2026-03-20"], "nobody recorded it"
    consented.mediates("P1", "R1")
    assert consented.on_today("arranged") == []


def test_a_mediation_that_ended_has_no_session(consented: Story) -> None:
    consented.dockets_mediation("2026-03-20").dismisses_mediation()
    assert consented.on("2026-03-19").on_today("arranged") == []


def test_instalments_until_they_are_paid(consented: Story) -> None:
    consented.dockets_mediation("2026-03-20").on("2026-03-20").mediates("P1", "R1")
    parts = tuple(
        Instalment(n, day(on), 100_000)
        for n, on in enumerate(("2026-04-01", "2026-05-01", "2026-09-01"), start=1)
    )
    terms = closing.Agreement(
        "双方同意。", ("分三期给付。",), 300_000, parts, signed_by=(("P1", "本人"), ("R1", "本人"))
    )
    closing.record_agreement(consented.desk, consented.case_id, terms, on=consented.day)
    consented.serves("agreement", "P1", "R1").on("2026-05-06")
    assert consented.on_today("arranged") == [], "the case is closed"
    set_settings(consented.desk, {"position.follow_payments": True})
    first, second = "第1期给付1,000.00元 2026-04-01", "第2期给付1,000.00元 2026-05-01"
    assert consented.on_today("arranged") == [first, second], "both overdue, the third far off"
    consented.records("instalment_recorded", no=1, paid=False)
    assert consented.on_today("arranged") == [first, second]
    consented.records("instalment_recorded", no=2, paid=True)
    assert consented.on_today("arranged") == [first]
    consented.voids("instalment_recorded")
    consented.clock.day = day("2026-04-02")
    consented.records("performed", of="R1").on("2026-05-06")
    assert consented.on_today("arranged") == [second]
    consented.records("performed", of="R1")
    assert consented.on_today("arranged") == []
    assert consented.on("2026-08-28").on_today("arranged") == ["第3期给付1,000.00元 2026-09-01"]


def test_the_day_of_performance_of_who_was_ordered(docketed: Story) -> None:
    docketed.on("2026-04-20").ripens()
    docketed.on("2026-04-21").deliberates().approves("closing").decides("R1")
    docketed.serves("decision", "P1", "R1")
    docketed.records("performance_due", of="R1", due_on="2026-06-30").on("2026-06-29")
    line = "履行期届满（禾川县青筐里塑业有限公司） 2026-06-30"
    assert docketed.on_today("arranged") == [line]
    assert docketed.on("2026-07-10").on_today("arranged") == [line]
    assert "履行" not in docketed.listed(), "no period of the law"
    docketed.records("performed", of="R1")
    assert docketed.on_today("arranged") == []


def offered(told: Story) -> set[str]:
    """Return the ids of the next steps."""
    return {s.step.id for s in steps_of(told.desk, load(told.desk, told.case_id))}


def test_a_decision_is_made_public_once_it_was_served(docketed: Story) -> None:
    docketed.on("2026-04-20").ripens()
    docketed.on("2026-04-21").deliberates().approves("closing").decides("R1")
    assert "publish" not in offered(docketed)
    docketed.serves("decision", "P1")
    assert "publish" not in offered(docketed), "the other side has not got it"
    docketed.serves("decision", "R1")
    assert "publish" in offered(docketed)
