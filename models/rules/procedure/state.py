"""A case as the procedure rules see it: parties, panel, and what has happened so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

QUALITY_FIELDS = ("document", "matter", "phase", "what", "kind")
KEY_FIELDS = ("to", "from", "of", "party", "item", "id")


@dataclass(frozen=True)
class Happening:
    """One event that stands (not voided): its type, day and fields."""

    id: int
    type: str
    on: date
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str | None:
        """The party or item the event is about, None for a case event."""
        return next((self.fields[name] for name in KEY_FIELDS if self.fields.get(name)), None)


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
    domiciled_in_prc: bool = True
    acts: tuple[str, ...] = ()
    agents: tuple[AgentState, ...] = ()


@dataclass(frozen=True)
class PanelMember:
    """A panel member with the last day of the 办案资质证件 (None = not recorded)."""

    name: str
    role: str
    certificate_no: str | None
    certificate_until: date | None


@dataclass(frozen=True)
class CaseState:
    """Everything a procedure rule reads; `happenings` is in order of day, then of entry."""

    kind: str
    mediation_kind: str | None
    patent_kind: str
    parties: tuple[PartyState, ...]
    happenings: tuple[Happening, ...]
    panel: tuple[PanelMember, ...] = ()
    requests: tuple[str, ...] = ()

    @cached_property
    def _by_type(self) -> dict[str, list[Happening]]:
        """The happenings of each type: a step asks for many types, a case has many happenings."""
        found: dict[str, list[Happening]] = {}
        for one in self.happenings:
            found.setdefault(one.type, []).append(one)
        return found

    def of(self, kind: str, key: str | None = None) -> Iterator[Happening]:
        """Yield the happenings of a type; `served:decision` names the document, matter or phase."""
        name, _, quality = kind.partition(":")
        for one in self._by_type.get(name, ()):
            if quality and quality not in (one.fields.get(field) for field in QUALITY_FIELDS):
                continue
            if key is None or one.key == key:
                yield one

    def has(self, kind: str, key: str | None = None) -> bool:
        """Say whether it has happened."""
        return next(self.of(kind, key), None) is not None

    def last(self, kind: str, key: str | None = None) -> Happening | None:
        """Return the latest happening of a type, None when there is none."""
        found = list(self.of(kind, key))
        return found[-1] if found else None

    def party(self, key: str) -> PartyState | None:
        """Return the party with this key."""
        return next((p for p in self.parties if p.key == key), None)

    def side(self, side: str) -> tuple[PartyState, ...]:
        """Return the parties of one side."""
        return tuple(p for p in self.parties if p.side == side)
