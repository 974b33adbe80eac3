"""Evidence after filing: numbered on, told to the log, bad items refused whole."""

from datetime import date

import pytest

from models.cases.loading import load
from models.entities import Evidence
from models.errors import BadInput
from models.rules.events import EvidenceReceived
from models.services.proceedings import evidence
from models.services.proceedings.evidence import Exhibit
from models.services.receiving import intake
from models.store.desk import Desk
from tests.services.test_journal import docketed  # noqa: F401 (a fixture)

DAY = date(2026, 5, 18)


def test_items_are_numbered_on_and_logged(desk: Desk, docketed: int) -> None:  # noqa: F811
    before = len(load(desk, docketed).evidence)
    items = [Exhibit("respondent", "展会照片", "现有设计", 3), Exhibit("office", "勘验笔录")]
    evidence.add_evidence(desk, docketed, items, on=DAY)
    case = load(desk, docketed)
    assert [e.no for e in case.evidence][-2:] == [before + 1, before + 2]
    logged = case.log.last(EvidenceReceived)
    assert logged and [line.side for line in logged.event.items] == ["respondent", "office"]


def test_amending_the_request_keeps_what_came_later(
    desk: Desk,
    docketed: int,  # noqa: F811
) -> None:
    evidence.add_evidence(desk, docketed, [Exhibit("respondent", "展会照片")], on=DAY)
    filed = load(desk, docketed).last_request.data
    exhibits = filed["evidence"]
    assert isinstance(exhibits, list)
    changed = {**filed, "product": "QKL-13", "evidence": exhibits[:2]}
    intake.amend_request(desk, docketed, changed, on=DAY, reason="请求人撤回证据")
    names = [e.name for e in load(desk, docketed).evidence]
    assert names[-1] == "展会照片"
    assert len(names) == 3


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (Exhibit("judge", "照片"), "exhibits[0].side"),
        (Exhibit("office", " "), "exhibits[0].name"),
        (Exhibit("office", "照\x01片"), "exhibits[0].name"),
        (Exhibit("office", "照片", pages=0), "exhibits[0].pages"),
    ],
)
def test_bad_items_are_refused(
    desk: Desk,
    docketed: int,  # noqa: F811
    item: Exhibit,
    field: str,
) -> None:
    before = Evidence.select().count()
    with pytest.raises(BadInput) as refused:
        evidence.add_evidence(desk, docketed, [item], on=DAY)
    assert refused.value.problems[0].field == field
    assert Evidence.select().count() == before
