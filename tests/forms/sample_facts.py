"""The sample facts as each paper gets them, and the readers that turn a paper into text."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import io
import json
import re
import zipfile
from typing import Any

import resources
from forms.blocks import Paper
from forms.catalog import Catalog, load_catalog
from forms.reading.facts_reader import load_schema
from forms.reading.spec import FormSpec
from forms.writers.fonts import open_set
from forms.writers.pdf import write_pdf
from tests.pdf import pages_of, pdf_text

CATALOG: Catalog = load_catalog()
SCHEMA = load_schema()
FULL: dict[str, Any] = SCHEMA.typed(json.loads(resources.text("samples", "facts_full.json")))


def facts_for(spec: FormSpec) -> dict[str, Any]:
    """Return the sample facts as this paper would get them: addressee, and S10 for mediation."""
    facts = copy.deepcopy(FULL)
    if spec.stage == "mediation":
        facts["case"] |= {
            "kind": "mediation",
            "no": "晋宁知法调字〔2026〕7号",
            "receipt_no": "禾知收〔2026〕44号",
            "cause": "“一种可折叠灌溉喷头装置”发明专利侵权赔偿数额纠纷",
            "origin_no": "晋宁知法裁字〔2026〕3号",
            "received_on": dt.date(2026, 6, 22),
            "docketed_on": dt.date(2026, 7, 8),
            "requests": ["请求被请求人赔偿经济损失200,000元。"],
        }
        facts["document"] = {"on": dt.date(2026, 7, 8)}
        facts["requesters"][0]["agents"] = []
    if spec.addressees == "requesters":
        facts["addressee"] = facts["requesters"][0]
    return facts


def facts_for_id(form_id: str) -> dict[str, Any]:
    """Return the sample facts for the paper with this id."""
    return facts_for(CATALOG.spec(form_id))


def leaves(facts: Any, path: str) -> list[tuple[Any, Any]]:
    """Return every (container, key) that a path means."""
    found: list[tuple[Any, Any]] = [({"": facts}, "")]
    for part in path.split("."):
        name = part.removesuffix("[]")
        found = [(holder[key], name) for holder, key in found]
        if part.endswith("[]"):
            found = [(h[k], n) for h, k in found for n in range(len(h[k]))]
    return found


def paged_text(data: bytes) -> str:
    """Return the text of a PDF, pages parted by form feeds."""
    return "\f".join(page.replace("\r\n", "\n").strip() for page in pages_of(data)) + "\n"


def docx_text(data: bytes) -> str:
    """Return the hash and the text of a DOCX, one paragraph a line."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    lines = [
        "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", part)) for part in xml.split("</w:p>")
    ]
    digest = hashlib.sha256(xml.encode("utf-8")).hexdigest()
    return "\n".join([f"sha256 {digest}", *lines]).strip() + "\n"


def flat_text(paper: Paper) -> str:
    """Return the printed text without white space."""
    return pdf_text(write_pdf(paper, open_set()))
