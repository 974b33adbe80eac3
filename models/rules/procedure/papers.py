"""The papers that can be served: their names, and when they may be (data: served.toml, forms)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from models.rules.events import Order
from models.rules.toml.rows import Row, read_toml


@dataclass(frozen=True)
class ServedPaper:
    """A paper by its code; `clock` = the bundled deadline rules read its service."""

    code: str
    name: str
    order: Order
    clock: bool = False


@dataclass(frozen=True)
class ServedPapers:
    """Every paper that can be served, and how to say that something is lacking."""

    papers: Mapping[str, ServedPaper]
    words: Mapping[str, str]
    offered: Mapping[str, tuple[str, ...]]  # by procedure, as the dialog of a service lists them

    def plus(self, more: Iterable[ServedPaper]) -> "ServedPapers":
        """Return these with the papers that forms bring with them."""
        return replace(self, papers={**{p.code: p for p in more}, **self.papers})

    @property
    def names(self) -> dict[str, str]:
        """The Chinese names by code."""
        return {code: paper.name for code, paper in self.papers.items()}


def load_papers(text: str) -> ServedPapers:
    """Read served.toml; InputRefused names a mistake in it."""
    data = read_toml(text, "served.toml")
    papers = {paper.code: paper for paper in data.each("paper", _paper)}
    return ServedPapers(papers, data.names("words"), data.word_lists("offered"))


def _paper(row: Row) -> ServedPaper:
    order = Order(
        after=row.words("after", ()), kinds=row.words("kinds", ()), per=row.flag("per", False)
    )
    return ServedPaper(row.text("code"), row.text("name"), order, row.flag("clock", False))
