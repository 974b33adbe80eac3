"""The facts of a case as lazy providers, one per top key, shared by all papers made together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from forms.facts import Fact
from models.cases.case_file import CaseFile
from models.facts import (
    amended,
    apart,
    dismissal,
    hearing,
    mediation,
    parties,
    people,
    proceedings,
    records,
    rulings,
)
from models.facts import case as cases
from models.reference.rule_store import pack_label
from models.store.desk import Desk

Provider = Callable[[Desk, CaseFile], Fact]

# What every paper of a case shares.
SHARED: dict[str, Provider] = {
    "office": lambda desk, _case: cases.office_facts(desk),
    "case": cases.case_facts,
    "patent": lambda _desk, case: cases.patent_facts(case),
    "claims": lambda _desk, case: cases.claims_facts(case),
    "evidence": lambda _desk, case: cases.evidence_facts(case),
    "papers_in": lambda _desk, case: cases.material_facts(case),
    "handler": lambda _desk, case: people.handler_facts(case),
    "panel": lambda _desk, case: people.panel_facts(case),
    "approvals": lambda _desk, case: people.approval_facts(case),
    "closing": lambda _desk, case: people.closing_facts(case),
    "overrides": lambda _desk, case: people.override_facts(case),
    "answers": lambda _desk, case: proceedings.answer_facts(case),
    "hearing": lambda _desk, case: hearing.hearing_facts(case),
    "deliberation": lambda _desk, case: hearing.deliberation_facts(case),
    "decision": proceedings.decision_facts,
    "amended": amended.amended_facts,
    "mediation": mediation.mediation_facts,
    "requesters": lambda desk, case: parties.parties_facts(desk, case, "requester"),
    "respondents": lambda desk, case: parties.parties_facts(desk, case, "respondent"),
    "third_parties": lambda desk, case: parties.parties_facts(desk, case, "third_party"),
    "parties": parties.parties_facts,
    "acts": lambda _desk, case: parties.acts_facts(case),
    "acceptance": proceedings.acceptance_facts,
    "apart": apart.apart_facts,
    "dismissal": dismissal.dismissal_facts,
    "jurisdiction": lambda _desk, case: dismissal.jurisdiction_facts(case),
    "objection": lambda _desk, case: rulings.objection_facts(case),
    "recusal": lambda _desk, case: rulings.recusal_facts(case),
    "suspension": lambda _desk, case: rulings.suspension_facts(case),
    "invalidation": lambda _desk, case: rulings.invalidation_facts(case),
    "joined": lambda _desk, case: rulings.joined_facts(case),
    "routing": records.routing_facts,
    "publication": proceedings.publication_facts,
    "deadlines": records.deadlines_facts,
    "deadline_packs": lambda desk, _case: pack_label(desk),
}
# What is secret, and which of it papers of other files may print and keep.
SECRET_FACTS: Mapping[str, tuple[str, ...]] = {"deliberation": ("on",)}


@dataclass(frozen=True)
class Paper:
    """What is a paper's own: the day printed on it, its addressee, the service it proves."""

    on: date
    addressee: str | None = None
    service_entry: int | None = None
    secret: bool = False  # of the panel's own file: it may say what was said in the deliberation


# What depends on the paper's addressee or record.
OWN: dict[str, Callable[[Desk, CaseFile, Paper], Fact]] = {
    "document": lambda _desk, _case, paper: {"on": paper.on},
    "evidence_period": lambda desk, case, paper: proceedings.evidence_period_facts(
        desk, case, paper.addressee
    ),
    "addressee": lambda desk, case, paper: parties.party_facts(desk, case, paper.addressee),
    "demand": lambda _desk, case, paper: rulings.demand_facts(case, paper.addressee),
    "service": lambda desk, case, paper: records.service_facts(
        desk, case, paper.addressee, paper.service_entry
    ),
}


class CaseFacts:
    """The facts of one case on one day: what papers share is built once, when first read."""

    def __init__(self, desk: Desk, case: CaseFile) -> None:
        self._desk = desk
        self._case = case
        self._shared: dict[str, Fact] = {}

    def shared(self, key: str) -> Fact:
        """Return what is under a shared key."""
        if key not in self._shared:
            self._shared[key] = SHARED[key](self._desk, self._case)
        return self._shared[key]

    def of(self, paper: Paper) -> "PaperFacts":
        """Return the facts of one paper."""
        return PaperFacts(self, paper)

    def own(self, key: str, paper: Paper) -> Fact:
        """Return what is under a key for one paper alone."""
        return OWN[key](self._desk, self._case, paper)


class PaperFacts(Mapping[str, Fact]):
    """The facts of one paper by top key; naming, counting and testing for keys builds nothing."""

    def __init__(self, shared: CaseFacts, paper: Paper) -> None:
        self._shared = shared
        self._paper = paper
        self._own: dict[str, Fact] = {}

    def __getitem__(self, key: str) -> Fact:
        if key in SHARED:
            value = self._shared.shared(key)
            return value if self._paper.secret else _opened(key, value)
        if key not in self._own:
            self._own[key] = self._shared.own(key, self._paper)
        return self._own[key]

    def __contains__(self, key: object) -> bool:
        return key in SHARED or key in OWN

    def __iter__(self) -> Iterator[str]:
        yield from SHARED
        yield from OWN

    def __len__(self) -> int:
        return len(SHARED) + len(OWN)


def _opened(key: str, value: Fact) -> Fact:
    """Return of what is secret only what any paper may say: of a deliberation, its day."""
    if key not in SECRET_FACTS:
        return value
    known: Mapping[str, Fact] = value if isinstance(value, Mapping) else {}
    return {name: known[name] for name in SECRET_FACTS[key] if name in known}
