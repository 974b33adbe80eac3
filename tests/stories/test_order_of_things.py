"""Nothing is recorded before what it rests on, nor done by somebody of the other side."""

from collections.abc import Callable
from datetime import date

import pytest

from models.rules.events import Attendance, Opinion, Proof, Section
from models.services.closing import mediation, publication
from models.services.proceedings import answers, evidence, hearing, serving
from models.services.proceedings.answers import AnswerIn
from models.services.proceedings.evidence import Exhibit
from models.services.proceedings.serving import Served
from models.services.receiving import approving, docketing
from tests.services.support import panel
from tests.stories.story import Story, refused

Act = Callable[[Story], object]
RESPONDENT = "禾川县青筐里塑业有限公司"


def approve(matter: str, on: str, kind: str | None = None) -> Act:
    """Return the recording of an approval signed on a day."""
    day = date.fromisoformat(on)
    details = approving.SheetDetails(kind)
    signed = [Opinion("dept_head", "高明", "同意", day)]
    return lambda s: approving.record_approval(
        s.desk, s.case_id, matter, signed, on=day, details=details
    )


def docket(on: str) -> Act:
    """Return docketing dated that day."""
    day = date.fromisoformat(on)
    return lambda s: docketing.docket(
        s.desk, s.case_id, on=day, panel=panel(dict(s.staff)), handler=s.staff["李敏"]
    )


def serve(paper: str, to: str, method: str = "direct", of: str | None = None, **days: str) -> Act:
    """Return a service with these days as its proof."""
    proof = {name: date.fromisoformat(one) for name, one in days.items()}
    words = {"received_by": "本人", "tracking_no": "EMS1", "refusal_reason": "拒收"}
    words |= {"received_as": "agent", "witness": "村委会", "place": "公告栏", "reason": "下落不明"}
    served = Served(to, (paper,), method, Proof(**proof, **words), of, outside=True)  # type: ignore[arg-type]
    return lambda s: serving.serve(s.desk, s.case_id, served)


def dated(day: str, act: Callable[[Story], object]) -> Act:
    """Return an act that the story does as if it were that day, typed today."""

    def then(s: Story) -> object:
        s.clock.day = date.fromisoformat(day)
        try:
            return act(s)
        finally:
            s.clock.day = date(2026, 5, 6)

    return then


@pytest.fixture
def filed(story: Story) -> Story:
    """Return a request filed on 2 March, seen on 6 May."""
    return story.on("2026-03-02").files().on("2026-05-06")


@pytest.fixture
def docketed(story: Story) -> Story:
    """Return a case docketed on 5 March, answered on the 20th, heard on 20 April."""
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.serves("acceptance_notice panel_notice evidence_notice", "P1")
    story.on("2026-03-09").serves("request_copy panel_notice evidence_notice", "R1")
    story.on("2026-03-20").answers("R1").serves("answer_copy", "P1", of="R1")
    story.on("2026-04-01").fixes_hearing("2026-04-20")
    story.serves("hearing_notice", "P1", "R1").on("2026-04-20").hears()
    return story.on("2026-05-06")


def test_docketing_is_not_before_its_approval(filed: Story) -> None:
    approve("docketing", "2026-03-05")(filed)
    assert refused(filed, docket("2026-03-04")) == [
        ("on", "早于“立案审批”（2026-03-05），请核对日期")
    ]
    docket("2026-03-05")(filed)
    assert refused(filed, approve("docketing", "2026-03-06")) == [
        ("on", "晚于“立案”（2026-03-05），请核对日期")
    ]


def test_no_approval_is_after_what_it_would_have_allowed(filed: Story) -> None:
    approve("docketing", "2026-03-05")(filed)
    docket("2026-03-05")(filed)
    for matter in ("refusal", "docketing_extension"):
        found = refused(filed, approve(matter, "2026-03-09"))
        assert "晚于“立案”（2026-03-05）" in found[0][1]


EARLY: dict[str, tuple[Act, str]] = {
    "receipt before sending": (
        serve("demand_letter", "R1", sent_on="2026-05-05", received_on="2026-05-04"),
        "早于送出、寄出日期（2026-05-05）",
    ),
    "mail before posting": (
        serve("panel_notice", "R1", "mail", sent_on="2026-05-05", received_on="2026-05-04"),
        "早于送出、寄出日期（2026-05-05）",
    ),
    "left before going there": (
        serve("panel_notice", "R1", "left", sent_on="2026-05-05", left_on="2026-05-04"),
        "留置日期早于送出、寄出日期",
    ),
    "a paper sent before its ground": (
        serve("hearing_notice", "R1", sent_on="2026-03-31", received_on="2026-04-02"),
        "早于“确定口头审理日”（2026-04-01）",
    ),
    "a copy before the answer": (
        serve("answer_copy", "P1", of="R1", received_on="2026-03-19"),
        "早于“收到答辩书”（2026-03-20）",
    ),
    "publication before docketing": (
        serve("request_copy", "R1", "publication", published_on="2026-03-04"),
        "早于“立案”（2026-03-05）",
    ),
    "a hearing fixed before docketing": (
        dated("2026-03-04", lambda s: s.fixes_hearing("2026-03-30")),
        "早于“立案”（2026-03-05）",
    ),
    "an answer before docketing": (
        dated("2026-03-04", lambda s: s.answers("R1")),
        "早于“立案”（2026-03-05）",
    ),
    "deliberation before the hearing": (
        dated("2026-04-19", lambda s: s.deliberates()),
        "早于“口头审理”（2026-04-20）",
    ),
    "an approval of the decision before deliberation": (
        approve("closing", "2026-04-20"),
        "早于“合议”（2026-04-21）",
    ),
    "a decision before deliberation": (
        dated("2026-04-20", lambda s: s.decides("R1")),
        "到这一天还没有合议",
    ),
    "a decision before its approval": (
        dated("2026-04-22", lambda s: s.decides("R1")),
        "到这一天尚未登记结案审批",
    ),
    "an extension before docketing": (
        approve("extension_1", "2026-03-04"),
        "早于“立案”（2026-03-05）",
    ),
}


@pytest.mark.parametrize("name", sorted(EARLY))
def test_nothing_is_before_what_it_rests_on(docketed: Story, name: str) -> None:
    act, words = EARLY[name]
    if name != "deliberation before the hearing":
        dated("2026-04-21", lambda s: s.deliberates())(docketed)
    if "decision before" in name:
        approve("closing", "2026-04-23")(docketed)
    if name == "receipt before sending":
        approve("closing", "2026-04-23")(docketed)
        dated("2026-04-24", lambda s: s.decides("R1"))(docketed)
    assert words in " ".join(problem for _, problem in refused(docketed, act))


def test_the_decision_is_served_and_published_after_it_is_made(docketed: Story) -> None:
    dated("2026-04-21", lambda s: s.deliberates())(docketed)
    approve("closing", "2026-04-23")(docketed)
    dated("2026-04-24", lambda s: s.decides("R1"))(docketed)
    early = lambda s: publication.publish(  # noqa: E731
        s.desk, s.case_id, on=date(2026, 4, 23), place="本局网站", checked_by=s.staff["周建国"]
    )
    assert refused(docketed, early) == [("on", "早于“作出裁决”（2026-04-24），请核对日期")]
    early_service = serve("decision", "R1", sent_on="2026-04-23", received_on="2026-04-24")
    assert refused(docketed, early_service)[0][0] == "fields.sent_on"
    assert refused(docketed, approve("closing", "2026-04-25")) != []


def test_consent_and_agreement_have_their_order(mediation: Story) -> None:
    told = mediation.on("2026-03-02").files().on("2026-03-03").serves("opinion_notice", "R1")
    told.on("2026-03-10").opines("R1", consent=True).on("2026-05-06")
    early = dated("2026-03-09", lambda s: s.dockets_mediation("2026-03-20"))
    assert refused(told, early) == [
        ("consent", "没有被请求人同意调解，不得立案（办法第65条、办法第66条）")
    ]


# ---- who acts for whom


def test_an_answer_comes_from_an_agent_of_that_side(docketed: Story) -> None:
    requesters = docketed.case().side("requester")[0]
    agent = requesters.agents[0].name if requesters.agents else requesters.name
    said = AnswerIn(text="不侵权。", agent=agent)
    found = refused(
        docketed,
        lambda s: answers.record_answer(s.desk, s.case_id, party="R1", on=s.day, answer=said),
    )
    assert found[0][0] == "agent" and f"不是{RESPONDENT}已登记的代理人" in found[0][1]


def other(s: Story) -> str:
    """Return the requester's name: nobody who could act for the respondent."""
    return s.case().side("requester")[0].name


STRANGERS: dict[str, tuple[Act, str]] = {
    "signs for a paper": (
        lambda s: serving.serve(
            s.desk, s.case_id,
            Served(
                "R1", ("panel_notice",), "direct",
                Proof(received_on=s.day, received_by=other(s), received_as="agent"), outside=True,
            ),
        ),
        "fields.received_by",
    ),
    "comes to the mediation": (
        lambda s: mediation.record_session(
            s.desk, s.case_id, on=s.day, record_text="略",
            attendance=[Attendance("P1", True, "本人"), Attendance("R1", True, other(s), "代理人")],
        ),
        "attendance[1].name",
    ),
    "signs the agreement": (
        lambda s: mediation.record_agreement(
            s.desk, s.case_id, on=s.day,
            agreement=mediation.Agreement(
                "双方同意。", ("停止销售。",), signed_by=(("P1", "本人"), ("R1", other(s)))
            ),
        ),
        "signed_by",
    ),
    "asks for a settlement": (
        lambda s: answers.start_pause(
            s.desk, s.case_id, kind="settlement", on=s.day, reason="和解", applied_by="R1",
            agent=other(s),
        ),
        "agent",
    ),
    "objects although it chose the office": (
        lambda s: answers.record_objection(s.desk, s.case_id, party="P1", on=s.day, text="异议"),
        "party",
    ),
    "hands in evidence of a side that is not there": (
        lambda s: evidence.add_evidence(
            s.desk, s.case_id, [Exhibit("third_party", "合同")], on=s.day
        ),
        "exhibits[0].side",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(STRANGERS))
def test_nobody_of_the_other_side_acts_for_a_party(docketed: Story, name: str) -> None:
    act, field = STRANGERS[name]
    assert [where for where, _ in refused(docketed, act)] == [field]


def test_who_comes_to_the_hearing_for_a_party_is_not_of_the_other_side(story: Story) -> None:
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.on("2026-04-01").fixes_hearing("2026-04-20").on("2026-04-20")
    came = [Attendance("P1", True, "本人"), Attendance("R1", True, other(story), "负责人")]
    found = refused(
        story,
        lambda s: hearing.record_hearing(
            s.desk, s.case_id, on=s.day, attendance=came, sections=[Section("调查", "略")]
        ),
    )
    assert [where for where, _ in found] == ["attendance[1].name"]
