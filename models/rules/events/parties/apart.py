"""A case that ends for one respondent while it goes on against the others (arts. 30, 35, 36)."""

from typing import Annotated

from models.rules.events.base import ADJUDICATION, Coded, Event, PartyKey, Words, after, event


class ApartKind(Coded):
    """How a case ends for one respondent: two of the three forms of closing (art. 30).

    The third, the decision, is one for all: whom the request is rejected for is said there (31).
    """

    DISMISSED = "dismissed", "撤销对其的案件"
    AGREED = "agreed", "与其达成调解协议"

    @property
    def short(self) -> str:
        """The word behind the respondent's name."""
        return "撤案" if self is ApartKind.DISMISSED else "调解"


@event(
    "closed_apart",
    "对一名被请求人先行结案",
    after("docketed", kinds=(ADJUDICATION,), open=True),
)
class ClosedApart(Event):
    """The case ended for one respondent; from then on it is about the others only.

    `ground`, `basis` and `approver` are those of a dismissal, `terms` those of an agreement;
    `agent` withdrew or agreed for the requester, `respondent_agent` agreed for the respondent.
    """

    party: Annotated[PartyKey, Words("被请求人", subject=True)]
    kind: Annotated[ApartKind, Words("方式", quality=True)]
    reason: Annotated[str, Words("理由")] = ""
    ground: Annotated[str, Words("情形", coded="ground")] = ""
    basis: Annotated[str, Words("依据")] = ""
    approver: Annotated[str, Words("批准人", line=True)] = ""
    terms: Annotated[tuple[str, ...], Words("协议内容")] = ()
    agent: Annotated[str | None, Words("请求人的代理人", line=True)] = None
    respondent_agent: Annotated[str | None, Words("被请求人的代理人", line=True)] = None
