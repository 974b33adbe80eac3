"""Steps that are done on a page rather than in a dialog: where each of them is."""

from collections.abc import Callable, Mapping

from models.queries.dialogs.next_steps import tab_of
from ui.shell import targets

# What is put right or comes in on correction may be anything of the request: it is typed where
# that was typed.
_PAGES: Mapping[str, Callable[[int], targets.Target]] = {
    "amend_request": lambda case_id: targets.Intake(case_id),
    "record_corrected": lambda case_id: targets.Intake(case_id),
}


def view_of(command: str, case_id: int) -> targets.Target | None:
    """Return where a step is done, None when it has a dialog."""
    if (tab := tab_of(command)) is not None:
        return targets.Case(case_id, tab)
    return _PAGES[command](case_id) if command in _PAGES else None
