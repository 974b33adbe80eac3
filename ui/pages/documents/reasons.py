"""Why a paper is still a draft: what it lacks today. Runs on the worker, knows no Qt."""

from collections.abc import Iterable

from forms.errors import FormError
from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.errors import KnownError
from models.queries.lists.papers import PaperRow, served_slip
from models.services.shared import documents
from models.services.shared.documents import Gap, Order
from models.store.desk import Desk

READY = "内容已齐，可以到案件里生成定稿"
SETTINGS = "settings"


def reasons(desk: Desk, rows: Iterable[PaperRow]) -> dict[int, str]:
    """Return by paper why it is a draft; "" for a paper that is none."""
    found: dict[int, str] = {}
    cases: dict[int, CaseFile] = {}
    for row in rows:
        if row.state != "draft" or row.case_id is None:
            found[row.id] = ""
            continue
        if row.case_id not in cases:
            cases[row.case_id] = load(desk, row.case_id)
        found[row.id] = _why(desk, cases[row.case_id], row)
    return found


def _why(desk: Desk, case: CaseFile, row: PaperRow) -> str:
    order = Order(row.form_id, row.addressee, service_event=served_slip(desk, case, row))
    try:
        gaps = documents.gaps(desk, case, [order])
    except (FormError, KnownError) as error:
        return f"现在排不出来：{error}"
    return missing_text(gaps) or READY


def missing_text(gaps: Iterable[Gap]) -> str:
    """Return what is missing: facts together, then each setting that is not set."""
    facts = [gap.label for gap in gaps if gap.path != SETTINGS]
    settings = [gap.label for gap in gaps if gap.path == SETTINGS]
    return "；".join([*([f"缺{'、'.join(facts)}"] if facts else []), *settings])
