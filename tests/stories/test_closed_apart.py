"""A case that ends for one of two respondents and goes on against the other to a decision."""

from dataclasses import replace
from typing import Any

import pytest

from models.errors import BadInput
from models.facts.tree import CaseFacts
from models.services.parties.apart import ApartIn
from models.services.shared.documents import Order, preview
from tests.pdf import pdf_text
from tests.stories.story import Story, company, refused

OTHER = "禾川县大筐塑业有限公司"
FIRST = "禾川县青筐里塑业有限公司"


def closes(told: Story, party: str = "R2", *, kind: str = "dismissed", **more: Any) -> Story:
    """End the case for one respondent: the requester withdraws, unless told otherwise."""
    withdrawn = ApartIn(ground="withdrawn", reason="请求人书面撤回对其的请求。", approver="高明")
    ending = replace(withdrawn, **more)
    return told.does("close_apart", party=party, kind=kind, ending=ending)


@pytest.fixture
def two(story: Story) -> Story:
    """Return a case against two, docketed on 5 March; only R1 has been served."""
    story.request["respondents"].append(company(OTHER, id="R2"))
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.serves("acceptance_notice panel_notice evidence_notice", "P1")
    return story.on("2026-03-09").serves("request_copy panel_notice evidence_notice", "R1")


def test_the_others_get_a_decision(two: Story) -> None:
    assert "serve_request " + OTHER in two.to_serve()
    two.on("2026-03-13")
    assert two.on_today("overdue") == [f"送达请求书副本（{OTHER}） 2026-03-12"]
    closes(two)
    assert two.on_today("overdue") == [], "nothing of R2 is waited for"
    assert two.dates("serve_request") == {"R1": "2026-03-12 met → 2026-03-09"}
    assert two.to_serve() == {
        f"serve_apart_dismissal {name}": "" for name in ("郝砚秋", FIRST, OTHER)
    }, "nothing is served on R2 but what ends the case for it"
    assert two.stage() == ("docketed", "open")
    assert f"{OTHER}（已撤案）" in two.page().header.parties
    two.serves("apart_decision", "P1", "R1", "R2")
    assert two.to_serve() == {}
    two.on("2026-04-01").fixes_hearing("2026-04-20")
    assert two.dates("hearing_notice").keys() == {"P1", "R1"}
    two.serves("hearing_notice", "P1", "R1").on("2026-04-20").hears()
    two.deliberates().approves("closing").on("2026-04-21").decides("R1")
    assert {k for k in two.to_serve() if k.startswith("serve_decision")} == {
        "serve_decision 郝砚秋", f"serve_decision {FIRST}",
    }  # fmt: skip
    two.serves("decision", "P1", "R1")
    assert two.stage() == ("closed", "closed")


def test_the_papers(two: Story) -> None:
    closes(two.on("2026-03-13"))
    text = pdf_text(preview(two.desk, two.case(), Order("apart_decision")).pdf)
    assert f"本局决定撤销对被请求人{OTHER}的案件；对被请求人{FIRST}继续审理" in text
    assert "《专利纠纷行政裁决和调解办法》第三十六条第一款第二项" in text
    named = CaseFacts(two.desk, two.case()).shared("respondents")
    assert isinstance(named, list)
    assert [one["name"] for one in named if isinstance(one, dict)] == [FIRST]


def test_agreed_with_one(two: Story) -> None:
    closes(two.on("2026-03-13"), kind="agreed", terms=("停止销售。",))
    assert two.to_serve() == {f"serve_apart_agreement {name}": "" for name in ("郝砚秋", OTHER)}, (
        "the agreement is its signatories'"
    )
    text = pdf_text(preview(two.desk, two.case(), Order("apart_agreement")).pdf)
    assert f"请求人与{OTHER}的协议内容" in text
    assert "1.停止销售。" in text
    two.serves("apart_agreement", "P1", "R2")
    assert two.to_serve() == {}


def test_voided_it_brings_the_respondent_back(two: Story) -> None:
    before = two.to_serve(), two.dates("serve_request")
    closes(two).voids("closed_apart")
    assert (two.to_serve(), two.dates("serve_request")) == before
    assert two.page().header.parties.endswith(OTHER)


def test_what_rests_on_it_goes_first(two: Story) -> None:
    closes(two.on("2026-03-13"))
    two.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    two.on("2026-04-20").hears().deliberates()
    with pytest.raises(BadInput, match=f"“合议”.*请求书副本还没有送达{OTHER}"):
        two.voids("closed_apart")


def test_who_joined_can_leave_too(two: Story) -> None:
    two.joins(company("禾川县第三塑业有限公司")).on("2026-03-13")
    closes(two, "R3", ground="other")
    assert [p.key for p in two.case().present("respondent")] == ["R1", "R2"]


def test_what_is_refused(two: Story) -> None:
    def problems(party: str = "R2", **more: Any) -> list[tuple[str, str]]:
        return refused(two, lambda told: closes(told, party, **more))

    assert problems("P1")[0][0] == "party"
    assert problems(kind="rejected")[0][0] == "kind"
    assert problems(ground="absent")[0][0] == "ground"
    assert problems(ground="time_defence")[0][0] == "ground", "no plea of R2 was upheld"
    assert problems(reason=" ")[0][0] == "reason"
    assert problems(approver="李敏")[0][0] == "approver"
    assert problems(kind="agreed")[0][0] == "terms"
    assert problems(agent="无此人")[0][0] == "agent"
    closes(two)
    assert "已经结案" in problems()[0][1]
    assert "只有这一名被请求人" in problems("R1")[0][1]
    two.on("2026-03-20")
    (problem,) = refused(two, lambda told: told.answers("R2"))
    assert problem == ("party", "本案对这名被请求人已经结案，其后不能再有“收到答辩书”")
