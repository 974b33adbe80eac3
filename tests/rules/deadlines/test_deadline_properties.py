"""What holds for every case: order, replay, pauses, rest days, years without an announcement."""

from dataclasses import MISSING
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.rules.calendar import DayOverride, WorkCalendar
from models.rules.deadlines import compute, parse_input
from models.rules.deadlines.reading.fields import clock_events, clock_parts
from models.rules.events import Tolling
from models.rules.events.shapes import Kind, Part
from models.rules.problem import InputRefused
from tests.rules.deadlines.replay import replay
from tests.rules.deadlines.support import CALENDAR, EXAMPLES, RULES, SCHEMA, case, deadlines, ev

PARTIES = [
    {"id": "P1", "side": "requester"},
    {"id": "P2", "side": "requester"},
    {"id": "R1", "side": "respondent"},
    {"id": "R2", "side": "respondent", "domiciled_in_prc": False},
    {"id": "T1", "side": "third_party"},
]
IDS = [one["id"] for one in PARTIES]
# Few days close together around two long holidays, so that same-day duplicates are common.
DAYS = [date(2026, 1, 28) + timedelta(days=n) for n in (*range(0, 40, 4), *range(41, 110, 9))]
LAST = date(2026, 6, 30)
DATES = ("date", "until", "hearing_on", "posted_on", "due_on")


MODES = ("restart", "pause", "none")


def values(part: Part, day: date) -> st.SearchStrategy[Any]:
    """Return JSON values that fit a field of an event."""
    words = part.words
    if part.shape.many:
        return st.lists(st.sampled_from(IDS), max_size=3)
    match part.shape.kind:
        case Kind.PARTY:
            return st.sampled_from(IDS)
        case Kind.DOCUMENT:
            return st.sampled_from(sorted(SCHEMA.documents))
        case Kind.CHOICE:
            return st.sampled_from(sorted(str(code) for code in part.shape.codes or ()))
        case Kind.BOOL:
            return st.booleans()
        case Kind.INT:
            return st.integers(words.minimum or 1, words.maximum or 35)
        case Kind.DATE:
            shift = st.integers(-9, 0) if words.not_after_event else st.integers(0, 40)
            return shift.map(lambda n: (day + timedelta(days=n)).isoformat())
        case _:
            return st.sampled_from(["a", "b", "c"])


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(clock_events())))
    day = draw(st.sampled_from(DAYS))
    event: dict[str, Any] = {"type": kind, "date": day.isoformat()}
    for key, part in clock_parts(clock_events()[kind]).items():
        if part.default is MISSING or draw(st.booleans()):
            event[key] = draw(values(part, day))
    return event


@st.composite
def seeds(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a worked case and its events: some left out, all moved, some moved by themselves."""
    example = draw(st.sampled_from(EXAMPLES))["input"]
    found = [dict(one) for one in example["events"] if draw(st.sampled_from("kkkkkkkkx")) == "k"]
    first = min((date.fromisoformat(one["date"]) for one in found), default=DAYS[0])
    offset = draw(st.sampled_from(DAYS[:12])) - first
    for one in found:
        own = timedelta(days=draw(st.sampled_from([0, 0, 0, 0, -3, 1, 4])))
        for name in DATES:
            if name in one:
                one[name] = (date.fromisoformat(one[name]) + offset + own).isoformat()
    return example, [one for one in found if one["date"] <= LAST.isoformat()]


@st.composite
def cases(draw: st.DrawFn, shift: int = 0) -> dict[str, Any]:
    """Return a case nobody would refuse: events with a problem are taken out again."""
    example, found = draw(seeds())
    found += draw(st.lists(events(), max_size=8))
    if found:
        found += [dict(one) for one in draw(st.lists(st.sampled_from(found), max_size=3))]
    procedure = draw(st.sampled_from([example["procedure"]] * 4 + list(SCHEMA.procedures)))
    kind = draw(st.sampled_from([example.get("mediation_kind"), "ownership", "damages", None]))
    as_of = draw(st.sampled_from([LAST, LAST, LAST, *DAYS[-4:]]))
    for event in found if shift else ():
        for name in DATES:
            if name in event:
                moved = date.fromisoformat(event[name])
                moved -= timedelta(days=moved.month == 2 and moved.day == 29)
                event[name] = moved.replace(year=shift + moved.year - 2026).isoformat()
    as_of = as_of.replace(year=shift or 2026)
    data = case(
        as_of.isoformat(),
        *found,
        procedure=procedure,
        mediation_kind=kind,
        parties=PARTIES,
        settings={
            "judicial_confirm": draw(st.booleans()),
            "docketing_after_correction": draw(st.sampled_from(MODES)),
        },
    )
    while True:
        try:
            parse_input(data, SCHEMA)
            return data
        except InputRefused as error:
            wrong = {one.field.split(".")[0] for one in error.problems}
            kept = [e for i, e in enumerate(data["events"]) if f"events[{i}]" not in wrong]
            assert len(kept) < len(data["events"]), error
            data["events"] = kept


def shown(data: dict[str, Any], calendar: WorkCalendar = CALENDAR) -> list[dict[str, Any]]:
    return [one.to_json() for one in compute(parse_input(data, SCHEMA), RULES, calendar)]


@settings(deadline=None, max_examples=150)
@given(cases(), st.randoms(use_true_random=False))
def test_any_order_of_the_events_gives_the_same(data: dict[str, Any], random: Any) -> None:
    before = shown(data)
    random.shuffle(data["events"])
    data["events"] = [dict(reversed(one.items())) for one in data["events"]]
    assert shown(data) == before


@settings(deadline=None, max_examples=200)
@given(cases())
def test_replaying_a_trace_gives_its_date(data: dict[str, Any]) -> None:
    for one in deadlines(data).values():
        assert one.trace[0].start == one.trigger_date
        assert replay(one, CALENDAR) == one.due
        assert one.trace[-1].end == one.due
        assert one.status in {
            "met", "met_late", "suspended", "ended", "missed",
            "running", "elapsed", "overdue", "lapsed",
        }  # fmt: skip
        if one.status == "running":
            assert date.fromisoformat(data["as_of"]) <= one.due


@settings(deadline=None, max_examples=100)
@given(cases(), st.sampled_from(DAYS), st.sampled_from(sorted(str(kind) for kind in Tolling)))
def test_an_empty_pause_changes_nothing(data: dict[str, Any], day: date, kind: str) -> None:
    docketed = [one["date"] for one in data["events"] if one["type"] == "docketed"]
    assume(not docketed or min(docketed) <= day.isoformat())
    assume(day.isoformat() <= data["as_of"])
    before = shown(data)
    text = day.isoformat()
    data["events"] += [
        ev("tolling_started", text, id="empty", kind=kind, applied_by="R1"),
        ev("tolling_ended", text, id="empty"),
    ]
    assert shown(data) == before


PAUSES = st.lists(st.tuples(st.integers(0, 150), st.integers(1, 40)), min_size=1, max_size=4)


@settings(deadline=None, max_examples=150)
@given(PAUSES, st.lists(st.integers(0, 200), max_size=2), st.data())
def test_one_more_tolled_day_never_makes_the_limit_earlier(
    pauses: list[tuple[int, int]], levels: list[int], pick: st.DataObject
) -> None:
    base = date(2026, 1, 5)

    def limit(spans: list[tuple[int, int]]) -> date:
        found = [ev("docketed", base.isoformat())]
        for index, (start, length) in enumerate(spans):
            first = base + timedelta(days=start)
            found.append(ev("tolling_started", first.isoformat(), id=str(index), kind="suspension"))
            last = first + timedelta(days=length)
            found.append(ev("tolling_ended", last.isoformat(), id=str(index)))
        for level, when in enumerate(sorted(levels), start=1):
            day = (base + timedelta(days=when)).isoformat()
            found.append(ev("extension_approved", day, level=level, months=level))
        one = deadlines(case("2026-12-31", *found))["conclude|"]
        assert replay(one, CALENDAR) == one.due
        return one.due

    index = pick.draw(st.integers(0, len(pauses) - 1))
    longer = list(pauses)
    longer[index] = (longer[index][0], longer[index][1] + 1)
    assert limit(longer) >= limit(pauses)


@settings(deadline=None, max_examples=150)
@given(cases(), st.sampled_from(DAYS), st.integers(0, 20))
def test_a_rest_day_moves_only_dates_that_touch_it(
    data: dict[str, Any], day: date, more: int
) -> None:
    rest = day + timedelta(days=more)
    own = WorkCalendar([DayOverride(rest, "rest", "停工")])
    before, after = deadlines(data), deadlines(data, calendar=own)
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        if old.trigger_date == new.trigger_date and old.due != new.due:
            assert min(old.trigger_date, old.due) <= rest <= max(old.trigger_date, old.due)


@settings(deadline=None, max_examples=60)
@given(st.data(), st.sampled_from([1000, 1899, 2003, 2027, 2100, 8999]))
def test_years_without_an_announcement_are_provisional(pick: st.DataObject, year: int) -> None:
    data = pick.draw(cases(shift=year))
    for one in deadlines(data).values():
        assert one.provisional
        assert replay(one, CALENDAR) == one.due


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["R1", "docketed", "2026-03-02", "served", "request_copy", "mediation"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "date", "id", "events", "parties", "as_of", "to", "days", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=200)
@given(JSON)
def test_no_json_value_is_a_traceback(data: Any) -> None:
    try:
        compute(parse_input(data, SCHEMA), RULES, CALENDAR)
    except InputRefused as error:
        assert error.problems


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(EXAMPLES), st.data(), JSON)
def test_no_broken_field_is_a_traceback(
    example: dict[str, Any], pick: st.DataObject, value: Any
) -> None:
    data = {**example["input"], "events": [dict(one) for one in example["input"]["events"]]}
    where = pick.draw(st.sampled_from([data, *data["events"]]))
    where[pick.draw(st.sampled_from(sorted(where)))] = value
    try:
        compute(parse_input(data, SCHEMA), RULES, CALENDAR)
    except InputRefused as error:
        assert error.problems
