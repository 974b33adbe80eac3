"""Served papers: the code and the name that the list of services shows come from the paper."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from forms.catalog import load_catalog
from forms.errors import SpecError
from forms.reading.toml_table import parse_toml
from tests.forms.sample_facts import CATALOG

SLIP = """
id = "{id}"
title = "催告书"
version = 1
source = "本局自拟"
layout = "letter"
kinds = ["adjudication"]
{more}
[[block]]
type = "paragraph"
text = "{{{{ case.no }}}}"
"""


def _write(folder: Path, form_id: str, more: str) -> Path:
    text = SLIP.format(id=form_id, more=more)
    (folder / f"{form_id}.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_bundled_papers_are_served_under_the_names_of_the_tables() -> None:
    table = parse_toml(resources.text("procedure", "served.toml"), "served")
    known = {row.text("code"): row.text("name") for row in table.tables("paper")}
    served = CATALOG.served()
    assert {code: known.get(code) for code in served} == served
    # What is served without a paper of the catalogue.
    assert set(known) - set(served) == {"answer_copy"}


def test_a_new_served_paper_brings_its_name(tmp_path: Path) -> None:
    _write(tmp_path, "urging", 'served = "urging_letter"')
    catalog = load_catalog([tmp_path])
    assert catalog.served() == {**CATALOG.served(), "urging_letter": "催告书"}
    _write(tmp_path, "urging", 'served = "urging_letter"\nserved_name = "催告"')
    assert load_catalog([tmp_path]).served()["urging_letter"] == "催告"
    assert "urging_letter" not in CATALOG.served()


def test_two_papers_may_be_served_as_one_document_of_one_name(tmp_path: Path) -> None:
    _write(tmp_path, "urging", 'served = "decision"\nserved_name = "行政裁决书"')
    assert load_catalog([tmp_path]).served() == CATALOG.served()
    _write(tmp_path, "urging", 'served = "decision"')
    with pytest.raises(SpecError, match=r"urging\.toml: decision is served as 行政裁决书 in "):
        load_catalog([tmp_path])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('served = "催告书"', "served: '催告书' is no code"),
        ('served_name = "催告书"', "served_name is of no use without served"),
        ("served = true", r"served has the wrong type \(bool\)"),
    ],
)
def test_a_wrong_served_is_refused(tmp_path: Path, more: str, said: str) -> None:
    with pytest.raises(SpecError, match=rf"urging\.toml: {said}"):
        load_catalog([_write(tmp_path, "urging", more)])
