"""The dates of a case on a desk: what the engine is asked, when it is asked, what is refused."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import reference
from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.reference.rule_store import calendar_of, forget, rules_of
from models.rules.deadlines import compute, parse_input
from models.rules.events import (
    Docketed,
    Entry,
    Event,
    ExtensionApproved,
    PartyJoined,
    PeriodSet,
    Purpose,
    RequestReceived,
    Served,
)
from models.rules.problem import InputRefused
from models.store.desk import Desk
from models.store.settings.values import Settings
from tests.cases.making import PEOPLE, case_of, place
from tests.rules.deadlines.support import EXAMPLES

DAY = date(2026, 3, 2)
AS_OF = date(2026, 6, 30)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Yield an empty desk."""
    with Desk.open(tmp_path / "data", "李敏", AS_OF) as opened:
        yield opened


def clocks(*events: tuple[Event, date], **more: Any) -> CaseFile:
    """Return a case in which these events were recorded one after the other."""
    return case_of((Entry(n, on, e) for n, (e, on) in enumerate(events, start=1)), **more)


@pytest.mark.parametrize("example", EXAMPLES, ids=[one["name"] for one in EXAMPLES])
def test_a_desk_computes_what_the_verb_computes(desk: Desk, example: dict[str, Any]) -> None:
    """Events of a worked case as entries, in the order of the list; and exported again."""
    asked = example["input"]
    given = parse_input(asked, reference.event_schema())
    made = clocks(
        *((entry.event, entry.on) for entry in reversed(given.events)),
        kind=asked["procedure"],
        mediation_kind=asked.get("mediation_kind"),
        parties=tuple(
            place(p.id, p.side, p.id, domiciled=p.domiciled_in_prc) for p in given.parties
        ),
    )
    exported = deadlines.export(desk, made, given.as_of)
    again = parse_input(json.loads(json.dumps(exported)), reference.event_schema())
    here = deadlines.case_input(desk, made, given.as_of)
    assert [(e.on, e.event) for e in again.events] == [(e.on, e.event) for e in here.events]
    assert replace(again, events=()) == replace(here, events=())
    found = deadlines.case_deadlines(desk, made, given.as_of)
    late = {e.event.party for e in made.log.all(PartyJoined) if e.on > given.as_of}
    answers = compute(again, rules_of(desk), calendar_of(desk))
    assert found == [one for one in answers if one.party not in late]


def test_a_case_is_computed_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def counted(*what: Any) -> Any:
        asked.append(what)
        return compute(*what)

    monkeypatch.setattr(deadlines, "compute", counted)
    case = clocks((Docketed(), DAY))
    first = deadlines.case_deadlines(desk, case, AS_OF)
    assert deadlines.case_deadlines(desk, clocks((Docketed(), DAY)), AS_OF) == first
    assert deadlines.find(desk, case, first[0].id, first[0].party, AS_OF) == first[0]
    first.clear()
    assert deadlines.case_deadlines(desk, case, AS_OF)
    assert len(asked) == 1
    # Another day, another entry under the same number, another party, other rules.
    deadlines.case_deadlines(desk, case, date(2026, 6, 29))
    deadlines.case_deadlines(desk, clocks((Docketed(), date(2026, 3, 3))), AS_OF)
    deadlines.case_deadlines(desk, clocks((Docketed(), DAY), parties=PEOPLE[:1]), AS_OF)
    forget(desk)
    deadlines.case_deadlines(desk, clocks((Docketed(), DAY), parties=PEOPLE[:1]), AS_OF)
    assert len(asked) == 5


def test_a_voided_entry_is_not_asked_about(desk: Desk) -> None:
    entry = Entry(1, DAY, Docketed())
    made = replace(clocks(), entries=(replace(entry, voided_by=2), replace(entry, id=2, voids=1)))
    assert deadlines.case_deadlines(desk, made, AS_OF) == []


def test_a_party_that_joins_later_has_no_dates_yet(desk: Desk) -> None:
    more = (*PEOPLE, place("R2", "respondent", "丙"))
    joined = date(2026, 4, 1)
    case = clocks((Docketed(), DAY), (PartyJoined(party="R2"), joined), parties=more)
    before = deadlines.case_deadlines(desk, case, date(2026, 3, 31))
    assert {d.party for d in before} == {"R1", None}
    assert deadlines.find(desk, case, "serve_request", "R2", joined) is not None


def test_the_office_decides_what_correction_does(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = PeriodSet(id="a", what=Purpose.CORRECTION, party="P1", until=date(2026, 3, 20))
    case = clocks((RequestReceived(), DAY), (asked, date(2026, 3, 4)))
    on = date(2026, 3, 10)
    assert deadlines.export(desk, case, on)["settings"] == {"judicial_confirm": False}
    plain = Settings.get
    for value, due in (("restart", 9), ("pause", 13), ("none", 9)):
        monkeypatch.setattr(
            Settings,
            "get",
            lambda own, key, v=value: v if key.endswith("_correction") else plain(own, key),
        )
        found = deadlines.find(desk, case, "docketing", None, on)
        assert found is not None
        assert found.due == date(2026, 3, due)
        assert (found.status == "suspended") is (value != "none")
        verb = parse_input(deadlines.export(desk, case, on), reference.event_schema())
        assert found in compute(verb, rules_of(desk), calendar_of(desk))


def refused(desk: Desk, case: CaseFile) -> dict[str, str]:
    try:
        deadlines.check(desk, case)
    except InputRefused as error:
        return {one.field: one.problem for one in error.problems}
    return {}


def test_what_contradicts_is_named_as_a_person_knows_it(desk: Desk) -> None:
    case = clocks(
        (Docketed(), DAY),
        (ExtensionApproved(level=1, days=40), DAY),
        (ExtensionApproved(level=2, months=1), date(2026, 3, 1)),
        (Served(document="evidence_notice", to="R7", days=3), DAY),
        (Served(document="correction_notice", to="R7"), DAY),
    )
    found = refused(desk, case)
    assert list(found) == [
        "送达（2026-03-02）.to",
        "批准延长结案期限（2026-03-02）.days",
        "送达（2026-03-02）.days",
        "批准延长结案期限（2026-03-01）.date",
    ]
    assert found["批准延长结案期限（2026-03-02）.days"] == (
        "不得超过31（专利纠纷行政裁决和调解办法第37条）"
    )
    assert refused(desk, clocks((Docketed(), DAY))) == {}


def test_fields_are_checked_as_the_verb_checks_them(desk: Desk) -> None:
    until = date(2026, 3, 1)
    case = clocks(
        (PeriodSet(id=" ", what=Purpose.OTHER, party="P1", days=36501), DAY),
        (PeriodSet(id="", what=Purpose.OTHER, party="", until=until), DAY),
        (ExtensionApproved(level=3, months=1, days=1), DAY),
    )
    with pytest.raises(InputRefused) as error:
        deadlines.check(desk, case)
    assert [(one.field.split("）.")[1], one.problem) for one in error.value.problems] == [
        ("id", "期限编号应为非空文字"),
        ("days", "天数应在1至36500之间"),
        ("until", "届满日2026-03-01早于事件日期2026-03-02"),
        ("id", "缺少期限编号"),
        ("party", "缺少当事人"),
        ("level", "延长次第应在1至2之间"),
        ("days", "月数、天数只能填写其中一项"),
    ]
