"""Random walks through a case: what lists read is, after every step, what a rebuild gives."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from models.cases import deadlines
from models.cases.loading import load, load_many
from models.cases.projecting import projections
from models.errors import BadInput
from models.rules.events.codec import decode, encode
from models.rules.events.log import Log, voided
from models.services.shared import journal
from models.store import sql
from models.store.desk import Desk
from tests.services.conftest import request_s2
from tests.stories.story import Story, company
from ui.verbs.playing.scenario import Clock, set_up_office

__all__ = ["request_s2"]  # a fixture

BEGUN = date(2026, 3, 2)
Take = Callable[[Story, str, int], object]  # the story, a party, the choice
PAUSES = ("suspension", "appraisal")


def later(told: Story, choice: int) -> str:
    return (told.day + timedelta(days=3 + choice % 20)).isoformat()


def void(told: Story, _key: str, choice: int) -> None:
    entries = told.case().entries
    one = entries[choice % len(entries)]
    journal.void_event(told.desk, told.case_id, one.id, reason="登记有误")
    told.on(told.day.isoformat())


def written(told: Story, _key: str, choice: int) -> None:
    told.notifies_written_review(*(p.key for p in told.case().parties), days=1 + choice % 9)


STEPS: dict[str, Take] = {
    "docket": lambda s, k, n: s.dockets(),
    "serve": lambda s, k, n: s.serves("request_copy panel_notice evidence_notice", k),
    "publish": lambda s, k, n: s.publishes("request_copy", k),
    "answer": lambda s, k, n: s.answers(k),
    "forward": lambda s, k, n: s.serves("answer_copy", "P1", of=k),
    "object": lambda s, k, n: s.objects(k),
    "reject": lambda s, k, n: s.decides_objection(k, upheld=False),
    "uphold": lambda s, k, n: s.decides_objection(k, upheld=True),
    "extend": lambda s, k, n: s.extends_answer(k, later(s, n)),
    "join": lambda s, k, n: s.joins(company(f"追加{n}公司")),
    "join_third": lambda s, k, n: s.joins(company(f"追加{n}公司"), "third_party"),
    "pause": lambda s, k, n: s.pauses(PAUSES[n % 2]),
    "resume": lambda s, k, n: s.resumes(f"{PAUSES[n % 2]}-{1 + n % 3}"),
    "hearing": lambda s, k, n: s.fixes_hearing(later(s, n)),
    "cancel": lambda s, k, n: s.cancels_hearing(),
    "hold": lambda s, k, n: s.hears(),
    "written": written,
    "deliberate": lambda s, k, n: s.deliberates().approves("closing"),
    "decide": lambda s, k, n: s.decides(k),
    "decision": lambda s, k, n: s.serves("decision", k),
    "dismiss": lambda s, k, n: s.dismisses("withdrawn"),
    "void": void,
    "void again": void,
    "note": lambda s, k, n: s.records("note_recorded", title="备注", text=f"第{n}条"),
}
WALKS = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 9), st.integers(0, 99)),
                 min_size=6, max_size=14)  # fmt: skip
BOUNDED = settings(
    derandomize=True,
    max_examples=10,
    phases=[Phase.generate],  # a walk takes a second: a fault is read as it was found
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def step(told: Story, name: str, choice: int) -> None:
    """Take one step; which party or entry is the choice."""
    parties = [p.key for p in told.case().parties]
    STEPS[name](told, parties[choice % len(parties)], choice)


def tables(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Return what lists read, without the numbers of rows and the mark of the program."""
    return {
        "waiting": sql.rows(desk, "SELECT case_id, step, party, command, rule, due, ready"
                                  " FROM waiting ORDER BY 1, 2, 3"),
        "dates": sql.rows(desk, 'SELECT case_id, rule, "key", name, plan_by, due, status'
                                " FROM case_deadline ORDER BY 1, 2, 3"),
        "search": sql.rows(desk, "SELECT case_id, words, initials FROM case_search ORDER BY 1"),
        "stage": sql.rows(desk, "SELECT id, stage, status, track FROM case_file ORDER BY 1"),
    }  # fmt: skip


def rebuilt(desk: Desk) -> None:
    """Throw away what is projected and make it from the logs."""
    with desk.unaudited():
        for table in ("waiting", "case_search", "case_deadline"):
            sql.run_many(desk, f"DELETE FROM {table}", [()])
        ids = [int(str(row[0])) for row in sql.rows(desk, "SELECT id FROM case_file")]
        projections.restate_all(desk, load_many(desk, ids).values())


@BOUNDED
@given(walk=WALKS)
def test_a_rebuild_from_the_log_gives_what_the_commands_left(
    walk: list[tuple[str, int, int]], request_s2: dict[str, Any]
) -> None:
    with TemporaryDirectory() as folder:
        clock = Clock(BEGUN)
        with Desk.open(Path(folder) / "data", "李敏", clock.today, clock.now) as desk:
            request = request_s2 | {"infringement_known_on": "2026-01-10"}
            told = Story(desk, clock, set_up_office(desk), request).files()
            for name, days, choice in [("docket", 2, 0), *walk]:
                clock.day += timedelta(days=days)
                before = len(told.case().entries)
                try:
                    step(told, name, choice)
                except BadInput as refused:
                    assert all(problem.problem for problem in refused.problems)
                    assert len(told.case().entries) >= before
            told.on(clock.day.isoformat())
            left = tables(desk)
            rebuilt(desk)
            assert tables(desk) == left
            same_when_read_again(desk, told.case_id)
            assert told.intact()


def same_when_read_again(desk: Desk, case_id: int) -> None:
    """The codec gives each entry back; the log is what is when voids are applied one by one."""
    entries = load(desk, case_id).entries
    for entry in entries:
        if entry.voids is None:
            stored = encode(entry.event, derived=entry.derived, causes=entry.causes)
            assert decode(stored) == entry.event
    gone = {entry.voids for entry in entries if entry.voids is not None}
    standing = {e.id for e in entries if e.voids is None} - gone
    assert {e.id for e in Log(voided(entries)).entries} == standing
    case = load(desk, case_id)
    computed = deadlines.case_deadlines(desk, case, desk.today())
    fresh = deadlines.case_deadlines(desk, load(desk, case_id), desk.today())
    assert computed == fresh
