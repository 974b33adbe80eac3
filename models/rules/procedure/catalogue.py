"""The catalogue of happenings: their Chinese names, and the fields of those the desk adds."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.rules.problem import Problem

MAX_TEXT = 100_000


@dataclass(frozen=True)
class FieldSpec:
    """One field of an event: its type is text, date, party, bool, int or list (of words)."""

    name: str
    type: str
    label: str
    required: bool = False


@dataclass(frozen=True)
class DeskEvent:
    """An event the deadline rules do not read."""

    type: str
    label: str
    journal: bool
    fields: tuple[FieldSpec, ...] = ()


@dataclass(frozen=True)
class EventCatalogue:
    """Names of every event and served document, and the desk's own events by type."""

    labels: dict[str, str]
    documents: dict[str, str]
    desk: dict[str, DeskEvent]

    def label(self, kind: str) -> str:
        """Return the Chinese name of an event type."""
        own = self.desk.get(kind)
        return own.label if own else self.labels.get(kind, kind)

    def problems(self, kind: str, payload: dict[str, Any], parties: set[str]) -> list[Problem]:
        """Check the fields of a journal event; unknown fields are refused, never dropped."""
        spec = self.desk[kind]
        known = {f.name: f for f in spec.fields}
        found = [Problem(name, "没有这个字段") for name in payload if name not in known]
        for one in spec.fields:
            value = payload.get(one.name)
            if value in (None, "", []):
                if one.required:
                    found.append(Problem(one.name, f"须填写{one.label}"))
                continue
            wrong = _wrong(one, value, parties)
            if wrong:
                found.append(Problem(one.name, wrong))
        return found


def load_catalogue(
    text: str, labels: Mapping[str, str], documents: Mapping[str, str]
) -> EventCatalogue:
    """Return the catalogue: the desk's own events (TOML text) beside those the rules read."""
    data = tomllib.loads(text)
    desk = {
        row["type"]: DeskEvent(
            row["type"],
            row["label"],
            row.get("screen") == "journal",
            tuple(FieldSpec(**f) for f in row.get("fields", [])),
        )
        for row in data["desk"]
    }
    return EventCatalogue(dict(labels), {**documents, **data["document"]}, desk)


def _wrong(spec: FieldSpec, value: Any, parties: set[str]) -> str:
    if spec.type == "party":
        good = isinstance(value, str) and value in parties
        return "" if good else f"没有当事人{value}"
    if spec.type == "text":
        good = isinstance(value, str) and len(value) <= MAX_TEXT
        return "" if good else f"{spec.label}应为文字，不超过{MAX_TEXT}字"
    if spec.type == "date":
        return "" if _is_date(value) else f"{spec.label}不是有效日期"
    kinds = {"bool": bool, "int": int, "list": list}
    return "" if isinstance(value, kinds[spec.type]) else f"{spec.label}的形式不对"


def _is_date(value: Any) -> bool:
    if isinstance(value, date):
        return True
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
