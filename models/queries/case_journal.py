"""The events of a case in words: names instead of codes, labels instead of field names."""

import re
import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

import resources
from models import reference
from models.queries.case_dates import full_day
from models.queries.case_page_data import EventLine, Rows
from models.queries.case_view import CaseView, EventView

_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_HAN = re.compile("[\u4e00-\u9fff]")
_PARTY_FIELDS = frozenset(
    {"to", "of", "from", "party", "parties", "ordered", "consenting", "absent", "signed_by"}
)
_FEN_PER_YUAN = 100
# In a listed row these speak for themselves and come first.
_PLAIN_FIRST = ("title", "name", "role", "who", "vote", "opinion", "text")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(resources.text("procedure", "journal.toml"))


@cache
def _labels(kind: str) -> dict[str, str]:
    """Return the labels of an event's fields: its own first, the common ones beside them."""
    own: dict[str, str] = {}
    known = reference.event_schema().events.get(kind)
    desk = reference.catalogue().desk.get(kind)
    for field in (*(known.fields if known else ()), *(desk.fields if desk else ())):
        if field.label:
            own[field.name] = field.label
    return {**_words()["label"], **own}


def event_lines(view: CaseView) -> tuple[EventLine, ...]:
    """Return every event, voided ones too, the newest day first."""
    by_id = {e.id: e for e in view.events}
    ordered = sorted(view.events, key=lambda e: (e.on, e.id), reverse=True)
    return tuple(_line(view, e, by_id) for e in ordered)


def _line(view: CaseView, event: EventView, by_id: dict[int, EventView]) -> EventLine:
    voided = ""
    if event.voided_by is not None:
        by = by_id[event.voided_by]
        voided = f"{by.actor}于{_moment(by.recorded_at)}作废：{by.reason or '随原记录一并作废'}"
    name = reference.catalogue().label(event.type)
    if event.voids is not None:
        name = f"作废“{reference.catalogue().label(by_id[event.voids].type)}”"
    return EventLine(
        id=event.id,
        type=event.type,
        name=name,
        about=_about(view, event),
        on=event.on,
        recorded=_moment(event.recorded_at),
        actor=event.actor,
        fields=event_rows(view, event),
        voided=voided,
        voids=event.voids is not None,
        derived=bool(event.payload.get("derived")),
    )


def _moment(text: str) -> str:
    """Return a recorded moment (UTC) as local time to the minute."""
    try:
        local = datetime.fromisoformat(text).astimezone()
    except ValueError:
        return text
    return f"{full_day(local.date())} {local:%H:%M}"


def _about(view: CaseView, event: EventView) -> str:
    """Return the paper and the party an event is about."""
    payload = event.payload
    parts = [reference.catalogue().documents.get(payload.get("document", ""), "")]
    matter = payload.get("matter") or payload.get("title")
    if isinstance(matter, str):
        parts.append(_coded("matter", matter) or matter)
    for name in ("to", "from", "of", "party"):
        party = view.party(str(payload.get(name) or ""))
        if party:
            parts.append(party.data["name"])
            break
    return " · ".join(p for p in parts if p)


def event_rows(view: CaseView, event: EventView) -> Rows:
    """Return the fields of an event in words; empty ones are left out."""
    if event.voids is not None:
        return (("理由", event.reason or "随原记录一并作废"),)
    if "intake" in event.payload:
        return (("内容", "收案时填写的全部内容，见当事人、专利与证据各页"),)
    labels = _labels(event.type)
    found = []
    for name, value in event.payload.items():
        if name in _words()["hidden"]:
            continue
        text = _text(view, name, value, labels)
        if text and (name in labels or _HAN.search(text)):
            found.append((labels.get(name, "其他"), text))
    return tuple(found)


def service_details(details: dict[str, Any], method: str) -> str:
    """Return the proof of a service in words; its effective day stands elsewhere."""
    known = reference.methods().get(method)
    own = dict((*known.needs, *known.any_of)) if known else {}
    labels = {**_labels("served"), **own}
    day = known.effective_from if known else ""
    shown = ((k, str(v)) for k, v in details.items() if v and k != day)
    return "；".join(f"{labels.get(name, '其他')}：{text}" for name, text in shown)


def _text(view: CaseView, name: str, value: Any, labels: dict[str, str]) -> str:
    if value in (None, "", [], {}):
        return ""
    if name == "answers":
        return _routing(value)
    if name == "notes":
        texts = {c.id: c.text for c in reference.routing_rules().criteria}
        return "\n".join(f"{texts.get(k, '其他')}：{v}" for k, v in value.items() if v)
    if isinstance(value, dict):
        return "；".join(_pairs(view, value, labels)).replace("。；", "；")
    if isinstance(value, list):
        return _listed(view, name, value, labels)
    return _plain(view, name, value)


def _listed(view: CaseView, name: str, value: list[Any], labels: dict[str, str]) -> str:
    texts = [_text(view, name, one, labels) for one in value if _wanted(one)]
    short = all(len(t) <= 20 and "；" not in t for t in texts)
    return ("、" if short else "\n").join(t for t in texts if t)


def _wanted(one: Any) -> bool:
    """Whether a listed item applies: of ticked reasons only those that are."""
    return not (isinstance(one, dict) and one.get("ticked") is False)


def _pairs(view: CaseView, value: dict[str, Any], labels: dict[str, str]) -> Iterator[str]:
    rank = {name: n for n, name in enumerate(_PLAIN_FIRST)}
    for name, one in sorted(value.items(), key=lambda pair: rank.get(pair[0], len(rank))):
        if name in _words()["hidden"] or name == "ticked":
            continue
        text = _text(view, name, one, labels)
        if text and (name in labels or _HAN.search(text)):
            yield text if name in rank else f"{labels.get(name, '其他')}：{text}"


def _routing(value: dict[str, Any]) -> str:
    texts = {c.id: c.text for c in reference.routing_rules().criteria}
    return "\n".join(
        f"{texts.get(k, '其他')}：{reference.name('answer', str(v))}" for k, v in value.items()
    )


def _plain(view: CaseView, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if name.endswith("_fen"):
        return f"{value / _FEN_PER_YUAN:,.2f}元"
    text = str(value)
    found = _ISO.match(text)
    if found:
        return f"{found[1]}年{int(found[2])}月{int(found[3])}日"
    if name in _PARTY_FIELDS:
        party = view.party(text)
        return party.data["name"] if party else text
    if name == "document":
        return reference.catalogue().documents.get(text, text)
    if name == "method":
        method = reference.methods().get(text)
        return method.name if method else text
    return _coded(name, text) or text


@cache
def _coded(name: str, code: str) -> str:
    """Return the Chinese name of a coded value, "" when the field is not coded."""
    choices = reference.event_schema().choices
    for group in str(_words()["coded"].get(name, "")).split():
        for table in (_words().get(group, {}), reference.names().get(group, {}),
                      choices.get(group, {})):  # fmt: skip
            if code in table:
                return table[code]
    own = _words().get(name)
    return own.get(code, "") if isinstance(own, dict) else ""
