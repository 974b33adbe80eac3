"""From the decision to what the public reads: nothing of anybody's private life is in the PDF."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from models.entities import Staff
from models.facts.proceedings import publication_facts
from models.queries.documents import StoredPaper, files_of
from models.rules.events import Entry, OrderItem, Published
from models.rules.redaction import masking
from models.services.closing import decision, publication
from models.services.closing.publication import AddedIn, LeftIn
from models.services.office.office import set_settings
from models.services.shared import documents
from tests.pdf import pdf_text
from tests.stories.story import Story, refused

HOME, NUMBER = "山西省汾宁市尧川区育英街9号3单元402", "14260119000315047X"
PLANTED = (
    "13812345678", "6222021234567890123", "E12345678", "晋A12345", "zhao.min@163.com", "wx_880101",
    "李红梅", "赵小宝", "青石镇上河村3组15号", "甲料三成", "141002198503020315", "1985年3月2日",
)  # fmt: skip
FACTS = (
    "请求人郝砚秋（１４２６０１ １９０００３１５ ０４７Ｘ），电话199-0000-0021，"
    "家住育英街9号3单元402。",
    "证人李红梅，1985年3月2日出生，住青石镇上河村3组15号，公民身份号码141002 19850302 0315，"
    "手机138 1234 5678，微信号：wx_880101，持护照E12345678，其子赵小宝（未成年人）在场。",
    "货款汇入银行账号6222 0212 3456 7890 123，车牌晋A·12345，邮箱zhao.min＠163.com。",
    "配方为〖甲料三成〗；李红梅的证言与公证书一致。",
)


def decided(story: Story, *, served: bool = True) -> Story:
    """Return a case with a decision full of personal data, served on both."""
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.on("2026-04-20").ripens().deliberates().approves("closing").on("2026-04-22")
    respondent = story.case().name_of("R1")
    draft = decision.Decision(
        "established", "请求停止侵权。", "未答辩。", "已经审理。", FACTS, "证人李红梅的证言属实。",
        ("理由成立。",), ("《专利纠纷行政裁决和调解办法》第三十一条",),
        (OrderItem(f"责令{respondent}停止制造。", ("R1",), ("make",)), OrderItem("驳回其他请求。")),
        {"R1": ("make",)},
    )  # fmt: skip
    decision.issue_decision(story.desk, story.case_id, draft, on=story.day)
    orders = (documents.Order("decision"),)
    documents.make_documents(story.desk, story.case_id, orders, final=True)
    return story.on("2026-04-24").serves("decision", "P1", "R1") if served else story


def publish(
    story: Story, left: Sequence[LeftIn] = (), added: Sequence[AddedIn] = (), by: str = "周建国"
) -> Story:
    """Make the decision public today."""
    publication.publish(
        story.desk, story.case_id, on=story.day, place="本局网站", checked_by=story.staff[by],
        left=left, added=added,
    )  # fmt: skip
    return story


def paper(story: Story) -> StoredPaper:
    """Return the paper that went out."""
    made = files_of(story.desk, story.case_id)
    return [one for one in made if one.form_id == "published_decision"][-1]


def event(story: Story) -> Published:
    """Return the publication as recorded."""
    entry = story.case().log.last(Published)
    assert entry is not None
    return entry.event


def test_nothing_planted_is_in_the_pdf(story: Story) -> None:
    publish(decided(story).on("2026-05-08"))
    made = paper(story)
    assert made.state == "final" and made.contents["docx"]
    said = pdf_text(made.contents["pdf"])
    assert not [one for one in (*PLANTED, HOME, NUMBER, "育英街9号") if one in said]
    assert "郝砚秋" in said and story.case().name_of("R1") in said, "the parties' names stay"
    assert "李某" in said and "赵某" in said and "驳回其他请求" in said
    kinds = {one.kind for one in event(story).counts}
    assert {"id_number", "phone", "address", "account", "secret", "minor", "birth"} <= kinds
    assert (event(story).masked_by, event(story).checked_by) == ("李敏", "周建国")
    assert story.date("publish") == "2026-05-22 met → 2026-05-08"


def test_the_sheet_says_what_was_masked_who_checked_and_where(story: Story) -> None:
    publish(decided(story).on("2026-05-08"))
    order = documents.Order("publication_sheet")
    assert documents.gaps(story.desk, story.case(), [order]) == []
    said = pdf_text(documents.preview(story.desk, story.case(), order, draft=False).pdf)
    assert "公民身份号码3处" in said and "核对人周建国" in said and "本局网站" in said
    assert not [one for one in (*PLANTED, NUMBER) if one in said], "the sheet goes out as well"


def test_it_is_offered_and_taken_only_after_the_decision_was_served(story: Story) -> None:
    decided(story, served=False).on("2026-04-24").serves("decision", "P1").on("2026-05-08")
    assert "publish" not in story.steps()
    name = story.case().name_of("R1")
    assert refused(story, publish) == [
        ("gate.publication", f"行政裁决书还没有送达{name}（办法第83条）")
    ]
    story.serves("decision", "R1")
    assert "publish" in story.steps()
    publish(story)


def test_a_datum_of_the_case_is_left_open_only_with_a_written_reason(story: Story) -> None:
    decided(story).on("2026-05-08")
    text = next(
        one.text for one in publication.proposed(story.desk, story.case_id)
        if one.own and one.kind.id == "address" and one.text == HOME
    )  # fmt: skip
    bare = refused(story, lambda s: publish(s, [LeftIn("address", text, " ")]))
    assert [field for field, _ in bare] == ["left[0].reason"]
    assert "须写明理由" in bare[0][1]
    publish(story, [LeftIn("address", text, "当事人书面同意公开"), LeftIn("plate", "晋A·12345")])
    said = pdf_text(paper(story).contents["pdf"])
    assert HOME in said and "晋A·12345" in said and NUMBER not in said
    assert [(one.own, one.reason) for one in event(story).left] == [
        (True, "当事人书面同意公开"), (False, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "added", "by", "field"),
    [
        ([LeftIn("phone", "没有这个号码")], [], "周建国", "left[0].text"),
        ([], [AddedIn("secret", "没有这句话")], "周建国", "added[0].text"),
        ([], [AddedIn("gossip", "理由成立")], "周建国", "added[0].kind"),
        ([], [], "李敏", "checked_by"),
    ],
)
def test_what_is_wrong_is_refused_with_the_field(
    story: Story, left: list[LeftIn], added: list[AddedIn], by: str, field: str
) -> None:
    decided(story).on("2026-05-08")
    assert [one for one, _ in refused(story, lambda s: publish(s, left, added, by))] == [field]


def test_who_is_the_only_one_checks_himself(story: Story) -> None:
    decided(story).on("2026-05-08")
    Staff.update(active=False).where(Staff.name != "李敏").execute()
    publish(story, by="李敏")
    assert event(story).checked_by == "李敏"


def test_what_leaks_is_refused_with_its_place(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(story).on("2026-05-08")
    monkeypatch.setattr(masking, "masked", lambda pieces, _chosen: list(pieces))
    found = refused(story, publish)
    assert any("郝砚秋的公民身份号码" in words and "段“" in words for _, words in found)
    assert not [p for p in files_of(story.desk, story.case_id) if p.form_id == "published_decision"]


def test_a_mark_without_its_other_half_is_refused(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "FACTS", ("配方为〖甲料三成。",))
    decided(story).on("2026-05-08")
    assert "不成对" in refused(story, publish)[0][1]


def test_it_is_made_from_the_final_decision_whatever_was_set_since(story: Story) -> None:
    decided(story).on("2026-05-08")
    before = str(story.desk.settings.get("position.court.decision"))
    set_settings(story.desk, {"position.court.decision": "另一个法院"})
    publish(story)
    said = pdf_text(paper(story).contents["pdf"])
    assert before in said and "另一个法院" not in said


def test_the_office_may_name_witnesses_but_never_minors(story: Story) -> None:
    decided(story).on("2026-05-08")
    set_settings(story.desk, {"position.masked_names": "none"})
    publish(story)
    said = pdf_text(paper(story).contents["pdf"])
    assert "李红梅" in said and "赵小宝" not in said


def test_an_older_publication_still_says_what_it_said(story: Story) -> None:
    decided(story).on("2026-05-08")
    old = Entry(99, story.day, Published(place="公告栏", masked=("住址", "联系方式")))
    facts = publication_facts(story.desk, story.case().plus([old]))
    assert (facts["masked_note"], facts["place"]) == ("住址、联系方式已遮盖", "公告栏")
    assert replace(old.event).parts == ()
