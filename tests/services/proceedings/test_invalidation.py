"""An invalidation step by step: what each service takes, and what it refuses."""

from datetime import date
from typing import Any

import pytest

from models.cases.loading import load
from models.errors import BadInput
from models.rules.events import GroundFound, InvalidationResult, TollingStarted
from models.rules.patent.invalidation import invalid, suspension_due, tracks, undecided_acceptance
from models.services.proceedings import invalidation as services
from models.services.shared.journal import void_event
from models.store.desk import Desk
from tests.services.support import words
from tests.services.test_journal import docketed  # noqa: F401 (a fixture)
from ui.verbs.playing.scenario import Clock

KEY = "invalidation-1"
CLEAN = (GroundFound("29_2", "请求人提交的评价报告未发现缺陷"),)


class Track:
    """The services of one invalidation, each on its own day unless another is given."""

    def __init__(self, desk: Desk, case_id: int) -> None:
        self.desk, self.case_id = desk, case_id

    def filed(self, on: str = "2026-05-18", **more: Any) -> None:
        said = {"party": "R1"} | more
        services.record_invalidation(self.desk, self.case_id, on=date.fromisoformat(on), **said)

    def accepted(self, on: str = "2026-05-19", key: str = KEY) -> None:
        services.accept_invalidation(
            self.desk, self.case_id, invalidation=key, on=date.fromisoformat(on), number="5W1"
        )

    def considered(self, on: str = "2026-05-20", **more: Any) -> None:
        said = {"suspends": False, "grounds": CLEAN} | more
        services.consider_invalidation(
            self.desk, self.case_id, invalidation=KEY, on=date.fromisoformat(on), **said
        )

    def decided(self, result: str, on: str = "2026-05-21", claims: str = "") -> None:
        services.decide_invalidation(
            self.desk, self.case_id, invalidation=KEY, on=date.fromisoformat(on),
            result=InvalidationResult(result), claims=claims,
        )  # fmt: skip

    def sued(self, on: str = "2026-05-22", **more: Any) -> None:
        services.sue_invalidation(
            self.desk, self.case_id, invalidation=KEY, on=date.fromisoformat(on), **more
        )

    def effective(self, on: str = "2026-05-23", text: str = "起诉期满没有人起诉") -> None:
        services.settle_invalidation(
            self.desk, self.case_id, invalidation=KEY, on=date.fromisoformat(on), text=text
        )

    @property
    def state(self) -> Any:
        return load(self.desk, self.case_id).state()


@pytest.fixture
def track(desk: Desk, clock: Clock, docketed: int) -> Track:  # noqa: F811
    """Return the services on a docketed case of a utility model with a clean report."""
    clock.day = date(2026, 6, 1)
    return Track(desk, docketed)


def refused(act: Any, *args: Any, **named: Any) -> str:
    """Return the problems of a refusal."""
    with pytest.raises(BadInput) as error:
        act(*args, **named)
    return words(error.value)


def test_the_whole_track_in_its_order(track: Track) -> None:
    track.filed()
    track.accepted()
    assert [e.on for e in undecided_acceptance(track.state)] == [date(2026, 5, 19)]
    track.considered()
    assert undecided_acceptance(track.state) == []
    track.decided("wholly")
    found = invalid(track.state)
    assert found and not found.effective
    track.sued(party="P1")
    found = invalid(track.state)
    assert found and not found.effective
    track.effective(on="2026-05-30", text="判决维持审查决定")
    found = invalid(track.state)
    assert found and found.effective
    assert tracks(track.state.log)[0].over


def test_nothing_is_accepted_before_it_was_filed(track: Track) -> None:
    assert refused(track.accepted) == "invalidation: 本案没有登记这件无效宣告请求"
    track.filed()
    assert "早于“提出无效宣告请求”（2026-05-18）" in refused(track.accepted, "2026-05-17")
    track.accepted()
    assert "已经登记受理" in refused(track.accepted)


def test_an_invalidation_may_be_older_than_the_case(track: Track) -> None:
    track.filed("2025-11-03")
    track.accepted("2025-12-01")
    assert "on:" in refused(track.considered, "2025-12-02"), "the panel is not older"
    track.considered()


def test_nothing_is_considered_without_acceptance_or_twice(track: Track) -> None:
    track.filed()
    assert "尚未受理" in refused(track.considered)
    track.accepted()
    assert "早于“无效宣告请求受理”" in refused(track.considered, "2026-05-18")
    track.considered()
    assert "合议组已经决定" in refused(track.considered)


@pytest.mark.parametrize(
    ("grounds", "problem"),
    [
        ((), "grounds: 继续审理的，至少就一种情形写明理由（办法第29条）"),
        ((GroundFound("29_2", "  "),), "grounds: 继续审理的，至少就一种情形写明理由（办法第29条）"),
        (
            (GroundFound("29_2", "无缺陷"), GroundFound("29_1", "是发明")),
            "grounds[1].text: 实用新型专利没有这种情形（办法第29条第1项）",
        ),
        ((GroundFound("28_1", "已受理"),), "grounds[0].text: 没有“28_1”这种情形"),
    ],
)
def test_going_on_needs_a_ground_that_is_open(
    track: Track, grounds: tuple[GroundFound, ...], problem: str
) -> None:
    track.filed()
    track.accepted()
    assert refused(track.considered, grounds=grounds) == problem


def test_the_report_must_say_what_the_ground_rests_on(
    desk: Desk, clock: Clock, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    from tests.services import support

    request_s2["patent"]["evaluation_report"] = "defects"
    request_s2["received_on"] = "2026-05-18"
    case_id = support.file(desk, request_s2)
    support.docket(desk, case_id, staff)
    track = Track(desk, case_id)
    track.filed("2026-05-20")
    track.accepted("2026-05-20")
    assert "评价报告登记为“指出不符合授权条件的缺陷”" in refused(track.considered)
    track.considered(grounds=(GroundFound("29_5", "请求宣告无效的理由明显不成立"),))


def test_suspending_needs_its_reason_and_writes_no_pause(track: Track) -> None:
    track.filed()
    track.accepted()
    assert "reason: 须写明中止的理由" in refused(track.considered, suspends=True, grounds=())
    track.considered(suspends=True, grounds=(), reason="受理通知书已经提交")
    due = suspension_due(track.state)
    assert due and due.id == KEY
    assert not track.state.log.has(TollingStarted)
    chosen = tracks(track.state.log)[0].considered
    assert chosen and chosen.event.grounds == (GroundFound("28_1", "受理通知书已经提交"),)


def test_what_is_left_of_the_claims_is_named_when_a_part_falls(track: Track) -> None:
    track.filed()
    track.accepted()
    assert "claims: 须写明维持有效的权利要求" in refused(track.decided, "partly")
    assert "claims: 只有" in refused(track.decided, "upheld", claims="1")
    track.decided("partly", claims="2、4-5")
    decided = tracks(track.state.log)[0].decided
    assert decided and decided.event.claims == (2, 4, 5)
    assert invalid(track.state) is None


def test_a_decision_that_was_quashed_is_followed_by_another(track: Track) -> None:
    track.filed()
    track.accepted()
    assert "没有审查决定" in refused(track.sued, party="R1")
    assert "没有审查决定" in refused(track.effective)
    track.decided("wholly")
    assert "已有审查决定" in refused(track.decided, "upheld")
    assert "party: 请选择当事人" in refused(track.sued)
    track.sued(name="某案外公司")
    track.decided("upheld", on="2026-05-28")
    assert invalid(track.state) is None
    assert "text: 须写明生效的根据" in refused(track.effective, "2026-05-29", " ")
    assert "早于“无效宣告审查决定”（2026-05-28）" in refused(track.effective, "2026-05-27")
    track.effective("2026-05-29")
    assert "决定已经生效" in refused(track.effective, "2026-05-30")


def test_a_withdrawn_request_is_over(track: Track) -> None:
    track.filed()
    track.accepted()
    track.decided("withdrawn")
    assert undecided_acceptance(track.state) == []
    assert "已经决定" in refused(track.considered, "2026-05-22")


def test_who_asked_is_a_party_or_somebody_else(track: Track) -> None:
    assert "party: 请选择当事人" in refused(track.filed, party=None)
    assert "party: 请选择当事人" in refused(track.filed, name="案外人")
    assert "没有这样的当事人" in refused(track.filed, party="R9")
    assert "日期晚于今天" in refused(track.filed, "2026-06-02")
    track.filed(party=None, name="某塑料制品厂")


def test_what_rests_on_a_step_goes_before_it(track: Track) -> None:
    track.filed()
    track.accepted()
    accepted = tracks(track.state.log)[0].accepted
    track.considered()
    assert accepted
    problem = refused(void_event, track.desk, track.case_id, accepted.id, reason="误登")
    assert "决定是否中止处理" in problem
