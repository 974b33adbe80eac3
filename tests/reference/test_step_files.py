"""One file per step: what is wrong in one is said with file and line, and nothing is said twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import reference
from models.errors import StorageError
from models.queries import help as explained
from models.queries.dialogs import missing
from models.queries.dialogs.missing import _NEEDS
from models.reference import additions, step_files
from models.rules.citation import Citation, read_citation, told
from models.rules.procedure.steps import NEEDS, load_steps
from models.rules.toml.rows import read_toml
from ui.steps.spec import dialogs
from ui.steps.views import view_of

KINDS = ("adjudication", "mediation", "advisory")
STEP = """
title = "回访"
explain = "结案后回访。"

[step]
order = { adjudication = 10, mediation = 20 }
name = "回访当事人"
who = ["handler"]
basis = ["办法第80条"]
after = ["docketed"]

[step.mediation]
basis = ["办法第69条"]
after = ["agreement_effective"]

[dialog]
fields = [
  { name = "on", label = "日期", type = "date" },
  { name = "rows", label = "意见", type = "rows", fields = [
    { name = "text", label = "意见", type = "text" },
  ] },
]

[[help]]
fields = ["on"]
fill = "哪天回访的。"
"""


@pytest.fixture
def added(tmp_path: Path) -> Iterator[Path]:
    """A file call_back.toml among what an office adds."""
    file = tmp_path / "additions/steps/call_back.toml"
    file.parent.mkdir(parents=True)
    yield file
    additions.use(tmp_path / "nothing")


def read_all(file: Path, text: str) -> None:
    """Read every part of the steps as the program does, with this file of an office."""
    file.write_text(text, encoding="utf-8")
    additions.use(file.parents[2])
    step_files._step_files.cache_clear()
    reference.steps("adjudication")
    dialogs()
    explained.fields()


def test_a_step_differs_by_procedure_only_where_it_says_so() -> None:
    found = load_steps("call_back", "call_back", read_toml(STEP, "x").row("step"))
    assert {kind: step.order for kind, step in found.items()} == {
        "adjudication": 10, "mediation": 20,
    }  # fmt: skip
    assert found["adjudication"].after == ("docketed",)
    assert found["mediation"].after == ("agreement_effective",)
    assert found["mediation"].name == "回访当事人"
    assert told(found["mediation"].basis) == "办法第69条"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("title =", "titel = 1\ntitle =", "call_back.toml:2 titel: "),
        ("name = \"回访当事人\"", "names = \"回访当事人\"", "call_back.toml:5 step.name: "),
        ('who = ["handler"]', 'who = ["承办人"]', "call_back.toml:8 step.who: .*handler"),
        ('basis = ["办法第80条"]', 'basis = ["第80条"]', "call_back.toml:9 step.basis: "),
        ('after = ["docketed"]', 'needs = ["nope"]\nafter = ["docketed"]',
         "call_back.toml:10 step.needs: .*nope"),
        ('after = ["docketed"]', 'after = ["doketed"]', "call_back.toml:10 step.after: .*doketed"),
        ('"agreement_effective"', '"agreed"', "call_back.toml:14 step.mediation.after: .*agreed"),
        ("[step.mediation]", "[step.meditation]", "call_back.toml:12 step.meditation: "),
        ("mediation = 20 ", "lawsuit = 20 ", "call_back.toml:6 step.order: .*advisory"),
        ('type = "date"', 'type = "day"', r"call_back.toml:18 dialog.fields\[0\].type: .*day"),
        ('"意见", type = "text"', '"意见", typ = "text"', r":20 dialog.fields\[1\].fields\[0\]"),
        ('fields = ["on"]', "", r"call_back.toml:24 help\[0\].fields: .*缺少"),
        ('fill = "哪天回访的。"', 'fills = "哪天。"', r"call_back.toml:24 help\[0\].fill: .*缺少"),
        ('fill = "哪天回访的。"', 'fill = "哪天。"\n[[help]]\nfields = ["on"]\nfill = "何日。"',
         r"call_back.toml:27 help\[1\]: .*已经有说明"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_file_and_line(
    added: Path, right: str, wrong: str, said: str
) -> None:
    read_all(added, STEP)
    assert STEP.count(right) == 1
    with pytest.raises(StorageError, match=said):
        read_all(added, STEP.replace(right, wrong))


def test_two_steps_share_neither_a_name_nor_a_number(added: Path) -> None:
    read_all(added, STEP)
    second = added.with_name("call_again.toml")
    second.write_text(STEP.replace("mediation = 20", "mediation = 21"), encoding="utf-8")
    with pytest.raises(StorageError, match="顺序号10已经属于“call_again”"):
        read_all(added, STEP)
    second.rename(added.with_name("docket.toml"))
    with pytest.raises(StorageError, match="已经有名为“docket”的环节"):
        read_all(added, STEP)


def test_steps_stand_in_the_order_of_their_numbers_the_offices_own_last(added: Path) -> None:
    read_all(added, STEP)
    for kind in KINDS:
        *bundled, last = reference.steps(kind)
        own = bundled if last.id == "call_back" else [*bundled, last]
        assert [s.order for s in own] == sorted({s.order for s in own})
        assert (last.id == "call_back") == (kind != "advisory")


def test_every_step_can_be_opened_and_what_it_needs_is_known() -> None:
    opened = {one.id for one in step_files.step_files() if one.title}
    for step in (s for kind in KINDS for s in reference.steps(kind)):
        assert step.command in opened or view_of(step.command, 1), step.id
        assert set(step.needs) <= _NEEDS.keys(), step.id


def test_a_step_with_a_command_of_its_own_is_called_like_it() -> None:
    users: dict[str, set[str]] = {}
    for one in step_files.step_files():
        if one.row.has("step"):
            users.setdefault(one.command, set()).add(one.id)
    assert {c: ids for c, ids in users.items() if len(ids) == 1 and ids != {c}} == {}


def test_what_a_step_cites_is_an_article_that_help_knows() -> None:
    cited = {c for kind in KINDS for s in reference.steps(kind) for c in s.basis}
    full = {f"{c.law}{c.part}".replace("办法第", "专利纠纷行政裁决和调解办法第") for c in cited}
    ends = {part.split("第", 1)[0] + "第" + one for part in full if "第" in part
            for one in part.split("第", 1)[1].replace("至第", "|").split("|")}  # fmt: skip
    assert {one.split("条")[0] + "条" for one in ends} <= explained.articles().keys()


def test_citations_are_read_and_told() -> None:
    texts = [
        "办法第12条",
        "办法第14条至第18条",
        "办法第22条第2款",
        "行政强制法第54条",
        "行政复议法",
    ]
    read = [read_citation(text) for text in texts]
    assert read[2] == Citation("办法", "第22条第2款")
    assert told(c for c in read if c) == (
        "办法第12条、第14条至第18条、第22条第2款；行政强制法第54条；行政复议法"
    )
    assert read_citation("《晋省专利条例》第5条") == Citation("《晋省专利条例》", "第5条")
    assert read_citation("某办法第3条") is None
    assert read_citation("办法第三条") is None


def test_each_need_has_somebody_who_answers_it() -> None:
    assert set(missing._NEEDS) == NEEDS
