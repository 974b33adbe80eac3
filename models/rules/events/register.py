"""Putting the register right (更正): numbers, who was joined, requests that should not be there.

Nothing is deleted: each event keeps what was there before, and voiding it brings that back.
"""

from typing import Annotated

from models.rules.events.base import Coded, Event, PartyKey, Words, event
from models.rules.events.records import Changed, Filed

_HIDDEN = Words("内容", hidden=True)
REASON = Words("理由")


class Numbering(Coded):
    """Which number of a case."""

    RECEIPT = "receipt", "收件号"
    CASE = "case", "案号"
    REFUSAL = "refusal", "不予立案文号"


class StrikeGround(Coded):
    """Why a request is struck off the register."""

    MISFILED = "misfiled", "误收"
    MERGED = "merged", "并入另案"


@event("number_corrected", "更正编号")
class NumberCorrected(Event):
    """A number of the case was registered wrongly; papers made before keep the old one."""

    what: Annotated[Numbering, Words("编号", quality=True)]
    was: Annotated[str, Words("更正前", line=True)]
    now: Annotated[str, Words("更正后", line=True)]
    reason: Annotated[str, REASON]


@event("joined_party_corrected", "更正追加的当事人")
class JoinedPartyCorrected(Event):
    """What was typed of a joined party was wrong; `was` and `now` are the party as typed."""

    party: Annotated[PartyKey, Words("当事人", subject=True)]
    was: Annotated[Filed, _HIDDEN]
    now: Annotated[Filed, _HIDDEN]
    changes: Annotated[tuple[Changed, ...], Words("更正")]
    reason: Annotated[str, REASON]


@event("request_struck", "撤出收案登记")
class RequestStruck(Event):
    """A request that should not have been registered, or was registered twice, was struck off.

    Every clock of the case ends and nothing waits in it; its number is not given out again.
    """

    ground: Annotated[StrikeGround, Words("事由", quality=True)]
    reason: Annotated[str, REASON]
    into: Annotated[int | None, Words("并入案件的编号", hidden=True)] = None
    into_number: Annotated[str, Words("并入的案件", line=True)] = ""
