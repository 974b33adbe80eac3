"""The one loader: cases by their numbers, whole.

Lists and clocks read less of many cases: `clocks.py`. One statement per table, however many cases.
"""

from collections.abc import Iterable
from functools import partial

from models.cases import rows
from models.cases.case_file import CaseFile
from models.cases.clocks import never_joined
from models.cases.log_rows import entries_of
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
    heads = rows.heads(desk, list(dict.fromkeys(ids)))
    entries = entries_of(desk, heads)
    places = rows.places(desk, list(heads))
    found: dict[int, CaseFile] = {}
    for case_id, (record, patent, handler, projected) in heads.items():
        own = entries.get(case_id, ())
        gone = never_joined(own)
        parties = tuple(p for p in places.get(case_id, ()) if p.key not in gone)
        later = partial(rows.evidence, desk, case_id)
        found[case_id] = CaseFile(case_id, record, patent, handler, parties, own, later, projected)
    return found
