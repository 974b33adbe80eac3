"""What can be recorded in the journal (日志), and what is wrong with a field typed there."""

from collections.abc import Collection, Mapping
from datetime import date

from models.rules.events import (
    REGISTRY,
    Event,
    Json,
    contest,
    ending,
    entries,
    inferred,
    mediating,
    receiving,
    service,
)
from models.rules.events.decided import courts, performing
from models.rules.events.shapes import Kind, Part, build, parts_of
from models.rules.problem import Problem

MAX_TEXT = 100_000
# The journal offers events in the order of the work, not of the alphabet.
_ROOMS = tuple(
    module.__name__
    for module in (
        entries,
        contest,
        receiving,
        service,
        ending,
        courts,
        performing,
        mediating,
        inferred,
    )
)
Typed = str | bool | int | date | list[str] | tuple[str, ...] | None
"""What a person can fill into a field of the journal."""
_EMPTY: tuple[Typed, ...] = (None, "", [], ())


def label_of(kind: str) -> str:
    """Return the Chinese name of an event type; the type itself when there is none."""
    cls = REGISTRY.get(kind)
    return cls.label if cls else kind


def journal_events() -> list[type[Event]]:
    """Return the events of the journal: those no deadline reads first, then the others."""
    own = [cls for cls in REGISTRY.values() if cls.journal]
    return sorted(own, key=lambda cls: (cls.clock, _ROOMS.index(cls.__module__)))


def read_typed(
    kind: str, values: Mapping[str, Typed], parties: Collection[str]
) -> tuple[Event | None, list[Problem]]:
    """Return the journal event that typed values make, or why they make none.

    Unknown fields are refused, never dropped; `parties` are the keys of the case.
    """
    cls = REGISTRY.get(kind)
    if cls is None:
        return None, [Problem("kind", f"没有“{kind}”这种事件")]
    if not cls.journal:
        words = f"“{cls.label}”有专门的登记页面，不能在日志里直接登记"
        return None, [Problem("kind", words)]
    known = {part.key: part for part in parts_of(cls)}
    found = [Problem(name, "没有这个字段") for name in values if name not in known]
    for part in known.values():
        wrong = _wrong(part, values.get(part.key), parties)
        if wrong:
            found.append(Problem(part.key, wrong))
    if found:
        return None, found
    return build(cls, {k: _stored(v) for k, v in values.items() if v not in _EMPTY}), []


def _wrong(part: Part, value: Typed, parties: Collection[str]) -> str:
    label = part.words.label
    if value in _EMPTY:
        return f"须填写{label}" if part.needed else ""
    if part.shape.many:
        good = isinstance(value, list | tuple)
        wrongs = (_wrong_item(part, one, parties) for one in value) if good else ()
        return next(filter(None, wrongs), "") if good else f"{label}的形式不对"
    return _wrong_item(part, value, parties)


def _wrong_item(part: Part, value: Typed, parties: Collection[str]) -> str:
    label = part.words.label
    if part.shape.kind is Kind.PARTY:
        known = isinstance(value, str) and value in parties
        return "" if known else f"没有当事人{value}"
    return _wrong_value(part, value, label)


def _wrong_value(part: Part, value: Typed, label: str) -> str:
    match part.shape.kind:
        case Kind.DATE:
            return "" if _is_date(value) else f"{label}不是有效日期"
        case Kind.BOOL:
            return "" if isinstance(value, bool) else f"{label}的形式不对"
        case Kind.INT:
            good = isinstance(value, int) and not isinstance(value, bool)
            return "" if good else f"{label}的形式不对"
        case Kind.CHOICE if part.shape.codes is not None:
            known = {str(code) for code in part.shape.codes}
            good = isinstance(value, str) and value in known
            return "" if good else f"{label}不在可用的值之内"
        case _:
            good = isinstance(value, str) and len(value) <= MAX_TEXT
            return "" if good else f"{label}应为文字，不超过{MAX_TEXT}字"


def _is_date(value: Typed) -> bool:
    if isinstance(value, date):
        return True
    try:
        date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def _stored(value: Typed) -> Json:
    """Return a typed value as a row holds it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return list(value)
    return value
