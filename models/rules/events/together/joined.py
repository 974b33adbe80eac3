"""Cases heard together and apart again (合并审理、分案审理, art. 21): an event in each of them.

Each case keeps its number, its clocks and its decision; what is common is the hearing. `act` is the
same in every case of one joining or parting, so that it is voided in all of them.
"""

from typing import Annotated

from models.rules.events.base import ADJUDICATION, Coded, Event, Words, after, event

_HIDDEN = Words("", hidden=True)
_BY, _REASON = Words("决定人", line=True), Words("理由")


class JoiningGround(Coded):
    """What cases have in common that may be heard together (art. 21)."""

    PARTIES = "same_parties", "双方当事人相同"
    PRODUCT = "same_product", "被控产品相同"
    PATENT = "same_patent", "专利相同"


@event("cases_joined", "合并审理", after("docketed", kinds=(ADJUDICATION,), open=True))
class CasesJoined(Event):
    """From now on the case is heard together with all the cases that are named here."""

    cases: Annotated[tuple[int, ...], _HIDDEN]
    numbers: Annotated[tuple[str, ...], Words("合并审理的案件")]
    ground: Annotated[JoiningGround, Words("情形", quality=True)]
    decided_by: Annotated[str, _BY]
    reason: Annotated[str, _REASON]
    act: Annotated[int, _HIDDEN]


@event("cases_parted", "分案审理", after("cases_joined", kinds=(ADJUDICATION,)))
class CasesParted(Event):
    """From now on the case is heard apart from the cases that are named here."""

    cases: Annotated[tuple[int, ...], _HIDDEN]
    numbers: Annotated[tuple[str, ...], Words("不再合并审理的案件")]
    decided_by: Annotated[str, _BY]
    reason: Annotated[str, _REASON]
    act: Annotated[int, _HIDDEN]
