"""Which papers can be made in a case, by stage set; what they still lack; one of them shown.

Everything here runs on the worker and knows no Qt.
"""

from dataclasses import dataclass
from pathlib import Path

from models.desk import Desk
from models.files import write_whole
from models.queries.case_view import load_case
from models.queries.documents import copies_of, stored_file
from models.services import documents
from models.services.documents import Gap, Order
from ui.case.papers.preview import PageImage, render_pages


@dataclass(frozen=True)
class Offer:
    """A paper that can be made: its group, title, for whom."""

    group: str
    title: str
    who: str
    order: Order


@dataclass(frozen=True)
class Shown:
    """A paper ready to be shown and saved."""

    title: str
    pages: tuple[PageImage, ...]
    docx: bytes
    pdf: bytes
    copies: int = 1


def offers_of(desk: Desk, case_id: int) -> tuple[Offer, ...]:
    """Return the papers of the case's kind in the order of its stages."""
    view = load_case(desk, case_id)
    found: list[Offer] = []
    for group, spec, orders in documents.offers_of(view):
        for order in orders:
            party = view.party(order.addressee or "")
            who = party.data["name"] if party else ""
            found.append(Offer(group, spec.title, who, order))
    return tuple(found)


def gaps_of(desk: Desk, case_id: int, orders: tuple[Order, ...]) -> tuple[Gap, ...]:
    """Return what these papers still lack before they can be final."""
    return tuple(documents.gaps(desk, load_case(desk, case_id), orders))


def show_order(desk: Desk, case_id: int, order: Order, scale: float) -> Shown:
    """Return a paper as a draft, nothing stored."""
    made = documents.preview(desk, load_case(desk, case_id), order)
    pages = render_pages(made.pdf, scale)
    return Shown(f"{made.spec.title}（草稿）", pages, made.docx, made.pdf, made.spec.copies)


def show_stored(desk: Desk, document_id: int, title: str, scale: float) -> Shown:
    """Return a stored paper as it was written."""
    pdf = stored_file(desk, document_id, "pdf")
    docx = stored_file(desk, document_id, "docx")
    return Shown(title, render_pages(pdf, scale), docx, pdf, copies_of(document_id))


def save_as(_desk: Desk, path: str, data: bytes) -> str:
    """Write a copy where the person wants it; StorageError in words when that fails."""
    write_whole(Path(path), data)
    return path
