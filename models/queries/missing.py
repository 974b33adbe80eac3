"""What is still missing before a step or a final paper: settings, positions, people – in words."""

from datetime import date

from models.queries import acceptance
from models.queries.case_view import CaseView, panel_of, state_of
from models.reference.positions import WHERE, authority_gaps, unset_positions
from models.rules.procedure import gates
from models.rules.procedure.conditions import planned_hearing, unforwarded
from models.rules.procedure.state import CaseState
from models.store.desk import Desk


def needs(desk: Desk, view: CaseView) -> dict[str, tuple[str, ...]]:
    """Return for each need of a step what is still to be supplied, in words."""
    state = state_of(view, desk.today())
    panel = panel_of(view, desk.today())
    problems = [*gates.panel_problems(panel), *gates.certificate_problems(panel, desk.today())]
    found: dict[str, tuple[str, ...]] = {
        "authority": tuple(authority_gaps(desk, mediation=view.row["kind"] == "mediation")),
        "panel": tuple(p.problem for p in problems) if panel else (),
        "refusal_remedy": tuple(unset_positions(desk, "refusal_notice")),
        "decision_remedy": tuple(unset_positions(desk, "decision")),
        "unforwarded": tuple(
            f"{_name(view, answering)}的答辩书尚未送达{_name(view, requester)}"
            for answering, requester in unforwarded(state)
        ),
        "written_review": tuple(p.problem for p in gates.review_problems(state)),
        "hearing_day": _hearing_day(state, desk.today()),
        "extension": _extension(desk, state),
        "dismissal": () if state.has("approval_recorded:closing") else ("尚未登记结案审批",),
    }
    if not state.has("docketed") and not state.has("not_docketed"):
        outcome = acceptance.check(desk, view)
        found["acceptance"] = tuple(f.text for f in outcome.findings if f.state != "met")
        found["corrections"] = tuple(c.text for c in outcome.corrections)
        if not outcome.ticked:
            found["refusal_reasons"] = ("审查没有不予立案的法定理由",)
    return found


def _hearing_day(state: CaseState, today: date) -> tuple[str, ...]:
    planned = planned_hearing(state)
    day = planned.fields["hearing_on"] if planned else ""
    return (f"口头审理日为{day}，当日登记",) if day > today.isoformat() else ()


def _extension(desk: Desk, state: CaseState) -> tuple[str, ...]:
    """What the next extension needs: the head's approval, then the superior's (art. 37)."""
    if not state.has("extension_approved"):
        approved = state.has("approval_recorded:extension_1")
        return () if approved else ("尚未登记部门负责人当日的批准",)
    if not desk.settings.get("position.superior"):
        return (f"第二次延长由上一级批准，上一级未设定（{WHERE}）",)
    return ("须有上一级的批准文书",)


def _name(view: CaseView, key: str) -> str:
    party = view.party(key)
    return party.data["name"] if party else key
