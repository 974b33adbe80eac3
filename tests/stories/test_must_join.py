"""Who must take part: told at docketing, missing before the deliberation, there or staying out."""

import pytest

from models.cases import acceptance
from models.errors import BadInput
from tests.stories.story import Story, company, refused

OWNER = "汾宁市邵家苗圃有限公司"
SAID = {"name": OWNER, "stance": "gave_up", "words": "放弃实体权利", "place": "卷内第12页"}


@pytest.fixture
def owned(story: Story) -> Story:
    """Return a filed request of one of two holders."""
    story.request["patent"]["holder"] = f"郝砚秋、{OWNER}"
    return story.on("2026-03-02").files()


def asked(told: Story) -> list[str]:
    """Return what the request has to be put right in."""
    return [one.text for one in acceptance.check(told.desk, told.case()).corrections]


def to_the_deliberation(told: Story, *keys: str) -> Story:
    """Go on to the hearing of these parties."""
    told.serves("acceptance_notice panel_notice evidence_notice", "P1")
    told.on("2026-03-09").serves("request_copy panel_notice evidence_notice", "R1")
    told.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", *keys)
    return told.on("2026-04-20").hears()


def test_a_co_owner_is_asked_for_and_gives_up_before_docketing(owned: Story) -> None:
    assert [text.startswith(f"专利权共有人{OWNER}参加请求") for text in asked(owned)] == [True]
    assert "record_stance" in owned.steps()
    owned.does("record_stance", **SAID)
    assert asked(owned) == []
    owned.on("2026-03-05").dockets()
    to_the_deliberation(owned, "P1", "R1").deliberates()


def test_without_it_nobody_deliberates(story: Story) -> None:
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.does(
        "record_joint", name="刘满囤", ground="partner", source="合伙协议"
    )  # the partner of R1
    to_the_deliberation(story, "P1", "R1")
    with pytest.raises(BadInput, match="刘满囤是个人合伙的合伙人，没有列为共同当事人"):
        story.deliberates()
    story.joins(company("刘满囤", kind="natural"))  # after the hearing: he must take part
    with pytest.raises(BadInput, match="刘满囤") as error:
        story.deliberates()
    assert "没有列为" not in str(error.value.problems), "now it is his papers that are missing"


def test_a_co_owner_joins_as_a_requester(owned: Story) -> None:
    owned.does("record_stance", **SAID)
    owned.on("2026-03-05").dockets().voids("co_owner_stated")
    with pytest.raises(BadInput, match="只能是专利权的共有人"):
        owned.joins(company("别的公司"), "requester")
    owned.joins(company(OWNER), "requester")
    assert [p.key for p in owned.case().side("requester")] == ["P1", "P2"]
    assert "record_stance" not in owned.steps()
    assert OWNER in owned.page().header.parties


def test_the_actual_operator_of_a_sole_trader(story: Story) -> None:
    story.request["respondents"][0] |= {
        "kind": "sole_trader", "operator": {"name": "刘满囤", "id_no": ""},
    }  # fmt: skip
    story.on("2026-03-02").files()
    assert any("实际经营者刘满囤列为共同被请求人" in text for text in asked(story))
    story.request["respondents"].append(company("刘满囤", kind="natural"))
    story.on("2026-03-03").does("amend_request", data=story.request, reason="补列")
    assert not any("实际经营者" in text for text in asked(story))


def test_what_is_refused(owned: Story) -> None:
    def field(command: str, **more: str) -> str:
        plain = SAID if command == "record_stance" else {"ground": "partner", "source": "协议"}
        whole = {"name": "丙某"} | plain | more
        return refused(owned, lambda told: told.does(command, **whole))[0][0]

    for wrong in ({"name": "丙某"}, {"name": "郝砚秋"}):
        assert field("record_stance", **wrong) == "name"
    for name, value in (("stance", "silent"), ("words", " "), ("place", "")):
        assert field("record_stance", **{name: value}) == name
    for name, value in (("ground", "friend"), ("source", ""), ("name", ""), ("name", OWNER)):
        assert field("record_joint", **{name: value}) == name
    owned.does("record_stance", **SAID)
    assert field("record_stance") == "name"
