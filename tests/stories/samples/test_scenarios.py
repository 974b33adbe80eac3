"""The samples play, their dates are those of the samples, their papers are complete."""

import json
from datetime import date
from typing import Any

import pytest

from forms.catalog import load_catalog
from models import reference
from models.cases import deadlines
from models.cases.ledger_rows import entries_of_case
from models.reference.rule_store import calendar_of, rules_of
from models.rules.deadlines.case_input import parse_input
from models.rules.deadlines.engine import compute
from models.rules.events import DecisionIssued
from tests.places import DATA
from tests.stories.samples.conftest import ORDER, Theatre
from tests.stories.samples.shape import as_in_samples

EXPECTED: dict[str, Any] = json.loads((DATA / "sample_expect.json").read_text(encoding="utf-8"))
# Printed from the ledger before there is a case; played by tests of their own.
ELSEWHERE = {
    "notification_letter", "claims_notice", "jurisdiction_notice", "lead_transfer",
    "apart_decision", "apart_agreement", "recusal_decision", "suspension_notice",
    "no_suspension_notice", "resumption_notice",
    "decision_righting", "decision_change", "decision_revocation",
}  # fmt: skip


@pytest.mark.parametrize("sample", sorted(EXPECTED))
def test_deadlines_are_those_of_the_sample(sample: str, theatre: Theatre) -> None:
    found = deadlines.case_deadlines(theatre.desk, theatre.view(sample), theatre.at(sample))
    assert as_in_samples(found) == EXPECTED[sample]["expect"]


@pytest.mark.parametrize("sample", sorted(EXPECTED))
def test_exported_events_give_the_same_dates(sample: str, theatre: Theatre) -> None:
    exported = deadlines.export(theatre.desk, theatre.view(sample), theatre.at(sample))
    case = parse_input(json.loads(json.dumps(exported)), reference.event_schema())
    found = compute(case, rules_of(theatre.desk), calendar_of(theatre.desk))
    assert as_in_samples(found) == EXPECTED[sample]["expect"]


def _spelled(event: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Spell an event without the id of a pause, which the desk gives itself."""
    return tuple(sorted((k, str(v)) for k, v in event.items() if k != "id"))


@pytest.mark.parametrize("sample", sorted(EXPECTED))
def test_the_log_holds_the_events_of_the_sample(sample: str, theatre: Theatre) -> None:
    exported = deadlines.export(theatre.desk, theatre.view(sample), theatre.at(sample))
    ours = {_spelled(e) for e in json.loads(json.dumps(exported))["events"]}
    given = EXPECTED[sample]["input"]["events"]
    missing = [e for e in given if _spelled(e) not in ours]
    assert missing == []


@pytest.mark.parametrize("sample", ORDER)
def test_what_is_blocked_in_a_scenario_was_refused(sample: str, theatre: Theatre) -> None:
    wanted = [s["blocked"] for s in theatre.scenarios[sample].steps if "blocked" in s]
    assert len(wanted) == len(theatre.blocked[sample])
    for words, reason in zip(wanted, theatre.blocked[sample], strict=True):
        assert words in reason


@pytest.mark.parametrize(
    ("sample", "stage", "status", "number"),
    [
        ("S1", "enforcing", "closed", "晋宁知法裁字〔2026〕3号"),
        ("S2", "closed", "closed", "晋宁知法裁字〔2026〕11号"),
        ("S3", "closed", "closed", "晋宁知法裁字〔2025〕27号"),
        ("S4", "refused", "refused", None),
        ("S10", "closed", "closed", "晋宁知法调字〔2026〕7号"),
        ("S11", "closed", "closed", "晋宁知法调字〔2026〕4号"),
        ("S12", "closed", "closed", "晋宁知法裁字〔2026〕14号"),
    ],
)
def test_each_case_ends_where_its_story_ends(
    sample: str, stage: str, status: str, number: str | None, theatre: Theatre
) -> None:
    row = theatre.view(sample).record
    assert (row.stage, row.status, row.case_no) == (stage, status, number)


@pytest.mark.parametrize("sample", ["S1", "S2", "S3"])
def test_the_order_is_word_for_word_that_of_the_sample(sample: str, theatre: Theatre) -> None:
    issued = theatre.view(sample).log.last(DecisionIssued)
    assert issued is not None
    items = [item.text for item in issued.event.order_items]
    if len(items) > 1:
        items = [f"{number}、{text}" for number, text in zip("一二三", items, strict=False)]
    # The sample adds a remark in brackets that is no part of the order.
    assert "".join(items) == EXPECTED[sample]["order"].partition("（平台通知")[0]


def test_the_notification_became_the_case(theatre: Theatre) -> None:
    [row] = entries_of_case(theatre.player.cases["S1"])
    assert (row.text("choice"), row.filled("signed")) == ("adjudication", True)
    assert row.day == date(2026, 1, 26)


def test_every_form_is_made_by_some_sample(theatre: Theatre) -> None:
    made = {
        order["form_id"]
        for scenario in theatre.scenarios.values()
        for step in scenario.steps
        if step["do"] == "make_documents"
        for order in step["orders"]
    }
    steps = (step["do"] for scenario in theatre.scenarios.values() for step in scenario.steps)
    made |= {"published_decision" for do in steps if do == "publish"}
    assert made == set(load_catalog().ids()) - ELSEWHERE
