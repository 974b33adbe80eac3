"""Values that no event may hold, whatever it is about; each is named by its field."""

import dataclasses
from collections.abc import Iterator
from datetime import date

from models.canonical import is_mapping, is_sequence
from models.rules.dates import year_problem
from models.rules.events import Event, Filed, Proof
from models.rules.events.shapes import Part, parts_of
from models.rules.problem import Problem
from models.rules.procedure.catalogue import MAX_TEXT
from models.rules.text_checks import LINE_LIMIT, text_problem


def value_problems(one: Event | Proof) -> Iterator[Problem]:
    """Yield what no paper could print: control characters, texts without end, impossible years."""
    for part in parts_of(type(one)):
        place = "" if part.words.sealed else part.key
        yield from _inside(part, getattr(one, part.name), place)


def _inside(part: Part, value: object, place: str) -> Iterator[Problem]:
    if isinstance(value, Filed):
        yield from _inside(part, value.data, place)
    elif is_mapping(value):
        for key, item in value.items():
            yield from _inside(part, key, place)
            yield from _inside(part, item, f"{place}.{key}")
    elif is_sequence(value):
        for number, item in enumerate(value):
            yield from _inside(part, item, f"{place}[{number}]")
    elif dataclasses.is_dataclass(value):
        for inner in parts_of(type(value)):
            path = f"{place}.{inner.key}".removeprefix(".")
            yield from _inside(inner, getattr(value, inner.name), path)
    elif wrong := _wrong(part, value):
        yield Problem(place, f"{part.words.label}{wrong}")


def _wrong(part: Part, value: object) -> str:
    if isinstance(value, date):
        return year_problem(value.year)
    if not isinstance(value, str):
        return ""
    line = part.words.line
    return text_problem(value, LINE_LIMIT if line else MAX_TEXT, lines=not line)
