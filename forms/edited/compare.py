"""What an edited copy changes in its draft: paragraph by paragraph, or why it cannot be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from forms import blocks as b
from forms.edited.guard import Lost, kept
from forms.edited.reading import Piece, Reading, Table, place_of, read_docx
from forms.marks import figures
from forms.writers.docx import write_docx


@dataclass(frozen=True)
class Change:
    """A paragraph that says otherwise: which it is on the paper, and of which block (`place`)."""

    number: int
    place: int
    was: str
    now: str

    @property
    def gone(self) -> tuple[str, ...]:
        """Return the law, days and numbers that it names no more."""
        return _beyond(self.was, self.now)

    @property
    def new(self) -> tuple[str, ...]:
        """Return the law, days and numbers that it did not name before."""
        return _beyond(self.now, self.was)


def _beyond(text: str, other: str) -> tuple[str, ...]:
    return tuple((Counter(figures(text)) - Counter(figures(other))).elements())


@dataclass(frozen=True)
class Comparison:
    """The changes of a copy; `refused` says in Chinese with its place what cannot be taken."""

    changes: tuple[Change, ...]
    refused: tuple[str, ...]


def same_text(one: Reading, other: Reading) -> bool:
    """Say whether two files say the same, however it is set."""
    return _keys(one.pieces) == _keys(other.pieces)


def compare(paper: b.Paper, draft: Reading, copy: Reading) -> Comparison:
    """Return what a copy of the DOCX of a draft changes; `paper` is the draft as assembled."""
    run = _Comparing(paper, draft, copy)
    refused = [f"{one.place}：{one.what}" for one in copy.found]
    if copy.frame != draft.frame:
        refused.append("页眉或者页脚改过了：这些由程序排，请改回原样")
    if not refused:
        refused += run.refused()
    return Comparison(() if refused else tuple(run.changes), tuple(refused))


def fits(paper: b.Paper, change: Change) -> bool:
    """Say whether a change is of this paper, and keeps what it has to keep."""
    block = paper.blocks[change.place] if 0 <= change.place < len(paper.blocks) else None
    if not isinstance(block, b.Paragraph) or block.text != change.was:
        return False
    return not isinstance(kept(block.text, block.fixed, change.now), Lost)


def _keys(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece.strip() if isinstance(piece, str) else piece for piece in pieces]


def _blocks(paper: b.Paper) -> list[int | None]:
    """Return for each piece of a paper's DOCX the place of its paragraph, None for the rest.

    A twin of the paper whose paragraphs say only their places is written by the same writer.
    """
    named = [
        replace(block, runs=(b.Run(f"#{place}#"),))
        if isinstance(block, b.Paragraph) and block.text else block
        for place, block in enumerate(paper.blocks)
    ]  # fmt: skip
    places = {f"#{place}#": place for place in range(len(named))}
    pieces = read_docx(write_docx(replace(paper, blocks=tuple(named)))).pieces
    return [places.get(piece) if isinstance(piece, str) else None for piece in pieces]


class _Comparing:
    def __init__(self, paper: b.Paper, draft: Reading, copy: Reading) -> None:
        self.changes: list[Change] = []
        self._paper = paper
        self._old, self._new = draft.pieces, copy.pieces
        self._blocks = _blocks(paper)

    def refused(self) -> Iterator[str]:
        """Yield what cannot be taken; `changes` has the rest."""
        old, new = _keys(self._old), _keys(self._new)
        for kind, a, b_, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            if b_ - a != d - c:
                yield self._uneven(c, b_ - a, d - c)
                continue
            for one, other in zip(range(a, b_), range(c, d), strict=True):
                yield from self._pair(one, other)

    def _uneven(self, at: int, were: int, are: int) -> str:
        near = min(at, len(self._new) - 1)
        where = self._place(near) if near >= 0 else "全文"
        if not are:
            return f"{where}之前少了{were}段：段落不能删、不能合并，只能改其中的文字"
        more = f"原来的{were}段成了{are}段" if were else f"多出了{are}段"
        return f"{where}起{more}：段落和表格不能增删、移动、拆分或者合并，只能改其中的文字"

    def _pair(self, one: int, other: int) -> Iterator[str]:
        old, new = self._old[one], self._new[other]
        where = self._place(other)
        if isinstance(old, tuple) and isinstance(new, tuple):
            yield _rows(old, new, where)
            return
        if isinstance(old, tuple) or isinstance(new, tuple):
            yield f"{where}：段落和表格的次序变了"
            return
        place = self._blocks[one]
        if place is None:
            yield f"{where}：标题、文号、栏目、签名和落款由程序填写，不能在Word里改"
            return
        block = self._paper.blocks[place]
        assert isinstance(block, b.Paragraph)
        now = new.rstrip() if block.own_indent else new.strip()
        found = kept(block.text, block.fixed, now)
        if isinstance(found, Lost):
            yield f"{where}：{_lost(found)}"
            return
        self.changes.append(Change(self._number(other), place, block.text, now))

    def _number(self, at: int) -> int:
        return sum(isinstance(piece, str) for piece in self._new[: at + 1])

    def _place(self, at: int) -> str:
        piece = self._new[at]
        if isinstance(piece, str):
            return place_of(self._number(at), piece.strip())
        return f"第{sum(not isinstance(one, str) for one in self._new[: at + 1])}个表格"


def _rows(old: Table, new: Table, where: str) -> str:
    differ = [n for n, pair in enumerate(zip(old, new, strict=False), 1) if pair[0] != pair[1]]
    row = f"第{differ[0]}行" if differ else "的行数"
    return f"{where}{row}：表格里的内容由程序填写，不能在Word里改"


def _lost(lost: Lost) -> str:
    if lost.touched:
        return (
            f"紧挨着“{lost.text}”的字改了，看不出它还是不是原来的内容；"
            "请保留它前后的字，或者用标点隔开"
        )
    return f"“{lost.text}”是案件记录或者文书依据里的内容，不能在Word里改；确需改的，先改案件记录"
