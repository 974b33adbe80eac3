"""When the office may change or revoke its own decision, and what it may put there (art. 33)."""

from collections.abc import Iterator

from models.rules.decided.in_force import in_force
from models.rules.decided.questions import taken
from models.rules.events import Amending, DecisionChanged, DecisionRevoked
from models.rules.gates.checks.contents import beyond_power, unanswered
from models.rules.gates.model import Check, Lack, Subject


def amendment_grounded(case: Subject) -> Iterator[Lack]:
    """An invalidation that is given as the ground is on record, and has effect."""
    act = case.event
    if not isinstance(act, DecisionChanged | DecisionRevoked):
        return
    if act.ground is Amending.INVALIDATED and not taken(case.state):
        words = "没有登记已经生效、使据以请求的权利要求无效的无效宣告审查决定"
        yield Lack(words, place="ground")


def amended_order(case: Subject) -> Iterator[Lack]:
    """The operative part as changed stays within the power, and answers what was asked for.

    What was proved is what the decision proved: a change takes no new evidence.
    """
    act, now = case.event, in_force(case.state.log)
    if not isinstance(act, DecisionChanged) or now is None:
        return
    proved = now.issued.event.proved
    yield from beyond_power(case, act.order_items, proved)
    yield from unanswered(case, act.result, act.order_items, proved)


CHECKS: dict[str, Check] = {
    "amendment_grounded": amendment_grounded,
    "amended_order": amended_order,
}
