"""Tables pasted from Word and Excel become rows of evidence. No Qt here."""

import re

from models import reference
from models.rules.intake.fields import Group
from ui.pages.intake.collect import Values

# Excel puts a cell of several lines in quotes; its line ends are not those of the row.
_MANY_LINES = re.compile(r'(?<![^\t\n])"((?:[^"\t]|"")*\n(?:[^"\t]|"")*)"(?![^\t\n])')


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


def evidence_from_paste(rows: list[list[str]]) -> list[Values]:
    """Return evidence rows of pasted cells: by their headings, else in the order of the table.

    A first column that only numbers the rows (序号) is left out.
    """
    if not rows:
        return []
    names = [rule.id for rule in reference.fields().of(Group.EVIDENCE)]
    columns = _headed(rows[0])
    if columns:
        rows = rows[1:]
    else:
        numbered = len(rows[0]) > 1 and all(
            row[0].rstrip(".、") == str(n) for n, row in enumerate(rows, start=int(_first(rows)))
        )
        columns = {(n + 1 if numbered else n): name for n, name in enumerate(names)}
    return [
        {name: row[n] for n, name in columns.items() if n < len(row) and row[n]} for row in rows
    ]


def _first(rows: list[list[str]]) -> str:
    mark = rows[0][0].rstrip(".、")
    return mark if mark.isascii() and mark.isdigit() else "1"


def _headed(row: list[str]) -> dict[int, str]:
    """Columns by their headings; {} when the row is no heading."""
    found: dict[int, str] = {}
    for n, cell in enumerate(row):
        if len(cell) > 8:
            return {}
        for rule in reference.fields().of(Group.EVIDENCE):
            words = rule.headings or (rule.label,)
            if rule.id not in found.values() and any(word in cell for word in words):
                found[n] = rule.id
                break
    return found if "name" in found.values() and len(found) > 1 else {}
