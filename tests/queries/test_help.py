"""F1: every field, setting, finding and date is explained with what it rests on."""

import pytest

from models import reference
from models.queries import help as explained
from models.queries.case_page.page import case_page
from models.rules.problem import InputRefused
from models.rules.toml.rows import Row
from models.store.settings.definitions import definitions
from tests.queries.office import Office


def test_every_article_is_of_a_law_and_says_since_when() -> None:
    found = explained.articles()
    assert len(found) > 50
    for citation, one in found.items():
        assert one.citation == citation and one.text and one.source
        assert citation.startswith(tuple(explained.laws()))


def test_every_explained_field_can_be_asked_for() -> None:
    for key, row in explained.fields().items():
        one = explained.topic(key, "标题")
        assert one.fill == row.fill and len(one.fill) <= explained.MOST
        assert one.state_text == explained.STATES[row.rests_on]
        assert len(one.articles) == len(row.articles)
        assert len(one.notes) >= len(row.rules)


def test_a_field_of_a_journal_event_is_known_by_its_name_alone() -> None:
    general = next(
        k for k in explained.fields() if k.startswith("record_event.") and k.count(".") == 1
    )
    name = general.removeprefix("record_event.")
    assert explained.topic(f"record_event.some_event.{name}").fill == explained.topic(general).fill


def test_what_nobody_explained_says_so() -> None:
    one = explained.topic("docket.moon", "月亮")
    assert (one.title, one.fill, one.state) == ("月亮", explained.NO_TOPIC, "none")
    assert one.articles == one.notes == ()
    screen = explained.topic("docket.moon", "月亮", field=False)
    assert screen.fill != explained.NO_TOPIC, "the dialog it belongs to answers"


def test_settings_are_explained_by_their_own_source() -> None:
    for key, item in definitions().items():
        one = explained.topic(f"settings.{key}")
        assert (one.title, one.fill) == (item.label, item.source)
        assert one.state == ("none" if item.group in ("office", "internal") else "office")


def test_findings_of_the_acceptance_check_say_what_follows() -> None:
    items = {row.id for row in reference.acceptance_data().rules.items}
    assert items
    for item in items:
        one = explained.topic(f"acceptance.{item}")
        assert one.notes and one.state == "article"
        assert all("：" in note for note in one.notes)


def test_every_date_of_every_case_is_explained(office: Office) -> None:
    seen: set[str] = set()
    for told in office.stories:
        for line in case_page(office.desk, told.case_id).dates:
            one = explained.deadline_topic(line)
            seen.add(line.rule)
            assert one.title == f"{line.name}（{line.who}）"
            assert line.status_text in one.fill and f"{line.due.year}年" in one.fill
            assert one.notes[0].startswith("1. ") and f"依据：{line.basis}" in one.notes
            assert len(one.notes) >= len(line.trace) + 1
    assert len(seen) > 12


def test_a_decision_cites_absence_only_when_somebody_was_absent() -> None:
    for kind in ("invention", "utility_model", "design", "unknown"):
        own, absent = (explained.decision_basis(kind, absent=b) for b in (False, True))
        assert own[0] == absent[0] and own[1] != absent[1]
        assert "二十六" in absent[1] or "26" in absent[1]
        assert "二十六" not in own[1]
    assert explained.decision_basis("design", absent=False)[0] != explained.decision_basis(
        "invention", absent=False
    )[0]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"keys": ["a.b"], "fill": "写", "articles": ["不存在第1条"]}, "不存在第1条"),
        ({"keys": ["a.b"], "fill": "写", "rules": ["no_rule"]}, "no_rule"),
        ({"keys": ["a.b"], "fill": "长" * 81}, "现为81字"),
        ({"keys": ["a.b"], "fill": ""}, "现为0字"),
        ({"keys": ["a.b"], "fill": "写", "state": "rumour"}, "rumour"),
        ({"keys": ["a.b"], "fill": "写", "state": "article"}, "与所引条文不符"),
        (
            {"keys": ["a.b"], "fill": "写", "rules": ["docketing"], "state": "none"},
            "与所引条文不符",
        ),
    ],
)
def test_an_explanation_that_contradicts_itself_is_our_fault(
    values: "dict[str, object]", words: str
) -> None:
    with pytest.raises(InputRefused, match=words):
        explained.read_field(Row(values, "help/x.toml field[0]"))  # type: ignore[arg-type] - as TOML gives it
