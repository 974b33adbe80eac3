"""The stage and status of a case, recomputed from what has happened (never stored as truth)."""

from models.rules.decided.questions import untold
from models.rules.events import (
    Concluded,
    Conclusion,
    Corrected,
    NotDocketed,
    RequestStruck,
    TollingEnded,
    TollingStarted,
)
from models.rules.procedure.conditions import correction_asked, takes_part
from models.rules.procedure.state import CaseState

STRUCK = "struck"  # stage and status of a request that is not on the register any more
STAGE_NAMES = {
    "received": "收案审查",
    "correcting": "补正",
    "refused": "不予立案",
    "opinion": "征询意见",
    "docketed": "送达与答辩",
    "hearing": "口头审理",
    "deliberation": "合议与裁决",
    "mediating": "调解",
    "serving": "送达结案文书",
    "closed": "已结案",
    "enforcing": "执行",
    STRUCK: "已撤出登记",
}

_ADJUDICATION = (
    ("enforcement_applied", "enforcing"),
    ("concluded", "serving"),
    ("deliberated", "deliberation"),
    ("hearing_held", "deliberation"),
    ("hearing_scheduled", "hearing"),
    ("docketed", "docketed"),
)
_MEDIATION = (
    ("concluded", "serving"),
    ("docketed", "mediating"),
    ("served:opinion_notice", "opinion"),
)

# What a concluded case is called once its closing paper has reached everybody.
_LAST = {"serving": "closed", "enforcing": "enforcing"}

# Any of these closes the case; dismissals on file before there was a 决定书 were served as notices.
_CLOSING_PAPERS: dict[Conclusion | None, tuple[str, ...]] = {
    Conclusion.DECISION: ("decision",),
    Conclusion.DISMISSAL: ("dismissal_decision", "dismissal_notice"),
    Conclusion.AGREEMENT: ("agreement",),
}


def stage_of(state: CaseState) -> str:
    """Return the stage's id; names are in STAGE_NAMES."""
    if state.log.has(RequestStruck):
        return STRUCK
    if state.has("advisory_opinion_issued"):
        return "closed"
    if state.kind == "mediation" and _refused(state):
        return "refused"
    for kind, stage in _MEDIATION if state.kind == "mediation" else _ADJUDICATION:
        if state.has(kind):
            unserved = stage in _LAST and _after_conclusion(state) == "serving"
            return "serving" if unserved else _LAST.get(stage, stage)
    if _refused(state):
        return "refused"
    asked, answered = correction_asked(state.log), state.log.last(Corrected)
    if asked and (answered is None or answered.on < asked.on):
        return "correcting"
    return "received"


def _after_conclusion(state: CaseState) -> str:
    """A concluded case is closed when its closing paper has reached everybody who takes part.

    So has what changed it: a decision that was put right, changed or revoked is served again.
    """
    ended = state.log.last(Concluded)
    silent = Conclusion.DECISION if state.kind == "adjudication" else None
    kind = (ended.event.kind if ended else None) or silent
    if kind not in _CLOSING_PAPERS:
        return "closed"
    served = all(
        any(state.has(f"served:{paper}", p.key) for paper in _CLOSING_PAPERS[kind])
        and not untold(state, p.key)
        for p in state.parties
        if takes_part(state, p.key)
    )
    return "closed" if served else "serving"


def _refused(state: CaseState) -> bool:
    """Refused as a whole: in mediation only when every respondent is out (Order 81 art. 66)."""
    if state.kind != "mediation":
        return state.has("not_docketed")
    if any(e.event.of is None for e in state.log.all(NotDocketed)):
        return True
    respondents = state.side("respondent")
    return bool(respondents) and all(state.has("not_docketed", r.key) for r in respondents)


def status_of(state: CaseState) -> str:
    """Return open, suspended, refused, closed, or struck: not on the register any more."""
    if state.log.has(RequestStruck):
        return STRUCK
    if _refused(state):
        return "refused"
    if state.has("concluded") or state.has("advisory_opinion_issued"):
        return "closed"
    started = {e.event.id for e in state.log.all(TollingStarted)}
    ended = {e.event.id for e in state.log.all(TollingEnded)}
    return "suspended" if started - ended else "open"
