"""Periods that the office sets a party: a supplement, a report, a translation (arts. 14, 18)."""

from datetime import date
from typing import Any

from models.errors import BadInput
from models.rules.citation import cite
from models.services.answers import party_of
from models.services.recording import NewEvent, begin, check_day, record
from models.store.desk import Desk
from models.store.unit import command


@command("set_period")
def set_period(
    desk: Desk,
    case_id: int,
    *,
    what: str,
    party: str,
    on: date,
    text: str,
    until: date | None = None,
    days: int | None = None,
) -> None:
    """Set a party a period `until` a day or of `days` calendar days; `text` says what for.

    Correction has a command of its own: it is asked for once and completely (art. 16).
    """
    view = begin(desk, case_id)
    check_day(desk, on)
    party_of(view, party)
    if what == "correction":
        raise BadInput.of("what", f"补正请用补正通知（{cite('correction')}）")
    if (until is None) == (days is None):
        raise BadInput.of("until", "期限填写截止日期或者天数，二者填一项")
    if not text.strip():
        raise BadInput.of("text", "须写明要求当事人做什么")
    number = sum(e.type == "period_set" for e in view.events) + 1
    payload: dict[str, Any] = {"id": f"d{number}", "what": what, "party": party, "text": text}
    payload |= {"until": until.isoformat()} if until else {"days": days}
    record(desk, view, [NewEvent("period_set", on, payload)])
