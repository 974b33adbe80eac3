"""Where a ledger is in the window: all of its file that is known before a desk is open."""

import re
from dataclasses import dataclass

from models.rules.toml.rows import Row

ID = re.compile("[a-z][a-z0-9_]*")
# Pages of the window, facts of papers and subjects of statistics bear these already.
RESERVED = frozenset(
    """acceptance acts addressee amended answers apart approvals case cases claims closing
    deadline deadline_packs deadlines decision deliberation demand dismissal document
    documents evidence evidence_period handler hearing intake invalidation joined jurisdiction
    mediation objection office overrides panel papers_in parties patent publication recusal
    requesters respondents roster routing service serving settings statistics suspension
    third_parties today""".split()
)


@dataclass(frozen=True)
class LedgerPlace:
    """The id and title of a ledger, the page it is behind, its key, what Ctrl+K knows it by."""

    id: str
    title: str
    after: str = "cases"
    shortcut: str = ""
    keywords: str = "台账"


def read_place(row: Row) -> LedgerPlace:
    """Return the place of a ledger; InputRefused when its id cannot be used."""
    found = row.read(LedgerPlace)
    if not ID.fullmatch(found.id):
        row.refuse("id", "只能用小写字母、数字和下划线")
    if found.id in RESERVED:
        row.refuse("id", f"“{found.id}”已有别的用处，请换一个")
    return found
