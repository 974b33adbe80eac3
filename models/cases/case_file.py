"""What a loaded case is: typed rows, the log, and the parties that are in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from models.cases.records import (
    AgentRecord,
    CaseRecord,
    EvidenceRecord,
    PatentRecord,
    Place,
    Projected,
    StaffRecord,
)
from models.cases.standing import standing
from models.errors import BadInput
from models.reference import acceptance_data
from models.rules.decided.rounds import current
from models.rules.events import (
    Carrier,
    Entry,
    Event,
    EvidenceReceived,
    Filed,
    Log,
    Member,
    PanelAppointed,
    PartyJoined,
    SpecialPowerSupplied,
)
from models.rules.events.log import voided
from models.rules.parties.apart import closings
from models.rules.patent.claims import requests_relied
from models.rules.patent.holders import holders
from models.rules.patent.term import Patent
from models.rules.procedure.state import AgentState, CaseState, PartyState


@dataclass(frozen=True)
class CaseFile:
    """A case as its pages, papers and rules read it; `entries` holds voided ones too.

    The evidence list is read when it is first asked for: few commands look at it.
    """

    id: int
    record: CaseRecord
    patent: PatentRecord | None
    handler: StaffRecord | None
    parties: tuple[Place, ...]
    entries: tuple[Entry[Event], ...]
    read_evidence: Callable[[], tuple[EvidenceRecord, ...]] = field(
        default=tuple[EvidenceRecord, ...], compare=False, repr=False
    )
    projected: Projected = field(default=Projected(), compare=False, repr=False)

    @cached_property
    def evidence(self) -> tuple[EvidenceRecord, ...]:
        """The evidence list in its order, without what a voided entry brought in."""
        received = (e.event for e in self.entries if isinstance(e.event, EvidenceReceived))
        brought = {(line.no, line.name) for event in received for line in event.items}
        kept = {line.no for e in self.log.all(EvidenceReceived) for line in e.event.items}
        return tuple(
            one
            for one in self.read_evidence()
            if one.no in kept or (one.no, one.name) not in brought
        )

    @cached_property
    def log(self) -> Log:
        """The entries in force, by day."""
        return Log(self.entries)

    @cached_property
    def now(self) -> Log:
        """The entries that count for what comes next: a decision that is made again is past."""
        return current(self.log)

    @property
    def kind(self) -> str:
        """adjudication, mediation or advisory."""
        return self.record.kind

    @property
    def patent_kind(self) -> str:
        """invention, utility_model or design; "" while the request names no patent."""
        return self.patent.kind if self.patent else ""

    def party(self, key: str | None) -> Place | None:
        """Return the party with this key."""
        return next((p for p in self.parties if p.key == key), None)

    def name_of(self, key: str | None) -> str:
        """Return a party's name; the key itself when there is no such party."""
        found = self.party(key)
        return found.name if found else key or ""

    def side(self, side: str) -> list[Place]:
        """Return the parties of one side in their order."""
        return [p for p in self.parties if p.side == side]

    def present(self, side: str = "") -> list[Place]:
        """Return the parties of one side, or of all, but those for whom the case has ended."""
        gone = closings(self.log)
        return [p for p in self.parties if p.key not in gone and side in ("", p.side)]

    def entry(self, number: int) -> Entry[Event] | None:
        """Return an entry by its number, voided or not."""
        return next((e for e in self.entries if e.id == number), None)

    def plus(self, entries: Iterable[Entry[Event]]) -> "CaseFile":
        """Return the case with entries that were just recorded, also such as void others."""
        known = voided((*self.entries, *entries))
        return replace(self, entries=known, parties=standing(self.parties, known))

    def without(self, ids: Iterable[int]) -> "CaseFile":
        """Return the case without some entries, to ask what a date was before them."""
        gone = set(ids)
        return replace(self, entries=tuple(e for e in self.entries if e.id not in gone))

    def panel(self, until: date | None = None) -> tuple[Member, ...]:
        """Return the panel as appointed up to a day, empty before docketing."""
        log = self.log if until is None else self.log.until(until)
        appointed = log.last(PanelAppointed)
        return appointed.event.members if appointed else ()

    def state(self, until: date | None = None) -> CaseState:
        """Return the case as the procedure rules read it; later entries are left out.

        Who joins after that day is no party yet.
        """
        log = self.log if until is None else self.log.until(until)
        joined = {e.event.party for e in log.all(PartyJoined)}
        late = {e.event.party for e in self.log.all(PartyJoined)} - joined
        known = [_party_state(self, p, log) for p in self.parties if p.key not in late]
        gone = closings(log)
        return CaseState(
            kind=self.record.kind,
            mediation_kind=self.record.mediation_kind,
            patent_kind=self.patent_kind,
            parties=tuple(p for p in known if p.key not in gone),
            log=current(log),
            requests=requests_relied(log, self.record.requests),
            patent=self._patent(),
            apart=tuple(p for p in known if p.key in gone),
            holders=holders(self.patent.holder) if self.patent else (),
        )

    def _patent(self) -> Patent:
        """Return the patent as the rules read it."""
        patent, claims = self.patent, self.record.asserted_claims
        if patent is None:
            return Patent(claims=claims)
        terms = acceptance_data().rules.terms
        until = terms.last_day(patent.kind, patent.filed_on)
        return Patent(
            until, claims, patent.evaluation_report, patent.invalidation, terms.check_days
        )

    @property
    def last_request(self) -> Filed:
        """The request as recorded last, whatever day it bears; BadInput when none is on record.

        An older program wrote an empty one with a first day that was moved. Where nothing but such
        a one is left, the request that was voided last is what the rows of the case still say.
        """
        own = [e for e in self.entries if e.voids is None]
        for entry in sorted(own, key=lambda e: (e.stands, e.recorded), reverse=True):
            if isinstance(entry.event, Carrier) and entry.event.intake and entry.event.intake.data:
                return entry.event.intake
        raise BadInput.of("case", "本案没有收案记录")


def _party_state(case: CaseFile, party: Place, log: Log) -> PartyState:
    agents = tuple(_agent_state(party, agent, log) for agent in party.agents)
    acts = acts_of(case, party.key) if party.side == "respondent" else ()
    person = party.person
    return PartyState(
        party.key, party.side, party.name, acts, agents,
        legal_rep=person.legal_rep, kind=person.kind, operator=person.operator_name,
    )  # fmt: skip


def acts_of(case: CaseFile, key: str) -> tuple[str, ...]:
    """Return the acts that a respondent is accused of, each once."""
    return tuple(dict.fromkeys(a.act for a in case.record.acts if a.by in (None, key)))


def _agent_state(party: Place, agent: AgentRecord, log: Log) -> AgentState:
    """Return an agent with the powers of the first paper and those supplied since (art. 17)."""
    given = list(agent.special_powers) if agent.powers == "special" else []
    for entry in log.about(SpecialPowerSupplied, party.key):
        if entry.event.agent == agent.name:
            given += [power for power in entry.event.powers if power not in given]
    special = agent.powers == "special" or bool(given)
    return AgentState(agent.name, special, tuple(given))
