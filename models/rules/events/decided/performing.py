"""What was ordered is performed, or enforced by the court (Order 81 art. 80)."""

from datetime import date
from typing import Annotated

from models.rules.events.base import ADJUDICATION, Event, PartyKey, Words, after, event
from models.rules.events.receiving import POSTED

_OBLIGED = after("obliged", per=True)


@event("item_performed", "履行主文一项", after("decision_ordered", kinds=(ADJUDICATION,), per=True))
class ItemPerformed(Event):
    """A party did what one item of the operative part tells it to do."""

    of: Annotated[PartyKey, Words("履行人", subject=True)]
    no: Annotated[int, Words("主文第几项", minimum=1)]
    text: Annotated[str, Words("履行情况")] = ""


@event("performed", "已履行", _OBLIGED, journal=True, clock=True)
class Performed(Event):
    """A party did what it was ordered or had agreed to do."""

    of: Annotated[PartyKey, Words("履行人", clock=True, subject=True)]


@event("performance_due", "确定履行期届满日", _OBLIGED, journal=True, clock=True)
class PerformanceDue(Event):
    """The day until which a party has to perform was fixed."""

    of: Annotated[PartyKey, Words("义务人", clock=True, subject=True)]
    due_on: Annotated[date, Words("履行期届满日", clock=True)]


@event("enforcement_applied", "本部门申请强制执行", _OBLIGED, journal=True, clock=True)
class EnforcementApplied(Event):
    """The office applied to the court for enforcement."""

    of: Annotated[PartyKey, Words("被执行人", clock=True, subject=True)]


@event("holder_enforcement_applied", "权利人申请强制执行", _OBLIGED, journal=True, clock=True)
class HolderEnforcementApplied(Event):
    """The holder of the right applied for enforcement."""

    of: Annotated[PartyKey, Words("被执行人", clock=True, subject=True)]
    posted_on: Annotated[date | None, POSTED] = None
