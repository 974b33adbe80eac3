"""What may be entered of a case that ran on paper before (data: procedure/past_acts.toml)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from models.rules.events import Event, Json
from models.rules.events.base import REGISTRY
from models.rules.events.codec import Stored, UnreadableEvent, decode
from models.rules.problem import Problem
from models.rules.toml.rows import Plain


@dataclass(frozen=True)
class PastAct:
    """A kind of act: the event that it becomes and in which of its fields what is typed goes.

    resources/procedure/past_acts.toml explains the keys.
    """

    id: str
    label: str
    event: str
    kinds: tuple[str, ...] = ()
    party: str = ""
    sides: tuple[str, ...] = ()
    requester: str = ""
    day: str = ""
    day_label: str = ""
    ends: str = ""
    number: str = ""
    text: str = ""
    text_default: str = ""
    lists: tuple[str, ...] = ()
    values: Mapping[str, tuple[Plain, ...]] = field(default_factory=dict[str, tuple[Plain, ...]])


@dataclass(frozen=True)
class Happened:
    """An act as it was typed: which, on which day, about which party, until or for which day."""

    act: str
    on: date
    party: str | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Became:
    """An event with its day."""

    event: Event
    on: date


def typed_problems(act: PastAct, one: Happened, sides: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is missing or too much; `sides` are the sides of the case's parties by key."""
    if act.party and one.party is None:
        yield Problem("party", f"{act.label}：请选择当事人")
    elif not act.party and one.party is not None:
        yield Problem("party", f"{act.label}：不分当事人，请留空")
    elif one.party is not None and one.party not in sides:
        yield Problem("party", "本案没有这名当事人")
    elif one.party is not None and act.sides and sides[one.party] not in act.sides:
        yield Problem("party", f"{act.label}：不能选这一方当事人")
    if act.day and one.until is None:
        yield Problem("until", f"{act.label}：请填写{act.day_label}")
    if one.until is not None:
        if not act.day_label:
            yield Problem("until", f"{act.label}：没有第二个日期，请留空")
        elif one.until < one.on:
            yield Problem("until", f"{act.day_label}不能早于{act.label}的日期")


def became(act: PastAct, one: Happened, number: int, requester: str) -> list[Became]:
    """Return the events of an act; `number` makes the id of a period its own.

    `requester` is the key of the first one.
    ValueError when the data of the act fit no event: a mistake in the bundled file.
    """
    payload: dict[str, Json] = {name: value for name, (value,) in act.values.items()}
    payload |= {name: [] for name in act.lists}
    if act.party:
        payload[act.party] = one.party
    if act.requester:
        payload[act.requester] = requester
    if act.day and one.until is not None:
        payload[act.day] = one.until.isoformat()
    own = f"{act.id}-p{number}"
    if act.number:
        payload[act.number] = own
    words = one.note.strip() or act.text_default
    if act.text and words:
        payload[act.text] = words
    made = [Became(_event(act.event, payload), one.on)]
    if act.ends and one.until is not None:
        made.append(Became(_event(act.ends, {act.number: own}), one.until))
    return made


def _event(kind: str, payload: Mapping[str, Json]) -> Event:
    try:
        return decode(Stored(kind, REGISTRY[kind].version, payload))
    except (UnreadableEvent, KeyError) as error:
        raise ValueError(f"{kind}: {error}") from error
