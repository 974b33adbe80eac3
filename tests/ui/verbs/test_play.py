"""`play` as an outsider uses it: a scenario file, one JSON object, an exit status that tells."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import resources
from models.cases import deadlines
from models.cases.loading import load as load_case
from models.rules.problem import Problem
from models.services.office.practice import begin_practice
from models.store.desk import Desk
from tests.places import DATA
from tests.stories.samples.conftest import ORDER
from tests.ui.verbs.scripts import APPROVED, DOCKETED, FILED, play, program, script
from ui.shell.start import main
from ui.verbs.playing.report import problem_json
from ui.verbs.playing.scenario import Clock, load_scenario, set_up_office
from ui.verbs.playing.steps import step_of

EXPECTED: dict[str, Any] = json.loads((DATA / "sample_expect.json").read_text(encoding="utf-8"))
DATES = ("trigger_date", "plan_by", "due", "status", "met_on", "provisional")
KEYS = ["steps", "case", "deadlines", "next_steps", "missing", "papers"]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a data folder with an office of its own, on which nothing has been filed."""
    clock = Clock(date(2025, 6, 2))
    with Desk.open(tmp_path / "data", "张三", clock.today, clock.now) as desk:
        set_up_office(desk)
    return tmp_path / "data"


def sample(name: str) -> str:
    """Return the path of a bundled scenario."""
    return str(resources.path("samples", f"{name}.toml"))


@pytest.mark.parametrize("name", ORDER)
def test_each_sample_gives_the_dates_of_the_sample(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result, lines = play(capsys, sample(name))
    assert (code, lines) == (0, [])
    steps = load_scenario(name).steps
    assert [(s["n"], s["do"], s["on"]) for s in result["steps"]] == [
        (n, row["do"], row["on"].isoformat()) for n, row in enumerate(steps, start=1)
    ]
    assert [s["ok"] for s in result["steps"]] == ["blocked" not in row for row in steps]
    if name in EXPECTED:
        found = {
            f"{d['id']}|{d['party'] or ''}": {k: d[k] for k in DATES} for d in result["deadlines"]
        }
        assert found == EXPECTED[name]["expect"]
    assert set(KEYS) <= result.keys()
    public = [{"form_id": "published_decision"}]  # made with the step that makes it public
    ordered = [
        o["form_id"]
        for row in steps
        for o in (public if row["do"] == "publish" else row.get("orders", ()))
    ]
    assert [p["form"] for p in result["papers"]] == ordered
    assert {p["path"] for p in result["papers"]} == {None}


def test_the_deadlines_are_printed_as_the_deadlines_verb_prints_them(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = play(capsys, sample("S4"), "--data-dir", office)[1]
    with Desk.open(office, "检查") as desk:
        as_of = date.fromisoformat(result["as_of"])
        exported = deadlines.export(desk, load_case(desk, result["case"]), as_of)
    (tmp_path / "events.json").write_text(json.dumps(exported), encoding="utf-8")
    assert main(["deadlines", str(tmp_path / "events.json")]) == 0
    assert json.loads(capsys.readouterr().out)["deadlines"] == result["deadlines"]


def test_papers_are_written_in_both_formats(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result, _ = play(capsys, sample("S4"), "--out", tmp_path / "文书")
    assert code == 0
    papers = result["papers"]
    assert [(p["form"], p["addressee"], p["state"]) for p in papers] == [
        ("request", None, "final"),
        ("correction_notice", "P1", "issued"),
        ("docketing_approval", None, "final"),
        ("refusal_notice", "P1", "issued"),
    ]
    assert papers[0]["title"] == "专利侵权纠纷处理请求书"
    assert all(p["number"] for p in papers)
    for one in papers:
        pdf = Path(one["path"])
        assert pdf.read_bytes().startswith(b"%PDF")
        assert pdf.with_suffix(".docx").read_bytes().startswith(b"PK")
    assert len(list((tmp_path / "文书").iterdir())) == 2 * len(papers)


def test_what_comes_next_and_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result, _ = play(capsys, script(tmp_path, FILED + APPROVED + DOCKETED))
    assert (code, result["case"], result["as_of"]) == (0, 1, "2026-05-12")
    served = next(s for s in result["next_steps"] if s["id"] == "serve_request")
    assert (served["command"], served["party"], served["missing"]) == ("serve", "R1", [])
    assert "第22条" in served["basis"] and served["actor"]
    needed = [text for s in result["next_steps"] for text in s["missing"]]
    assert needed
    assert sorted(m["text"] for m in result["missing"]) == sorted(set(needed))
    assert all(m["basis"] and m["gate"] is None for m in result["missing"])


# ---------------------------------------------------------------- refusals


def test_a_refusal_ends_the_play_and_names_the_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result, lines = play(capsys, script(tmp_path, FILED + DOCKETED + APPROVED))
    assert code == 1
    assert [s["ok"] for s in result["steps"]] == [True, False]
    [problem] = result["steps"][1]["problems"]
    assert (problem["gate"], problem["field"]) == (None, "approval")
    assert problem["text"] == "尚未登记立案审批（办法第20条）"
    assert lines == ["第2步 docket approval: 尚未登记立案审批（办法第20条）"]
    assert result["case"] == 1 and result["deadlines"] and result["as_of"] == "2026-05-12"


def test_keep_going_plays_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = script(tmp_path, FILED + DOCKETED + APPROVED + DOCKETED)
    code, result, lines = play(capsys, file, "--keep-going")
    assert (code, len(lines)) == (0, 1)
    assert [s["ok"] for s in result["steps"]] == [True, False, True, True]


@pytest.mark.parametrize("told", ['refused = "approval"', 'blocked = "尚未登记立案审批"'])
def test_an_announced_refusal_is_no_failure(
    told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FILED + DOCKETED.replace("handler", f"{told}\nhandler", 1) + APPROVED
    code, result, lines = play(capsys, script(tmp_path, text))
    assert (code, lines) == (0, [])
    assert [s["ok"] for s in result["steps"]] == [True, False, True]
    assert result["steps"][1]["announced"] in told


@pytest.mark.parametrize("more", [(), ("--keep-going",)])
@pytest.mark.parametrize(
    ("text", "ok", "line"),
    [
        (FILED + APPROVED.replace("matter", 'refused = "panel"\nmatter', 1), True, "实际通过了"),
        (FILED + DOCKETED.replace("handler", 'refused = "panel"\nhandler', 1), False, "理由不同"),
        (FILED + DOCKETED.replace("handler", 'blocked = "别的话"\nhandler', 1), False, "理由不同"),
    ],
)
def test_an_announced_refusal_that_does_not_come_is_a_failure(
    more: tuple[str, ...],
    text: str,
    ok: bool,
    line: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, result, lines = play(capsys, script(tmp_path, text), *more)
    assert code == 1
    assert result["steps"][1]["ok"] is ok
    assert lines[0].startswith("第2步 ") and line in lines[0]


def test_a_panel_of_two_is_refused_by_its_field_and_deeper_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = DOCKETED.replace(', "staff:赵静"', "").replace("handler", 'refused = "panel"\nhandler', 1)
    asked = APPROVED.replace('name = "高明"', 'name = ""').replace(
        "matter", 'refused = "opinions"\nmatter', 1
    )
    code, result, _ = play(capsys, script(tmp_path, FILED + APPROVED + two + asked))
    assert code == 0
    assert result["steps"][3]["problems"][0]["field"] == "opinions[0]"


# ---------------------------------------------------------------- where it is played


def test_an_office_of_its_own_keeps_what_was_played(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = script(tmp_path, FILED + APPROVED + DOCKETED)
    code, result, lines = play(capsys, file, "--data-dir", office)
    assert (code, lines) == (0, [])
    with Desk.open(office, "检查") as desk:
        view = load_case(desk, result["case"])
        recorded = {e.recorded_at.date() for e in view.entries if e.recorded_at}
    assert view.record.stage == "docketed"
    assert recorded == {date(2026, 5, 11), date(2026, 5, 12)}, (
        "no step saw the clock of the machine"
    )
    assert main(["verify", "--data-dir", str(office)]) == 0


def test_a_step_in_the_year_2150_is_played_on_its_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = script(tmp_path, FILED.replace("2026", "2150"))
    request = json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))
    request["received_on"] = "2150-05-11"
    (tmp_path / "case.json").write_text(json.dumps(request), encoding="utf-8")
    code, result, _ = play(capsys, file)
    assert (code, result["as_of"]) == (0, "2150-05-11")
    assert result["deadlines"][0]["trigger_date"] == "2150-05-11"


def test_a_folder_that_is_new_stays_untouched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "新文件夹"
    code, result, lines = play(capsys, script(tmp_path, FILED), "--data-dir", new)
    assert (code, result["case"]) == (0, 1)
    assert not new.exists()
    assert len(lines) == 1 and "新文件夹" in lines[0] and "样例机关" in lines[0]


def test_without_an_office_nothing_is_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Desk.open(tmp_path / "data", "张三").close()
    file = script(tmp_path, FILED)
    code, result, lines = play(capsys, file, "--data-dir", tmp_path / "data")
    assert (code, result) == (2, {})
    assert len(lines) == 1 and lines[0].startswith("--data-dir: ") and "没有设置机关" in lines[0]


def test_a_scenario_may_set_up_the_office_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Desk.open(tmp_path / "data", "张三").close()
    text = """
[[step]]
do = "set_settings"
on = 2026-01-05
[step.values]
"office.name" = "某县市场监督管理局"
"position.number.receipt" = "某知收〔{year}〕{n}号"
"authority.until" = 2028-12-31
[[step]]
do = "add_staff"
on = "2026-01-05"
staff = { name = "新来的", role = "intake" }
[[step]]
do = "record_notification"
on = 2026-05-11
told = { told_on = "2026-5-11", by_staff = "staff:新来的", person_name = "某人" }
[[step]]
do = "file_request"
on = "2026年5月11日"
notification_id = "@notification"
"""
    code, result, lines = play(capsys, script(tmp_path, text), "--data-dir", tmp_path / "data")
    assert (code, lines) == (0, [])
    assert result["case"] == 1 and result["steps"][3]["on"] == "2026-05-11"


def test_papers_played_in_a_practice_folder_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(tmp_path / "data-练习", "练习") as desk:
        begin_practice(desk, date(2026, 5, 20))
        set_up_office(desk)
    made = '[[step]]\ndo = "make_documents"\non = 2026-05-11\norders = [{ form_id = "request" }]\n'
    args = ("--data-dir", tmp_path / "data-练习", "--out", tmp_path / "out")
    code, result, _ = play(capsys, script(tmp_path, FILED + made), *args)
    assert code == 0
    import pypdfium2

    document = pypdfium2.PdfDocument(Path(result["papers"][0]["path"]).read_bytes())
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "练习" in text


def test_a_folder_in_use_names_its_holder(office: Path, tmp_path: Path) -> None:
    file = script(tmp_path, FILED)
    with Desk.open(office, "张三"):
        done = program("play", file, "--data-dir", office)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "张三" in done.stderr.decode("utf-8")


# ---------------------------------------------------------------- other cases


def test_a_case_of_another_scenario_is_found_by_its_number(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script(tmp_path, FILED + 'number = "禾知收〔2026〕9号"\n').rename(tmp_path / "first.toml")
    (tmp_path / "case.json").rename(tmp_path / "first.json")
    assert play(capsys, tmp_path / "first.toml", "--data-dir", office)[0] == 0
    for n, name in enumerate(("first", "1", "禾知收〔2026〕9号"), start=2):
        file = script(tmp_path, FILED + f'origin_case_id = "@{name}"\n')
        code, result, lines = play(capsys, file, "--data-dir", office)
        assert (code, lines, result["case"]) == (0, [], n)
        with Desk.open(office, "检查") as desk:
            assert load_case(desk, n).record.origin_case_id == 1
    more = (
        '[[step]]\ndo = "assign_handler"\non = 2026-05-11\ncase_id = "@3"\nhandler = "staff:李敏"\n'
    )
    code, result, _ = play(capsys, script(tmp_path, more, request=None), "--data-dir", office)
    assert (code, result["case"]) == (0, 3)


def test_a_case_that_was_never_played_is_named(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result, lines = play(capsys, sample("S10"), "--data-dir", office)
    assert (code, result) == (2, {})
    assert lines == ["第1步 file_request origin_case_id: @S1：没有这样的案件，也不是前面步骤的结果"]


def test_scenarios_that_name_each_other_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        script(tmp_path, FILED + f'origin_case_id = "@{other}"\n')
        for suffix in ("toml", "json"):
            (tmp_path / f"case.{suffix}").rename(tmp_path / f"{name}.{suffix}")
    code, _, lines = play(capsys, tmp_path / "a.toml")
    assert code == 2 and "互相引用" in lines[0]


def test_a_gate_is_announced_and_printed_by_its_id() -> None:
    row = {"do": "docket", "on": "2026-05-12", "refused": "PANEL_ODD"}
    by_gate = Problem("panel", "合议组应为三人以上单数", gate="PANEL_ODD", basis="办法第20条")
    assert step_of(1, row).refused_so([Problem("panel", "别的"), by_gate]) is by_gate
    assert step_of(1, row).refused_so([Problem("panel", "合议组应为三人以上单数")]) is None
    assert problem_json(by_gate) == {
        "gate": "PANEL_ODD", "field": "panel", "basis": "办法第20条", "text": by_gate.problem,
    }  # fmt: skip
