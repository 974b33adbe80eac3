"""The command line as IT staff use it: exit codes, one line per problem, nothing half-written."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import resources
from tests.places import ROOT
from ui.shell.start import main


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Run a verb in this process and return exit code, output, errors."""
    code = main(args)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_request_is_filed_and_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(resources.path("samples", "S4.json"))
    code, out, _ = run(capsys, "intake", file, "--data-dir", str(tmp_path / "data"))
    answer = json.loads(out)
    assert (code, answer["case"], answer["result"]) == (0, 1, "correct")
    assert {f["state"] for f in answer["findings"]} <= {"met", "missing", "unclear"}
    code, out, _ = run(capsys, "next-steps", "--case", "1", "--data-dir", str(tmp_path / "data"))
    assert code == 0
    assert "request_correction" in {s["id"] for s in json.loads(out)}
    code, out, _ = run(capsys, "verify", "--data-dir", str(tmp_path / "data"))
    assert (code, out) == (0, "数据完好。\n")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "JSON"),
        ("[]", "对象"),
        ("null", "对象"),
        ('{"kind": "adjudication", "received_on": "2026-03-09"}', "requesters"),
        ("[" * 100_000, "JSON"),
        ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "JSON"),
    ],
)
def test_broken_requests_exit_2_with_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, word: str
) -> None:
    file = tmp_path / "request.json"
    file.write_text(text, encoding="utf-8")
    code, out, err = run(capsys, "intake", str(file), "--data-dir", str(tmp_path / "data"))
    assert (code, out) == (2, "")
    assert word in err
    assert "Traceback" not in err


def test_wrong_ids_and_names_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ("--data-dir", str(tmp_path / "data"))
    run(capsys, "intake", str(resources.path("samples", "S2.json")), *data)
    out = ("--out", str(tmp_path / "out"))
    for args in (
        ("documents", "--case", "99", "--form", "request", *out),
        ("documents", "--case", "1", "--form", "sonnet", *out),
        ("documents", "--case", "1", "--set", "sonnets", *out),
        ("documents", "--case", "1", "--form", "panel_notice", "--to", "R9", *out),
        ("documents", "--case", "1", "--form", "decision", "--final", *out),
        ("next-steps", "--case", "0"),
        ("intake", str(tmp_path / "absent.json")),
        ("demo", *out, "--cases", "0"),
    ):
        code, _, err = run(capsys, *args, *data)
        assert code == 2, args
        assert err.strip(), args
    assert not (tmp_path / "out").exists()


def test_papers_are_written_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ("--data-dir", str(tmp_path / "data"))
    run(capsys, "intake", str(resources.path("samples", "S2.json")), *data)
    args = ("documents", "--case", "1", "--form", "request", "--out", str(tmp_path / "out"))
    code, out, _ = run(capsys, *args, *data)
    assert code == 0
    written = sorted((tmp_path / "out").iterdir())
    assert [p.suffix for p in written] == [".docx", ".pdf"]
    assert all(str(p) in out for p in written)


def test_a_folder_that_is_a_file_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x", encoding="utf-8")
    code, _, err = run(capsys, "demo", "--out", str(blocker / "out"))
    assert code == 2
    assert "写不进去" in err


def test_a_second_holder_is_named(tmp_path: Path) -> None:
    from models.store.desk import Desk

    with Desk.open(tmp_path / "data", "张三"):
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "verify", "--data-dir", str(tmp_path / "data")],
            capture_output=True,
            check=False,
        )
    assert done.returncode == 2
    assert "张三" in done.stderr.decode("utf-8")


def test_self_test_passes(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "self-test")
    assert code == 0, out
    assert "自检通过" in out


def test_rare_characters_leave_a_gbk_console_alive(tmp_path: Path) -> None:
    request = json.loads(resources.text("samples", "S2.json"))
    request["requesters"][0]["name"] = "𠮷㼆䶮"
    file = tmp_path / "request.json"
    file.write_text(json.dumps(request), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "intake", str(file), "--data-dir",
         str(tmp_path / "data")],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "gbk", "PATH": "", "HOME": str(tmp_path),
             "SYSTEMROOT": r"C:\Windows"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "𠮷㼆䶮" in done.stdout.decode("utf-8")
