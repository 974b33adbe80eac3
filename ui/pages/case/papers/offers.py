"""Which papers can be made in a case, by stage set; what they still lack; one of them shown.

Everything here runs on the worker and knows no Qt.
"""

from dataclasses import dataclass, field

from models.cases.loading import load
from models.queries.documents import Final, Finals, copies_for, finals_of
from models.services.shared import documents
from models.services.shared.documents import Gap, Order
from models.store.desk import Desk
from ui.output.papers.preview import render_pages
from ui.output.papers.shown import Shown


@dataclass(frozen=True)
class Offer:
    """A paper that can be made: its group, title, for whom."""

    group: str
    title: str
    who: str
    order: Order


@dataclass(frozen=True)
class Offers:
    """What can be made, in the order of the stages, and what of it is final already."""

    papers: tuple[Offer, ...] = ()
    finals: Finals = field(default_factory=Finals)

    def final(self, order: Order) -> Final | None:
        """Return the final that is there of an order."""
        return self.finals.get((order.form_id, order.addressee))


def offers_of(desk: Desk, case_id: int) -> Offers:
    """Return the papers of the case's kind."""
    case = load(desk, case_id)
    papers = tuple(
        Offer(group, spec.title, case.name_of(order.addressee), order)
        for group, spec, orders in documents.offers_of(case)
        for order in orders
    )
    return Offers(papers, finals_of(desk, case_id))


def gaps_of(desk: Desk, case_id: int, orders: tuple[Order, ...]) -> tuple[Gap, ...]:
    """Return what these papers still lack before they can be final."""
    return tuple(documents.gaps(desk, load(desk, case_id), orders))


def show_order(desk: Desk, case_id: int, order: Order, scale: float) -> Shown:
    """Return a paper as a draft, nothing stored."""
    case = load(desk, case_id)
    made = documents.preview(desk, case, order)
    pages, copies = render_pages(made.pdf, scale), copies_for(case, made.spec)
    return Shown(f"{made.spec.title}（草稿）", pages, made.docx, made.pdf, copies)
