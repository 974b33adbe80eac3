"""What the office found out about the patent itself: whether it is in force, and how long."""

from datetime import date
from typing import Annotated

from models.rules.events.base import ADJUDICATION, Event, Order, Words, event

_SOURCE = Words("来源", line=True)


@event("patent_checked", "核查专利权状态", Order(kinds=(ADJUDICATION,)))
class PatentChecked(Event):
    """The office looked at the register or asked CNIPA; the day is that of the look."""

    source: Annotated[str, _SOURCE]
    in_force: Annotated[bool, Words("专利权有效", keep=True)]
    paid_until: Annotated[date | None, Words("年费缴纳至")] = None
    text: Annotated[str, Words("说明")] = ""


@event("term_extended", "专利权期限补偿", Order(kinds=(ADJUDICATION,), outside=True))
class TermExtended(Event):
    """The term is longer than the law's own (专利法 42): its last day, where that is written."""

    until: Annotated[date, Words("期限届满日")]
    source: Annotated[str, _SOURCE]
