"""Facts into papers: plain values, loops, conditions, missing facts, drafts, filters."""

from __future__ import annotations

import datetime as dt

import pytest

from forms import blocks as b
from forms.errors import FormError, MissingFacts
from forms.filters import cn_date, cn_datetime, cn_join, cn_num, rmb, rmb_upper
from forms.validate import missing
from tests.forms import mini

P = '[[block]]\ntype = "paragraph"\n'
NASTY = "<b>&{{ case.no }}{% raw %}</b> 𠮷㼆䶮 “引号” a<b"


AGENT = "requesters[].agents[].name"


def need(*paths: str) -> str:
    return mini.HEAD + f"required = {list(paths)}\n".replace("'", '"')


def test_values_are_plain_text_and_never_read_again() -> None:
    assert (
        mini.text(P + 'text = "案号{{ case.no }}。"', {"case": {"no": NASTY}}) == f"案号{NASTY}。"
    )


def test_line_breaks_become_paragraphs_and_indents_survive() -> None:
    value = "第一段\r\n　　第二段\n\n    四个空格\n"
    made = mini.paper(P + 'text = "{{ case.no }}"', {"case": {"no": value}}).blocks[1:]
    assert [(p.text, p.own_indent) for p in made if isinstance(p, b.Paragraph)] == [
        ("第一段", False),
        ("　　第二段", True),
        ("", False),
        ("    四个空格", False),
    ]


def test_an_empty_text_prints_nothing() -> None:
    assert mini.text(P + 'text = "{{ case.no }}"', {}) == ""


def test_loops_know_their_place_and_when_is_asked_for_each() -> None:
    blocks = P + 'for = "p in requesters"\nwhen = "p.name != \'乙\'"\n'
    blocks += 'text = "{{ loop.index|cn_num }}、{{ p.name }}{% if loop.last %}。{% endif %}"'
    names = [{"name": n} for n in "甲乙丙"]
    assert mini.text(blocks, {"requesters": names}) == "一、甲\n三、丙。"


def test_title_block_has_issuer_title_and_number() -> None:
    made = mini.paper(P + 'text = "a"', {"office": {"issuer": "某局"}, "case": {"no": "1号"}})
    assert made.blocks[0] == b.TitleBlock("某局", "小文书", "1号")
    assert made.footer == b.Footer("dash") and made.version == 2


def test_missing_facts_are_named_once_with_their_labels() -> None:
    spec = mini.form(
        P + 'text = "{{ case.no }}"',
        need("case.no", "case.requests", "requesters[].name", AGENT, "amount"),
    )
    facts = {"requesters": [{"name": "甲", "agents": [{"name": "丁"}]}, {"name": ""}], "amount": 0}
    found = [(m.path, m.label) for m in missing(spec, facts, mini.schema())]
    assert found == [
        ("case.no", "案号"),
        ("case.requests", "请求事项"),
        ("requesters[1].name", "请求人名称（第2项）"),
        ("requesters[1].agents[].name", "请求人代理人姓名（第2项）"),
    ]
    with pytest.raises(MissingFacts) as caught:
        mini.assemble(spec, facts, schema=mini.schema())
    assert len(caught.value.missing) == 4 and "案号（case.no）" in str(caught.value)


def test_a_draft_prints_labels_for_what_is_missing() -> None:
    blocks = P + 'text = "{{ case.no }}于{{ case.docketed_on|cn_date }}立案"\n'
    blocks += P + 'for = "p in requesters"\ntext = "请求人：{{ p.name }}"\n'
    blocks += P + 'text = "共{{ amount|rmb }}（{{ case.requests|cn_join }}）{{ case.simple }}"'
    head = need("case.no", "case.docketed_on", "requesters[].name", "amount", "case.requests")
    made = mini.paper(blocks, {}, draft=True, head=head)
    assert made.draft
    assert mini.text(blocks, {}, draft=True, head=head) == (
        "【案号】于【立案日期】立案\n请求人：【请求人名称】\n共【金额】（【请求事项】）"
    )


def test_a_draft_shows_what_depends_on_a_missing_fact() -> None:
    blocks = P + 'when = "case.no"\ntext = "{{ case.no }}"'
    assert mini.text(blocks, {}, draft=True, head=need("case.no")) == "【案号】"
    assert mini.text(blocks, {}) == ""


def test_ticks_print_every_option() -> None:
    blocks = '[[block]]\ntype = "ticks"\noptions = [{ text = "是", when = "case.simple" },'
    blocks += '{ text = "否", when = "not case.simple" }]\n'
    blocks += '[[block]]\ntype = "ticks"\nfor = "p in requesters"\ntext = "{{ p.name }}"\n'
    blocks += "ticked = \"p.name == '乙'\""
    facts = {"case": {"simple": True}, "requesters": [{"name": "甲"}, {"name": "乙"}]}
    assert mini.paper(blocks, facts).blocks[1:] == (
        b.TickList((b.Tick("是", True), b.Tick("否", False))),
        b.TickList((b.Tick("甲", False), b.Tick("乙", True))),
    )


def test_a_grid_places_its_cells() -> None:
    blocks = """
[[block]]
type = "grid"
widths = [20, 30, 40]
[[block.row]]
for = "p in requesters"
cells = [{ text = "请求人", label = true, rowspan = "requesters|length", when = "loop.first" },
         { text = "{{ p.name }}", span = 2 }]
[[block.row]]
header = true
min_height = 12
cells = [{ text = "末", span = 2 }]
"""
    made = mini.paper(blocks, {"requesters": [{"name": "甲"}, {"name": "乙"}]}).blocks[1]
    assert isinstance(made, b.Grid)
    first, second, last = made.rows
    assert [(c.column, c.span, c.rowspan) for c in first.cells] == [(0, 1, 2), (1, 2, 1)]
    assert [(c.column, c.text) for c in second.cells] == [(1, "乙")]
    assert [(c.column, c.span) for c in last.cells] == [(0, 2), (2, 1)]
    assert last.header and last.min_height == 12


def test_a_grid_with_too_many_cells_is_an_error() -> None:
    row = '[[block.row]]\ncells = [{ text = "a", rowspan = 2 }, { text = "b" }]\n'
    with pytest.raises(FormError, match="单元格"):
        mini.paper('[[block]]\ntype = "grid"\nwidths = [1, 1]\n' + row * 2, {})


def test_seal_and_signature() -> None:
    blocks = '[[block]]\ntype = "signature"\nlines = [{ label = "书记员", text = "陈雨" },'
    blocks += '{ for = "p in requesters", label = "审理员", text = "{{ p.name }}" }]\n'
    blocks += '[[block]]\ntype = "seal"\ndate = "case.docketed_on"\n'
    facts = {
        "office": {"issuer": "某局"},
        "case": {"docketed_on": dt.date(2026, 1, 5)},
        "requesters": [{"name": "李敏"}],
    }
    assert mini.paper(blocks, facts).blocks[1:] == (
        b.Signature((("书记员", "陈雨"), ("审理员", "李敏"))),
        b.SealArea("某局", "（加盖公章处）", "2026年1月5日"),
    )
    seal = mini.paper(blocks, {}).blocks[-1]
    assert isinstance(seal, b.SealArea) and seal.date == "　　　　年　　月　　日"


def test_a_failing_text_is_an_error_in_words() -> None:
    with pytest.raises(FormError, match="无法填写"):
        mini.text(P + 'text = "{{ 1 // amount }}"', {"amount": 0})
    with pytest.raises(FormError, match="无法计算"):
        mini.text(P + 'text = "a"\nwhen = "amount > case.no"', {"amount": 1, "case": {"no": "x"}})


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (cn_date(dt.date(2026, 1, 5)), "2026年1月5日"),
        (cn_date(None), ""),
        (cn_datetime(dt.datetime(2026, 4, 8, 9, 30)), "2026年4月8日9时30分"),
        (cn_datetime(dt.datetime(2026, 4, 8, 9, 0)), "2026年4月8日9时"),
        (cn_datetime(dt.date(2026, 4, 8)), "2026年4月8日"),
        (cn_join(["甲", "", None, "乙"]), "甲、乙"),
        (cn_join(["甲", "乙"], "；"), "甲；乙"),
        (cn_join("甲"), "甲"),
        (rmb(12600000), "126,000元"),
        (rmb(12600050), "126,000.50元"),
        (rmb(0), "0元"),
        (rmb_upper(12600000), "壹拾贰万陆仟元整"),
        (rmb_upper(105), "壹元零伍分"),
        (rmb_upper(None), ""),
        (cn_num(1), "一"),
        (cn_num(10), "十"),
        (cn_num(12), "十二"),
        (cn_num(20), "二十"),
        (cn_num(103), "一百零三"),
        (cn_num(1010), "一千零一十"),
        (cn_num(110), "一百一十"),
    ],
)
def test_filters(got: str, wanted: str) -> None:
    assert got == wanted
