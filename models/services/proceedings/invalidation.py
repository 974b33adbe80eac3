"""Invalidations as they come to the office, and the panel's choice to suspend (arts. 28, 29).

Choosing to suspend records the choice alone: the days that do not count begin with `start_pause`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.rules.citation import cite
from models.rules.events import (
    Entry,
    Event,
    GroundFound,
    InvalidationAccepted,
    InvalidationConsidered,
    InvalidationDecided,
    InvalidationEffective,
    InvalidationFiled,
    InvalidationResult,
    InvalidationSued,
)
from models.rules.intake.checks import read_claims
from models.rules.patent.grounds import InvalidationGround
from models.rules.patent.invalidation import WAITING, Track, tracks
from models.rules.problem import Problem
from models.services.proceedings.answers import party_of
from models.services.shared.recording import NewEvent, begin, check_day, record, recorded, require
from models.store.desk import Desk
from models.store.unit import command

# Each step of a track: why it is refused when the track does not wait for it, what it rests on.
_STEPS: Mapping[str, tuple[str, Callable[[Track], Entry[Event] | None]]] = {
    "accept_invalidation": ("这件请求已经登记受理，或者已经结束", lambda t: t.filed),
    "consider_invalidation": ("这件请求尚未受理，或者合议组已经决定", lambda t: t.accepted),
    "decide_invalidation": (
        "这件请求尚未受理，或者已有审查决定",
        lambda t: t.sued or t.accepted,
    ),
    "sue_invalidation": ("这件请求没有审查决定，或者已登记起诉", lambda t: t.decided),
    "settle_invalidation": (
        "这件请求没有审查决定，或者决定已经生效",
        lambda t: t.sued or t.decided,
    ),
}


@command
def record_invalidation(
    desk: Desk,
    case_id: int,
    *,
    on: date,
    party: str | None = None,
    name: str = "",
    number: str = "",
) -> None:
    """Record that a party, or anybody else by `name`, asked CNIPA to declare the patent invalid."""
    case = begin(desk, case_id)
    check_day(desk, on)
    _who(case, party, name)
    filed = InvalidationFiled(
        id=f"invalidation-{recorded(case, InvalidationFiled) + 1}",
        party=party or None,
        name=name.strip(),
        number=number.strip(),
    )
    record(desk, case, [NewEvent(filed, on)])


@command
def accept_invalidation(
    desk: Desk, case_id: int, *, invalidation: str, on: date, number: str = ""
) -> None:
    """Record the notice by which CNIPA accepted an invalidation; `on` is the notice's day."""
    case = begin(desk, case_id)
    _check(desk, case, "accept_invalidation", invalidation, on)
    accepted = InvalidationAccepted(id=invalidation, number=number.strip())
    record(desk, case, [NewEvent(accepted, on)])


@command
def consider_invalidation(
    desk: Desk,
    case_id: int,
    *,
    invalidation: str,
    on: date,
    suspends: bool,
    reason: str = "",
    grounds: Sequence[GroundFound] = (),
) -> None:
    """Record the panel's choice: to suspend for the `reason` (art. 28), or the grounds not to (29).

    Of the grounds those count for which a sentence is given.
    """
    case = begin(desk, case_id)
    _check(desk, case, "consider_invalidation", invalidation, on)
    known = reference.invalidation_grounds()
    if suspends:
        found = [GroundFound(one.code, reason.strip()) for one in known.values() if one.suspends]
    else:
        said = ((one.code, one.text.strip()) for one in grounds)
        found = [GroundFound(code, text) for code, text in said if text]
    require(_ground_problems(case, suspends, found, [one.code for one in grounds]))
    considered = InvalidationConsidered(id=invalidation, suspends=suspends, grounds=tuple(found))
    record(desk, case, [NewEvent(considered, on)])


def _ground_problems(
    case: CaseFile, suspends: bool, found: Sequence[GroundFound], rows: Sequence[str]
) -> list[Problem]:
    """Return what is wrong with the reasons; `rows` are the grounds as they were offered."""
    known, state = reference.invalidation_grounds(), case.state()
    if suspends and not found[0].text:
        return [Problem("reason", f"须写明中止的理由（{cite('suspension')}）")]
    if not found:
        words = f"继续审理的，至少就一种情形写明理由（{cite('no_suspension')}）"
        return [Problem("grounds", words)]
    problems: list[Problem] = []
    for one in found:
        field = "reason" if suspends else f"grounds[{rows.index(one.code)}].text"
        ground = known.get(one.code)
        if ground is None or ground.suspends is not suspends:
            problems.append(Problem(field, f"没有“{one.code}”这种情形"))
        elif wrong := _does_not_fit(ground, state.patent_kind, state.patent.report):
            problems.append(Problem(field, wrong))
    return problems


def _does_not_fit(ground: InvalidationGround, kind: str, report: str) -> str:
    """Return why a ground is not open for this patent."""
    if kind not in ground.kinds:
        return f"{reference.name('patent_kind', kind)}专利没有这种情形（{ground.basis}）"
    if ground.report and ground.report != report:
        wanted = reference.name("evaluation_report", ground.report)
        now = reference.name("evaluation_report", report)
        return f"评价报告登记为“{now}”，不是“{wanted}”；报告后来提交的，先更正请求里的登记"
    return ""


@command
def decide_invalidation(
    desk: Desk,
    case_id: int,
    *,
    invalidation: str,
    on: date,
    result: InvalidationResult,
    claims: str = "",
    number: str = "",
) -> None:
    """Record CNIPA's decision; `claims` are those upheld, written as 1、3-5."""
    case = begin(desk, case_id)
    _check(desk, case, "decide_invalidation", invalidation, on)
    decided = InvalidationDecided(
        id=invalidation,
        result=result,
        claims=_upheld(case, result, claims),
        number=number.strip(),
    )
    record(desk, case, [NewEvent(decided, on)])


def _upheld(case: CaseFile, result: InvalidationResult, typed: str) -> tuple[int, ...]:
    """Read which claims are left; a design has none, and only a part leaves some."""
    if result is not InvalidationResult.PARTLY or case.patent_kind == "design":
        if typed.strip():
            raise BadInput.of("claims", "只有发明、实用新型部分无效的，才填维持有效的权利要求")
        return ()
    found = read_claims(typed)
    if not found:
        raise BadInput.of("claims", "须写明维持有效的权利要求，如 1、3-5")
    return found


@command
def sue_invalidation(
    desk: Desk,
    case_id: int,
    *,
    invalidation: str,
    on: date,
    party: str | None = None,
    name: str = "",
) -> None:
    """Record that a party, or anybody else by `name`, sued against CNIPA's decision."""
    case = begin(desk, case_id)
    _check(desk, case, "sue_invalidation", invalidation, on)
    _who(case, party, name)
    sued = InvalidationSued(id=invalidation, party=party or None, name=name.strip())
    record(desk, case, [NewEvent(sued, on)])


@command
def settle_invalidation(
    desk: Desk, case_id: int, *, invalidation: str, on: date, text: str
) -> None:
    """Record that CNIPA's decision took effect, and why."""
    case = begin(desk, case_id)
    _check(desk, case, "settle_invalidation", invalidation, on)
    if not text.strip():
        raise BadInput.of("text", "须写明生效的根据，如起诉期满没有人起诉、判决维持")
    effective = InvalidationEffective(id=invalidation, text=text.strip())
    record(desk, case, [NewEvent(effective, on)])


def _check(desk: Desk, case: CaseFile, step: str, key: str, on: date) -> None:
    """Refuse an invalidation that does not wait for this step, or not on this day."""
    check_day(desk, on)
    found = next((one for one in tracks(case.log) if one.id == key), None)
    if found is None:
        raise BadInput.of("invalidation", "本案没有登记这件无效宣告请求")
    wrong, rests_on = _STEPS[step]
    if not WAITING[step](found):
        raise BadInput.of("invalidation", wrong)
    ground = rests_on(found)
    if ground and on < ground.on:
        words = f"早于“{ground.event.label}”（{ground.on.isoformat()}），请核对日期"
        raise BadInput.of("on", words)


def _who(case: CaseFile, party: str | None, name: str) -> None:
    """Refuse nobody, both, and a party that the case has not."""
    if bool(party) == bool(name.strip()):
        raise BadInput.of("party", "请选择当事人；是案外人的不选，写明姓名或者名称")
    if party:
        party_of(case, party)
