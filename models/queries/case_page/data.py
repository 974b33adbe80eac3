"""Everything the page of one case shows, as plain data that may cross threads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from models.queries.case_page.event_kinds import EventKind
from models.queries.dialogs.missing import Missing
from models.queries.signs import Tone

Rows = tuple[tuple[str, str], ...]  # (label, text)


@dataclass(frozen=True)
class Header:
    """Who and what the case is about, and its closing clock; `tone` colours the clock."""

    number: str
    kind: str
    kind_name: str
    track: str
    stage: str
    stage_name: str
    status: str
    parties: str
    patent: str
    handler: str
    clock: str
    clock_day: date | None
    tone: Tone
    together: tuple[tuple[int, str], ...] = ()  # the cases heard together with it: id, number


@dataclass(frozen=True)
class StepLine:
    """A next step: what, until when, by whom, under which article, what is missing."""

    id: str
    name: str
    command: str
    party: str | None
    who: str
    actor: str
    basis: str
    due: date | None
    due_text: str
    tone: Tone
    papers: tuple[str, ...]
    optional: bool
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class TraceLine:
    """One step of the computation of a date, with the rest days it skipped by name."""

    text: str
    skipped: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class DateLine:
    """One deadline; `right`: a party may act until then, nothing is asked of it."""

    rule: str
    key: str
    name: str
    who: str
    trigger: date
    plan_by: date
    due: date
    status: str
    sign: str
    status_text: str
    tone: Tone
    open: bool
    duty: str
    basis: str
    basis_short: str
    why: str
    provisional: bool
    trace: tuple[TraceLine, ...]
    if_missed: str = ""
    positions: tuple[str, ...] = ()
    right: bool = False
    closing: bool = False


@dataclass(frozen=True)
class Bar:
    """A span of a timeline lane; kind is intake, past, plan, tolled or clock."""

    start: date
    end: date
    text: str
    kind: str


@dataclass(frozen=True)
class Flag:
    """A due day on the timeline; `places` are indices into the list of dates."""

    day: date
    sign: str
    words: str
    tone: Tone
    places: tuple[int, ...]

    @property
    def text(self) -> str:
        """What is at the flag where there is room."""
        return f"{self.sign} {self.words}"


@dataclass(frozen=True)
class Lane:
    """A row of the timeline."""

    name: str
    full_name: str
    bars: tuple[Bar, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """The case drawn to scale from `start` to `end`; `beyond` counts dates that lie after it."""

    start: date
    end: date
    today: date
    lanes: tuple[Lane, ...]
    beyond: int = 0


@dataclass(frozen=True)
class FindingLine:
    """A line of the acceptance check; state is met, missing or unclear."""

    item: str
    state: str
    sign: str
    state_name: str
    tone: Tone
    text: str
    basis: str


@dataclass(frozen=True)
class ReviewData:
    """The acceptance check: its result by code and name, findings, corrections, hints."""

    result: str
    result_name: str
    findings: tuple[FindingLine, ...]
    corrections: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartyCard:
    """A party with what is known of it, and its agents with their powers.

    `field` is where the request names it, "" of one that joined later.
    """

    key: str
    side: str
    side_name: str
    name: str
    rows: Rows
    agents: tuple[tuple[str, str], ...]  # (name and firm, powers and phone)
    field: str = ""


@dataclass(frozen=True)
class EvidenceLine:
    """One item of the evidence list."""

    no: int
    side: str
    name: str
    proves: str
    pages: str
    source: str


@dataclass(frozen=True)
class ServiceLine:
    """One service of one paper on one party, and the day it took effect; or what was tried.

    `failed` says why an attempt reached nobody, "" of a service; its `document` may be several, and
    `tried` tells what else was tried since the last service.
    """

    event: int
    document: str
    to: str  # the key of the party
    party: str
    method: str
    day: date
    proof: str
    server: str
    failed: str = ""
    tried: str = ""


@dataclass(frozen=True)
class GateLine:
    """One line of 还差什么: a gate that is met, or one thing that one lacks.

    `command`, `step` and `preset` open what mends it; `of_office`: the settings do.
    """

    title: str
    text: str
    state: str  # with its sign
    tone: Tone
    basis: str
    before: str
    ways: str
    key: int = 0
    party: str | None = None
    step: str = ""
    command: str = ""
    preset: Mapping[str, str] = field(default_factory=dict[str, str])
    of_office: bool = False
    gate: str = ""  # the id of a gate that a reason lets pass, "" of others


def lacking(lines: Iterable[GateLine]) -> int:
    """Return how many lines keep the act from being taken; what is only said does not."""
    return sum(line.tone in (Tone.PROBLEM, Tone.WARNING) for line in lines)


@dataclass(frozen=True)
class StoredLine:
    """A stored paper; `edits` = how many of its paragraphs were edited in a word processor."""

    id: int
    form_id: str
    title: str
    who: str
    state: str
    sign: str
    state_name: str
    tone: Tone
    made: str
    edits: int


@dataclass(frozen=True)
class EventLine:
    """One entry of the log; `voided` says by whom and why, "" while it is in force."""

    id: int
    type: str
    kind: EventKind
    name: str
    about: str
    on: date
    recorded: str
    actor: str
    fields: Rows
    voided: str
    voids: bool
    derived: bool


@dataclass(frozen=True)
class Section:
    """A part of the tabs of matter and proceedings: a heading and rows.

    `field` is where of the request the part begins, "" for what is not of the request.
    """

    title: str
    rows: Rows
    field: str = ""


@dataclass(frozen=True)
class CasePageData:
    """The whole page of one case on one day."""

    case_id: int
    last_seen: int  # the last audit entry when this was read
    today: date
    header: Header
    steps: tuple[StepLine, ...]
    dates: tuple[DateLine, ...]
    timeline: Timeline
    review: ReviewData | None
    parties: tuple[PartyCard, ...]
    matter: tuple[Section, ...]
    evidence: tuple[EvidenceLine, ...]
    services: tuple[ServiceLine, ...]
    gates: tuple[GateLine, ...]  # empty while none stands before anything
    proceedings: tuple[Section, ...]
    papers: tuple[StoredLine, ...]
    attachments: int  # files in the case, without those taken out
    events: tuple[EventLine, ...]
    concluded: bool = False
    names: Mapping[str, str] = field(default_factory=dict[str, str])  # party key -> name
