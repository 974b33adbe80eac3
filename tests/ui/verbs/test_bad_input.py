"""Every verb with bad input: exit code 2, a line per problem that names its field."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import resources
from tests.rules.deadlines.support import case, ev
from ui.shell.start import main

Run = Callable[..., tuple[int, str, list[str]]]
S2: dict[str, Any] = json.loads(resources.text("samples", "S2.json"))
GOOD = case("2026-03-20", ev("docketed", "2026-03-02"))


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a runner of verbs on a data folder of the test: exit code, output, error lines."""

    def one(*args: str | Path) -> tuple[int, str, list[str]]:
        try:
            code = main([*map(str, args), "--data-dir", str(tmp_path / "data")])
        except SystemExit as left:  # argparse leaves by itself
            code = int(left.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return code, said.out, said.err.splitlines()

    return one


def file(folder: Path, content: bytes, name: str = "输入.json") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


BROKEN = {
    "empty": b"",
    "blank": b" \n\t",
    "half": b'{"kind": "adjudication"',
    "binary": bytes(range(256)) * 4,
    "deep": b"[" * 200_000,
    "nan": b'{"kind": NaN}',
    "two": b"{} {}",
    "xml": b"<request/>",
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("verb", ["intake", "deadlines"])
def test_what_is_no_json_is_said_in_one_line(
    run: Run, tmp_path: Path, verb: str, name: str
) -> None:
    code, _, lines = run(verb, file(tmp_path, BROKEN[name]))
    assert code == 2
    assert len(lines) == 1 or name == "nan"
    assert all(line.partition(":")[2].strip() for line in lines)


@pytest.mark.parametrize("value", [[], "x", 7, None, True, [[]], {}])
def test_json_of_the_wrong_shape(run: Run, tmp_path: Path, value: object) -> None:
    path = file(tmp_path, json.dumps(value).encode())
    code, out, lines = run("intake", path)
    assert (code, out) == (2, "")
    assert lines
    if value not in ([], [[]]):
        code, _, lines = run("deadlines", path)
        assert code == 2 and lines


@pytest.mark.parametrize(
    ("verb", "args"),
    [
        ("intake", ["没有.json"]),
        ("intake", ["."]),
        ("deadlines", ["没有.json"]),
        ("deadlines", ["."]),
        ("play", ["没有.toml"]),
        ("play", ["."]),
        ("restore", ["--backup", "没有.db"]),
        ("restore", ["--backup", "."]),
    ],
)
def test_a_file_that_is_not_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, args: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, lines = run(verb, *args)
    assert code == 2
    assert len(lines) == 1, lines
    assert not (tmp_path / "data" / "desk.db").exists() or verb == "restore"


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["sing"],
        ["intake"],
        ["intake", "a.json", "b.json"],
        ["deadlines"],
        ["next-steps"],
        ["next-steps", "--case", "eins"],
        ["next-steps", "--case", ""],
        ["documents", "--case", "1"],
        ["documents", "--case", "1", "--set", "x"],
        ["documents", "--case", "1", "--set", "x", "--form", "y", "--out", "z"],
        ["restore"],
        ["verify", "now"],
        ["play"],
        ["demo"],
        ["demo", "--out", "x", "--cases", "viele"],
        ["commands", "--xml"],
    ],
)
def test_arguments_that_do_not_fit_are_explained(run: Run, args: list[str]) -> None:
    code, out, lines = run(*args) if args else (2, "", ["usage"])
    assert code == 2 and out == ""
    assert any("usage" in line for line in lines), lines


def wrong(**changes: Any) -> bytes:
    """Return sample S2's request with changes."""
    return json.dumps(S2 | changes).encode()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"kind": "duel"}, ["kind"]),
        ({"kind": None}, ["kind"]),
        ({"received_on": "11.5.2026"}, ["received_on"]),
        ({"received_on": "2026-02-30"}, ["received_on"]),
        ({"received_on": 20260511}, ["received_on"]),
        ({"received_on": "2926-05-11"}, ["received_on"]),
        ({"requesters": []}, ["requesters"]),
        ({"requesters": "郝砚秋"}, ["requesters"]),
        ({"respondents": [7]}, ["respondents[0]"]),
        ({"requests": "停止侵权"}, ["requests"]),
        ({"patent": []}, ["patent"]),
        ({"evidence": [{"name": 7}]}, ["evidence[0].name"]),
        ({"papers": [{"id": "poem", "of": "requester:1"}]}, ["papers[0].id"]),
        ({"already_sued": "perhaps"}, ["already_sued"]),
        ({"kind": "duel", "requests": 7, "received_on": "x"},
         ["kind", "received_on", "requests"]),
    ],
)  # fmt: skip
def test_each_wrong_field_of_a_request_has_its_line(
    run: Run, tmp_path: Path, changes: dict[str, Any], fields: list[str]
) -> None:
    code, out, lines = run("intake", file(tmp_path, wrong(**changes)))
    assert (code, out) == (2, "")
    named = [line.partition(":")[0] for line in lines]
    for field in fields:
        assert any(name == field or name.startswith(f"{field}.") for name in named), lines
    assert run("next-steps", "--case", "1")[0] == 2, "nothing was filed"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"as_of": "heute"}, "as_of"),
        ({"as_of": None}, "as_of"),
        ({"procedure": "duel"}, "procedure"),
        ({"parties": {}}, "parties"),
        ({"parties": [{"key": "P1"}]}, "parties[0]"),
        ({"events": [{"type": "docketed"}]}, "events[0].date"),
        ({"events": [{"type": "danced", "date": "2026-03-02"}]}, "events[0].type"),
        ({"events": [7]}, "events[0]"),
        ({"events": [{"type": "docketed", "date": "2026-03-21"}]}, "events[0]"),
        ({"settings": {"docketing_after_correction": "maybe"}}, "settings"),
    ],
)
def test_each_wrong_field_of_a_deadline_input_has_its_line(
    run: Run, tmp_path: Path, changes: dict[str, Any], field: str
) -> None:
    code, out, lines = run("deadlines", file(tmp_path, json.dumps(GOOD | changes).encode()))
    assert code == 2
    assert [one["field"] for one in json.loads(out)["errors"]]
    assert any(line.startswith(field) for line in lines), lines
    assert len(lines) == len(json.loads(out)["errors"])


def test_files_in_the_encodings_of_chinese_offices_are_read(run: Run, tmp_path: Path) -> None:
    text = json.dumps(S2, ensure_ascii=False)
    for number, encoding in enumerate(("utf-8", "utf-8-sig", "gb18030"), start=1):
        code, out, lines = run("intake", file(tmp_path, text.encode(encoding)))
        assert (code, lines) == (0, []), encoding
        assert json.loads(out)["case"] == number
    code, _, lines = run("intake", file(tmp_path, text.encode("utf-16")))
    assert code == 2 and len(lines) == 1


def test_a_huge_text_is_refused_by_its_field_and_a_huge_list_is_read(
    run: Run, tmp_path: Path
) -> None:
    code, _, lines = run("intake", file(tmp_path, wrong(facts_and_reasons="事" * 2_000_000)))
    assert code == 2
    assert [line.partition(":")[0] for line in lines] == ["facts_and_reasons"]
    assert max(map(len, lines)) < 500, "the text itself is not repeated"
    code, out, _ = run("deadlines", file(tmp_path, json.dumps([GOOD] * 500).encode()))
    assert code == 0 and len(json.loads(out)) == 500


def test_rare_characters_are_taken_marks_dropped_and_control_characters_refused(
    run: Run, tmp_path: Path
) -> None:
    changed = [S2["requesters"][0] | {"name": "𠮷田（㼆）株式会社"}]
    assert run("intake", file(tmp_path, wrong(requesters=changed)))[0] == 0
    code, out, _ = run("next-steps", "--case", "1")
    assert code == 0 and json.loads(out)
    turned = [S2["requesters"][0] | {"name": "田\u202e㼆"}]
    assert run("intake", file(tmp_path, wrong(requesters=turned)))[0] == 0
    broken = [S2["requesters"][0] | {"name": "田\u0007㼆"}]
    code, _, lines = run("intake", file(tmp_path, wrong(requesters=broken)))
    assert code == 2
    assert [line.partition(":")[0] for line in lines] == ["requesters[0].name"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "step"),
        (b"[[step", "TOML"),
        (b'id = "x"', "step"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'id = 7\ntitle = "x"\nas_of = 2026-01-01', "id"),
    ],
)
def test_a_scenario_that_is_none(run: Run, tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "case.json").write_bytes(json.dumps(S2).encode())
    code, _, lines = run("play", file(tmp_path, content, "case.toml"))
    assert code == 2
    assert any(words in line for line in lines), lines


@pytest.mark.parametrize(
    "args",
    [
        ("next-steps", "--case", "9" * 40),
        ("documents", "--case", "9" * 40, "--form", "request", "--out", "x"),
        ("verify", "--entry", "9" * 40),
    ],
)  # fmt: skip
def test_numbers_that_no_row_can_have(run: Run, args: tuple[str, ...]) -> None:
    code, _, lines = run(*args)
    assert code == 2 and "没有编号为" in lines[-1]


def test_a_folder_whose_name_is_too_long(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["next-steps", "--case", "1", "--data-dir", str(tmp_path / ("长" * 300))])
    assert code == 2 and "--data-dir: 文件夹打不开" in capsys.readouterr().err


def test_what_is_no_plain_file_is_not_read(run: Run, tmp_path: Path) -> None:
    for place in (Path("/dev/zero"), tmp_path):
        code, _, lines = run("intake", place)
        assert code == 2 and "这不是文件" in lines[0]


def test_a_second_place_that_is_none(run: Run, tmp_path: Path) -> None:
    run("intake", file(tmp_path, json.dumps(S2).encode()))
    code, _, lines = run("verify", "--second", tmp_path / "没有")
    assert code == 2 and "没有这个文件夹" in lines[-1]
    code, _, lines = run("verify", "--second", tmp_path / "data")
    assert code == 2 and "数据文件夹本身" in lines[-1]


def test_a_number_without_end_in_a_table(run: Run, tmp_path: Path) -> None:
    pack = file(tmp_path, b"a = " + b"9" * 5000, "本局.toml")
    good = file(tmp_path, json.dumps(GOOD).encode())
    code, _, lines = run("deadlines", good, "--pack", pack)
    assert code == 2 and "TOML" in lines[0]
