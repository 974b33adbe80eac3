"""What dialogs need of invalidations: which wait, why a case rests, what the decision says."""

from collections.abc import Mapping
from dataclasses import dataclass

from models import reference
from models.cases.case_file import CaseFile
from models.rules.citation import formal
from models.rules.dates import cn_date
from models.rules.events import GroundFound, InvalidationResult, TollingEnded, TollingStarted
from models.rules.events.codes import Tolling
from models.rules.patent.invalidation import WAITING, Track, suspension_due, tracks
from models.rules.procedure.state import CaseState


@dataclass(frozen=True)
class InvalidationInfo:
    """`waiting` for the command of the dialog: (id, words); `grounds` not to suspend, by code.

    `suspension` is the reason of one that is due, `procedure` what the decision says of them all.
    """

    waiting: tuple[tuple[str, str], ...]
    grounds: Mapping[str, str]
    suspension: str
    procedure: str


def invalidation_info(case: CaseFile, state: CaseState, command: str) -> InvalidationInfo:
    """Return what a dialog of this command needs."""
    waits = WAITING.get(command)
    known = tracks(state.log)
    due = suspension_due(state)
    return InvalidationInfo(
        waiting=tuple((t.id, _called(case, t)) for t in known if waits and waits(t)),
        grounds={
            code: reference.name("invalidation_ground", code)
            for code, one in reference.invalidation_grounds().items()
            if not one.suspends and state.patent_kind in one.kinds
        },
        suspension=_chosen(due) if due else "",
        procedure="".join(_told(case, t) for t in known) + _rested(state) if known else "",
    )


def _called(case: CaseFile, track: Track) -> str:
    last = track.last
    return f"{_who(case, track)}的请求（{last.on.isoformat()} {last.event.label}）"


def _who(case: CaseFile, track: Track) -> str:
    filed = track.filed.event
    return case.name_of(filed.party) if filed.party else filed.name


def _chosen(track: Track) -> str:
    """Return the grounds of the panel's choice, each with its sentence and article."""
    if track.considered is None:
        return ""
    return "；".join(_ground(one) for one in track.considered.event.grounds)


def _ground(one: GroundFound) -> str:
    known = reference.invalidation_grounds().get(one.code)
    basis = formal(known.basis) if known else one.code
    return f"{one.text.rstrip('。；')}（{basis}）"


def _told(case: CaseFile, track: Track) -> str:
    """Return the sentences of the decision on one invalidation."""
    filed, accepted = track.filed, track.accepted
    number = (accepted and accepted.event.number) or filed.event.number
    words = f"{_who(case, track)}于{cn_date(filed.on)}请求宣告涉案专利权无效"
    words += f"（编号{number}）" if number else ""
    if accepted:
        words += f"，国家知识产权局于{cn_date(accepted.on)}受理"
    if track.considered:
        choice = "中止处理" if track.considered.event.suspends else "不中止处理，继续审理"
        day = cn_date(track.considered.on)
        words += f"。合议组于{day}决定{choice}，理由是：{_chosen(track)}"
    if track.decided and track.result is InvalidationResult.WITHDRAWN:
        words += f"。该请求于{cn_date(track.decided.on)}撤回或者视为撤回"
    elif track.decided and track.result:
        words += f"。国家知识产权局于{cn_date(track.decided.on)}作出审查决定，{track.result.label}"
    if track.effective:
        words += f"，该决定于{cn_date(track.effective.on)}生效"
    return f"{words}。"


def _rested(state: CaseState) -> str:
    """Return the sentences on the suspensions of the case."""
    ends = {e.event.id: e.on for e in state.log.all(TollingEnded)}
    begun = state.log.all(TollingStarted, lambda e: e.kind is Tolling.SUSPENSION)
    rested = [(one.on, ends.get(one.event.id)) for one in begun]
    return "".join(
        f"本案自{cn_date(start)}起中止处理{f'，自{cn_date(end)}起恢复' if end else ''}。"
        for start, end in rested
    )
