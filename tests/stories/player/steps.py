"""How the player takes what 下一步 offers: as in the walk through the samples, but by chance."""

from collections.abc import Callable
from random import Random

from models.queries.dialogs.next_steps import DatedStep
from tests.stories.player import moves
from tests.stories.samples.test_next_steps_walk import Try
from tests.stories.story import Story

BY_STEP: dict[str, moves.Move] = {
    "decide_recusal": moves.recusal,
    "record_performance": lambda s, c: s.records("performed", of=moves.key(s, c)),
    "copy_to_cnipa": lambda s, _c: s.records("copied_to_cnipa"),
    "transfer_lead": lambda s, _c: s.records("lead_transferred", office="市局", text="全部材料"),
    "dismissal_approval": lambda s, _c: s.approves("closing", "dismissal"),
    "dismiss_approved": moves.dismisses,
    "dismiss": moves.dismisses,
    "dismiss_invalid": moves.dismisses,
}
BY_COMMAND: dict[str, moves.Move] = {
    "docket": lambda s, _c: s.dockets(),  # with somebody who keeps the record
    "deliberate": moves.deliberates,
    "issue_decision": moves.decides,
    "record_hearing": moves.hears,
    "record_session": moves.mediates,
    "record_agreement": moves.settles,
    "choose_claims": moves.BRINGS["claims"],
    "accept_invalidation": moves.invalidation,
    "consider_invalidation": moves.invalidation,
    "decide_invalidation": moves.invalidation,
    "settle_invalidation": moves.invalidation,
}
# Nobody plays these: they need words of people, or happen at other desks.
LEFT = {"record_stance", "sue_invalidation", "record_invalidation", "extend_conclusion"}


def taking(told: Story, chance: Random, offered: DatedStep) -> Callable[[], object] | None:
    """Return what takes a step; None for one that nobody plays."""
    step = offered.step
    own = BY_STEP.get(step.id) or BY_COMMAND.get(step.command)
    if own is not None:
        return lambda: own(told, chance)
    if step.command in LEFT or step.command == "record_event":
        return None
    return Try(told, told.case(), offered).go
