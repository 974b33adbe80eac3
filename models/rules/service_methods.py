"""The day service takes effect, by method (送达生效日), and what each method needs as proof.

Order 81 art. 10 names the methods and demands consent for electronic service; the effective days
follow 民事诉讼法 87-95 by analogy (`resources/procedure/service_methods.toml` carries the sources).
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.problem import Problem


@dataclass(frozen=True)
class Method:
    """One way of serving: which date counts, what the record holds, which papers it may carry."""

    id: str
    name: str
    effective_from: str  # the field whose date takes effect: received_on | left_on | published_on …
    needs: tuple[tuple[str, str], ...]  # (field, label) that must be filled
    any_of: tuple[tuple[str, str], ...]  # at least one of these
    forbidden: tuple[str, ...]  # documents that may not be served this way
    by_position: tuple[tuple[str, str], ...]  # (document, office position that must be on)
    needs_consent: bool
    waits: bool  # publication: days are added
    basis: str


@dataclass(frozen=True)
class ServiceEntry:
    """One service as typed: the method's own fields by name; dates are dates."""

    method: str
    documents: tuple[str, ...]
    fields: dict[str, object]
    consented: bool = False
    publication_days: int = 30
    positions: frozenset[str] = frozenset()  # names of the positions that are switched on


def load_methods(text: str) -> dict[str, Method]:
    """Return the methods by id from the TOML text."""
    found: dict[str, Method] = {}
    for row in tomllib.loads(text)["method"]:
        found[row["id"]] = Method(
            id=row["id"],
            name=row["name"],
            effective_from=row["effective_from"],
            needs=tuple((n["field"], n["label"]) for n in row.get("needs", [])),
            any_of=tuple((n["field"], n["label"]) for n in row.get("any_of", [])),
            forbidden=tuple(row.get("forbidden", [])),
            by_position=tuple(sorted(row.get("by_position", {}).items())),
            needs_consent=row.get("needs_consent", False),
            waits=row.get("waits", False),
            basis=row["basis"],
        )
    return found


def problems_of(entry: ServiceEntry, methods: dict[str, Method]) -> list[Problem]:
    """Return what keeps this entry from being recorded; an empty list when it may be."""
    method = methods.get(entry.method)
    if method is None:
        return [Problem("method", f"没有“{entry.method}”这种送达方式")]
    found = [
        Problem(field, f"{method.name}须填写{label}")
        for field, label in method.needs
        if not entry.fields.get(field)
    ]
    if method.any_of and not any(entry.fields.get(field) for field, _ in method.any_of):
        labels = "或者".join(label for _, label in method.any_of)
        found.append(Problem(method.any_of[0][0], f"{method.name}须有{labels}（{method.basis}）"))
    if method.needs_consent and not entry.consented:
        found.append(Problem("method", f"未登记受送达人同意电子送达（{method.basis}）"))
    switched = dict(method.by_position)
    for document in entry.documents:
        if document in method.forbidden:
            found.append(
                Problem("method", f"该文书须送交本人，不得{method.name}（{method.basis}）")
            )
        position = switched.get(document)
        if position and position not in entry.positions:
            found.append(Problem("method", f"本局口径未开放此类文书{method.name}（设置→本局口径）"))
    if not isinstance(entry.fields.get(method.effective_from), date):
        label = dict(method.needs).get(method.effective_from, "生效日期")
        found.append(Problem(method.effective_from, f"{method.name}须填写{label}"))
    return list(dict.fromkeys(found))


def effective_date(entry: ServiceEntry, methods: dict[str, Method]) -> date:
    """Return the day service takes effect; call only when `problems_of` is empty.

    Publication: the day of publication is not counted, the paper counts as served when the
    number of days (`publication_days`, an office position) has passed.
    """
    method = methods[entry.method]
    base = entry.fields[method.effective_from]
    assert isinstance(base, date)
    return base + timedelta(days=entry.publication_days) if method.waits else base
