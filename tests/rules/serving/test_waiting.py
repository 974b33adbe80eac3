"""Which papers still wait for their addressee, compared with the plainest way of asking."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

import resources
from models.rules.events import Entry, Event, Failure, Log, Served, ServiceAttempted
from models.rules.serving.attempts import load_ladder, of_papers, waiting

FIRST = date(2026, 5, 4)
PAPERS = ("request_copy", "panel_notice", "hearing_notice")
KEYS = ("P1", "R1")
DAYS = st.integers(0, 6).map(lambda n: FIRST + timedelta(days=n))
ATTEMPTS = st.builds(
    lambda to, documents, result: ServiceAttempted(
        to=to, documents=tuple(documents), method="direct", result=result
    ),
    st.sampled_from(KEYS),
    st.lists(st.sampled_from(PAPERS), min_size=1, max_size=2, unique=True),
    st.sampled_from(Failure),
)
SERVICES = st.builds(
    lambda to, document: Served(to=to, document=document),
    st.sampled_from(KEYS),
    st.sampled_from(PAPERS),
)
EVENTS: st.SearchStrategy[list[tuple[date, Event]]] = st.lists(
    st.tuples(DAYS, st.one_of(ATTEMPTS, SERVICES)), max_size=10
)


@given(EVENTS)
def test_what_waits(happened: list[tuple[date, Event]]) -> None:
    entries = [Entry(n, on, event) for n, (on, event) in enumerate(happened, start=1)]
    found = waiting(Log(entries))
    for to in KEYS:
        for paper in PAPERS:
            served = [
                e.on
                for e in entries
                if isinstance(e.event, Served) and (e.event.to, e.event.document) == (to, paper)
            ]
            left = [
                e.id
                for e in sorted(entries, key=lambda one: (one.on, one.id))
                if isinstance(e.event, ServiceAttempted)
                and e.event.to == to
                and paper in e.event.documents
                and not any(day >= e.on for day in served)
            ]
            assert [e.id for e in found.get((to, paper), ())] == left
        whole = [e.id for e in of_papers(found, to, PAPERS)]
        each = {e.id for (key, _), made in found.items() if key == to for e in made}
        assert len(whole) == len(set(whole)) and set(whole) == each


def test_every_failure_says_what_is_open_next() -> None:
    ladder = load_ladder(resources.text("procedure", "service_methods.toml"))
    assert set(ladder) == set(Failure) and all("第" in one.basis for one in ladder.values())
