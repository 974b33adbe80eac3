"""What a command would do, found out by running it and undoing it: there is no second truth."""

from collections.abc import Callable, Mapping

from models.cases import gating
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

    After it what the gates only say of what is recorded: late, or not looked up. It raises what the
    command would raise, and changes nothing.
    """
    case = load(desk, case_id)
    before = clocks(case_deadlines(desk, case, desk.today()))
    known = {entry.id for entry in case.entries}

    def read() -> str:
        after = load(desk, case_id)
        new = [entry for entry in after.log.entries if entry.id not in known]
        tells = [text for one in new for text in gating.tells(desk, case, one.event, one.on)]
        moved = words_of_effect(after, before, clocks(case_deadlines(desk, after, desk.today())))
        return "；".join(filter(None, (moved, *dict.fromkeys(tells))))

    return rehearse(desk, command, read, case_id, **fields)
