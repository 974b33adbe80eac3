"""Service (送达): one entry per addressee, the effective day by method, its proof."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models import reference
from models.errors import BadInput
from models.queries.case_view import CaseView, state_of
from models.rules.citation import cite
from models.rules.problem import Problem
from models.rules.procedure import order
from models.rules.procedure.conditions import consents
from models.rules.procedure.state import Happening
from models.rules.service_methods import ServiceEntry, effective_date, problems_of
from models.services.paper_state import issue
from models.services.recording import NewEvent, begin, record, require
from models.store.desk import Desk
from models.store.unit import command

_FOREIGN = {"hongkong", "macao", "taiwan", "foreign"}


@dataclass(frozen=True)
class Served:
    """One service as typed. `fields` are the method's own (received_on, witness, tracking_no …).

    `of` names whose answer a copy belongs to; `days` and `agreed` belong to an evidence notice.
    """

    to: str
    documents: tuple[str, ...]
    method: str
    fields: dict[str, Any] = field(default_factory=dict)
    of: str | None = None
    days: int | None = None
    agreed: bool = False
    server: str = ""


def preview(desk: Desk, view: CaseView, served: Served) -> tuple[date | None, list[Problem]]:
    """Return the day service would take effect and what still keeps it from being recorded."""
    entry = _entry(desk, view, served)
    problems = [*_case_problems(view, served), *problems_of(entry, reference.methods())]
    day = None if problems else effective_date(entry, reference.methods())
    return day, problems


@command("serve")
def serve(desk: Desk, case_id: int, served: Served) -> None:
    """Record a service on one addressee, one event per document, all on the effective day."""
    view = begin(desk, case_id)
    record(desk, view, events_of(desk, view, served))
    issue(desk, case_id, served.to, served.documents)


@command("serve_many")
def serve_many(desk: Desk, case_id: int, entries: Sequence[Served]) -> None:
    """Record several services at once (a morning's post); all of them or none."""
    for served in entries:
        # One call each: a pause by publication belongs to its own service, not to the others.
        view = begin(desk, case_id)
        record(desk, view, events_of(desk, view, served))
    for served in entries:
        issue(desk, case_id, served.to, served.documents)


def events_of(desk: Desk, view: CaseView, served: Served) -> list[NewEvent]:
    """Return the checked events of one service; publication pauses the closing limit meanwhile."""
    day, problems = preview(desk, view, served)
    require(problems)
    assert day is not None
    sent = served.fields.get("published_on") or served.fields.get("sent_on") or day
    if not isinstance(sent, date) or sent > desk.today():
        raise BadInput.of("fields", "送达、发出日期晚于今天或者不是日期")
    if served.method != "publication" and day > desk.today():
        raise BadInput.of("fields", "送达日期晚于今天，尚未送达的不能登记")
    details = {k: v.isoformat() if isinstance(v, date) else v for k, v in served.fields.items()}
    events = []
    for document in served.documents:
        payload: dict[str, Any] = {
            "document": document,
            "to": served.to,
            "method": served.method,
            "details": details,
            "server": served.server or desk.actor,
        }
        if document == "answer_copy":
            payload["of"] = served.of
        if document == "evidence_notice":
            payload |= {"days": served.days} if served.days else {}
            payload |= {"agreed": True} if served.agreed else {}
        events.append(NewEvent("served", day, payload))
    if served.method == "publication" and _clock_runs(view, sent):
        events += _publication_pause(view, served, sent, day)
    return events


def _clock_runs(view: CaseView, on: date) -> bool:
    """Whether the closing limit of an adjudication runs on that day: only then can it pause."""
    concluded = view.last("concluded")
    running = view.row["kind"] == "adjudication" and view.last("docketed") is not None
    return running and (concluded is None or on <= concluded.on)


def _publication_pause(view: CaseView, served: Served, start: date, end: date) -> list[NewEvent]:
    """The days of publication do not count towards the closing limit (art. 37)."""
    used = sum(e.type == "tolling_started" for e in view.events)
    key = f"pub-{served.to}-{used + 1}"
    started = {"id": key, "kind": "publication", "derived": True}
    return [
        NewEvent("tolling_started", start, started),
        NewEvent("tolling_ended", end, {"id": key, "derived": True}),
    ]


def _entry(desk: Desk, view: CaseView, served: Served) -> ServiceEntry:
    party = view.party(served.to)
    foreign = bool(party) and (
        party.data["region"] in _FOREIGN and not party.data["domiciled_in_prc"]
    )
    days = "position.publication_days_foreign" if foreign else "position.publication_days"
    switches = ("position.e_service_decision", "position.e_service_agreement")
    return ServiceEntry(
        method=served.method,
        documents=served.documents,
        fields=served.fields,
        consented=any(
            e.type == "e_service_consented" and e.payload.get("party") == served.to
            for e in view.standing_events()
        ),
        publication_days=int(desk.settings.get(days)),
        positions=frozenset(k for k in switches if desk.settings.get(k)),
    )


def _case_problems(view: CaseView, served: Served) -> list[Problem]:
    known = reference.catalogue().documents
    found = []
    if view.party(served.to) is None:
        found.append(Problem("to", f"本案没有当事人{served.to}"))
    if not served.documents:
        found.append(Problem("documents", "须选择送达的文书"))
    state = state_of(view)
    for document in served.documents:
        if document not in known:
            found.append(Problem("documents", f"没有“{document}”这种文书"))
            continue
        one = Happening(0, "served", date.min, {"document": document})
        lacking = order.problems(state, one, reference.orders(), reference.event_label)
        found += [Problem("documents", p.problem) for p in lacking]
        party = state.party(served.to)
        if document == "mediation_notice" and party and party.side == "respondent":
            if not consents(state, served.to):
                found.append(Problem("to", f"{party.name}未同意调解（{cite('consent')}）"))
    if "answer_copy" in served.documents:
        if not served.of:
            found.append(Problem("of", "转送答辩书副本须写明是谁的答辩书"))
        elif not state.has("answer_received", served.of):
            found.append(Problem("of", "没有收到这名当事人的答辩书"))
    return found
