"""Edits of paragraphs, kept with a draft and applied whenever the paper is set again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forms import blocks as b
from forms.edited.guard import Lost, kept
from forms.errors import FormError

_SHOWN = 20


@dataclass(frozen=True)
class Edit:
    """A paragraph that says `now` in place of `was`; `nth` of the paragraphs with that text."""

    was: str
    now: str
    nth: int = 0


class Misfit(FormError):
    """An edit whose paragraph the record has changed: it is never applied to another text."""

    def __init__(self, edit: Edit) -> None:
        super().__init__(
            f"取回的修改里，“{edit.was[:_SHOWN]}……”这一段按案件现在的记录已经是别的内容，套不上；"
            "请作废改过的那一稿，重新存草稿，再在新稿上改"
        )


def apply_edits(paper: b.Paper, edits: Sequence[Edit]) -> b.Paper:
    """Return the paper with its edits; Misfit when one finds no paragraph of its text."""
    open_ = {(edit.was, edit.nth): edit for edit in edits}
    blocks = list(paper.blocks)
    for place, nth in _numbered(paper):
        block = blocks[place]
        assert isinstance(block, b.Paragraph)
        edit = open_.pop((block.text, nth), None)
        if edit is not None:
            blocks[place] = edited(block, edit)
    for edit in open_.values():
        raise Misfit(edit)
    return replace(paper, blocks=tuple(blocks))


def edited(block: b.Paragraph, edit: Edit) -> b.Paragraph:
    """Return a paragraph with its edit; Misfit when that loses what it has to keep."""
    fixed = kept(block.text, block.fixed, edit.now)
    if isinstance(fixed, Lost):
        raise Misfit(edit)
    runs = (b.Run(edit.now, block.runs[0].role),)
    return replace(block, runs=runs, fixed=fixed)


def merged(plain: b.Paper, edits: Sequence[Edit], changes: dict[int, str]) -> tuple[Edit, ...]:
    """Return the edits of a paper with new texts by place of the block added to them.

    `plain` is the paper without edits; one that says what its block says is dropped.
    """
    before = {(edit.was, edit.nth): edit.now for edit in edits}
    made: list[Edit] = []
    for place, nth in _numbered(plain):
        block = plain.blocks[place]
        assert isinstance(block, b.Paragraph)
        now = changes.get(place, before.get((block.text, nth), block.text))
        if now != block.text:
            made.append(Edit(block.text, now, nth))
    return tuple(made)


def _numbered(paper: b.Paper) -> Iterator[tuple[int, int]]:
    """Yield the place of each paragraph, and which of those with the same text it is."""
    seen = Counter[str]()
    for place, block in enumerate(paper.blocks):
        if isinstance(block, b.Paragraph) and block.text:
            yield place, seen[block.text]
            seen[block.text] += 1
