"""An office in the middle of its work, for pictures: closed cases, running ones, all that is due.

The samples are played as they are; copies of them are moved by whole weeks and stopped midway.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import resources
from models.services.office.office import StaffIn, update_staff
from models.services.shared.drafts import save_draft
from models.store.desk import Desk
from tests.tools.sample_files import bring_files
from ui.pages.intake import collect
from ui.practice.samples import PracticeCase, story
from ui.verbs.demo import FIRST_DAY, SAMPLES
from ui.verbs.playing.scenario import Clock, Player, Scenario, load_scenario, set_up_office

TODAY = date(2026, 11, 2)
SINCE = date(2025, 1, 1)
# name -> (sample, days later, last day of the story that is played)
COPIES: dict[str, tuple[str, int, date]] = {
    "running": ("S1", 217, date(2026, 3, 30)),  # before its hearing, after an appraisal
    "answered": ("S2", 154, date(2026, 5, 26)),
    "late": ("S3", 399, date(2025, 9, 12)),  # not served in time
    "deliberated": ("S3", 336, date(2025, 11, 20)),
    "correcting": ("S4", 224, date(2026, 3, 11)),
    "filed": ("S4", 231, date(2026, 3, 9)),  # to be decided today
    "docketed": ("S1", 273, date(2026, 1, 30)),  # its last day lies in a year without holidays yet
    "opinion": ("S10", 119, date(2026, 6, 26)),
    "mediating": ("S11", 210, date(2026, 4, 2)),
}
PAUSE: tuple[dict[str, Any], ...] = (
    {"do": "start_pause", "on": date(2026, 10, 12), "kind": "appraisal",
     "reason": "双方同意委托鉴定机构检验喷头结构"},
    {"do": "end_pause", "on": date(2026, 10, 23), "pause": "appraisal-1"},
)  # fmt: skip
# What did not reach the respondent of the case that is late.
TRIED: tuple[dict[str, Any], ...] = tuple(
    {"do": "record_attempt", "on": on, "attempt": {
        "to": "R1", "documents": ["request_copy", "panel_notice", "evidence_notice"],
        "method": method, "result": result, "server": "李敏", **more}}
    for on, method, result, more in (
        (date(2026, 10, 22), "mail", "refused",
         {"sent_on": date(2026, 10, 19), "tracking_no": "EMS 1098765400217",
          "note": "投递员注明门卫拒收", "proof": "退回的邮件附卷"}),
        (date(2026, 10, 28), "direct", "no_answer",
         {"note": "厂门关闭，邻居称老板外出", "proof": "现场照片2张"}),
    )
)  # fmt: skip
INVALIDATION: tuple[dict[str, Any], ...] = (
    {"do": "record_invalidation", "on": date(2026, 10, 14), "party": "R1"},
    {"do": "accept_invalidation", "on": date(2026, 10, 21), "invalidation": "invalidation-1",
     "number": "5W112233"},
)  # fmt: skip
MORE = {"running": PAUSE, "answered": INVALIDATION, "late": TRIED}
DRAFTS = {"new": "S2", "second": "S4"}  # the key of a request half typed -> its sample


def build(folder: Path) -> dict[str, int]:
    """Play everything into a folder; returns the cases by sample or by the name of the copy."""
    clock = Clock(FIRST_DAY)
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))
        cases = {name: player.play(load_scenario(name)) for name in SAMPLES}
        _renew(desk, player.staff)
        for name in COPIES:
            cases[name] = player.play(_copy(name), numbered=False)
        clock.day = TODAY
        bring_files(desk, cases["running"], folder.parent / "材料")
        for key, sample in DRAFTS.items():
            values: dict[str, Any] = dict(collect.from_intake(load_scenario(sample).intake))
            values["case"]["received_on"] = TODAY.isoformat()
            title = "、".join(one.get("name", "") for one in values["requesters"])
            save_draft(desk, "intake", key, {"values": values, "title": title})
    return cases


def _renew(desk: Desk, staff: Mapping[str, int]) -> None:
    """A certificate that ends between the samples and the copies has been renewed in time."""
    rows = tomllib.loads(resources.text("samples", "office.toml"))["staff"]
    row = next(row for row in rows if row["name"] == "王强")
    until = row["certificate_until"].replace(year=TODAY.year + 3)
    update_staff(desk, staff["王强"], StaffIn(**row | {"certificate_until": until}))


def _copy(name: str) -> Scenario:
    sample, days, until = COPIES[name]
    made = story(PracticeCase(sample, until, days), SINCE)
    made.steps = sorted([*made.steps, *MORE.get(name, ())], key=lambda step: step["on"])
    return made
