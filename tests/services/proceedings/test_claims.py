"""Other claims after a partial invalidation: who may choose which, who is served, what counts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.cases import deadlines
from models.cases.loading import load
from models.errors import BadInput
from models.facts.case import claims_facts, patent_facts
from models.queries.case_page.page import case_page
from models.rules.events import InvalidationResult
from models.rules.patent.claims import claims_left, claims_lost, claims_relied, claims_untold
from models.rules.procedure.state import CaseState
from models.services.arguments.commands import COMMANDS
from models.services.proceedings.answers import AnswerIn, record_answer
from models.services.proceedings.claims import choose_claims
from models.services.shared.documents import Order, preview
from models.store.desk import Desk
from tests.pdf import pdf_text
from tests.services import support
from tests.services.test_journal import docketed  # noqa: F401 (a fixture)
from ui.verbs.playing.scenario import Clock

KEY = "invalidation-1"
DAY = date(2026, 5, 20)
Choose = Callable[..., None]


@pytest.fixture
def choose(desk: Desk, docketed: int) -> Choose:  # noqa: F811
    """Return a requester's choice of claims today."""

    def act(claims: str, **more: Any) -> None:
        said = {"party": "P1", "on": DAY, "reason": "权利要求1已被宣告无效"} | more
        choose_claims(desk, docketed, claims=claims, **said)

    return act


def does(desk: Desk, case_id: int, command: str, **given: Any) -> None:
    """Take a step on the invalidation today."""
    COMMANDS[command](desk, case_id, on=DAY, **given)


def partly_invalid(desk: Desk, case_id: int, *, effective: bool = True) -> None:
    """Leave the claims 2 and 3 of the patent."""
    does(desk, case_id, "record_invalidation", party="R1")
    does(desk, case_id, "accept_invalidation", invalidation=KEY)
    partly = InvalidationResult.PARTLY
    does(desk, case_id, "decide_invalidation", invalidation=KEY, result=partly, claims="2、3")
    if effective:
        does(desk, case_id, "settle_invalidation", invalidation=KEY, text="各方声明不起诉")


def state_of(desk: Desk, case_id: int) -> CaseState:
    """Return the state of the case."""
    return load(desk, case_id).state()


def refused(choose: Choose, claims: str, **more: Any) -> str:
    """Return the problems of a refused choice."""
    with pytest.raises(BadInput) as error:
        choose(claims, **more)
    return support.words(error.value)


def test_claims_that_fell_are_lost_once_the_decision_has_effect(
    desk: Desk,
    docketed: int,  # noqa: F811
) -> None:
    assert claims_relied(state_of(desk, docketed)) == (1,)
    assert claims_left(state_of(desk, docketed)) is None
    partly_invalid(desk, docketed, effective=False)
    assert claims_lost(state_of(desk, docketed)) == ()
    does(desk, docketed, "settle_invalidation", invalidation=KEY, text="各方声明不起诉")
    assert claims_lost(state_of(desk, docketed)) == (1,)
    steps = {one.id for one in case_page(desk, docketed).steps}
    assert "choose_claims" in steps


def test_only_claims_that_are_left_can_be_chosen(
    desk: Desk,
    docketed: int,  # noqa: F811
    choose: Choose,
) -> None:
    partly_invalid(desk, docketed)
    assert "权利要求1、5已被宣告无效" in refused(choose, "1-2、5")
    assert "请写权利要求的序号" in refused(choose, "第一项")
    assert refused(choose, "2", reason=" ").startswith("reason:")
    assert "没有这样的当事人" in refused(choose, "2", party="R1")
    assert "不是" in refused(choose, "2", agent="某律师")
    choose("2-3")
    assert "没有变更" in refused(choose, "2、3")
    assert claims_lost(state_of(desk, docketed)) == ()


def test_the_choice_counts_on_papers_and_pages_and_the_request_keeps_its_own(
    desk: Desk,
    docketed: int,  # noqa: F811
    choose: Choose,
) -> None:
    assert claims_facts(load(desk, docketed)) == {}
    choose("2-3")
    case = load(desk, docketed)
    facts = patent_facts(case)
    assert facts["claims_text"] == "权利要求2、3"
    assert facts["requested_claims_text"] == "权利要求1"
    assert claims_facts(case)["text"] == "权利要求2、3"
    page = case_page(desk, docketed)
    assert page.header.patent.endswith("· 权利要求 2、3")
    assert ("主张的权利要求", "2、3") in page.matter[1].rows


def test_the_others_are_served_and_have_a_new_time_to_answer(
    desk: Desk,
    clock: Clock,
    docketed: int,  # noqa: F811
    choose: Choose,
) -> None:
    with pytest.raises(BadInput, match="请求人没有变更请求"):
        support.serve(desk, docketed, "R1", "claims_notice")
    support.serve(desk, docketed, "R1", "request_copy")
    record_answer(desk, docketed, party="R1", on=DAY, answer=AnswerIn("不侵权"))
    choose("2")
    assert [p.key for p in claims_untold(state_of(desk, docketed))] == ["R1"]
    assert "serve_claims" in {one.id for one in case_page(desk, docketed).steps}
    clock.day = date(2026, 5, 22)
    made = preview(desk, load(desk, docketed), Order("claims_notice", "R1"), draft=False)
    printed = pdf_text(made.pdf).replace("\n", "")
    assert "变更后据以请求的权利要求：权利要求2。" in printed
    assert "之日起15日内就变更后的请求" in printed
    support.serve(desk, docketed, "R1", "claims_notice")
    assert claims_untold(state_of(desk, docketed)) == []
    running = deadlines.find(desk, load(desk, docketed), "answer_claims", "R1", clock.day)
    # 5月22日送达，15日：6月6日周六，顺延到6月8日。
    assert running and (running.due, running.status) == (date(2026, 6, 8), "running")
    clock.day = date(2026, 6, 1)
    record_answer(desk, docketed, party="R1", on=clock.day, answer=AnswerIn("权利要求2也不落入"))
    answered = deadlines.find(desk, load(desk, docketed), "answer_claims", "R1", clock.day)
    assert answered and answered.status == "met"
    choose("3", on=clock.day)
    assert [p.key for p in claims_untold(state_of(desk, docketed))] == ["R1"], "again"
