"""Periods that the office sets a party: a supplement, a report, a translation (arts. 14, 18)."""

from dataclasses import dataclass
from datetime import date

from models.errors import BadInput
from models.rules.citation import cite
from models.rules.events import PeriodSet, Purpose
from models.services.arguments.shapes import Flat
from models.services.proceedings.answers import party_of
from models.services.shared.recording import NewEvent, begin, check_day, record, recorded
from models.store.desk import Desk
from models.store.unit import command


@dataclass(frozen=True)
class PeriodIn:
    """A period `until` a day or of `days` calendar days; `text` says what for."""

    text: str
    until: date | None = None
    days: int | None = None


@command
def set_period(
    desk: Desk, case_id: int, *, what: str, party: str, on: date, period: Flat[PeriodIn]
) -> None:
    """Set a party a period.

    Correction has a command of its own: it is asked for once and completely (art. 16).
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party)
    if what not in set(Purpose):
        raise BadInput.of("what", f"没有“{what}”这种指定事项")
    purpose = Purpose(what)
    if purpose is Purpose.CORRECTION:
        raise BadInput.of("what", f"补正请用补正通知（{cite('correction')}）")
    if (period.until is None) == (period.days is None):
        raise BadInput.of("until", "期限填写截止日期或者天数，二者填一项")
    if not period.text.strip():
        raise BadInput.of("text", "须写明要求当事人做什么")
    made = PeriodSet(
        id=f"d{recorded(case, PeriodSet) + 1}",
        what=purpose,
        party=party,
        until=period.until,
        days=period.days,
        text=period.text,
    )
    record(desk, case, [NewEvent(made, on)])
