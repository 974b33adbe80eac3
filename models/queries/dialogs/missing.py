"""What is still missing before a step or a final paper, and on which page it is supplied."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from models.cases import acceptance, deadlines, gating
from models.cases.case_file import CaseFile
from models.queries.places import Place
from models.reference.positions import WHERE, authority_gaps, unset_positions
from models.rules.acceptance.model import AcceptanceResult, Finding
from models.rules.events import Docketed, NotDocketed
from models.rules.events.codes import Matter
from models.rules.gates import people
from models.rules.gates.evaluate import told
from models.rules.gates.model import Act, GateState, Lack
from models.rules.procedure.conditions import planned_hearing, unforwarded
from models.rules.procedure.state import CaseState
from models.store.desk import Desk


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, and where it is supplied; an approval is recorded at once."""

    text: str
    place: Place = Place.CASE
    approval: Matter | None = None


Lacking = tuple[Missing, ...]
_HOLDER_ENFORCES = "enforce_holder"  # the rule of the holder's own period
OFFICE_ITEMS = frozenset({"authority"})  # of the acceptance check, settled in the settings
_AREA_ITEMS = frozenset({"jurisdiction", "venue"})


@dataclass(frozen=True)
class _Asked:
    """What the questions behind the needs are put to; `review` None once the case is decided."""

    desk: Desk
    case: CaseFile
    state: CaseState
    today: date
    review: AcceptanceResult | None


def review_of(desk: Desk, case: CaseFile) -> AcceptanceResult | None:
    """Return the acceptance check while nothing is decided, None once docketed or refused."""
    decided = case.log.has(Docketed) or case.log.has(NotDocketed)
    return None if decided else acceptance.check(desk, case)


def needs(
    desk: Desk, case: CaseFile, review: AcceptanceResult | None, wanted: Iterable[str]
) -> dict[str, Lacking]:
    """Return what is still missing for these needs of steps; `review` as `review_of` gives it."""
    today = desk.today()
    asked = _Asked(desk, case, case.state(today), today, review)
    return {need: _NEEDS[need](asked) for need in dict.fromkeys(wanted)}


def _authority(asked: _Asked) -> Lacking:
    return _set(authority_gaps(asked.desk, mediation=asked.case.kind == "mediation"))


def _refusal_remedy(asked: _Asked) -> Lacking:
    return _set(unset_positions(asked.desk, "refusal_notice"))


def _unforwarded(asked: _Asked) -> Lacking:
    name = asked.case.name_of
    return tuple(
        Missing(f"{name(answering)}的答辩书尚未送达{name(requester)}")
        for answering, requester in unforwarded(asked.state)
    )


def _gates(asked: _Asked, act: Act) -> Lacking:
    """Return what the law still asks before an act; what it must say itself is not asked yet."""
    found = (v for v in gating.asked(asked.desk, asked.case, act, asked.today) if v.stops)
    return tuple(_lacking(one, lack) for one in found for lack in one.lacks)


def _lacking(one: GateState, lack: Lack) -> Missing:
    place = Place.SETTINGS if one.gate.of_office else Place.GATES
    return Missing(
        told(one, lack.text), place, Matter.CLOSING if lack.place == "approval" else None
    )


def _acceptance(asked: _Asked) -> Lacking:
    if asked.review is None:
        return ()
    regions = bool(asked.desk.settings.text("office.regions"))
    unmet = (f for f in asked.review.findings if f.state != "met")
    return tuple(Missing(f.text, _place_of(f, regions=regions)) for f in unmet)


def _corrections(asked: _Asked) -> Lacking:
    return tuple(Missing(c.text) for c in asked.review.corrections) if asked.review else ()


def _refusal_reasons(asked: _Asked) -> Lacking:
    ticked = asked.review is None or bool(asked.review.ticked)
    return _unless(ticked, "审查没有不予立案的法定理由")


def _place_of(finding: Finding, *, regions: bool) -> Place:
    """Return where a finding is settled: the office's own authority and area are settings."""
    of_office = finding.item in OFFICE_ITEMS or (finding.item in _AREA_ITEMS and not regions)
    return Place.SETTINGS if of_office else Place.CASE


def _set(texts: Iterable[str]) -> Lacking:
    return tuple(Missing(text, Place.SETTINGS) for text in texts)


def _unless(there: bool, text: str) -> Lacking:
    return () if there else (Missing(text),)


def _approval(asked: _Asked, matter: Matter, text: str, on: date | None = None) -> Lacking:
    there = people.approved(asked.state, matter, on)
    return () if there else (Missing(text, approval=matter),)


def _panel(asked: _Asked) -> Lacking:
    panel = asked.case.panel(asked.today)
    if not panel:
        return ()
    expired = people.certificate_problems(panel, asked.today)
    return (
        *(Missing(p.problem) for p in people.panel_problems(panel)),
        *(Missing(p.problem, Place.ROSTER) for p in expired),
    )


def _hearing_day(asked: _Asked) -> Lacking:
    planned = planned_hearing(asked.state)
    if planned is None or planned.event.hearing_on <= asked.today:
        return ()
    return (Missing(f"口头审理日为{planned.event.hearing_on.isoformat()}，当日登记"),)


def _holder_window(asked: _Asked) -> Lacking:
    """Return why the holder of the right cannot apply alone yet (art. 80)."""
    dates = deadlines.case_deadlines(asked.desk, asked.case, asked.today)
    open_ = any(one.id == _HOLDER_ENFORCES for one in dates)
    return _unless(open_, "本部门申请强制执行的期限还没有届满，权利人还不能自行申请")


def _extension(asked: _Asked) -> Lacking:
    """Return what the next extension needs: the head's approval, then the superior's (art. 37)."""
    if not asked.state.has("extension_approved"):
        text = "尚未登记部门负责人当日的批准"
        return _approval(asked, Matter.EXTENSION_1, text, asked.today)
    if not asked.desk.settings.text("position.superior"):
        text = f"第二次延长由上一级批准，上一级未设定（{WHERE}）"
        return (Missing(text, Place.SETTINGS),)
    return (Missing("须有上一级的批准文书"),)


_NEEDS: dict[str, Callable[[_Asked], Lacking]] = {
    "authority": _authority,
    "panel": _panel,
    "refusal_remedy": _refusal_remedy,
    "unforwarded": _unforwarded,
    **{f"gates_{act}": partial(_gates, act=act) for act in Act},
    "hearing_day": _hearing_day,
    "holder_window": _holder_window,
    "extension": _extension,
    "acceptance": _acceptance,
    "corrections": _corrections,
    "refusal_reasons": _refusal_reasons,
}
