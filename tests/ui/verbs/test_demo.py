"""The demonstration: every paper, dates that the deadlines verb confirms, twice the same bytes."""

import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.catalog import load_catalog
from tests.pdf import pdf_text
from ui.shell.start import main

SAMPLES = ("S1", "S2", "S3", "S4", "S10", "S11", "S12")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of one run."""
    folder = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--out", str(folder)]) == 0
    return folder


def cn(text: str) -> str:
    """Return an ISO date as papers print it."""
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"


def as_of(out: Path, sample: str, day: str) -> dict[str, Any]:
    """Return a sample's exported events as they was at the end of a day."""
    case = json.loads((out / sample / "events.json").read_text(encoding="utf-8"))
    events = [e for e in case["events"] if e["date"] <= day]
    return case | {"as_of": day, "events": events}


def verb(case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what the deadlines verb answers."""
    file = tmp_path / "case.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    assert main(["deadlines", str(file)]) == 0
    return json.loads(capsys.readouterr().out)["deadlines"]


def test_every_form_is_among_the_papers(out: Path) -> None:
    # No sample changes its claims, is suspended, is transferred or ends for one respondent alone.
    own = {
        "claims_notice", "jurisdiction_notice", "lead_transfer", "apart_decision",
        "apart_agreement", "recusal_decision", "suspension_notice", "no_suspension_notice",
        "resumption_notice",
        "decision_righting", "decision_change", "decision_revocation",
    }  # fmt: skip
    forms = set(load_catalog().ids()) - own
    titles = {load_catalog().spec(i).title for i in forms}
    names = {p.stem.split("_")[1] for p in out.rglob("*.pdf")}
    assert names == titles
    assert {p.with_suffix(".docx") for p in out.rglob("*.pdf")} == set(out.rglob("*.docx"))


def test_no_final_paper_has_a_gap_or_a_draft_mark(out: Path) -> None:
    for path in out.rglob("*.pdf"):
        text = pdf_text(path.read_bytes())
        assert "【" not in text, path.name
        assert "草稿" not in text, path.name
        assert "None" not in text, path.name


@pytest.mark.parametrize("sample", SAMPLES)
def test_explained_dates_are_those_of_the_deadlines_verb(
    out: Path, sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = sorted((out / sample).glob("*期限计算说明*.pdf"))
    if not papers:
        assert sample == "S4"
        return
    text = pdf_text(papers[-1].read_bytes())
    printed = text.split("计算日期：", 1)[1]
    numbers = printed.replace("年", "-").replace("月", "-").split("日", 1)[0].split("-")
    day = date(*(int(n) for n in numbers)).isoformat()
    found = verb(as_of(out, sample, day), tmp_path, capsys)
    assert found
    for one in found:
        dates = [cn(one[k]) for k in ("trigger_date", "plan_by", "due")]
        assert "起算日{}末日{}届满日{}".format(*dates) in text, one["id"]
    assert text.count("届满日20") == len(found)


def test_other_printed_dates_come_from_the_same_engine(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = verb(as_of(out, "S4", "2026-03-11"), tmp_path, capsys)
    due = next(d["due"] for d in found if d["id"] == "designated")
    notice = next((out / "S4").glob("*补正通知书*.pdf"))
    assert f"{cn(due)}前（含当日）" in pdf_text(notice.read_bytes())
    case = json.loads((out / "S1" / "events.json").read_text(encoding="utf-8"))
    due = next(d["due"] for d in verb(case, tmp_path, capsys) if d["id"] == "publish")
    sheet = next((out / "S1").glob("*公开信息表*.pdf"))
    assert f"公开期限届满{cn(due)}" in pdf_text(sheet.read_bytes())


def test_the_orders_are_those_of_the_story(out: Path) -> None:
    text = pdf_text(next((out / "S1").glob("*行政裁决书.pdf")).read_bytes())
    assert "销毁制造该产品的专用注塑模具2套" in text
    assert "三、驳回请求人的其他请求" in text
    assert "太原市中级人民法院" in text
    assert "赔偿30万元" not in text.split("裁决如下")[1]
    refusal = pdf_text(next((out / "S4").glob("*不予立案通知书*.pdf")).read_bytes())
    assert "汾宁市人民政府申请行政复议" in refusal
    assert "15日内" not in refusal
    assert "十五日内" not in refusal
    mediation = pdf_text(next((out / "S10").glob("*调解不予立案*.pdf")).read_bytes())
    assert "复议" not in mediation


def test_twice_the_same_bytes(out: Path, tmp_path: Path) -> None:
    """But for what a final says of the audit, whose rows have ids of their own each time."""
    assert main(["demo", "--out", str(tmp_path)]) == 0
    assert written(out) == written(tmp_path)


def written(folder: Path) -> dict[Path, object]:
    """Return what was written, without the anchors in the papers' properties."""
    return {
        path.relative_to(folder): parts_of(path) if path.suffix == ".docx" else plain(path)
        for path in folder.rglob("*")
        if path.is_file()
    }


def parts_of(path: Path) -> list[tuple[str, bytes]]:
    """Return the parts of a DOCX in their order."""
    with zipfile.ZipFile(path) as file:
        return [(name, ANCHOR.sub(b"", file.read(name))) for name in file.namelist()]


def plain(path: Path) -> bytes:
    """Return a file's bytes; the id that a PDF ends with is a digest of all of it."""
    return re.sub(rb"\[<[0-9a-f]{32}><[0-9a-f]{32}>\]", b"", ANCHOR.sub(b"", path.read_bytes()))


ANCHOR = re.compile(rb"(?<=[ =>])\d+ [0-9a-f]{64}")
