"""The papers that can be served: their names, and when they may be (data: served.toml, forms)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.rules.events import Order


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

    def plus(self, more: Iterable[ServedPaper]) -> "ServedPapers":
        """Return these with the papers that forms bring with them."""
        return ServedPapers({**{p.code: p for p in more}, **self.papers}, self.words)

    @property
    def names(self) -> dict[str, str]:
        """The Chinese names by code."""
        return {code: paper.name for code, paper in self.papers.items()}


def load_papers(text: str) -> ServedPapers:
    """Read served.toml; a mistake in this bundled file is a KeyError or TypeError."""
    data = tomllib.loads(text)
    papers: dict[str, ServedPaper] = {}
    for row in data["paper"]:
        order = Order(after=tuple(row.get("after", ())), kinds=tuple(row.get("kinds", ())))
        papers[row["code"]] = ServedPaper(row["code"], row["name"], order, row.get("clock", False))
    return ServedPapers(papers, dict(data["words"]))
