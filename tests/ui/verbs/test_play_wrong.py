"""What a clumsy or hostile scenario can hold: each gets its step and field named, no traceback."""

import logging
from pathlib import Path

import pytest

from models.changes import Changes
from models.services.arguments import commands
from models.store.desk import Desk
from tests.ui.verbs.scripts import APPROVED, DOCKETED, FILED, play, program, script

NOTE = """
[[step]]
do = "record_event"
on = 2026-05-12
kind = "note_recorded"
title = "说明"
text = "staff:李敏、@所有人、served:R1 都只是文字"
"""
SERVED = """
[[step]]
do = "serve"
on = 2026-05-12
[step.served]
to = "P1"
documents = ["acceptance_notice"]
method = "direct"
fields = { received_on = "2026-05-12", received_by = "本人", received_as = "agent" }
outside = true
"""


def step(do: str, fields: str = "", on: str = "on = 2026-05-12\n") -> str:
    """Return one step as TOML after a filing."""
    return f'{FILED}[[step]]\ndo = "{do}"\n{on}{fields}\n'


STRUCTURE = [
    ("", ["step: 没有步骤"]),
    ("step = 5", ["step: 没有步骤"]),
    ("step = []", ["step: 没有步骤"]),
    ("step = [1]", ["第1步 do"]),
    ('step = ["x", { do = "docket" }]', ["第1步 do", "第1步 on", "第2步 docket on: 缺少日期"]),
    ("[[step]", ["不是有效的TOML"]),
    ("a = " + "[" * 5000, ["不是有效的TOML"]),
    (
        'steps = 1\nas_of = "明天"\nid = 7\n' + FILED,
        ["steps: 不认识", "as_of: “明天”不是日期", "id: 应为"],
    ),
    ("[[step]]\non = 2026-05-11", ["第1步 do: 缺少命令名"]),
    ('[[step]]\ndo = "dockett"\non = 2026-05-11', ["第1步 do: 没有“dockett”", "是不是docket"]),
    ('[[step]]\ndo = "__class__"\non = 2026-05-11', ["第1步 do: 没有“__class__”"]),
    ("[[step]]\ndo = true\non = 2026-05-11", ["第1步 do"]),
]
DAYS = [
    (step("docket", on=""), "第2步 docket on: 缺少日期"),
    (step("docket", on="on = 5\n"), "第2步 docket on: 应为日期"),
    (step("docket", on="on = 2026-05-12T09:00:00\n"), "第2步 docket on: 应为日期"),
    (step("docket", on="on = 09:00:00\n"), "第2步 docket on: 应为日期"),
    (step("docket", on='on = "2026-02-30"\n'), "第2步 docket on: 2026年2月只有28天"),
    (step("docket", on='on = "今天"\n'), "第2步 docket on: “今天”不是日期"),
    (step("docket", on="on = 0001-01-01\n"), "第2步 docket on: 年份1不在1900—2199之间"),
    (step("docket", on="on = 9999-12-31\n"), "第2步 docket on: 年份9999"),
]
PANEL = 'panel = { chair = "staff:周建国", members = ["staff:李敏", "staff:赵静"] }\n'
FIELDS = [
    ("docket", PANEL, "第2步 docket handler: 缺少这个字段"),
    ("docket", PANEL + "handler = true", "第2步 docket handler: 应为整数，现为“True”"),
    ("docket", PANEL + "handler = 1.5", "第2步 docket handler: 应为整数"),
    ("docket", PANEL + 'handler = "李敏"', "第2步 docket handler: 应为整数，现为“李敏”"),
    ("docket", PANEL + "handler = 99999999999999999999", "第2步 docket handler: 数字太大"),
    ("docket", PANEL + 'handler = "staff:王五"', "docket handler: staff:王五：没有这名工作人员"),
    ("docket", PANEL + 'handler = "staff:"', "第2步 docket handler: staff:：没有这名工作人员"),
    ("docket", PANEL + 'handler = "@某案"', "第2步 docket handler: @某案：没有这样的案件"),
    ("docket", PANEL + 'handler = "@"', "第2步 docket handler: @：没有这样的案件"),
    ("docket", 'handler = "staff:李敏"\npanel = "staff:李敏"', "第2步 docket panel: 应为一组字段"),
    ("docket", 'handler = 1\npanel = { chair = 1, members = 2 }', "panel.members: 应为列表"),
    ("docket", 'handler = 1\npanel = { chair = 1, members = [1, "x"] }', "members[1]: 应为整数"),
    ("docket", 'handler = 1\npanel = { chair = 1, members = [], "组长" = 1 }', "panel.组长: 没有"),
    ("docket", 'handler = 1\npanel = { members = [] }', "第2步 docket panel.chair: 缺少这个字段"),
    ("docket", PANEL + "handler = 1\ndesk = 1", "第2步 docket desk: 没有这个字段；有：case_id、on"),
    ("docket", PANEL + 'handler = 1\nrefused = ""', "第2步 docket refused: 应为文字，不能空着"),
    ("docket", PANEL + "handler = 1\nblocked = 1", "第2步 docket blocked: 应为文字"),
    ("docket", PANEL + "handler = 1\nnumber = 7", "第2步 docket number: 应为文字，现为“7”"),
    ("record_opinion", 'party = "R1"\nconsent = "是"', "第2步 record_opinion consent: 应为true"),
    ("request_correction", 'until = "下周"', "第2步 request_correction until: “下周”不是日期"),
    ("request_correction", "days = false", "第2步 request_correction days: 应为整数"),
    ("serve", "served = []", "第2步 serve served: 应为一组字段"),
    ("serve_many", "entries = { to = 1 }", "第2步 serve_many entries: 应为列表"),
    ("serve_many", "entries = [1]", "第2步 serve_many entries[0]: 应为一组字段"),
    (
        "serve",
        'served = { to = "P1", documents = [], method = "", fields = { received_on = "下周" } }',
        "第2步 serve served.fields.received_on: “下周”不是日期",
    ),
    (
        "record_agreement",
        'agreement = { facts = "x", terms = [], signed_by = [["P1"]] }',
        "第2步 record_agreement agreement.signed_by[0]: 应有2项，现有1项",
    ),
    ("route", 'phase = "pre"\ndecided_by = "x"\nanswers = { a = 1 }', "route answers.a: 应为文字"),
    ("record_event", 'kind = "note_recorded"\ntitle = nan', "record_event title: 不是有效的数"),
    ("record_event", 'kind = "x"\ntitle = 09:00:00', "第2步 record_event title: 不能带时刻"),
    ("record_corrected", 'corrected = "没有"', "没有.json: 文件读不出来"),
    ("record_corrected", 'corrected = "../S1"', "第2步 record_corrected corrected: 只写"),
    ("record_corrected", "", "第2步 record_corrected data: 缺少这个字段"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), STRUCTURE, ids=lambda v: str(v)[:30])
def test_a_file_that_is_no_scenario_is_refused(
    text: str, said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result, lines = play(capsys, script(tmp_path, text))
    assert (code, result) == (2, {})
    for words in said:
        assert any(words in line for line in lines), lines


@pytest.mark.parametrize(("text", "said"), DAYS)
def test_a_day_that_is_none_is_named(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result, lines = play(capsys, script(tmp_path, text))
    assert (code, result) == (2, {})
    assert len(lines) == 1 and lines[0].startswith(said)


@pytest.mark.parametrize(("do", "fields", "said"), FIELDS)
def test_a_field_that_does_not_fit_is_named(
    do: str, fields: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result, lines = play(capsys, script(tmp_path, step(do, fields)))
    assert (code, result) == (2, {})
    assert any(said in " ".join(line.split()) for line in lines), lines


def test_every_wrong_field_of_every_step_is_named_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = step("docket", "handler = true") + '[[step]]\ndo = "serve"\non = 2026-05-12\nx = 1\n'
    code, _, lines = play(capsys, script(tmp_path, text))
    assert code == 2
    assert [line.partition(":")[0] for line in lines] == [
        "第2步 docket handler", "第2步 docket panel", "第3步 serve x", "第3步 serve served",
    ]  # fmt: skip


def test_a_text_is_never_a_reference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert play(capsys, script(tmp_path, FILED + NOTE))[0] == 0


def test_days_may_be_written_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (FILED + APPROVED + DOCKETED).replace("2026-05-12", '"2026-05-12"') + SERVED
    code, result, lines = play(capsys, script(tmp_path, text))
    assert (code, lines) == (0, [])
    assert any(d["id"] == "evidence" or d["trigger_date"] for d in result["deadlines"])


# ---------------------------------------------------------------- found only when a step runs


PROOF = """
[[step]]
do = "make_documents"
on = 2026-05-12
orders = [{ form_id = "proof_of_service", addressee = "R1", service_event = "served:R1" }]
"""


def test_a_service_that_never_happened_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result, lines = play(capsys, script(tmp_path, FILED + PROOF + NOTE))
    words = "orders[0].service_event: served:R1：没有这样的送达登记"
    assert (code, lines) == (2, [f"第2步 make_documents {words}"])
    assert [s["ok"] for s in result["steps"]] == [True, False], "what was done is said"
    code, result, _ = play(capsys, script(tmp_path, FILED + PROOF + NOTE), "--keep-going")
    assert (code, [s["ok"] for s in result["steps"]]) == (0, [True, False, True])


def test_a_result_that_no_step_gave_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FILED + 'notification_id = "@notification"\n'
    code, _, lines = play(capsys, script(tmp_path, text))
    assert (code, len(lines)) == (2, 1)
    assert lines[0].startswith("第1步 file_request entry_id: @notification：前面的步骤")


def test_a_form_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = step("make_documents", 'orders = [{ form_id = "sonnet" }]')
    code, result, lines = play(capsys, script(tmp_path, text))
    assert (code, result["steps"][1]["ok"]) == (1, False)
    assert "sonnet" in lines[0]


def test_a_step_before_any_case_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, lines = play(capsys, script(tmp_path, DOCKETED, request=None))
    assert (code, lines) == (
        2, ["第1步 docket case_id: 前面没有收案（file_request），也没有写明案件"],
    )  # fmt: skip


def test_a_case_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result, lines = play(
        capsys, script(tmp_path, step("docket", PANEL + "handler = 1\ncase_id = 99"))
    )
    assert (code, result["case"]) == (1, 1)
    assert lines == ["第2步 docket case: 没有编号为99的案件"]


def test_a_fault_of_the_program_names_the_step(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(desk: Desk, case_id: int) -> Changes:
        raise ZeroDivisionError("x")

    monkeypatch.setitem(commands.COMMANDS, "docket", broken)
    commands.signature.cache_clear()
    with caplog.at_level(logging.ERROR):
        code, result, lines = play(capsys, script(tmp_path, step("docket")))
    commands.signature.cache_clear()
    assert (code, len(lines)) == (1, 1)
    assert lines[0].startswith("第2步 docket: 程序出错（ZeroDivisionError")
    assert result["case"] == 1 and len(result["steps"]) == 1
    assert "ZeroDivisionError" in caplog.text


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("request_", ["{", "[]", "null", '"x"', "[" * 100_000, "\ufeff"])
def test_a_request_that_is_none_is_named(
    request_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = script(tmp_path, FILED)
    (tmp_path / "case.json").write_text(request_, encoding="utf-8")
    code, result, lines = play(capsys, file)
    assert (code, result, len(lines)) == (2, {}, 1)
    assert lines[0].startswith(str(tmp_path / "case.json"))


def test_a_request_that_lacks_what_it_needs_is_refused_by_its_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = script(tmp_path, FILED)
    (tmp_path / "case.json").write_text('{"kind": "adjudication"}', encoding="utf-8")
    code, result, lines = play(capsys, file)
    assert (code, result["case"]) == (1, None)
    assert {p["field"] for p in result["steps"][0]["problems"]} >= {"requesters", "received_on"}
    assert all(line.startswith("第1步 file_request ") for line in lines)
    assert result["deadlines"] == result["next_steps"] == result["papers"] == []


def test_a_missing_request_or_scenario_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = script(tmp_path, FILED, request=None)
    assert play(capsys, file)[0] == 2
    code, _, lines = play(capsys, file, "--request", tmp_path / "absent.json")
    assert code == 2 and "absent.json" in lines[0]
    for wrong in (tmp_path / "absent.toml", tmp_path):
        code, _, lines = play(capsys, wrong)
        assert code == 2 and lines[0].startswith(str(wrong))


def test_another_request_may_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").mkdir()
    request = script(tmp_path / "other", FILED).with_suffix(".json")
    file = script(tmp_path, FILED, request=None)
    assert play(capsys, file, "--request", request)[0] == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_files_of_other_editors_are_read(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = script(tmp_path, FILED + APPROVED + DOCKETED)
    for one in (file, file.with_suffix(".json")):
        one.write_bytes(one.read_text(encoding="utf-8").replace("\n", "\r\n").encode(encoding))
    code, result, lines = play(capsys, file)
    assert (code, lines) == (0, [])
    assert [s["ok"] for s in result["steps"]] == [True, True, True]


@pytest.mark.parametrize("raw", [b"\xff\xff\xff", b"\x00\x01", "编号".encode("utf-16")])
def test_a_file_that_is_no_text_is_named(
    raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = script(tmp_path, FILED)
    file.write_bytes(raw)
    code, _, lines = play(capsys, file)
    assert (code, len(lines)) == (2, 1)
    assert lines[0].startswith(str(file))


def test_what_cannot_be_written_is_said_before_anything_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    code, result, lines = play(capsys, script(tmp_path, FILED), "--out", tmp_path / "file" / "x")
    assert (code, result) == (2, {})
    assert "写不进去" in lines[0]


def test_no_traceback_leaves_the_program(tmp_path: Path) -> None:
    done = program("play", script(tmp_path, "a = " + "[" * 5000))
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr and done.stdout == b""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"kind": "adjudication"', '"kind": "mediation", "kind": "adjudication"', "“kind”写了两次"),
        ('"pages": 11', '"pages": NaN', "NaN不是数"),
        ('"pages": 11', '"pages": Infinity', "Infinity不是数"),
    ],
)
def test_a_request_that_says_two_things_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    file = script(tmp_path, FILED)
    request = file.with_name("case.json")
    text = request.read_text(encoding="utf-8")
    assert old in text
    request.write_text(text.replace(old, new, 1), encoding="utf-8")
    code, _, lines = play(capsys, file)
    assert code == 2 and len(lines) == 1
    assert "不是有效的JSON" in lines[0] and said in lines[0]
