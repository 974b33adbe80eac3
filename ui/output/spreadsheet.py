"""A table file for WPS and Excel."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# A spreadsheet would compute these as a formula, and round a long number.
_RISKY = re.compile(r"\s*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n]|[0-9]{12,}$")


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return UTF-8 with a byte order mark: WPS and Excel then read the Chinese as it is.

    A text that a spreadsheet would take for a formula, or for a number too long for it, begins
    with a tab, which it shows as nothing.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_cell(text) for text in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"\t{text}" if _RISKY.match(text) else text
