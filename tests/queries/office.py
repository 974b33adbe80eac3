"""Two dozen cases on one desk, each led a random way and left somewhere on it (always the same)."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import resources
from models.cases.case_file import CaseFile
from models.cases.deadlines import case_deadlines
from models.cases.loading import load
from models.errors import BadInput
from models.rules.deadlines.model import Deadline
from models.rules.procedure.stage import stage_of, status_of
from models.store.desk import Desk
from tests.stories.story import Story, company
from ui.verbs.playing.scenario import Clock, set_up_office

TODAY = date(2026, 6, 10)
CASES = 24
_NAMES = (
    "禾川县大筐塑业有限公司", "汾宁市农丰农机有限公司", "单县长乐灌溉器材经营部",
    "曾氏（禾川）农具厂",
    "ＡＢＣ滴灌设备有限公司", "买买提·艾山农机站", "重庆重工制造有限公司", "禾川县小筐经营部",
)  # fmt: skip


@dataclass
class Office:
    """The desk with its clock and the stories on it."""

    desk: Desk
    clock: Clock
    stories: list[Story]
    _read: dict[date, dict[int, list[Deadline]]] = field(default_factory=dict)
    _cases: list[CaseFile] = field(default_factory=list)

    def opened(self, desk: Desk) -> "Office":
        """Return the same office on a copy of its folder that was opened."""
        return Office(desk, self.clock, [replace(one, desk=desk) for one in self.stories])

    def cases(self) -> list[CaseFile]:
        """Return every case, read one by one (once: nothing is written here)."""
        self._cases = self._cases or [load(self.desk, one.case_id) for one in self.stories]
        return self._cases

    def dates(self, case: CaseFile) -> list[Deadline]:
        """Return the dates of a case as computed from its log."""
        known = self._read.setdefault(self.desk.today(), {})
        if case.id not in known:
            known[case.id] = case_deadlines(self.desk, case, self.desk.today())
        return known[case.id]

    def stands(self, case: CaseFile) -> tuple[str, str]:
        """Return stage and status as computed from its log."""
        state = case.state(self.desk.today())
        return stage_of(state), status_of(state)


class _Quiet(Story):
    """A story that is not compared with the lists at each step: the tests do that at the end."""

    def _agree(self) -> None: ...


def build(desk: Desk, clock: Clock) -> Office:
    """Set up the office and lead its cases on."""
    staff, chance = set_up_office(desk), Random(20260610)
    office = Office(desk, clock, [])
    for number in range(CASES):
        request = _request(chance, number)
        told = _Quiet(desk, clock, staff, request)
        clock.day = date(2026, 1, 5) + timedelta(days=chance.randrange(0, 130))
        told.files()
        office.stories.append(told)
        way = _mediate if request["kind"] == "mediation" else _adjudicate
        _lead(told, chance, way(chance))
    _leave_in_every_state(office)
    return office


def _leave_in_every_state(office: Office) -> None:
    """See that some cases are suspended, some were ended by mistake and go on."""
    office.clock.day = TODAY - timedelta(days=4)
    running = [s for s in office.stories if s.stage() == ("docketed", "open")]
    assert len(running) >= 3, "chance left too few"
    running[0].pauses("appraisal")
    running[1].dismisses("withdrawn").voids("case_dismissed")
    running[2].pauses("suspension").resumes("suspension-1")


def _request(chance: Random, number: int) -> dict[str, Any]:
    sample = "S11" if number % 4 == 3 else "S2"
    request: dict[str, Any] = copy.deepcopy(json.loads(resources.text("samples", f"{sample}.json")))
    if sample == "S2":
        request["infringement_known_on"] = "2025-11-10"
    for name in chance.sample(_NAMES, chance.randrange(0, 3)):
        home = chance.random() > 0.2
        abroad = {} if home else {"domiciled_in_prc": False, "region": "foreign"}
        request["respondents"].append(company(name, **abroad))
    request["channel"] = chance.choice(("window", "post"))
    return request


Step = tuple[int, Callable[[Story], object]]  # the days that pass before it, what is done


def _adjudicate(chance: Random) -> list[Step]:
    """Return the way of an adjudication; how far it is gone is chance."""
    way: list[Step] = [
        (3, lambda s: s.dockets()),
        (1, lambda s: s.serves("acceptance_notice panel_notice evidence_notice", "P1")),
        (2, lambda s: _reach(s, chance)),
        (6, lambda s: s.objects("R1") if chance.random() < 0.3 else None),
        (3, lambda s: s.decides_objection("R1", upheld=chance.random() < 0.3)),
        (4, lambda s: s.answers("R1")),
        (5, lambda s: s.serves("answer_copy", "P1", of="R1") if chance.random() < 0.7 else None),
        (2, lambda s: s.joins(company("禾川县后来农具厂")) if chance.random() < 0.3 else None),
        (1, lambda s: _unjoin(s, chance)),
        (2, lambda s: s.pauses("suspension") if chance.random() < 0.3 else None),
        (9, lambda s: s.dismisses("withdrawn") if chance.random() < 0.3 else None),
        (9, lambda s: s.ripens()),
        (1, lambda s: s.deliberates().approves("closing").decides("R1")),
        (1, lambda s: s.serves("decision", *_keys(s))),
        (5, lambda s: s.publishes_decision() if chance.random() < 0.5 else None),
    ]
    return way[: chance.randrange(0, len(way) + 6)]


def _mediate(chance: Random) -> list[Step]:
    way: list[Step] = [
        (2, lambda s: s.serves("opinion_notice", *_keys(s, "respondent"))),
        (6, lambda s: s.opines("R1", consent=chance.random() < 0.8)),
        (4, lambda s: s.dockets_mediation((s.day + timedelta(days=9)).isoformat())),
        (1, lambda s: s.serves("mediation_notice", "P1", "R1")),
        (8, lambda s: s.mediates("P1", "R1")),
        (1, lambda s: s.settles("P1", "R1") if chance.random() < 0.5 else s.dismisses_mediation()),
        (2, lambda s: s.serves("agreement", "P1")),
    ]
    return way[: chance.randrange(0, len(way) + 3)]


def _keys(told: Story, side: str = "") -> list[str]:
    return [p.key for p in told.case().parties if side in ("", p.side)]


def _unjoin(told: Story, chance: Random) -> None:
    joined = [e for e in told.case().log.entries if e.event.type == "party_joined"]
    if joined and chance.random() < 0.5:
        told.voids("party_joined")


def _reach(told: Story, chance: Random) -> None:
    """Serve the respondents, each in a way of its own; perhaps leave one out."""
    for key in _keys(told, "respondent"):
        how = chance.random()
        if how < 0.25:
            told.publishes("request_copy panel_notice", key)
        elif how < 0.45:
            told.mails(
                "request_copy", key, sent=(told.day - timedelta(days=1)).isoformat(),
                tracking=f"98{told.case_id:04d}{chance.randrange(10**6):06d}",
            )  # fmt: skip
        elif how < 0.9:
            told.serves("request_copy panel_notice evidence_notice", key)


def _lead(told: Story, chance: Random, way: list[Step]) -> None:
    """Take the steps on their days; what the rules refuse on this way is left out."""
    for days, step in way:
        day = told.day + timedelta(days=days + chance.randrange(0, 4))
        if day > TODAY:
            return
        told.clock.day = day
        try:
            step(told)
        except BadInput:
            continue
