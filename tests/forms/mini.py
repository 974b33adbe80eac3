"""A small schema and paper, so that the engine is tested without the real catalogue."""

from __future__ import annotations

from forms.assemble import assemble
from forms.blocks import Paper
from forms.facts import Facts
from forms.reading.facts_reader import read_schema
from forms.reading.facts_schema import FactsSchema
from forms.reading.spec import FormSpec
from forms.reading.spec_reader import read_form, read_shared

FACTS = """
shape = [
  { path = "party.name", type = "text", label = "名称" },
  { path = "party.agents[].name", type = "text", label = "代理人姓名" },
]
fact = [
  { path = "office.issuer", type = "text", label = "落款机关" },
  { path = "case.no", type = "text", label = "案号" },
  { path = "case.requests[]", type = "text", label = "请求事项" },
  { path = "case.docketed_on", type = "date", label = "立案日期" },
  { path = "case.simple", type = "bool", label = "简易" },
  { path = "requesters[]", like = "party", label = "请求人" },
  { path = "respondents[]", like = "party", label = "被请求人" },
  { path = "service.items[].name", type = "text", label = "文书名称" },
  { path = "amount", type = "fen", label = "金额" },
]
"""
HEAD = """
id = "mini"
title = "小文书"
version = 2
source = "测试"
layout = "letter"
issuer_line = true
number = "case.no"
"""


def schema() -> FactsSchema:
    """The small schema."""
    return read_schema(FACTS, "facts.toml")


def form(blocks: str, head: str = HEAD, shared: str = "") -> FormSpec:
    """A paper with these blocks."""
    return read_form(
        head + blocks, "mini.toml", "stage", schema(), read_shared(shared, "_shared.toml")
    )


def paper(blocks: str, facts: Facts, *, draft: bool = False, head: str = HEAD) -> Paper:
    """The assembled paper."""
    return assemble(form(blocks, head), facts, draft=draft, schema=schema())


def text(blocks: str, facts: Facts, *, draft: bool = False, head: str = HEAD) -> str:
    """Its text without the title block."""
    made = paper(blocks, facts, draft=draft, head=head)
    return Paper("", "", "letter", made.blocks[1:]).text()
