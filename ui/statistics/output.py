"""The report outside the window: a table file for Excel and WPS, a sheet for paper."""

import csv
import io
from html import escape

from models.queries.statistics import Report
from models.rules.statistics import Cell, Row, Table

TITLE = "专利纠纷行政裁决和调解统计表"
PRACTICE = "【练习，不作数】"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STYLE = (
    "<style>p.title{font-size:18pt;font-weight:600;margin-bottom:6px}"
    " p.head{font-size:10pt;margin-bottom:2px}"
    " p.group{font-size:11pt;font-weight:600;margin-top:14px;margin-bottom:4px}"
    " td,th{font-size:9pt;border:1px solid #555555} p.note{font-size:8pt;margin-top:3px}"
    " p.foot{font-size:10pt;margin-top:20px}</style>"
)
_GAP = "&nbsp;" * 4  # HTML drops the blanks of Chinese text


def file_name(report: Report, suffix: str) -> str:
    """Return the name the file is offered under."""
    wanted = report.wanted
    return f"统计_{wanted.first:%Y%m%d}-{wanted.last:%Y%m%d}_{report.reckoning}.{suffix}"


def head_lines(report: Report) -> list[tuple[str, str]]:
    """Return what every copy says about itself."""
    made = report.made_on
    return [
        ("单位", report.office),
        ("统计期间", report.period),
        ("口径", report.reckoning),
        ("案件类型", report.kind),
        ("制表日期", f"{made.year}年{made.month}月{made.day}日"),
        ("制表人", report.made_by),
    ]


def row_label(row: Row) -> str:
    """Return a row's label with what it is a part of."""
    return f"{row.label}（占{row.of}）" if row.of else row.label


def csv_bytes(report: Report, *, practice: bool = False) -> bytes:
    """Return the report as a table file: UTF-8 with its mark, one block of lines per table.

    A share stands in a line of its own: “4/5” in one cell would become the fourth of May.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_title(practice)])
    for pair in head_lines(report):
        writer.writerow([_plain(text) for text in pair])
    for table in report.tables:
        writer.writerow([])
        writer.writerow([table.title])
        writer.writerow(["指标", *table.heads])
        for row in table.rows:
            writer.writerow([_plain(f"{'　' * row.level}{row.label}"), *map(_value, row.cells)])
            if row.of:
                shares = [cell.percent for cell in row.cells]
                writer.writerow([_plain(f"　{row.label}占{row.of}"), *shares])
        if table.note:
            writer.writerow([_plain(f"说明：{table.note}")])
    return out.getvalue().encode("utf-8-sig")


def _title(practice: bool) -> str:
    return f"{PRACTICE}{TITLE}" if practice else TITLE


def _value(cell: Cell) -> str:
    """Return what a cell counts; the rate column, which counts nothing of its own, its share."""
    return cell.percent if cell.rate else cell.text


def _plain(text: str) -> str:
    """Keep a text that people typed from being taken for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def html(report: Report, *, practice: bool = False) -> str:
    """Return the report for paper; everything typed by people is escaped."""
    lines = [f"{name}：{escape(text)}" for name, text in head_lines(report)]
    head = "".join(
        f"<p class='head' align='center'>{_GAP.join(part)}</p>" for part in (lines[:3], lines[3:])
    )
    tables = "".join(_table(table) for table in report.tables)
    return (
        f"{_STYLE}<p class='title' align='center'>{_title(practice)}</p>{head}{tables}"
        f"<p class='foot'>审核人：{_GAP * 5}填报单位（盖章）：</p>"
    )


def _table(table: Table) -> str:
    heads = "".join(f"<th align='right'>{escape(head)}</th>" for head in table.heads)
    rows = "".join(_row(row) for row in table.rows)
    note = f"<p class='note'>说明：{escape(table.note)}</p>" if table.note else ""
    return (
        f"<p class='group'>{escape(table.title)}</p>"
        "<table width='100%' border='1' cellspacing='0' cellpadding='2'"
        " style='border-collapse:collapse'>"
        f"<thead><tr><th align='left' width='40%'>指标</th>{heads}</tr></thead>"
        f"{rows}</table>{note}"
    )


def _row(row: Row) -> str:
    cells = "".join(f"<td align='right'>{escape(cell.shown)}</td>" for cell in row.cells)
    return f"<tr><td>{_GAP * row.level}{escape(row_label(row))}</td>{cells}</tr>"
