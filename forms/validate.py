"""Which required facts of a paper are missing, each named as a person knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.errors import Missing
from forms.facts import Fact, Facts, top_fact
from forms.reading.facts_reader import load_schema
from forms.reading.facts_schema import FactsSchema
from forms.reading.spec import FormSpec
from forms.view import is_missing


def missing(spec: FormSpec, facts: Facts, schema: FactsSchema | None = None) -> tuple[Missing, ...]:
    """Return the required facts that are absent, None, "" or []; 0 and False are there.

    Only the top keys that the paper requires are read.
    """
    used = schema or load_schema()
    found: dict[str, Missing] = {}
    for path in spec.required:
        plain = path.removesuffix("[]")
        for place, number in _gaps(plain.split("."), facts, ""):
            label = used.label(plain) + ("" if number is None else f"（第{number}项）")
            found.setdefault(place, Missing(place, label))
    return tuple(found.values())


def _gaps(parts: list[str], value: Fact, place: str) -> list[tuple[str, int | None]]:
    """Walk one path; a gap is a place and, inside a list of several, the number of the item."""
    if not parts:
        return [(place, None)] if is_missing(value) else []
    part, rest = parts[0], parts[1:]
    name = part.removesuffix("[]")
    inner = top_fact(value, name) if isinstance(value, Mapping) else None
    here = f"{place}.{name}" if place else name
    if not part.endswith("[]"):
        return _gaps(rest, inner, here)
    if not isinstance(inner, Sequence) or not inner:
        return [(".".join([f"{here}[]", *rest]), None)]
    found: list[tuple[str, int | None]] = []
    for number, item in enumerate(inner):
        several = number + 1 if len(inner) > 1 else None
        for gap, deeper in _gaps(rest, item, f"{here}[{number}]"):
            found.append((gap, deeper or several))
    return found
