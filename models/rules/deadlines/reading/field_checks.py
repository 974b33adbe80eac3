"""What is wrong with a single field of an event (interface, reading 16)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.deadlines.reading.fields import Value, clock_parts, value_of
from models.rules.events import Event, Json
from models.rules.events.shapes import Kind, Part
from models.rules.problem import Problem

# Wide enough for any file of an office, narrow enough that no period can leave the calendar.
FIRST_YEAR, LAST_YEAR = 1000, 9000
MOST = 36500
_TEXTS = (Kind.TEXT, Kind.ITEM, Kind.PARTY, Kind.DOCUMENT, Kind.CHOICE)


@dataclass(frozen=True)
class Known:
    """What the fields of a case's events may name."""

    procedure: str | None
    parties: Collection[str]
    documents: Mapping[str, str]


def show(value: Json | date) -> str:
    """Return a refused value for a message, short whatever it is."""
    text = value if isinstance(value, str) else type(value).__name__
    if isinstance(value, bool | int | float):
        text = repr(value) if not isinstance(value, int) or abs(value) < 10**12 else "过大的数"
    return f"“{text[:40]}”"


def day_problem(value: date) -> str:
    """Return what is wrong with a day by itself, empty when nothing is."""
    if FIRST_YEAR <= value.year <= LAST_YEAR:
        return ""
    return f"{show(value.isoformat())}不是有效日期，应为YYYY-MM-DD"


def value_problem(part: Part, value: Value, known: Known) -> str:
    """Return what is wrong with a value that has the type of its field, empty when nothing is."""
    if isinstance(value, date):
        return day_problem(value)
    if isinstance(value, int) and part.shape.kind is Kind.INT:
        return _number_problem(part, value)
    if isinstance(value, str) and part.shape.kind in _TEXTS:
        return _text_problem(part, value, known)
    return ""


def _number_problem(part: Part, value: int) -> str:
    words = part.words
    low = 1 if words.minimum is None else words.minimum
    high = MOST if words.maximum is None else words.maximum
    return "" if low <= value <= high else f"{words.label}应在{low}至{high}之间"


def _text_problem(part: Part, value: str, known: Known) -> str:
    if not value.strip():
        return f"{part.words.label}应为非空文字"
    if part.shape.kind is Kind.PARTY and value not in known.parties:
        return f"没有{show(value)}这一当事人"
    codes: Collection[str] = [str(code) for code in part.shape.codes or ()]
    if part.shape.kind is Kind.DOCUMENT:
        codes = known.documents
    if part.shape.kind in (Kind.DOCUMENT, Kind.CHOICE) and value not in codes:
        return f"{show(value)}不在可用的值之内：{'、'.join(codes)}"
    return ""


def party_problems(keys: list[Json] | tuple[str, ...], known: Known) -> Iterator[tuple[str, str]]:
    """Yield the places in a list of parties that name none, with what is wrong there."""
    for index, one in enumerate(keys):
        if not isinstance(one, str) or one not in known.parties:
            yield f"[{index}]", f"没有{show(one)}这一当事人"


def place_problem(part: Part, value: date, on: date) -> str:
    """Return what is wrong with a day beside the day of its event, empty when nothing is."""
    label = part.words.label
    if part.words.not_before_event and value < on:
        return f"{label}{value}早于事件日期{on}"
    if part.words.not_after_event and value > on:
        return f"{label}{value}晚于事件日期{on}"
    return ""


def needed(part: Part, event: Event, procedure: str | None) -> bool:
    """Say whether an event must carry the field."""
    words = part.words
    if part.needed or procedure in words.required_in:
        return True
    conditions = words.required_when.items()
    return bool(conditions) and all(_is(event, name, wanted) for name, wanted in conditions)


def _is(event: Event, key: str, wanted: str | tuple[str, ...]) -> bool:
    part = clock_parts(type(event)).get(key)
    found = value_of(event, part.name) if part else None
    return found in wanted if isinstance(wanted, tuple) else found == wanted


def event_problems(event: Event, on: date, place: str, known: Known) -> Iterator[Problem]:
    """Yield what is wrong with the fields of an event that could be read as a whole."""
    parts = clock_parts(type(event))
    lacking: list[Problem] = []
    for key, part in parts.items():
        value = value_of(event, part.name)
        path = f"{place}.{key}"
        if value is None or value == "":
            if needed(part, event, known.procedure):
                lacking.append(Problem(path, f"缺少{part.words.label}"))
            continue
        if isinstance(value, tuple):
            found = [Problem(path + where, wrong) for where, wrong in party_problems(value, known)]
        else:
            wrong = value_problem(part, value, known)
            if not wrong and isinstance(value, date):
                wrong = place_problem(part, value, on)
            found = [Problem(path, wrong)] if wrong else []
        yield from found
    yield from lacking
