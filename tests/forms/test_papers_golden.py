"""Every paper as PDF and DOCX: equal to its golden copy, and whole with the least and the most.

Set REGENERATE_GOLDENS=1 to write the golden copies again; then read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from forms.assemble import assemble
from forms.writers.docx import write_docx
from forms.writers.fonts import open_set
from forms.writers.pdf import write_pdf
from tests.forms.sample_facts import CATALOG, docx_text, facts_for, paged_text
from tests.places import GOLDEN

GOLDEN = GOLDEN / "papers"
every_paper = pytest.mark.parametrize("form_id", sorted(CATALOG.ids()))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@every_paper
def test_golden(form_id: str, kind: str) -> None:
    spec = CATALOG.spec(form_id)
    paper = assemble(spec, facts_for(spec))
    made = paged_text(write_pdf(paper, open_set())) if kind == "pdf" else ""
    made = made or docx_text(write_docx(paper))
    file = GOLDEN / f"{form_id}.{kind}.txt"
    if os.environ.get("REGENERATE_GOLDENS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_text(encoding="utf-8")


def _longest(value: Any) -> Any:
    """Make every list of objects longer and every name a long one with rare characters."""
    if isinstance(value, dict):
        made = {key: _longest(item) for key, item in value.items()}
        if isinstance(made.get("name"), str) and made["name"]:
            made["name"] += "𠮷㼆䶮" + "（特别长的名称）" * 3
        return made
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_longest(item) for item in value for _ in range(3)]
    if isinstance(value, str) and len(value) > 60:
        return "\n".join([value] * 4)
    return value


def _least(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _least(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_least(item) for item in value[:1]]
    return value


@pytest.mark.parametrize("size", [_longest, _least], ids=["maximal", "least"])
@every_paper
def test_sizes(form_id: str, size: Callable[[Any], Any]) -> None:
    spec = CATALOG.spec(form_id)
    paper = assemble(spec, size(facts_for(spec)))
    assert write_pdf(paper, open_set()).startswith(b"%PDF")
    assert write_docx(paper).startswith(b"PK")
