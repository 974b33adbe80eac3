"""What a request to the office says, as plain data (the intake JSON, typed and cleaned)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.rules.intake.fields import Value

More = Mapping[str, Value]


@dataclass(frozen=True)
class FieldWarning:
    """A value that is taken as typed but that a person should look at; `field` is a path."""

    field: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Filled:
    """Values by the fields of the table; those that no rule calls by name are in `more`."""

    more: More = field(default_factory=dict[str, Value])

    def value(self, name: str) -> Value:
        """Return the value of a field, None when there is no such field."""
        found: Value = self.more.get(name, getattr(self, name, None))
        return found

    def text(self, name: str) -> str:
        """Return the value of a text field, "" when it is not given."""
        return str(self.value(name) or "")


@dataclass(frozen=True, kw_only=True)
class PartyIn(Filled):
    """One requester or respondent as the request names it; "" means not given.

    `key` is how agents, acts and papers point at it (P1, R2).
    """

    key: str
    side: str
    ordinal: int
    kind: str
    name: str
    id_type: str
    id_no: str
    address: str
    domiciled_in_prc: bool
    region: str
    standing: str = ""
    note: str = ""

    @property
    def path(self) -> str:
        """The party's own field path ("respondents[0]")."""
        return f"{self.side}s[{self.ordinal - 1}]"


@dataclass(frozen=True, kw_only=True)
class AgentIn(Filled):
    """An agent of one party, by the key of that party."""

    of: str
    name: str
    powers: str
    special_powers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PatentIn(Filled):
    """The patent relied on; `number` is in the form "201919800137.5", "" when not given."""

    number: str = ""
    kind: str = ""
    holder: str = ""
    filed_on: date | None = None
    granted_on: date | None = None
    asserted_claims: tuple[int, ...] = ()
    evaluation_report: str = "none"
    invalidation: str = ""

    @property
    def is_design(self) -> bool:
        """A design: no claims, and "use" is no infringing act (专利法 11)."""
        return self.kind == "design"


@dataclass(frozen=True)
class ActIn:
    """One accused act; `by` is the key of a respondent, "" = every respondent."""

    act: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class EvidenceIn(Filled):
    """One line of the evidence list; `language` is a code such as "zh" or "en"."""

    name: str
    proves: str
    source: str
    language: str


@dataclass(frozen=True)
class PaperIn:
    """One paper handed in; `id` from papers.toml, `of` is the key of a party."""

    id: str
    of: str


@dataclass(frozen=True, kw_only=True)
class Intake(Filled):
    """A whole request as received; only `parse_intake` makes one from outside data.

    Optional answers (None = not asked yet): `request_signed`, `copies` (sets of the request and
    evidence for the respondents), `within_area` (the handler's own finding on jurisdiction),
    `special_matter` (drug, open_licence, major, none), `still_infringing` (art. 19).
    """

    kind: str
    received_on: date
    requesters: tuple[PartyIn, ...]
    respondents: tuple[PartyIn, ...]
    patent: PatentIn
    mediation_kind: str
    channel: str
    agents: tuple[AgentIn, ...]
    acts: tuple[ActIn, ...]
    requests: tuple[str, ...]
    facts_and_reasons: str
    product: str
    evidence: tuple[EvidenceIn, ...]
    papers: tuple[PaperIn, ...]
    place_of_act: str
    infringement_known_on: date | None
    ecommerce_platform: str
    licensee_authorised: bool
    patentee_not_acting: bool
    request_signed: bool | None
    copies: int | None
    within_area: bool | None
    special_matter: str
    still_infringing: bool | None
    urging_dispatched_on: date | None
    urging_received_on: date | None
    warnings: tuple[FieldWarning, ...] = ()

    @property
    def parties(self) -> tuple[PartyIn, ...]:
        """Requesters, then respondents."""
        return self.requesters + self.respondents

    def has_paper(self, of: str, *ids: str) -> bool:
        """Whether any paper of these ids was handed in for the party `of`."""
        return any(p.of == of and p.id in ids for p in self.papers)

    def agents_of(self, key: str) -> tuple[AgentIn, ...]:
        """The agents of one party."""
        return tuple(a for a in self.agents if a.of == key)
