"""Rows of every event type as older programs wrote them are read; what is written is unchanged."""

import json
from dataclasses import MISSING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.events import REGISTRY, Deliberated, Event, Legacy, Tolling, TollingStarted
from models.rules.events.codec import Stored, UnreadableEvent, decode, encode, link_of
from models.rules.events.shapes import parts_of
from tests.places import DATA

GOLDEN = json.loads((DATA / "event_rows_v1.json").read_text(encoding="utf-8"))
WRITTEN = [row for row in GOLDEN["rows"] if row["voids_id"] is None]
READ = [row for row in (*WRITTEN, *GOLDEN["direct"], *GOLDEN["v0"]) if row["voids_id"] is None]
INFERRED = {"corrections_found", "legacy"}  # never a row of an older program


def _name(row: dict[str, object]) -> str:
    return f"{row['type']}-{row['id']}"


def _text(payload: object) -> str:
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_there_is_a_golden_row_of_every_type() -> None:
    assert {row["type"] for row in READ} >= REGISTRY.keys() - INFERRED


@pytest.mark.parametrize("row", READ, ids=_name)
def test_an_older_row_is_read_with_every_value(row: dict[str, str]) -> None:
    payload = json.loads(row["payload"])
    event = decode(Stored(row["type"], 1, payload))
    derived, causes = link_of(payload)
    stored = encode(event, derived=derived, causes=causes)
    if isinstance(event, Legacy):
        assert event.name == row["type"]
        return
    record = (stored.sealed or {}).get("record")
    whole = {**stored.open, **(record if isinstance(record, dict) else {})}
    for key, value in payload.items():
        if key == "cause":
            assert causes == (value,)
        elif value not in (None, "", False):  # what says nothing need not be kept
            assert _text(whole[key]) == _text(value), key


@pytest.mark.parametrize("row", WRITTEN, ids=_name)
def test_what_the_services_write_is_byte_for_byte_what_it_was(row: dict[str, str]) -> None:
    payload = json.loads(row["payload"])
    event = decode(Stored(row["type"], 1, payload))
    derived, causes = link_of(payload)
    stored = encode(event, derived=derived, causes=causes)
    if isinstance(event, Deliberated):
        assert stored.open == {}, "the deliberation is kept apart since version 2"
        assert stored.sealed == {"record": payload}
    else:
        said = {k: v for k, v in payload.items() if v is not None or k in stored.open}
        # Typed into the journal: an optional field that was left empty is no longer written.
        said = {k: v for k, v in said.items() if k in stored.open or v not in ("", False)}
        assert _text(dict(stored.open)) == _text(said)


def test_a_sealed_part_is_joined_when_it_is_at_hand_and_absent_when_it_is_not() -> None:
    secret = {"record": {"votes": [], "sections": [], "result": "established"}}
    seen = decode(Stored("deliberated", 2, {}, secret))
    assert isinstance(seen, Deliberated)
    assert seen.record is not None
    assert seen.record.result == "established"
    unseen = decode(Stored("deliberated", 2, {}))
    assert isinstance(unseen, Deliberated)
    assert unseen.record is None


def test_a_value_of_the_wrong_kind_names_the_event() -> None:
    with pytest.raises(UnreadableEvent, match="hearing_scheduled"):
        decode(Stored("hearing_scheduled", 1, {"hearing_on": "bald"}))
    with pytest.raises(UnreadableEvent, match="answer_extended"):
        decode(Stored("answer_extended", 1, {"party": "R1"}))


def test_codes_are_members_of_their_closed_list() -> None:
    event = decode(Stored("tolling_started", 1, {"id": "a", "kind": "settlement"}))
    assert isinstance(event, TollingStarted)
    assert event.kind is Tolling.SETTLEMENT
    assert event.subject == "a"
    with pytest.raises(UnreadableEvent):
        decode(Stored("tolling_started", 1, {"id": "a", "kind": "holiday"}))


@pytest.mark.parametrize("cls", list(REGISTRY.values()), ids=lambda cls: cls.type)
def test_every_event_says_what_it_is(cls: type[Event]) -> None:
    assert cls.label
    assert cls.__doc__
    for part in parts_of(cls):
        assert part.words.label or part.words.hidden, part.name


simple = {
    "text": st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1),
    "int": st.integers(0, 10**6),
    "bool": st.booleans(),
    "date": st.dates(),
    "party": st.sampled_from(["P1", "R1", "R2", "T1"]),
    "id": st.text(min_size=1, max_size=8),
    "document": st.sampled_from(["decision", "request_copy"]),
}


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Draw an event with any subset of its plain optional fields filled in."""
    plain = [
        cls
        for cls in REGISTRY.values()
        if all(p.default is not MISSING or _drawable(p) for p in parts_of(cls))
    ]
    cls = draw(st.sampled_from(plain))
    values = {
        part.name: draw(_values(part))
        for part in parts_of(cls)
        if _drawable(part) and (part.default is MISSING or draw(st.booleans()))
    }
    return cls(**values)


def _drawable(part) -> bool:
    plain = part.shape.kind.value in simple or part.shape.codes is not None
    return plain and not (part.shape.mapping or part.shape.pair)


def _values(part):
    one = (
        st.sampled_from(list(part.shape.codes))
        if part.shape.codes
        else simple[part.shape.kind.value]
    )
    return st.lists(one).map(tuple) if part.shape.many else one


@given(events())
def test_what_is_written_is_read_back_equal(event: Event) -> None:
    stored = encode(event)
    through_the_database = json.loads(_text(dict(stored.open)))
    assert decode(Stored(stored.type, stored.version, through_the_database)) == event
