"""Which claims of the patent the requester relies on, once they are no longer those it filed."""

from typing import Annotated

from models.rules.events.base import ADJUDICATION, Event, PartyKey, Words, after, event


@event(
    "claims_chosen", "变更据以请求的权利要求", after("docketed", kinds=(ADJUDICATION,), open=True)
)
class ClaimsChosen(Event):
    """A requester relies on other claims, such as are left of a partial invalidation (art. 36)."""

    party: Annotated[PartyKey, Words("请求人")]
    claims: Annotated[tuple[int, ...], Words("权利要求")]
    reason: Annotated[str, Words("理由")] = ""
    agent: Annotated[str | None, Words("代理人", line=True)] = None
