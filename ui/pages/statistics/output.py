"""The report outside the window: a table file for Excel and WPS, a sheet for paper."""

from collections.abc import Iterator

from forms.plain_paper import PlainPaper, PlainTable
from models.queries.statistics import Report
from models.rules.statistics import Cell, Row, Table
from ui.output import spreadsheet

TITLE = "专利纠纷行政裁决和调解统计表"
PRACTICE = "【练习，不作数】"
LABELS = "指标"
FOOT = "审核人：　　　　　　　　　　填报单位（盖章）："


def file_name(report: Report) -> str:
    """Return the name the file is offered under, without its ending."""
    wanted = report.wanted
    return f"统计_{wanted.first:%Y%m%d}-{wanted.last:%Y%m%d}_{report.basis}"


def head_lines(report: Report) -> list[tuple[str, str]]:
    """Return what every copy says about itself."""
    made = report.made_on
    return [
        ("单位", report.office),
        ("统计期间", report.period),
        ("口径", report.basis),
        ("案件类型", report.kind),
        ("制表日期", f"{made.year}年{made.month}月{made.day}日"),
        ("制表人", report.made_by),
    ]


def row_label(row: Row) -> str:
    """Return a row's label with what it is a part of."""
    return f"{row.label}（占{row.of}）" if row.of else row.label


def csv_bytes(report: Report, *, practice: bool = False) -> bytes:
    """Return the report as a table file, one block of lines per table."""
    return spreadsheet.csv_bytes(_lines(report, practice=practice))


def _lines(report: Report, *, practice: bool) -> Iterator[list[str]]:
    """Yield the lines of the table file.

    A share is in a line of its own: “4/5” in one cell would become the fourth of May.
    """
    yield [f"{PRACTICE if practice else ''}{TITLE}"]
    for pair in head_lines(report):
        yield list(pair)
    for table in report.tables:
        yield from ([], [table.title], [LABELS, *table.heads])
        for row in table.rows:
            yield [f"{'　' * row.level}{row.label}", *map(_value, row.cells)]
            if row.of:
                yield [f"　{row.label}占{row.of}", *(cell.percent for cell in row.cells)]
        if table.note:
            yield [f"说明：{table.note}"]


def _value(cell: Cell) -> str:
    """Return what a cell counts; the rate column, which counts nothing of its own, its share."""
    return cell.percent if cell.rate else cell.text


def paper(report: Report, *, practice: bool = False) -> PlainPaper:
    """Return the report for paper."""
    lines = [f"{name}：{text}" for name, text in head_lines(report)]
    head = ["　　".join(part) for part in (lines[:2], lines[2:4], lines[4:])]
    tables = [_table(table) for table in report.tables]
    return PlainPaper(TITLE, head, tables, (FOOT,), practice=practice)


def _table(table: Table) -> PlainTable:
    figures = range(1, len(table.heads) + 1)
    rows = [
        (f"{'　' * row.level}{row_label(row)}", *(cell.shown for cell in row.cells))
        for row in table.rows
    ]
    notes = (f"说明：{table.note}",) if table.note else ()
    return PlainTable((LABELS, *table.heads), rows, table.title, notes, figures, figures)
