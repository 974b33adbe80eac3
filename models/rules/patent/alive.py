"""Whether the patent is in force on a day: what an order to stop rests on (专利法 42, 44, 47)."""

from dataclasses import replace
from datetime import date

from models.rules.events.base import Coded
from models.rules.patent.invalidation import invalid
from models.rules.patent.term import last_check, valid_until
from models.rules.procedure.state import CaseState


class Life(Coded):
    """Whether the patent is in force, and why not."""

    IN_FORCE = "in_force", "专利权有效"
    EXPIRED = "expired", "专利权期限已经届满"
    INVALID = "invalid", "专利权已被宣告全部无效，决定已经生效"
    ENDED = "ended", "核查时专利权已经终止"


def alive(state: CaseState, on: date) -> Life:
    """Return whether the patent is in force on a day, as far as the case knows.

    An unknown term does not end: what the request lacks is asked of the register.
    """
    log = state.log.until(on)
    gone = invalid(replace(state, log=log))
    if gone and gone.effective:
        return Life.INVALID
    until = valid_until(state.patent, log)
    if until and on > until:
        return Life.EXPIRED
    seen = last_check(log)
    return Life.ENDED if seen and not seen.event.in_force else Life.IN_FORCE
