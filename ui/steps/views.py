"""Steps that are done on a page rather than in a dialog: where each of them is."""

from collections.abc import Callable, Mapping

from models.queries.places import CaseTab
from ui.shell import targets

# What comes in on correction may be anything of the request: it is typed where that was typed.
VIEWS: Mapping[str, Callable[[int], targets.Target]] = {
    "check_acceptance": lambda case_id: targets.Case(case_id, CaseTab.REVIEW),
    "record_corrected": lambda case_id: targets.Intake(case_id),
}


def on_case_page(command: str) -> bool:
    """Whether a step is a tab of the case page."""
    return command in VIEWS and isinstance(VIEWS[command](0), targets.Case)
