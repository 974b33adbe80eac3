"""Verbs on a data folder that is old, tampered with, in use, or holds rule packs of its own."""

import sqlite3
from pathlib import Path

import pytest

import resources
from models.queries.lists.today import today_view
from models.store.desk import Desk
from tests.places import DATA
from ui.pages.today.paper import paper
from ui.shell.start import main

V0 = DATA / "v0.sql"
S2 = str(resources.path("samples", "S2.json"))
LOOSE = """
[pack]
id = "our-office"
version = "1"
name = "本局"
kind = "local"
[[rule]]
id = "docketing"
count = { number = 30 }
"""


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Run a verb in this process and return exit code, output, errors."""
    code = main(args)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def filed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a data folder with one case."""
    folder = tmp_path / "data"
    assert run(capsys, "--data-dir", str(folder), "intake", S2)[0] == 0
    return folder


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (LOOSE.encode(), "docketing"),
        (b"[pack", "TOML"),
        (b"\xff\xfe\x00\xd8", "本局.toml"),
        (b'[pack]\nid = "x"\n', "version"),
    ],
)
def test_a_pack_that_cannot_be_used_is_named(
    filed: Path, capsys: pytest.CaptureFixture[str], content: bytes, named: str
) -> None:
    (filed / "packs").mkdir()
    (filed / "packs" / "本局.toml").write_bytes(content)
    data = ("--data-dir", str(filed))
    for args in (("next-steps", "--case", "1"), ("intake", S2)):
        code, out, err = run(capsys, *args, *data)
        assert (code, out) == (2, "")
        assert "本局.toml" in err and named in err and "已保存的数据不受影响" in err
    (filed / "packs" / "本局.toml").unlink()
    code, out, _ = run(capsys, "next-steps", "--case", "2", *data)
    assert code == 2, "the refused request left no case behind"


def test_a_pack_of_the_office_cannot_take_the_place_of_the_law(
    filed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (filed / "packs").mkdir()
    pack = resources.text("rules", "order81-2025.toml").replace("number = 5\n", "number = 50\n")
    (filed / "packs" / "mine.toml").write_text(pack, encoding="utf-8")
    code, out, err = run(capsys, "--data-dir", str(filed), "next-steps", "--case", "1")
    assert (code, out) == (2, "")
    assert "mine.toml.pack.kind" in err and "不能是“national”" in err


def test_verify_does_not_call_nothing_intact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "verify", "--data-dir", str(tmp_path / "typo"))
    assert (code, out) == (2, "") and "没有知裁台的数据" in err
    assert not (tmp_path / "typo").exists()


def test_a_pack_of_the_office_shortens_the_desk_s_dates(
    filed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (filed / "packs").mkdir()
    pack = LOOSE.replace("number = 30", "number = 3").encode("gb18030")
    (filed / "packs" / "本局.toml").write_bytes(pack)
    code, out, _ = run(capsys, "--data-dir", str(filed), "next-steps", "--case", "1")
    assert code == 0
    assert '"due": "2026-05-14"' in out


def test_demo_never_mixes_with_real_cases(
    filed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(
        capsys, "demo", "--out", str(tmp_path / "out"), "--data-dir", str(filed), "--cases", "1"
    )
    assert code == 2
    assert err.startswith("--data-dir:")
    code, out, _ = run(capsys, "verify", "--data-dir", str(filed))
    assert (code, out) == (0, "数据完好。\n")


def test_a_prototype_folder_is_migrated_by_the_first_verb(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    (folder / "files" / "2024").mkdir(parents=True)
    for name in ("受理通知书.docx", "裁决书.pdf"):
        (folder / "files" / "2024" / name).write_bytes(b"abc")
    with sqlite3.connect(folder / "desk.db") as old:
        old.executescript(V0.read_text(encoding="utf-8"))
        tables = [
            r[0]
            for r in old.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            )
        ]
        assert all(old.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables)
    old.close()
    for _ in range(2):
        code, out, err = run(capsys, "verify", "--data-dir", str(folder))
        assert (code, out) == (0, "数据完好。\n"), err
    assert list((folder / "backups").iterdir())


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE audit SET payload = replace(payload, 'a', 'b') WHERE id = 1",
        "DELETE FROM audit WHERE id = 1",
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
        "UPDATE event SET date = '2020-01-01' WHERE id = 1",
        "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
    ],
)
def test_verify_finds_what_was_changed_behind_its_back(
    filed: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    with sqlite3.connect(filed / "desk.db") as direct:
        for (name,) in direct.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            direct.execute(f"DROP TRIGGER {name}")
        assert direct.execute(harm).rowcount == 1
    direct.close()
    code, out, _ = run(capsys, "verify", "--data-dir", str(filed))
    assert code == 1
    assert "发现" in out


def test_the_code_on_a_printed_page_is_that_of_the_entry(
    filed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(filed, "李敏") as desk:
        today = today_view(desk)
    assert today.audit and today.audit in paper(today).foot[-1]
    number = today.audit.removeprefix("日志第").partition("条")[0]
    code, said, _ = run(capsys, "--data-dir", str(filed), "verify", "--entry", number)
    assert code == 0 and today.audit in said
    code, said, _ = run(capsys, "--data-dir", str(filed), "verify", "--entry", "99999")
    assert code == 1 and "没有这一条日志" in said
