"""Break a centred title into balanced lines at sensible places (梯形, no orphan word)."""

from __future__ import annotations

from collections.abc import Sequence

from forms.layout.charset import breaks_between
from forms.layout.lines import Glyph

# Words of office titles that are not torn; a break falls before or after them.
_WORDS = (
    "知识产权局", "市场监督管理局", "行政裁决", "侵权纠纷", "专利", "纠纷", "处理", "请求",
    "调解", "口头审理", "合议组", "成员", "通知书", "告知书", "决定书", "裁决书", "协议书",
    "审批表", "记录表", "信息表", "笔录", "回执", "回证", "送达", "说明", "陈述", "意见",
    "不予", "立案", "撤销", "案件", "受理", "补正", "答辩", "举证", "期限", "计算", "委员会",
    "人民政府", "管理", "签名", "盖章", "或者", "负责人", "代理人", "法定代表人", "号码",
)  # fmt: skip


def title_breaks(glyphs: Sequence[Glyph], width: float) -> list[tuple[int, int]]:
    """Return (start, end) of each line: as few lines as possible, as even as words allow."""
    total = sum(glyph.advance for glyph in glyphs)
    if total <= width or len(glyphs) < 2:
        return [(0, len(glyphs))]
    inside = _inside("".join(glyph.char for glyph in glyphs))
    count = len(glyphs)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    lines = -(-total // width)
    target = total / lines
    for end in range(1, count + 1):
        used = 0.0
        for start in range(end - 1, -1, -1):
            used += glyphs[start].advance
            if used > width + 0.01 and start < end - 1:
                break
            cost = best[start][0] + _cost(glyphs, end, used, target, inside)
            if end - start == 1:
                cost += 2.0  # a single character alone on a line
            if cost < best[end][0]:
                best[end] = (cost, start)
    return _trace(best, count)


def _cost(
    glyphs: Sequence[Glyph], end: int, used: float, target: float, inside: frozenset[int]
) -> float:
    cost = 0.3 + ((used - target) / target) ** 2
    if end < len(glyphs):
        if not breaks_between(glyphs[end - 1].char, glyphs[end].char):
            cost += 10.0
        if end in inside:
            cost += 1.0
    return cost


def _inside(text: str) -> frozenset[int]:
    found: set[int] = set()
    for word in _WORDS:
        at = text.find(word)
        while at >= 0:
            found.update(range(at + 1, at + len(word)))
            at = text.find(word, at + 1)
    return frozenset(found)


def _trace(best: list[tuple[float, int]], count: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    end = count
    while end > 0:
        start = best[end][1]
        spans.append((start, end))
        end = start
    return spans[::-1]
