"""The verb: what it prints, what it refuses, and that it never shows a traceback."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from tests.rules.deadlines.support import EXAMPLES, SHOWN, case, ev
from ui.verbs import deadlines as verb

GOOD = case("2026-03-20", ev("docketed", "2026-03-02"))
BAD = case("2026-03-20", ev("docketed", "2026-13-02"))


@pytest.fixture
def call(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    """Return a function that runs the verb on a value and gives code, output and error lines."""

    def run(value: Any, *options: str) -> tuple[int, Any, list[str]]:
        file = tmp_path / "输入.json"
        raw = value if isinstance(value, bytes) else json.dumps(value).encode()
        file.write_bytes(raw)
        return plain(str(file), *options)

    def plain(*args: str) -> tuple[int, Any, list[str]]:
        parser = argparse.ArgumentParser()
        verb.add_arguments(parser)
        code = verb.run(parser.parse_args(args))
        out, err = capfdbinary.readouterr()
        return code, json.loads(out.decode("utf-8")), err.decode("utf-8").splitlines()

    run.plain = plain  # type: ignore[attr-defined]
    return run


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    (folder / name).write_text(text, encoding=encoding)
    return str(folder / name)


def test_one_case(call: Any) -> None:
    code, out, err = call(EXAMPLES[0]["input"])
    assert (code, err) == (0, [])
    assert out["packs"] == [{"id": "order81-2025", "version": "1.0.0"}]
    found = {
        f"{one['id']}|{one['party'] or ''}": {name: one[name] for name in SHOWN}
        for one in out["deadlines"]
    }
    assert found == EXAMPLES[0]["expect"]
    names = {"id", "party", "name", "basis", "trace", *SHOWN}
    assert all(set(one) == names for one in out["deadlines"])


def test_a_list_keeps_its_order_and_answers_the_good_ones(call: Any) -> None:
    code, out, err = call([GOOD, BAD, 7, GOOD])
    assert code == 2
    assert [sorted(one) for one in out] == [
        ["deadlines", "packs"],
        ["errors"],
        ["errors"],
        ["deadlines", "packs"],
    ]
    assert [line.split(":")[0] for line in err] == ["[1].events[0].date", "[2].input"]
    assert call([GOOD, GOOD])[0] == 0
    assert call([]) == (0, [], [])


def test_a_bad_case_names_every_field_on_both_streams(call: Any) -> None:
    bad = case("2026-03-20", ev("docketed", "2026-13-02"), ev("x", "2026-03-02"), parties=[])
    code, out, err = call(bad)
    fields = ["parties", "events[0].date", "events[1].type"]
    assert code == 2
    assert [one["field"] for one in out["errors"]] == fields
    assert all(one["problem"] for one in out["errors"])
    assert [line.split(":")[0] for line in err] == fields


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a": 1} x',
        b"\x00",
        b'{"as_of": NaN}',
        b'{"as_of": -Infinity}',
        b'{"parties": [], "parties": []}',
    ],
)
def test_broken_json(call: Any, raw: bytes) -> None:
    code, out, err = call(raw)
    assert code == 2
    assert out["errors"][0]["field"] == "FILE"
    assert len(err) == 1


def test_files_that_cannot_be_read(call: Any, tmp_path: Path) -> None:
    for path in (str(tmp_path / "无.json"), str(tmp_path), "a\0b"):
        code, out, err = call.plain(path)
        assert (code, out["errors"][0]["field"], len(err)) == (2, "FILE", 1)
    for option in ("--calendar", "--pack"):
        code, out, err = call(GOOD, option, str(tmp_path / "无"))
        assert (code, out["errors"][0]["field"], len(err)) == (2, option, 1)


def test_a_calendar_moves_dates(call: Any, tmp_path: Path) -> None:
    table = "date,kind,name,source\n2026-03-09,rest,停工,测试\n"
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        file = write(tmp_path, "表.csv", table, encoding)
        code, out, _ = call(GOOD, "--calendar", file)
        one = next(x for x in out["deadlines"] if x["id"] == "serve_request")
        assert (code, one["due"]) == (0, "2026-03-10")
        assert {"date": "2026-03-09", "name": "停工"} in one["trace"][1]["skipped"]
    wrong = write(tmp_path, "错.csv", "date,kind,name,source\n2026-03-99,rest,,\n")
    code, out, err = call(GOOD, "--calendar", wrong)
    assert (code, len(err)) == (2, 1)
    assert out["errors"][0]["field"] == "错.csv 第2行 日期"


def test_packs_are_listed_and_a_loosening_one_is_refused(call: Any, tmp_path: Path) -> None:
    head = '[pack]\nid = "{}"\nversion = "3"\nname = "x"\nkind = "local"\n[[rule]]\n{}\n'
    first = write(tmp_path, "一.toml", head.format("a", 'id="conclude"\ncount={number=2}'))
    second = write(tmp_path, "二.toml", head.format("b", 'id="publish"\ncount={number=10}'))
    code, out, _ = call(GOOD, "--pack", first, "--pack", second)
    assert code == 0
    assert [one["id"] for one in out["packs"]] == ["order81-2025", "a", "b"]
    assert next(x["due"] for x in out["deadlines"] if x["id"] == "conclude") == "2026-05-06"
    loose = write(tmp_path, "三.toml", head.format("c", 'id="conclude"\ncount={number=4}'))
    code, out, err = call(GOOD, "--pack", loose)
    assert code == 2
    assert "conclude" in out["errors"][0]["field"]
    assert "三.toml" in err[0]


def test_odd_characters_survive_the_streams(call: Any) -> None:
    party = "甲\ud800\n公司𠮷"
    data = case(
        "2026-03-20", ev("docketed", "2026-03-02"), parties=[{"id": party, "side": "respondent"}]
    )
    code, out, _ = call(data)
    assert code == 0
    assert out["deadlines"][0]["party"] == party
    data["events"].append(ev("performed", "2026-03-03", of="乙\ud800\n"))
    code, out, err = call(data)
    assert (code, len(err)) == (2, 1)
