"""Service (送达): one entry per addressee, the effective day by method, its proof."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.entities import Staff
from models.reference.positions import domiciled
from models.rules.citation import cite
from models.rules.events import (
    AnswerReceived,
    Concluded,
    Docketed,
    Entry,
    EServiceConsented,
    Proof,
    ServiceAddressConfirmed,
    ServiceAttempted,
    Tolling,
    TollingEnded,
    TollingStarted,
)
from models.rules.events import Served as ServedEvent
from models.rules.events.codes import Post
from models.rules.gates import people
from models.rules.problem import Problem
from models.rules.procedure import order
from models.rules.procedure.conditions import consents
from models.rules.procedure.state import CaseState
from models.rules.serving.gates import gate_problems
from models.rules.serving.methods import ServiceEntry, effective_date, problems_of
from models.services.shared.paper_state import Finals, finals_of, issue, unmade
from models.services.shared.recording import (
    NewEvent,
    begin,
    record,
    record_groups,
    recorded,
    require,
)
from models.services.shared.value_checks import value_problems
from models.store.desk import Desk
from models.store.unit import command


@dataclass(frozen=True)
class Served:
    """One service as typed; `fields` is its proof, of which each method needs its own part.

    `of` names whose answer a copy belongs to; `days` and `agreed` belong to an evidence notice;
    `outside`: the papers were not made here, no final of them is asked for.
    """

    to: str
    documents: tuple[str, ...]
    method: str
    fields: Proof = field(default_factory=Proof)
    of: str | None = None
    days: int | None = None
    agreed: bool = False
    server: str = ""
    outside: bool = False


def preview(
    desk: Desk,
    case: CaseFile,
    served: Served,
    was: Served | None = None,
    finals: Finals | None = None,
) -> tuple[date | None, list[Problem]]:
    """Return the day service would take effect and what still keeps it from being recorded.

    `was` is the service that it puts right: what was not asked of that is not asked now.
    """
    entry = _entry(desk, case, served)
    problems = [*_case_problems(case, served), *_unmade(case, served, was, finals)]
    older = _proof_problems(_entry(desk, case, was)) if was else ()
    problems += [one for one in _proof_problems(entry) if one not in older]
    day = None if problems else effective_date(entry, reference.methods())
    if day is not None and (ahead := _ahead(desk, case, served, day)):
        return None, ahead
    return day, problems


def _unmade(
    case: CaseFile, served: Served, was: Served | None, finals: Finals | None
) -> Iterator[Problem]:
    """What older programs recorded without a paper is put right without one."""
    known = was.documents if was else ()
    if not served.outside:
        new = [one for one in served.documents if one not in known]
        yield from unmade(case, served.to, new, finals)


def _proof_problems(entry: ServiceEntry) -> list[Problem]:
    """What the proof lacks by its method, then what a gate asks besides."""
    found = problems_of(entry, reference.methods())
    method = reference.methods().get(entry.method)
    if method is not None:
        found += gate_problems(entry, method, reference.receivers(), reference.witnesses())
    return found


def _ahead(desk: Desk, case: CaseFile, served: Served, day: date) -> list[Problem]:
    """What has not happened is no service; nor does a paper reach anybody before its ground."""
    sent = _begun(served) or day
    if sent > desk.today():
        return [Problem("fields", "送达、发出日期晚于今天")]
    if not reference.methods()[served.method].waits and day > desk.today():
        return [Problem("fields", "送达日期晚于今天，尚未送达的不能登记")]
    papers, state = reference.served_papers(), case.state()
    reached = (Entry(0, day, _event(served, paper, "")) for paper in served.documents)
    found = [order.problems(state, one, papers, reference.event_label) for one in reached]
    return list(dict.fromkeys(problem for each in found for problem in each))


def _begun(served: Served) -> date | None:
    return served.fields.published_on or served.fields.sent_on


@command
def serve(desk: Desk, case_id: int, served: Served) -> None:
    """Record a service on one addressee, one event per document, all on the effective day."""
    case = begin(desk, case_id)
    events = events_of(desk, case, served)
    record(desk, case, events)
    issue(desk, _with(case, events), [(served.to, served.documents)])


@command
def serve_many(desk: Desk, case_id: int, entries: Sequence[Served]) -> None:
    """Record several services at once (a morning's post); all of them or none."""
    require(_batch_problems(entries))
    case = seen = begin(desk, case_id)
    finals = finals_of(case)
    # A group each: a pause by publication belongs to its own service, not to the others.
    groups: list[list[NewEvent]] = []
    for served in entries:
        groups.append(events_of(desk, seen, served, finals=finals))
        seen = _with(seen, groups[-1])
    record_groups(desk, case, groups)
    issue(desk, seen, [(served.to, served.documents) for served in entries])


def _with(case: CaseFile, events: Iterable[NewEvent]) -> CaseFile:
    return case.plus(Entry(0, one.on, one.event) for one in events)


def _batch_problems(entries: Sequence[Served]) -> Iterator[Problem]:
    if not entries:
        yield Problem("entries", "没有送达登记")
    seen: set[tuple[str, str, str | None]] = set()
    for number, served in enumerate(entries):
        own = {(served.to, document, served.of) for document in served.documents}
        if own & seen:
            yield Problem(f"entries[{number}].documents", "与前面的送达登记重复")
        seen |= own


def events_of(
    desk: Desk,
    case: CaseFile,
    served: Served,
    was: Served | None = None,
    finals: Finals | None = None,
) -> list[NewEvent]:
    """Return the checked events of one service; publication pauses the closing limit meanwhile."""
    day, problems = preview(desk, case, served, was, finals)
    require(problems)
    assert day is not None
    sent, waits = _begun(served) or day, reference.methods()[served.method].waits
    server = served.server or desk.actor
    events = [NewEvent(_event(served, paper, server), day) for paper in served.documents]
    if waits and _clock_runs(case, sent):
        events += _publication_pause(case, served, sent, day)
    return events


def _event(served: Served, document: str, server: str) -> ServedEvent:
    notice = document == "evidence_notice"
    return ServedEvent(
        document=document,
        to=served.to,
        of=served.of if document == "answer_copy" else None,
        days=(served.days or None) if notice else None,
        agreed=served.agreed and notice,
        method=served.method,
        proof=served.fields,
        server=server,
        outside=served.outside,
    )


def _clock_runs(case: CaseFile, on: date) -> bool:
    """Whether the closing limit of an adjudication runs on that day: only then can it pause."""
    concluded = case.log.last(Concluded)
    running = case.kind == "adjudication" and case.log.has(Docketed)
    return running and (concluded is None or on <= concluded.on)


def _publication_pause(case: CaseFile, served: Served, start: date, end: date) -> list[NewEvent]:
    """The days of publication do not count towards the closing limit (art. 37)."""
    key = f"pub-{served.to}-{recorded(case, TollingStarted) + 1}"
    return [
        NewEvent(TollingStarted(id=key, kind=Tolling.PUBLICATION), start, derived=True),
        NewEvent(TollingEnded(id=key), end, derived=True),
    ]


def _entry(desk: Desk, case: CaseFile, served: Served) -> ServiceEntry:
    party = case.party(served.to)
    foreign = party is not None and not domiciled(desk, party.person)
    key = "position.publication_days_foreign" if foreign else "position.publication_days"
    days = desk.settings.get(key)
    switches = (
        "position.e_service_decision", "position.e_service_agreement",
        "position.returned_from_confirmed",
    )  # fmt: skip
    begun = _begun(served) or _day(served) or desk.today()
    tried = case.log.until(begun).about(ServiceAttempted, served.to)
    return ServiceEntry(
        method=served.method,
        documents=served.documents,
        proof=served.fields,
        party_kind=party.person.kind if party else "",
        consented=_consented(case, served),
        confirmed=confirmed.event.address if (confirmed := _confirmed(case, served, begun)) else "",
        tried=tuple(one.event.result for one in tried),
        heads=_heads() if served.fields.approver else frozenset(),
        publication_days=days if isinstance(days, int) else None,
        positions=frozenset(k for k in switches if desk.settings.get(k)),
    )


def _heads() -> frozenset[str]:
    """Return who may approve an exception today."""
    in_office = Staff.active & (Staff.role == Post.DEPT_HEAD.value)
    return frozenset(row.name for row in Staff.select().where(in_office))


def _day(served: Served) -> date | None:
    """Return the day from which service by its method takes effect, as far as it is typed."""
    method = reference.methods().get(served.method)
    day = getattr(served.fields, method.effective_from) if method else None
    return day if isinstance(day, date) else None


def _confirmed(case: CaseFile, served: Served, on: date) -> Entry[ServiceAddressConfirmed] | None:
    """Return the newest 送达地址确认书 of the addressee on a day."""
    return next(reversed(case.log.until(on).about(ServiceAddressConfirmed, served.to)), None)


def _consented(case: CaseFile, served: Served) -> frozenset[str] | None:
    """Return the addresses to which the addressee consented by the day of service."""
    day = _day(served) or date.max
    consents = case.log.until(day).about(EServiceConsented, served.to)
    found = [one.event.target.strip() for one in consents]
    confirmed = _confirmed(case, served, day)
    if confirmed and confirmed.event.target.strip():
        found.append(confirmed.event.target.strip())
    return frozenset(found) if found else None


def _case_problems(case: CaseFile, served: Served) -> list[Problem]:
    found = [Problem(f"fields.{p.field}", p.problem) for p in value_problems(served.fields)]
    if case.party(served.to) is None:
        found.append(Problem("to", f"本案没有当事人{served.to}"))
    if not served.documents:
        found.append(Problem("documents", "须选择送达的文书"))
    if len(set(served.documents)) < len(served.documents):
        found.append(Problem("documents", "同一份文书只写一次"))
    state, begun = case.state(), _begun(served)
    place = "fields.published_on" if served.fields.published_on else "fields.sent_on"
    for document in served.documents:
        found += document_problems(state, served.to, document, begun, place)
    name = served.fields.received_by.strip()
    found += people.stranger_problems(state, served.to, name, "fields.received_by")
    if "answer_copy" in served.documents:
        if not served.of:
            found.append(Problem("of", "转送答辩书副本须写明是谁的答辩书"))
        elif not case.log.has(AnswerReceived, served.of):
            found.append(Problem("of", "没有收到这名当事人的答辩书"))
    return found


def document_problems(
    state: CaseState, to: str, document: str, begun: date | None, place: str
) -> list[Problem]:
    """Return why a paper cannot be on its way to a party on the day on which it was sent."""
    papers = reference.served_papers()
    if document not in papers.papers:
        return [Problem("documents", f"没有“{document}”这种文书")]
    # What is sent is there on the day it is sent; of the effective day `record` asks.
    one = Entry(0, begun or date.min, ServedEvent(document=document, to=to))
    lacking = order.problems(state, one, papers, reference.event_label)
    found = [Problem(place if p.field == "on" else "documents", p.problem) for p in lacking]
    party = state.party(to)
    if document == "mediation_notice" and party and party.side == "respondent":
        if not consents(state, to):
            found.append(Problem("to", f"{party.name}未同意调解（{cite('consent')}）"))
    return found
