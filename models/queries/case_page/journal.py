"""The entries of a case's log as rows of text: labels and wording come from the event classes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING
from datetime import date
from functools import cache
from typing import cast

from models import reference
from models.cases.case_file import CaseFile
from models.queries.case_page.data import EventLine, Rows
from models.queries.case_page.event_kinds import kind_of
from models.queries.people import ROLE_NAMES
from models.queries.words import changed_text, full_day, moment, yes_or_no, yuan
from models.rules.events import (
    Amending,
    ApprovalRecorded,
    Changed,
    Coded,
    Entry,
    Event,
    NoteRecorded,
    Outcome,
    Proof,
    Received,
    RefusalReason,
    Routed,
    Served,
    ServiceAttempted,
)
from models.rules.events.shapes import Kind, Part, parts_of

_FOLLOWS = "随原记录一并作废"
_REQUEST = ("内容", "收案时填写的全部内容，见当事人、专利与证据各页")
_OTHER = "其他"
_SHORT = 20  # characters of a listed text that shares its line with the others
# In a listed record these speak for themselves and come first.
_PLAIN_FIRST = ("title", "name", "role", "who", "vote", "opinion", "text")


def event_lines(case: CaseFile, rows: Mapping[int, Rows] | None = None) -> tuple[EventLine, ...]:
    """Return every entry, voided ones too, the newest day first.

    `rows`: what `rows_of` gives, for who has it already.
    """
    fields = rows_of(case) if rows is None else rows
    ordered = sorted(case.entries, key=lambda e: (e.on, e.id), reverse=True)
    return tuple(_line(case, e, fields[e.id]) for e in ordered)


def rows_of(case: CaseFile) -> dict[int, Rows]:
    """Return the fields of every entry by its number."""
    return {entry.id: event_rows(case, entry) for entry in case.entries}


def _line(case: CaseFile, entry: Entry[Event], rows: Rows) -> EventLine:
    label = entry.event.label
    return EventLine(
        id=entry.id,
        type=entry.event.type,
        kind=kind_of(entry),
        name=label if entry.voids is None else f"作废“{label}”",
        about=_about(case, entry),
        on=entry.on,
        recorded=_recorded(entry),
        actor=entry.actor,
        fields=rows,
        voided=_voided(case, entry),
        voids=entry.voids is not None,
        derived=entry.derived,
    )


def _recorded(entry: Entry[Event]) -> str:
    return moment(entry.recorded_at) if entry.recorded_at else ""


def _voided(case: CaseFile, entry: Entry[Event]) -> str:
    """Return who voided an entry, when and why; "" while it is in force."""
    by = None if entry.voided_by is None else case.entry(entry.voided_by)
    return f"{by.actor}于{_recorded(by)}作废：{by.reason or _FOLLOWS}" if by else ""


def _about(case: CaseFile, entry: Entry[Event]) -> str:
    """Return the paper or matter and the party an entry is about."""
    if entry.voids is not None:
        return ""
    match entry.event:
        case Served(document=document):
            what = reference.document_names().get(document, "")
        case ServiceAttempted(documents=documents):
            what = "、".join(reference.document_names().get(one, one) for one in documents)
        case ApprovalRecorded(matter=matter, granted=True):
            what = matter.label
        case ApprovalRecorded(matter=matter, assent=assent):
            what = f"{matter.label}（{assent.label}）"
        case NoteRecorded(title=title):
            what = title
        case _:
            what = ""
    party = case.party(entry.event.subject)
    return " · ".join(t for t in (what, party.name if party else "") if t)


def event_rows(case: CaseFile, entry: Entry[Event]) -> Rows:
    """Return the fields of an entry by label, in the order of their names; empty ones are left out.

    What is sealed is shown like the rest to who may see it.
    """
    if entry.voids is not None:
        return (("理由", entry.reason or _FOLLOWS),)
    event = entry.event
    if isinstance(event, Received) and event.intake is not None:
        return (_REQUEST,)
    criteria = _criteria(event) if isinstance(event, Routed) else {}
    texts = (
        (part.words.label, criteria.get(part.key) or _text(case, part, value))
        for part, value in _event_fields(event)
    )
    return tuple((label, text) for label, text in texts if text)


def _event_fields(event: Event) -> Iterator[tuple[Part, object]]:
    """Yield what a row of the log holds, the fields of a sealed record as the event's own."""
    for part in _by_key(type(event)):
        value: object = getattr(event, part.name)
        if part.words.sealed:
            yield from _fields(value) if value is not None else ()
        elif part.words.keep or part.default is MISSING or value != part.default:
            yield part, value


def _fields(record: object) -> Iterator[tuple[Part, object]]:
    for part in _by_key(type(record)):
        yield part, getattr(record, part.name)


@cache
def _by_key(cls: type) -> tuple[Part, ...]:
    """Return the fields of an event or record that have a name for people."""
    named = (part for part in parts_of(cls) if part.words.label and not part.words.hidden)
    return tuple(sorted(named, key=lambda part: part.key))


@cache
def _by_rank(cls: type) -> tuple[tuple[Part, str], ...]:
    """Return those fields with what is before their text, the main ones first."""
    rank = {name: number for number, name in enumerate(_PLAIN_FIRST)}
    ordered = sorted(_by_key(cls), key=lambda part: rank.get(part.key, len(rank)))
    return tuple((p, "" if p.key in rank else f"{p.words.label}：") for p in ordered)


def _criteria(event: Routed) -> dict[str, str]:
    """Return the answers and notes of a routing decision, a criterion a line."""
    texts = {c.id: c.text for c in reference.routing_rules().criteria}
    answers = (
        f"{texts.get(k, _OTHER)}：{reference.name('answer', v)}" for k, v in event.answers.items()
    )
    notes = (f"{texts.get(k, _OTHER)}：{v}" for k, v in event.notes.items() if v)
    return {"answers": "\n".join(answers), "notes": "\n".join(notes)}


# ---- values


def service_details(proof: Proof, method: str) -> str:
    """Return the proof of a service in one line; its effective day is shown elsewhere."""
    known = reference.methods().get(method)
    own = dict((*known.needs, *known.any_of)) if known else {}
    day = known.effective_from if known else ""
    shown = ((part, value) for part, value in _fields(proof) if value and part.key != day)
    texts = ((own.get(part.key, part.words.label), part, value) for part, value in shown)
    return "；".join(f"{label}：{_of_proof(part, value)}" for label, part, value in texts)


def _of_proof(part: Part, value: object) -> str:
    return _coded(part.words.coded, str(value)) or str(value)


def record_text(case: CaseFile, record: object) -> str:
    """Return a record inside an event in one line: its main texts, then the rest by label."""
    if isinstance(record, Changed):
        return changed_text(record)
    texts = (
        (before, _text(case, part, getattr(record, part.name)))
        for part, before in _by_rank(type(record))
    )
    return "；".join(f"{before}{text}" for before, text in texts if text).replace("。；", "；")


def _text(case: CaseFile, part: Part, value: object) -> str:
    """Return the value of a field; "" when it is empty."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)  # the annotation of the event says of what
        return _listed(_text(case, part, item) for item in items if _applies(item))
    return record_text(case, value) if part.shape.kind is Kind.RECORD else _plain(case, part, value)


def _listed(texts: Iterable[str]) -> str:
    """Return short texts in one line, others a line each."""
    found = [t for t in texts if t]
    short = all(len(t) <= _SHORT and "；" not in t for t in found)
    return ("、" if short else "\n").join(found)


def _applies(item: object) -> bool:
    """Whether a listed item is shown: of the statutory reasons only those that were ticked."""
    return not isinstance(item, RefusalReason) or item.ticked


def _plain(case: CaseFile, part: Part, value: object) -> str:
    match value:
        case bool():
            return yes_or_no(value)
        case int():
            return yuan(value) if part.words.fen else str(value)
        case date():
            return full_day(value)
        case Coded():
            return _coded(part.words.coded, value) or value.label
        case str():
            return _spelled(case, part, value)
        case _:
            return ""


def _spelled(case: CaseFile, part: Part, text: str) -> str:
    """Return a text, or the name behind a key or code."""
    match part.shape.kind:
        case Kind.PARTY:
            return case.name_of(text)
        case Kind.DOCUMENT:
            return reference.document_names().get(text, text)
        case _:
            return _coded(part.words.coded, text) or text


def _coded(groups: str, code: str) -> str:
    """Return the name of a code from the first of some groups that has it, "" when none has."""
    return next((name for g in groups.split() if (name := _names(g).get(code))), "")


@cache
def _names(group: str) -> Mapping[str, str]:
    own: dict[str, Mapping[str, str]] = {
        "method": {key: method.name for key, method in reference.methods().items()},
        "receiver": {key: one.name for key, one in reference.receivers().items()},
        "witness": reference.witnesses(),
        "outcome": {outcome.value: outcome.label for outcome in Outcome},
        "amending": {ground.value: ground.label for ground in Amending},
        "role": ROLE_NAMES,
    }
    return own.get(group) or reference.names()[group]
