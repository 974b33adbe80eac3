"""What a request to the office says, as plain data (the intake JSON, typed and cleaned)."""

from dataclasses import dataclass
from datetime import date

KINDS = ("adjudication", "mediation", "advisory")
MEDIATION_KINDS = (
    "ownership", "inventorship", "remuneration", "interim_use_fee", "damages", "other",
)  # fmt: skip
CHANNELS = ("window", "post", "online", "transfer", "notification", "other")
PARTY_KINDS = ("natural", "company", "organisation", "sole_trader")
ID_TYPES = (
    "uscc", "ric", "passport", "hmt_residence_permit", "hmt_travel_permit",
    "foreign_permanent_residence", "registration_no", "other",
)  # fmt: skip
STANDINGS = ("patentee", "exclusive_licensee", "sole_licensee", "ordinary_licensee", "heir")
REGIONS = ("mainland", "hongkong", "macao", "taiwan", "foreign")
PATENT_KINDS = ("invention", "utility_model", "design")
REPORT_STATES = ("none", "clean", "defects")
INVALIDATION_STATES = ("none", "filed", "accepted")
POWERS = ("general", "special")
SPECIAL_MATTERS = ("none", "drug", "open_licence", "major")


@dataclass(frozen=True)
class FieldWarning:
    """A value that is taken as typed but that a person should look at; `field` is a path."""

    field: str
    text: str


@dataclass(frozen=True)
class OperatorIn:
    """The actual operator of a sole trader (art. 23: may have to be joined)."""

    name: str
    id_no: str = ""


@dataclass(frozen=True)
class PartyIn:
    """One requester or respondent as the request names it; "" means not given."""

    key: str
    side: str
    ordinal: int
    kind: str
    name: str
    id_type: str = ""
    id_no: str = ""
    legal_rep: str = ""
    legal_rep_post: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    domiciled_in_prc: bool = True
    region: str = "mainland"
    standing: str = ""
    operator: OperatorIn | None = None
    note: str = ""

    @property
    def ref(self) -> str:
        """The name by which agents, acts and papers point at this party ("requester:1")."""
        return f"{self.side}:{self.ordinal}"

    @property
    def path(self) -> str:
        """The party's own field path ("respondents[0]")."""
        return f"{self.side}s[{self.ordinal - 1}]"


@dataclass(frozen=True)
class AgentIn:
    """An agent of one party; `for_ref` is "requester:1" or "respondent:1"."""

    for_ref: str
    name: str
    firm: str = ""
    phone: str = ""
    powers: str = "general"
    special_powers: tuple[str, ...] = ()


@dataclass(frozen=True)
class PatentIn:
    """The patent relied on; `number` is in the form "201919800137.5", "" when not given."""

    number: str = ""
    kind: str = ""
    title: str = ""
    holder: str = ""
    filed_on: date | None = None
    granted_on: date | None = None
    asserted_claims: tuple[int, ...] = ()
    evaluation_report: str = "none"
    invalidation: str = "none"

    @property
    def is_design(self) -> bool:
        """A design: no claims, and "use" is no infringing act (专利法 11)."""
        return self.kind == "design"


@dataclass(frozen=True)
class ActIn:
    """One accused act; `by` is "respondent:1", "" = every respondent."""

    act: str
    by: str = ""


@dataclass(frozen=True)
class EvidenceIn:
    """One line of the evidence list; `language` is a code such as "zh" or "en"."""

    name: str
    proves: str = ""
    pages: int | None = None
    source: str = ""
    form: str = ""
    language: str = "zh"


@dataclass(frozen=True)
class PaperIn:
    """One paper handed in; `id` from papers.toml, `of` is "requester:1"."""

    id: str
    of: str


@dataclass(frozen=True)
class Intake:
    """A whole request as received; only `parse_intake` makes one from outside data.

    Optional answers (None = not asked yet): `request_signed`, `copies` (sets of the request and
    evidence for the respondents), `within_area` (the handler's own finding on jurisdiction),
    `special_matter` (drug, open_licence, major, none), `still_infringing` (art. 19).
    """

    kind: str
    received_on: date
    requesters: tuple[PartyIn, ...]
    respondents: tuple[PartyIn, ...]
    patent: PatentIn = PatentIn()
    mediation_kind: str = ""
    channel: str = "window"
    agents: tuple[AgentIn, ...] = ()
    acts: tuple[ActIn, ...] = ()
    requests: tuple[str, ...] = ()
    facts_and_reasons: str = ""
    product: str = ""
    evidence: tuple[EvidenceIn, ...] = ()
    papers: tuple[PaperIn, ...] = ()
    place_of_act: str = ""
    infringement_known_on: date | None = None
    already_sued: bool | None = None
    other_route_agreed: bool | None = None
    ecommerce_platform: str = ""
    exhibition: str = ""
    licensee_authorised: bool = False
    patentee_not_acting: bool = False
    request_signed: bool | None = None
    copies: int | None = None
    within_area: bool | None = None
    special_matter: str = ""
    still_infringing: bool | None = None
    urging_dispatched_on: date | None = None
    urging_received_on: date | None = None
    holder_acted: bool | None = None
    warnings: tuple[FieldWarning, ...] = ()

    @property
    def parties(self) -> tuple[PartyIn, ...]:
        """Requesters, then respondents."""
        return self.requesters + self.respondents

    def has_paper(self, of: str, *ids: str) -> bool:
        """Whether any paper of these ids was handed in for the party `of`."""
        return any(p.of == of and p.id in ids for p in self.papers)

    def agents_of(self, ref: str) -> tuple[AgentIn, ...]:
        """The agents of one party."""
        return tuple(a for a in self.agents if a.for_ref == ref)
