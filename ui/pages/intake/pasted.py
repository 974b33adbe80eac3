"""Tables pasted from Word and Excel become rows of evidence. No Qt here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models import reference
from models.rules.dates import chinese_number
from models.rules.folding import folded
from models.rules.intake.fields import Group
from ui.pages.intake.collect import Values

# Excel puts a cell of several lines in quotes; its line ends are not those of the row.
_MANY_LINES = re.compile(r'(?<![^\t\n])"((?:[^"\t]|"")*\n(?:[^"\t]|"")*)"(?![^\t\n])')
_BESIDE = re.compile(r"\(.*?\)")  # what a heading explains: 页码（起止页）
_NUMBER = re.compile(
    r"[(第]*(?:证据|序号|附件|材料)?([0-9]+|[一二三四五六七八九十]+)(?:[-.][0-9]+)?[)号项.,:]*"
)
LONGEST_HEAD = 30  # characters


@dataclass(frozen=True)
class Pasted:
    """Rows of evidence, and the headings of columns that belong to no field."""

    rows: list[Values]
    left_out: tuple[str, ...] = ()


def _one_line(cell: re.Match[str]) -> str:
    return f'"{" ".join(cell[1].split())}"'


def _plain(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if re.fullmatch('".+"', cell) else cell


def pasted_rows(text: str) -> list[list[str]]:
    """Return the cells of what Word or Excel put on the clipboard, without empty rows."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = _MANY_LINES.sub(_one_line, text).split("\n")
    rows = [[_plain(cell.strip()) for cell in line.split("\t")] for line in lines]
    return [row for row in rows if any(row)]


def evidence_from_paste(rows: list[list[str]]) -> Pasted:
    """Return evidence rows of pasted cells: by their headings, else in the order of the table.

    A first column that only numbers the rows (序号, 证据一) is left out. Two columns of one field
    are joined.
    """
    if not rows:
        return Pasted([])
    head = [_BESIDE.sub("", folded(cell)) for cell in rows[0]]
    columns = _headed(head)
    if not columns:
        names = [rule.id for rule in reference.fields().of(Group.EVIDENCE)]
        first = 1 if _numbered(rows) else 0
        plain = {first + n: name for n, name in enumerate(names)}
        return Pasted([_row(row, plain) for row in rows])
    body = rows[1:]
    left = tuple(
        rows[0][n]
        for n, cell in enumerate(head)
        if n not in columns and cell not in _NUMBERING and any(n < len(r) and r[n] for r in body)
    )
    return Pasted([_row(row, columns) for row in body], left)


_NUMBERING = ("", "序号", "编号", "证据编号", "证据序号", "号")


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
    """Return the field of each column by its heading; {} when the row is no heading.

    A heading that is exactly one of a field's words counts before one that only holds it.
    """
    words = {
        rule.id: [folded(word) for word in rule.headings or (rule.label,)]
        for rule in reference.fields().of(Group.EVIDENCE)
    }
    ranked = sorted(
        (rank, n, name)
        for n, cell in enumerate(head)
        if cell and len(cell) <= LONGEST_HEAD and cell not in _NUMBERING
        for name, known in words.items()
        if (rank := _rank(cell, known)) is not None
    )
    found: dict[int, str] = {}
    for _rank_of, n, name in ranked:
        if n not in found and (name not in found.values() or name == JOINED):
            found[n] = name
    exact = any(cell in words[found[n]] for n, cell in enumerate(head) if n in found)
    good = exact and "name" in found.values() and len(found) > 1
    return dict(sorted(found.items())) if good else {}


JOINED = "proves"  # 证据内容 and 证明目的 may be two columns


def _rank(cell: str, known: Sequence[str]) -> int | None:
    """Return how well a heading fits: 0 exactly, 1 its end, 2 holds a word; None not at all."""
    if cell in known:
        return 0
    if any(cell.endswith(word) for word in known):
        return 1
    return 2 if any(word in cell for word in known) else None
