"""What the services of mediation refuse, by the field they name; nothing is left behind."""

from collections.abc import Callable, Iterator

import pytest

from models.services.closing import mediation
from tests.stories.story import Story, began, refused

Act = Callable[[Story], object]


@pytest.fixture(scope="module")
def mediated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Yield two mediations, one docketed on 1 April; one for the file, as nothing is written."""
    with began(tmp_path_factory.mktemp("refused") / "data", "S11") as told:
        told.on("2026-03-16").files().on("2026-03-18").serves("opinion_notice", "R1")
        told.on("2026-03-27").opines("R1", consent=True)
        yield told.on("2026-04-01").dockets_mediation("2026-04-14")
        assert told.intact()


def agree(told: Story, **more: object) -> object:
    values: dict[str, object] = {
        "facts": "事实", "terms": ("付款",), "signed_by": (("P1", "本人"), ("R1", "本人")),
    }  # fmt: skip
    terms = mediation.Agreement(**(values | more))  # type: ignore[arg-type] - fields of the case
    return mediation.record_agreement(told.desk, told.case_id, terms, on=told.day)


@pytest.mark.parametrize(
    ("act", "field", "words"),
    [
        (lambda s: agree(s, terms=()), "terms", "协议内容"),
        (lambda s: agree(s, enforceable=True), "enforceable", "给付内容"),
        (lambda s: agree(s, signed_by=(("P1", "本人"),)), "signed_by", "尚未签字"),
        (lambda s: mediation.dismiss_mediation(s.desk, s.case_id, on=s.day, reason=" "), "reason",
         "未达成协议"),
        (lambda s: s.refuses_mediation("R1"), "parties", "同意调解"),
        (lambda s: s.refuses_mediation(), "parties", "须选择被请求人"),
        (lambda s: s.dockets_mediation("2026-04-14"), "case", "已经立案"),
        (lambda s: s.opines("P1", consent=True), "party", "P1"),
        (lambda s: mediation.record_session(s.desk, s.case_id, on=s.day, attendance=[],
                                            record_text=" "), "record_text", "调解经过"),
        (lambda s: s.mediates("P9"), "attendance", "P9"),
    ],
)  # fmt: skip
def test_mediation(mediated: Story, act: Act, field: str, words: str) -> None:
    assert any(f == field and words in p for f, p in refused(mediated, act))
