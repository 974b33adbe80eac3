"""What is still missing before a step or a final paper: settings, positions, people – in words."""

from models.desk import Desk
from models.queries import acceptance
from models.queries.case_view import CaseView, panel_of, state_of
from models.queries.positions import authority_gaps, unset_positions
from models.rules.procedure import gates
from models.rules.procedure.conditions import unforwarded


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
    }
    if not state.has("docketed") and not state.has("not_docketed"):
        outcome = acceptance.check(desk, view)
        found["acceptance"] = tuple(f.text for f in outcome.findings if f.state != "met")
        found["corrections"] = tuple(c.text for c in outcome.corrections)
    return found


def _name(view: CaseView, key: str) -> str:
    party = view.party(key)
    return party.data["name"] if party else key
