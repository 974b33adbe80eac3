"""Which required facts of a paper are missing, each named as a person knows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.errors import Missing
from forms.facts_schema import FactsSchema, load_schema
from forms.spec import FormSpec
from forms.view import is_missing


def missing(
    spec: FormSpec, facts: Mapping[str, Any], schema: FactsSchema | None = None
) -> tuple[Missing, ...]:
    """Return the required facts that are absent, None, "" or []; 0 and False are there."""
    used = schema or load_schema()
    found: dict[str, Missing] = {}
    for path in spec.required:
        label = used.label(path.removesuffix("[]"))
        for place, number in _gaps(path.removesuffix("[]").split("."), facts, ""):
            shown = label if number is None else f"{label}（第{number}项）"
            found.setdefault(place, Missing(place, shown))
    return tuple(found.values())


def _gaps(parts: list[str], value: Any, place: str) -> list[tuple[str, int | None]]:
    """Walk one path; a gap is a place and, inside a list of several, the number of the item."""
    if not parts:
        return [(place, None)] if is_missing(value) else []
    part, rest = parts[0], parts[1:]
    name = part.removesuffix("[]")
    inner = value.get(name) if isinstance(value, Mapping) else None
    here = f"{place}.{name}" if place else name
    if not part.endswith("[]"):
        return _gaps(rest, inner, here)
    if not inner:
        return [(".".join([f"{here}[]", *rest]), None)]
    found: list[tuple[str, int | None]] = []
    for number, item in enumerate(inner):
        several = number + 1 if len(inner) > 1 else None
        for gap, deeper in _gaps(rest, item, f"{here}[{number}]"):
            found.append((gap, deeper or several))
    return found
