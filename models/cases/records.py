"""The rows of a case as frozen dataclasses, free of any ORM."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from models.rules.events import Numbering
from models.rules.intake.fields import Value as FieldValue
from models.store.sql import SqlRow, Value

NUMBERS = {
    Numbering.RECEIPT: "receipt_no", Numbering.CASE: "case_no", Numbering.REFUSAL: "refusal_no",
}  # fmt: skip


@dataclass(frozen=True)
class Accused:
    """An act that a request complains of; `by` is a party's key, None = every respondent."""

    act: str
    by: str | None


@dataclass(frozen=True)
class HandedIn:
    """A material that came with the request, and whose it is (a party's key)."""

    id: str
    of: str


@dataclass(frozen=True)
class Claim:
    """A claim of the patent with its text."""

    no: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A row with fields of the request; `more` are those that nothing calls by name."""

    more: Mapping[str, FieldValue] = field(default_factory=dict[str, FieldValue])

    def value(self, name: str) -> FieldValue:
        """Return the value of a field of the table, None when nothing is kept of it."""
        found: FieldValue = self.more.get(name, getattr(self, name, None))
        return found


@dataclass(frozen=True)
class CaseRecord(Kept):
    """The row of a case; `stage` and `status` as last computed."""

    id: int
    kind: str
    mediation_kind: str | None
    receipt_no: str
    case_no: str | None
    refusal_no: str | None
    channel: str
    patent_id: int | None
    handler_id: int | None
    place_of_act: str
    product: str
    facts_and_reasons: str
    requests: tuple[str, ...]
    acts: tuple[Accused, ...]
    claims: tuple[Claim, ...]
    asserted_claims: tuple[int, ...]
    materials: tuple[HandedIn, ...]
    ecommerce_platform: str | None
    exhibition: str | None
    stage: str
    status: str
    track: str | None
    receipt_on: date | None
    origin_case_id: int | None

    @property
    def number(self) -> str:
        """What the case is called: 案号, else 不予立案文号, else 收件号."""
        return self.case_no or self.refusal_no or self.receipt_no

    def number_of(self, kind: Numbering) -> str:
        """Return one of the numbers, "" while there is none."""
        found: str | None = getattr(self, NUMBERS[kind])
        return found or ""


@dataclass(frozen=True)
class PatentRecord(Kept):
    """A patent; kind invention|utility_model|design."""

    id: int
    number: str
    kind: str
    title: str
    holder: str
    filed_on: date | None
    granted_on: date | None
    evaluation_report: str
    invalidation: str

    @property
    def printed(self) -> str:
        """The number as printed, with ZL."""
        return f"ZL{self.number}" if self.number else ""


@dataclass(frozen=True)
class PersonRecord(Kept):
    """A person or organisation; kind natural|company|organisation|sole_trader.

    `initials`: every reading of the name in 拼音 initials, with blanks between them.
    """

    id: int
    kind: str
    name: str
    id_type: str
    id_no: str
    legal_rep: str
    legal_rep_post: str
    address: str
    postcode: str
    phone: str
    domiciled_in_prc: bool
    region: str
    operator_name: str
    operator_id_no: str
    initials: str


@dataclass(frozen=True)
class AgentRecord(Kept):
    """An agent of a party; powers general|special (Order 81 art. 17)."""

    name: str
    firm: str
    phone: str
    powers: str
    special_powers: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A party's place in the case: key P1, R1, T1 …, side requester|respondent|third_party."""

    key: str
    side: str
    standing: str | None
    note: str
    person: PersonRecord
    agents: tuple[AgentRecord, ...] = ()

    @property
    def name(self) -> str:
        """The party's name."""
        return self.person.name


@dataclass(frozen=True)
class StaffRecord:
    """A member of the office with the 办案资质证件 (art. 4)."""

    id: int
    name: str
    role: str
    certificate_no: str
    certificate_until: date | None
    phone: str


@dataclass(frozen=True)
class EvidenceRecord(Kept):
    """A piece of evidence; side requester|respondent|third_party|office, `pages` a count."""

    no: int
    side: str
    name: str
    proves: str
    pages: int | None
    source: str
    form: str
    language: str
    note: str


class DateRow(NamedTuple):
    """A deadline as the table of dates holds it: days as ISO text, provisional as 0 or 1."""

    name: Value
    plan_by: Value
    due: Value
    status: Value
    provisional: Value


DateRows = dict[tuple[str, str], DateRow]  # by (rule, key)


class SearchRow(NamedTuple):
    """What the table of search words holds of a case: days as ISO text."""

    words: str
    initials: str
    made_on: str
    valid_until: str
    mark: str


@dataclass(frozen=True)
class Projected:
    """What the tables that lists read hold of a case; no `search` before it is projected."""

    search: SearchRow | None = None
    dates: DateRows = field(default_factory=dict[tuple[str, str], DateRow])
    waiting: tuple[SqlRow, ...] = ()
