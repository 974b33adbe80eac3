"""What a command would do, found out by running it and undoing it: there is no second truth."""

from collections.abc import Callable, Mapping

from models.cases.deadlines import case_deadlines
from models.cases.loading import load
from models.changes import Changes
from models.queries.dialogs.effects import clocks, words_of_effect
from models.services.arguments.shapes import Argument
from models.store.desk import Desk
from models.store.unit import rehearse


def effect_of(
    desk: Desk, command: Callable[..., Changes], case_id: int, fields: Mapping[str, Argument]
) -> str:
    """Return in one line what a command would do to the periods of its case as of today.

    It raises what the command would raise, and changes nothing.
    """
    before = clocks(case_deadlines(desk, load(desk, case_id), desk.today()))

    def read() -> str:
        case = load(desk, case_id)
        return words_of_effect(case, before, clocks(case_deadlines(desk, case, desk.today())))

    return rehearse(desk, command, read, case_id, **fields)
