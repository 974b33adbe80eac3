"""The one loader: cases by their numbers, whole, in one statement.

Lists read less of many cases: `standing.py`.
"""

from collections.abc import Iterable
from functools import partial

from models.cases import rows
from models.cases.case_file import CaseFile
from models.cases.log_rows import entries_in
from models.cases.standing import standing
from models.errors import BadInput
from models.store.desk import Desk


def load(desk: Desk, case_id: int) -> CaseFile:
    """Read one case; BadInput naming `case` when there is none with this number."""
    found = load_many(desk, [case_id])
    if not found:
        raise BadInput.of("case", f"没有编号为{case_id}的案件")
    return found[case_id]


def load_many(desk: Desk, ids: Iterable[int]) -> dict[int, CaseFile]:
    """Read several cases whole; numbers that name no case are left out."""
    found: dict[int, CaseFile] = {}
    for one in rows.cases(desk, list(dict.fromkeys(ids))):
        case_id, entries = one.record.id, entries_in(desk, one.log)
        parties = standing(one.places, entries)
        later = partial(rows.evidence, desk, case_id)
        found[case_id] = CaseFile(
            case_id, one.record, one.patent, one.handler, parties, entries, later, one.projected
        )
    return found
