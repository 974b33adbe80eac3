"""Tables pasted from Word and Excel become rows of evidence. No Qt here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models import reference
from models.rules.dates import chinese_number
from models.rules.folding import folded
from models.rules.intake.fields import Group
from models.rules.intake.pasted.cells import headed, heading, left_out
from ui.pages.intake.collect import Values

_NUMBER = re.compile(
    r"[(第]*(?:证据|序号|附件|材料)?([0-9]+|[一二三四五六七八九十]+)(?:[-.][0-9]+)?[)号项.,:]*"
)


@dataclass(frozen=True)
class Pasted:
    """Rows of evidence, and the headings of columns that belong to no field."""

    rows: list[Values]
    left_out: tuple[str, ...] = ()


def evidence_from_paste(rows: list[list[str]]) -> Pasted:
    """Return evidence rows of pasted cells: by their headings, else in the order of the table.

    A first column that only numbers the rows (序号, 证据一) is left out. Two columns of one field
    are joined.
    """
    if not rows:
        return Pasted([])
    head = [heading(cell) for cell in rows[0]]
    columns = _headed(head)
    if not columns:
        names = [rule.id for rule in reference.fields().of(Group.EVIDENCE)]
        first = 1 if _numbered(rows) else 0
        plain = {first + n: name for n, name in enumerate(names)}
        return Pasted([_row(row, plain) for row in rows])
    return Pasted([_row(row, columns) for row in rows[1:]], left_out(rows, head, columns))


def _row(row: Sequence[str], columns: dict[int, str]) -> Values:
    found: dict[str, str] = {}
    for n, name in columns.items():
        text = row[n] if n < len(row) else ""
        if text:
            found[name] = f"{found[name]}；{text}" if name in found else text
    return dict(found)


def _numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column does nothing but number the rows, one after the other."""
    marks = [_NUMBER.fullmatch(folded(row[0])) for row in rows]
    if max(map(len, rows)) < 2 or not all(marks):
        return False
    found = [chinese_number(mark[1]) for mark in marks if mark]
    return found == list(range(found[0], found[0] + len(found)))


def _headed(head: Sequence[str]) -> dict[int, str]:
    """Return the field of each column by its heading; {} when the row is no heading."""
    words = {
        rule.id: [folded(word) for word in rule.headings or (rule.label,)]
        for rule in reference.fields().of(Group.EVIDENCE)
    }
    found, exact = headed(head, words, shared=(JOINED,))
    return found if exact and "name" in found.values() and len(found) > 1 else {}


JOINED = "proves"  # 证据内容 and 证明目的 may be two columns
