"""The keys of the drafts of 收案: what a request is typed for."""

from ui.shell.targets import Intake
from ui.work.draft import NEW

# How drafts begun from a row of any ledger have been kept since the first version.
ENTRY = "notification"


def key_of(target: Intake) -> str:
    """Return the key of the draft that belongs to a target."""
    if target.case_id is not None:
        return f"case:{target.case_id}"
    if target.entry_id is not None:
        return f"{ENTRY}:{target.entry_id}"
    return target.draft or NEW


def named(target: Intake) -> Intake:
    """Return what the key of a draft names, so that the request is read again."""
    kind, _, digits = target.draft.partition(":")
    if kind == "case" and digits.isdigit():
        return Intake(case_id=int(digits), field=target.field)
    if kind == ENTRY and digits.isdigit():
        return Intake(entry_id=int(digits), field=target.field)
    return target
