"""Which papers can be made in a case, by stage set; what they still lack; one of them shown.

Everything here runs on the worker and knows no Qt.
"""

from dataclasses import dataclass
from pathlib import Path

from models.desk import Desk
from models.errors import StorageError
from models.queries.case_view import load_case
from models.queries.documents import copies_of, stored_file
from models.services import documents
from models.services.documents import Gap, Order
from ui.case.papers.preview import PageImage, render_pages

_SETS = {
    "adjudication": (
        ("acceptance", "立案"), ("refusal", "不予立案"), ("service", "送达"),
        ("hearing", "口头审理"), ("decision", "裁决"), ("dismissal", "撤销案件"),
    ),
    "mediation": (("mediation", "调解"), ("dismissal", "撤销案件")),
    "advisory": (),
}  # fmt: skip
_ALSO = {
    "adjudication": ("request", "correction_notice", "hearing_record", "publication_sheet",
                     "deadline_explanation"),
    "mediation": ("mediation_request", "mediation_refusal_notice", "deadline_explanation"),
    "advisory": ("deadline_explanation",),
}  # fmt: skip
# It belongs to one service and is made from the table of services.
_OF_A_SERVICE = "proof_of_service"
# Papers of adjudication alone that a set shares with mediation.
_NOT_IN_MEDIATION = {"closing_approval"}


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
    kind = view.row["kind"]
    catalog = documents.catalog()
    found: list[Offer] = []
    seen = {_OF_A_SERVICE}
    groups = [(title, [s.id for s in catalog.set(name)]) for name, title in _SETS[kind]]
    for group, ids in (*groups, ("其他", list(_ALSO[kind]))):
        for form_id in ids:
            if form_id in seen or (kind == "mediation" and form_id in _NOT_IN_MEDIATION):
                continue
            seen.add(form_id)
            spec = catalog.spec(form_id)
            for key in documents.addressees_of(view, spec):
                party = view.party(key or "")
                who = party.data["name"] if party else ""
                found.append(Offer(group, spec.title, who, Order(form_id, key)))
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
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise StorageError(
            f"没有写成 {path}：{error.strerror or error}。案卷里的文书没有变化；"
            "如果这个文件正在WPS或者阅读器里打开，请关闭后再存，或者换一个文件名。"
        ) from error
    return path
