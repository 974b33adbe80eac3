"""A pasted text as rows of cells, and which column belongs to which field by its heading."""

import csv
import re
from collections.abc import Collection, Mapping, Sequence

from models.rules.folding import folded

# Excel puts a cell of several lines in quotes; its line ends are not those of the row.
_MANY_LINES = re.compile(r'(?<![^\t\n])"((?:[^"\t]|"")*\n(?:[^"\t]|"")*)"(?![^\t\n])')
_BESIDE = re.compile(r"\(.*?\)")  # what a heading explains: 页码（起止页）
_COMMAS = (",", "，")
LONGEST_HEAD = 30  # characters
NUMBERING = ("", "序号", "编号", "证据编号", "证据序号", "号")


def _one_line(cell: re.Match[str]) -> str:
    return f'"{" ".join(cell[1].split())}"'


def _plain(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if re.fullmatch('".+"', cell) else cell


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def pasted_rows(text: str) -> list[list[str]]:
    """Return the cells of what Word or Excel put on the clipboard, without empty rows."""
    lines = _MANY_LINES.sub(_one_line, _unified(text)).split("\n")
    rows = [[_plain(cell.strip()) for cell in line.split("\t")] for line in lines]
    return [row for row in rows if any(row)]


def table_rows(text: str) -> list[list[str]]:
    """Return the cells of a table with tabs or, where it has none, with commas between them.

    Which comma it is, is said by the first line: a full-width one may be in an address.
    """
    head = _unified(text).lstrip("\n").partition("\n")[0]
    comma = next((one for one in _COMMAS if one in head), "")
    if "\t" in text or not comma:
        return pasted_rows(text)
    lines = (f"{line}\n" for line in _unified(text).split("\n"))
    read = csv.reader(lines, delimiter=comma, skipinitialspace=True)
    rows = [[" ".join(cell.split()) for cell in row] for row in read]
    return [row for row in rows if any(row)]


def heading(cell: str) -> str:
    """Return a heading as it is compared: folded, without what it explains in brackets."""
    return _BESIDE.sub("", folded(cell))


def headed(
    head: Sequence[str], words: Mapping[str, Sequence[str]], *, shared: Collection[str] = ()
) -> tuple[dict[int, str], bool]:
    """Return the field of each column by its heading, and whether one heading fits exactly.

    `head` and `words` are as `heading` gives them. A heading that is exactly one of a field's words
    counts before one that only holds it, a longer word before a shorter one. Only a field in
    `shared` has more than one column.
    """
    ranked = sorted(
        (rank, n, name)
        for n, cell in enumerate(head)
        if cell and len(cell) <= LONGEST_HEAD and cell not in NUMBERING
        for name, known in words.items()
        if (rank := _rank(cell, known)) is not None
    )
    found: dict[int, str] = {}
    for _rank_of, n, name in ranked:
        if n not in found and (name not in found.values() or name in shared):
            found[n] = name
    exact = any(cell in words[found[n]] for n, cell in enumerate(head) if n in found)
    return dict(sorted(found.items())), exact


def _rank(cell: str, known: Sequence[str]) -> tuple[int, int] | None:
    """Return how well a heading fits: 0 exactly, 1 its end, 2 holds a word; None not at all."""
    if cell in known:
        return 0, 0
    for rank, fits in ((1, cell.endswith), (2, cell.__contains__)):
        if fitting := [len(word) for word in known if fits(word)]:
            return rank, -max(fitting)
    return None


def left_out(
    rows: Sequence[Sequence[str]], head: Sequence[str], columns: Mapping[int, str]
) -> tuple[str, ...]:
    """Return the headings, as they are typed, of filled columns that belong to no field."""
    titles, body = rows[0], rows[1:]
    return tuple(
        titles[n]
        for n, cell in enumerate(head)
        if n not in columns and cell not in NUMBERING and any(n < len(r) and r[n] for r in body)
    )
