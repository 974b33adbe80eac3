"""Where the audit was when a final paper was made, said in the paper's own file properties.

A paper that went out cannot be called back: whoever writes the audit again is contradicted by each
copy of it. `verify` compares the stored papers, and any single file that somebody brings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import StorageError
from models.rules.problem import Problem
from models.store.db import connection
from models.store.files.store import FileId

if TYPE_CHECKING:
    from models.store.desk import Desk
    from models.store.mark import Mark

_SAID = re.compile(rb"; audit (\d{1,18}) ([0-9a-f]{64})\)")
_HASH = "SELECT hash FROM audit WHERE id = ?"
_FINAL = """SELECT file.path FROM document_file file JOIN document ON document.id = file.document_id
    WHERE document.state IN ('final', 'issued') AND file.format = 'pdf' ORDER BY file.id"""


@dataclass(frozen=True)
class Anchor:
    """The number of the last entry of the audit and its hash."""

    entry: int
    head: str


def of(mark: "Mark") -> str:
    """Return what a paper made now says of the audit, as it stands in the properties."""
    return f"{mark.entries} {mark.head}"


def said(content: bytes) -> Anchor | None:
    """Return what a final says of the audit; older ones and drafts say nothing."""
    found = _SAID.search(content)
    return Anchor(int(found[1]), found[2].decode()) if found else None


def contradiction(desk: "Desk", anchor: Anchor) -> str:
    """Say how the audit contradicts a paper, "" when it does not."""
    if not anchor.entry:
        return ""
    row = connection(desk.db).execute(_HASH, (anchor.entry,)).fetchone()
    if row is None:
        return f"文书生成时日志已记到第 {anchor.entry} 条，现在没有"
    if row[0] == anchor.head:
        return ""
    return f"与文书生成时的日志不符：第 {anchor.entry} 条或者以前的日志被整个改写过"


def problems(desk: "Desk") -> Iterator[Problem]:
    """Yield where stored papers contradict the audit; a missing file is told elsewhere."""
    for (path,) in connection(desk.db).execute(_FINAL).fetchall():
        try:
            anchor = said(desk.files.read(FileId(path)))
        except (OSError, StorageError):
            continue
        if anchor is not None and (words := contradiction(desk, anchor)):
            yield Problem(f"files/{path}", words)
