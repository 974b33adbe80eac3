"""The docxtpl template that equals one of our papers: our DOCX with variables for its values."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate

from forms.filters import cn_date

_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_DOCUMENT = "word/document.xml"


def _values(facts: Any) -> Iterator[str]:
    """Yield every text of the facts as it may be printed: lines of texts, dates in Chinese."""
    if isinstance(facts, dict):
        for value in facts.values():
            yield from _values(value)
    elif isinstance(facts, list):
        for value in facts:
            yield from _values(value)
    elif isinstance(facts, date):
        yield cn_date(facts)
    elif isinstance(facts, str):
        yield from (line.strip() for line in facts.split("\n"))


def make_template(docx: bytes, facts: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
    """Return our DOCX with the values as variables, and the values of these."""
    values = sorted({v for v in _values(facts) if len(v) > 1}, key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(escape(value)) for value in values))
    plain = {escape(value): value for value in values}
    context: dict[str, str] = {}

    def variable(match: re.Match[str]) -> str:
        context[f"v{len(context)}"] = plain[match[0]]
        return f"{{{{ v{len(context) - 1} }}}}"

    def line(match: re.Match[str]) -> str:
        return match[1] + pattern.sub(variable, match[2]) + match[3]

    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == _DOCUMENT:
                data = _TEXT.sub(line, data.decode()).encode()
            target.writestr(name, data)
    return made.getvalue(), context


def fill(template: bytes, context: dict[str, str]) -> bytes:
    """Return the template filled in by docxtpl, as a service would: opened, rendered, saved."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _xml(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(_DOCUMENT).decode()


def words(docx: bytes) -> list[str]:
    """Return the text of every paragraph."""
    parts = _xml(docx).split("</w:p>")
    return ["".join(text for _, text, _ in _TEXT.findall(part)) for part in parts]
