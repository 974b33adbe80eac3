"""A case as the procedure rules see it: parties, panel, and the log of what has happened."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from models.rules.events import Entry, Event, Log, Member, PanelAppointed
from models.rules.patent.term import Patent


@dataclass(frozen=True)
class AgentState:
    """An agent of a party and what they may concede for it (special powers, art. 17)."""

    name: str
    special: bool
    special_powers: tuple[str, ...] = ()

    def may(self, act: str) -> bool:
        """Say whether the power of attorney names this act (承认、放弃、变更请求、和解)."""
        return self.special and any(act in power for power in self.special_powers)


@dataclass(frozen=True)
class PartyState:
    """A party by its key (P1, R1, T1) in this case."""

    key: str
    side: str
    name: str
    acts: tuple[str, ...] = ()
    agents: tuple[AgentState, ...] = ()
    legal_rep: str = ""
    kind: str = ""
    operator: str = ""


@dataclass(frozen=True)
class CaseState:
    """Everything a procedure rule reads; `log` holds what is, up to the day in question.

    `parties` are those whom it is about; `apart` are respondents for whom it has ended already.
    """

    kind: str
    mediation_kind: str | None
    patent_kind: str
    parties: tuple[PartyState, ...]
    log: Log
    requests: tuple[str, ...] = ()
    patent: Patent = field(default=Patent())
    apart: tuple[PartyState, ...] = ()
    holders: tuple[str, ...] = ()

    def of(self, condition: str, key: str | None = None) -> Iterator[Entry[Event]]:
        """Yield the entries a condition of the data files means (`served:decision`)."""
        return self.log.named(condition, key)

    def has(self, condition: str, key: str | None = None) -> bool:
        """Say whether a condition of the data files is met, for one party when `key` names it."""
        return self.log.happened(condition, key)

    @property
    def panel(self) -> tuple[Member, ...]:
        """The panel as last appointed, empty before docketing."""
        appointed = self.log.last(PanelAppointed)
        return appointed.event.members if appointed else ()

    def party(self, key: str | None) -> PartyState | None:
        """Return the party with this key."""
        return next((p for p in self.parties if p.key == key), None)

    @property
    def everyone(self) -> tuple[PartyState, ...]:
        """The parties with those for whom the case has ended."""
        return (*self.parties, *self.apart)

    def anyone(self, key: str | None) -> PartyState | None:
        """Return the party with this key, also one for whom the case has ended."""
        return next((p for p in self.everyone if p.key == key), None)

    def side(self, side: str) -> tuple[PartyState, ...]:
        """Return the parties of one side."""
        return tuple(p for p in self.parties if p.side == side)

    def plus(self, entries: Iterable[Entry[Event]]) -> "CaseState":
        """Return the state with further entries."""
        return replace(self, log=self.log.plus(*entries))
