"""`intake FILE.json`: file a request and print what the acceptance check says."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from models.cases import acceptance
from models.cases.loading import load
from models.errors import BadInput
from models.queries.dialogs import similar
from models.services.receiving.intake import file_request
from ui.verbs.common import open_desk, print_json, read_json

HELP = "登记一份请求并作立案审查（JSON）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file of the request."""
    parser.add_argument("file", type=Path, help="请求（JSON 文件）")


def run(options: argparse.Namespace) -> int:
    """File the request; prints {case, receipt_no, result, findings[], corrections[], hints[]}."""
    data = read_json(options.file)
    if not isinstance(data, Mapping):
        raise BadInput.of(str(options.file), "应为一个JSON对象")
    with open_desk(options, may_begin=True) as desk:
        changes = file_request(desk, data)
        case = load(desk, changes.ids["case"])
        intake = acceptance.parse_last(desk, case)
        outcome = acceptance.check_on_record(desk, case, intake)
        print_json(
            {
                "case": case.id,
                "receipt_no": case.record.receipt_no,
                "result": outcome.result,
                "findings": [
                    {"item": f.item, "state": f.state, "basis": f.basis, "text": f.text}
                    for f in outcome.findings
                ],
                "corrections": [{"text": c.text, "basis": c.basis} for c in outcome.corrections],
                "reasons": [{"code": r.code, "text": r.text} for r in outcome.ticked],
                "hints": [{"code": h.code, "text": h.text} for h in outcome.hints],
                "similar": similar.likenesses(desk, case),
                "warnings": [{"field": w.field, "text": w.text} for w in intake.warnings],
            }
        )
    return 0
