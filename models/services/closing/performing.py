"""What was ordered is performed: party by party, item by item (Order 81 art. 80)."""

from collections.abc import Sequence
from datetime import date

from models.errors import BadInput
from models.rules.decided.in_force import bound_items, in_force, later
from models.rules.events import ItemPerformed, Performed
from models.rules.problem import Problem
from models.services.shared.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command


@command
def record_performance(
    desk: Desk, case_id: int, *, party: str, on: date, items: Sequence[int], text: str = ""
) -> None:
    """Record that a party did what these items of the operative part tell it to do.

    With the last of its items it has performed: nothing is left to be enforced against it.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    now = in_force(case.now)
    if now is None or party not in now.ordered:
        raise BadInput.of("party", "没有裁决责令这名当事人停止侵权")
    bound = bound_items(now, party)
    done = {
        one.event.no
        for one in case.now.about(ItemPerformed, party)
        if now.changed is None or later(one, now.changed)  # the items of a change are its own
    }
    require(_problems(items, bound, done))
    events = [NewEvent(ItemPerformed(of=party, no=no, text=text.strip()), on) for no in items]
    if done | set(items) >= set(bound) and not case.now.has(Performed, party):
        events.append(NewEvent(Performed(of=party), on, derived=True))
    record(desk, case, events)


def _problems(items: Sequence[int], bound: Sequence[int], done: set[int]) -> list[Problem]:
    if not items:
        return [Problem("items", "选择已经履行的主文")]
    found = [Problem("items", f"主文第{no}项没有责令这名当事人") for no in items if no not in bound]
    found += [Problem("items", f"主文第{no}项已经登记履行") for no in items if no in done]
    if len(set(items)) < len(items):
        found.append(Problem("items", "同一项写了两次"))
    return found
