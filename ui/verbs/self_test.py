"""`self-test`: does this program work here – database, fonts, both formats, calendar, rules."""

import argparse
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date

import resources
from forms.assemble import assemble
from forms.facts import Facts
from forms.writers.docx import write_docx
from forms.writers.fonts import open_set
from forms.writers.pdf import write_pdf
from models import reference
from models.backup.verify import verify
from models.reference.paper_catalog import catalog
from models.reference.rule_store import calendar_of, rules_of
from models.rules.deadlines.case_input import parse_input
from models.rules.deadlines.engine import compute
from models.rules.events import Json
from models.services.office import office
from models.store.desk import Desk

HELP = "自检：数据库、字库、文书、规则"
FORM = "docketing_approval"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(options: argparse.Namespace) -> int:
    """Run every check; print one line each; 0 when all pass, 1 otherwise."""
    del options
    failed = 0
    for name, check in CHECKS.items():
        try:
            detail = check()
        except Exception as error:  # noqa: BLE001 - reports whatever went wrong and goes on
            failed += 1
            sys.stdout.write(f"失败 {name}：{type(error).__name__}: {error}\n")
        else:
            sys.stdout.write(f"正常 {name}：{detail}\n")
    sys.stdout.write("自检通过。\n" if not failed else f"自检未通过：{failed} 项。\n")
    return 1 if failed else 0


def _database() -> str:
    with tempfile.TemporaryDirectory() as folder, Desk.open(folder, "自检") as desk:
        office.set_setting(desk, "office.name", "自检局")
        problems = verify(desk)
        if problems:
            raise RuntimeError(str(problems[0]))
        return f"建库、写入、审计链核对（{desk.settings.get('office.name')}）"


def _fonts() -> str:
    hashes = open_set().hashes()
    return f"{len(hashes)} 个字体"


def _sample_facts() -> Facts:
    schema = catalog().schema
    return schema.typed(json.loads(resources.text("samples", "facts_full.json")))


def _papers() -> str:
    spec = catalog().spec(FORM)
    paper = assemble(spec, _sample_facts(), schema=catalog().schema)
    pdf, docx = write_pdf(paper), write_docx(paper)
    if not pdf.startswith(b"%PDF") or b"word/document.xml" not in docx:
        raise RuntimeError("文书格式不对")
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        broken = package.testzip()
    if broken:
        raise RuntimeError(f"DOCX 损坏：{broken}")
    return f"{len(catalog().ids())} 种文书可用，DOCX {len(docx)} 字节，PDF {len(pdf)} 字节"


def _deadlines() -> str:
    case: dict[str, Json] = {
        "procedure": "adjudication",
        "as_of": "2026-03-01",
        "parties": [{"id": "P1", "side": "requester"}, {"id": "R1", "side": "respondent"}],
        "events": [{"type": "docketed", "date": "2025-11-30"}],
    }
    with tempfile.TemporaryDirectory() as folder, Desk.open(folder, "自检") as desk:
        parsed = parse_input(case, reference.event_schema())
        found = compute(parsed, rules_of(desk), calendar_of(desk))
    dues = {d.due for d in found}
    if date(2026, 2, 28) not in dues:
        raise RuntimeError("期限计算结果不对")
    return f"规则 {len(found)} 条参与，结果核对一致"


CHECKS: dict[str, Callable[[], str]] = {
    "数据库": _database,
    "字库": _fonts,
    "文书": _papers,
    "期限": _deadlines,
}
