"""Tables pasted from Word and Excel become rows of evidence. No Qt here."""

import re

from ui.intake.collect import EVIDENCE, Values

_HEADINGS = {
    "name": ("证据名称", "名称", "证据"),
    "proves": ("证明", "目的", "事项", "内容"),
    "pages": ("页",),
    "source": ("来源",),
    "form": ("形式", "种类", "类型"),
    "language": ("语言", "语种", "文种"),
}


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
    columns = _headed(rows[0])
    if columns:
        rows = rows[1:]
    else:
        numbered = len(rows[0]) > 1 and all(
            row[0].rstrip(".、") == str(n) for n, row in enumerate(rows, start=int(_first(rows)))
        )
        columns = {(n + 1 if numbered else n): name for n, name in enumerate(EVIDENCE)}
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
        for name, words in _HEADINGS.items():
            if name not in found.values() and any(word in cell for word in words):
                found[n] = name
                break
    return found if "name" in found.values() and len(found) > 1 else {}
