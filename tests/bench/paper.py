"""One 裁决书 of three pages: our writers against docxtpl and LibreOffice on an equal template.

The template is our own DOCX of the same paper with every value that the facts gave replaced by a
variable: same paragraphs, same styles, same words once it is filled in – which is checked.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2

import resources
from forms.assemble import assemble
from forms.writers.docx import write_docx
from forms.writers.pdf import write_pdf
from models.reference.paper_catalog import catalog
from tests.bench.measure import Result, medians_in_turn, say
from tests.bench.template import fill, make_template, words

FORM, PAGES = "decision", 3
DOCX_SHARE = 0.8
BOTH_FASTER = 20.0
RUNS, OFFICE_RUNS = 25, 5


def run() -> list[Result]:
    """Measure all four ways in turn; what needs LibreOffice is left out where there is none."""
    facts = _facts()
    template, context = make_template(_docx(facts), facts)
    made = fill(template, context)
    if words(made) != words(_docx(facts)):
        raise RuntimeError("the docxtpl template does not give our words")
    say(f"  {len(words(template))} 段，{len(context)} 个变量")
    ours, both, theirs = medians_in_turn(
        [lambda: _docx(facts), lambda: _both(facts), lambda: fill(template, context)], RUNS
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
    office, note = _office_seconds(made)
    if office is None:
        return [Result(name, None, "倍", BOTH_FASTER, at_least=True, note=note)]
    return [
        Result("LibreOffice：转为PDF", 1000 * office),
        Result(name, (theirs + office) / both, "倍", BOTH_FASTER, at_least=True),
    ]


def _office_seconds(docx: bytes) -> tuple[float | None, str]:
    """Return the median seconds of LibreOffice for one DOCX, or None and why not."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None, "not measured: LibreOffice absent"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, result = folder / "paper.docx", folder / "paper.pdf"
        source.write_bytes(docx)
        # A profile of its own, made by the warming run: an open LibreOffice does not matter.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", name]

        def convert() -> None:
            result.unlink(missing_ok=True)
            subprocess.run([*command, str(source)], capture_output=True, check=True, timeout=120)
            result.stat()

        try:
            return medians_in_turn([convert], OFFICE_RUNS)[0], ""
        except (subprocess.SubprocessError, OSError) as error:
            return None, f"not measured: LibreOffice failed ({type(error).__name__})"


def _facts() -> dict[str, Any]:
    """Return the sample facts cut to one item a list, then filled up to three whole pages."""
    raw = json.loads(resources.text("samples", "facts_full.json"))
    whole: dict[str, Any] = catalog().schema.typed(raw)
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
    forms = catalog()
    return assemble(forms.spec(FORM), facts, schema=forms.schema)


def _docx(facts: dict[str, Any]) -> bytes:
    return write_docx(_paper(facts))


def _both(facts: dict[str, Any]) -> tuple[bytes, bytes]:
    paper = _paper(facts)
    return write_docx(paper), write_pdf(paper)
