"""One 裁决书 of three pages: our writers against docxtpl and LibreOffice on an equal template.

The template is our own DOCX of the same paper with every value that the facts gave replaced by a
variable: same paragraphs, same styles, same words once it is filled in – which is checked.
"""

import io
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2
from docxtpl import DocxTemplate

import resources
from forms.assemble import assemble
from forms.filters import cn_date
from forms.writers.docx import write_docx
from forms.writers.pdf import write_pdf
from models.services import documents
from tests.bench.measure import Result, medians_in_turn, say

FORM, PAGES = "decision", 3
DOCX_SHARE = 0.8
BOTH_FASTER = 20.0
RUNS, OFFICE_RUNS = 25, 5
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_DOCUMENT = "word/document.xml"


def run() -> list[Result]:
    """Measure all four ways in turn; what needs LibreOffice is left out where there is none."""
    facts = _facts()
    template, context = _template(_docx(facts), facts)
    made = _filled(template, context)
    if _words(made) != _words(_docx(facts)):
        raise RuntimeError("the docxtpl template does not give our words")
    say(f"  {len(_TEXT.findall(_xml(template)))} 段文字，{len(context)} 个变量")
    ours, both, theirs = medians_in_turn(
        [lambda: _docx(facts), lambda: _both(facts), lambda: _filled(template, context)], RUNS
    )
    return [
        Result(f"裁决书{PAGES}页：DOCX", 1000 * ours),
        Result(f"裁决书{PAGES}页：DOCX+PDF", 1000 * both),
        Result("docxtpl：DOCX", 1000 * theirs),
        Result("DOCX与docxtpl之比", ours / theirs, "倍", DOCX_SHARE),
        *_against_office(made, both, theirs),
    ]


def _against_office(made: bytes, both: float, theirs: float) -> list[Result]:
    name = "DOCX+PDF比docxtpl+LibreOffice快"
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        note = "not measured: LibreOffice absent"
        return [Result(name, None, "倍", BOTH_FASTER, at_least=True, note=note)]
    with tempfile.TemporaryDirectory() as folder:
        convert = _converter(program, Path(folder), made)
        (office,) = medians_in_turn([convert], OFFICE_RUNS)
    return [
        Result("LibreOffice：转为PDF", 1000 * office),
        Result(name, (theirs + office) / both, "倍", BOTH_FASTER, at_least=True),
    ]


def _converter(program: str, folder: Path, docx: bytes) -> Callable[[], None]:
    """Return the conversion of one DOCX; its first run also makes the user profile."""
    source, result = folder / "paper.docx", folder / "paper.pdf"
    source.write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]

    def convert() -> None:
        result.unlink(missing_ok=True)
        subprocess.run([*command, str(source)], capture_output=True, check=True)
        if not result.exists():
            raise RuntimeError("LibreOffice wrote no PDF")

    return convert


def _facts() -> dict[str, Any]:
    """Return the sample facts cut to one item a list, then filled up to three whole pages."""
    raw = json.loads(resources.text("samples", "facts_full.json"))
    whole = documents.catalog().schema.typed(raw)
    facts = _least(whole)
    facts |= {"parties": facts["requesters"] + facts["respondents"], "third_parties": []}
    texts = [*whole["decision"]["facts_found"], *whole["decision"]["reasons"]]
    found: list[str] = facts["decision"]["facts_found"]
    while _pages(facts) <= PAGES:
        found.append(texts[len(found) % len(texts)])
    found.pop()
    if not found or _pages(facts) != PAGES:
        raise RuntimeError(f"the sample decision is not {PAGES} pages long")
    return facts


def _least(value: Any) -> Any:
    """Return the facts with the first item of every list and the first sentence of every text."""
    if isinstance(value, dict):
        return {key: _least(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_least(item) for item in value[:1]]
    if not isinstance(value, str):
        return value
    first, stop, _ = value.split("\n")[0].partition("。")
    return first + stop


def _pages(facts: dict[str, Any]) -> int:
    return len(pypdfium2.PdfDocument(write_pdf(_paper(facts))))


def _paper(facts: dict[str, Any]) -> Any:
    catalog = documents.catalog()
    return assemble(catalog.spec(FORM), facts, schema=catalog.schema)


def _docx(facts: dict[str, Any]) -> bytes:
    return write_docx(_paper(facts))


def _both(facts: dict[str, Any]) -> tuple[bytes, bytes]:
    paper = _paper(facts)
    return write_docx(paper), write_pdf(paper)


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


def _template(docx: bytes, facts: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
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


def _filled(template: bytes, context: dict[str, str]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _xml(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(_DOCUMENT).decode()


def _words(docx: bytes) -> list[str]:
    """Return the text of every paragraph."""
    parts = _xml(docx).split("</w:p>")
    return ["".join(text for _, text, _ in _TEXT.findall(part)) for part in parts]
