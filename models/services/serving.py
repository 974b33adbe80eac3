"""Service (送达): one entry per addressee, the effective day by method, its proof."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.desk import Desk
from models.errors import BadInput
from models.queries import reference
from models.queries.case_view import CaseView, state_of
from models.rules.problem import Problem
from models.rules.procedure.conditions import consents
from models.rules.service_methods import ServiceEntry, effective_date, problems_of
from models.services.paper_state import issue
from models.services.recording import NewEvent, begin, record, require
from models.unit import command

# A paper may not be served before the step it belongs to; the words say which.
_AFTER = {
    "acceptance_notice": ("docketed", "尚未立案"),
    "request_copy": ("docketed", "尚未立案"),
    "evidence_notice": ("docketed", "尚未立案"),
    "panel_notice": ("panel_appointed", "尚未组成合议组"),
    "refusal_notice": ("not_docketed", "尚未作出不予立案决定"),
    "hearing_notice": ("hearing_scheduled", "尚未确定口头审理时间"),
    "decision": ("decision_issued", "尚未作出行政裁决"),
    "demand_letter": ("decision_issued", "尚未作出行政裁决"),
    "mediation_notice": ("docketed", "尚未立案"),
    "agreement": ("agreement_effective", "双方尚未签署调解协议书"),
    "dismissal_notice": ("concluded", "尚未撤销案件"),
}
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
    view = begin(desk, case_id)
    events = [event for served in entries for event in events_of(desk, view, served)]
    record(desk, view, events)
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
    if served.method == "publication" and view.last("docketed"):
        events += _publication_pause(view, served, sent, day)
    return events


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
        needed = _AFTER.get(document)
        if needed and not state.has(needed[0]):
            found.append(Problem("documents", f"{needed[1]}，不能送达{known[document]}"))
        party = state.party(served.to)
        if document == "mediation_notice" and party and party.side == "respondent":
            if not consents(state, served.to):
                found.append(Problem("to", f"{party.name}未同意调解（办法第66条）"))
    if "answer_copy" in served.documents and not served.of:
        found.append(Problem("of", "转送答辩书副本须写明是谁的答辩书"))
    return found
