"""Who must take part (art. 23), from the patent, the parties and what came to light since."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from models.rules.events import CoOwnerStated, JointFound, JointGround, Log
from models.rules.folding import folded
from models.rules.procedure.state import CaseState


@dataclass(frozen=True)
class Joint:
    """Somebody who must take part; `whose` is the respondent whose operator it is."""

    name: str
    ground: JointGround
    whose: str = ""

    def told(self) -> str:
        """Say who it is and what is missing."""
        if self.ground is JointGround.CO_OWNER:
            return (
                f"{self.name}是专利权共有人，没有参加，也没有明示放弃实体权利、同意或者授权他人请求"
            )
        who = f"{self.whose}的实际经营者" if self.whose else self.ground.label
        return f"{self.name}是{who}，没有列为共同当事人"


class Named(Protocol):
    """A party by what it is called and by what it is."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def legal_rep(self) -> str: ...
    @property
    def operator(self) -> str: ...


def of_request(
    holders: Sequence[str], requesters: Collection[str], respondents: Iterable[Named]
) -> Iterator[Joint]:
    """Yield who must take part as the request itself tells it, there or not.

    The co-owners do when one of them asks as a holder; a licensee asks in a right of its own (12).
    """
    owners = {folded(one) for one in holders}
    if len(owners) > 1 and any(folded(one) in owners for one in requesters):
        yield from (Joint(one, JointGround.CO_OWNER) for one in holders)
    for one in respondents:
        runs, registered = folded(one.operator), folded(one.legal_rep)
        known = one.kind == "sole_trader" and runs and registered
        if known and runs not in (registered, folded(one.name)):
            yield Joint(one.operator, JointGround.OPERATOR, one.name)


def required(state: CaseState) -> list[Joint]:
    """Return everybody who must take part, each once."""
    requesters = [p.name for p in state.side("requester")]
    found = list(of_request(state.holders, requesters, state.side("respondent")))
    known = {folded(one.name) for one in found}
    for entry in state.log.all(JointFound):
        if folded(entry.event.name) not in known:
            known.add(folded(entry.event.name))
            found.append(Joint(entry.event.name, entry.event.ground))
    return found


def co_owners(state: CaseState) -> dict[str, str]:
    """Return the co-owners who must take part, as they are written, by their folded names."""
    found = [one for one in required(state) if one.ground is JointGround.CO_OWNER]
    return {folded(one.name): one.name for one in found}


def stay_out(log: Log) -> set[str]:
    """Return the co-owners, folded, who said that they need not take part."""
    return {folded(entry.event.name) for entry in log.all(CoOwnerStated)}


def missing(state: CaseState) -> list[Joint]:
    """Return who must take part, neither does so, nor said that it need not.

    A respondent for whom the case has ended took part; a co-owner takes part as a requester.
    """
    there = {folded(p.name) for p in state.everyone}
    asking = {folded(p.name) for p in state.side("requester")}
    out = stay_out(state.log)

    def lacks(one: Joint) -> bool:
        name = folded(one.name)
        if one.ground is JointGround.CO_OWNER:
            return name not in asking and name not in out
        return name not in there

    return [one for one in required(state) if lacks(one)]


def must_take_part(state: CaseState, key: str | None) -> bool:
    """Say whether a party is one of those who must take part."""
    party = state.anyone(key)
    return party is not None and folded(party.name) in {folded(o.name) for o in required(state)}
