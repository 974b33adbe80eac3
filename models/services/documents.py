"""Papers: made from the fact tree, stored with their bytes, hashes and the values they show."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from forms.assemble import assemble
from forms.errors import FormError, Missing, MissingFacts
from forms.spec import FormSpec
from forms.validate import missing
from forms.writers.docx import write_docx
from forms.writers.fonts import open_set
from forms.writers.pdf import write_pdf
from models import reference
from models.canonical import canonical
from models.entities import Document, DocumentFile
from models.errors import BadInput
from models.facts import records
from models.facts.case import office_facts
from models.facts.tree import facts_for
from models.queries.case_view import CaseView, load_case, state_of
from models.reference.paper_catalog import catalog
from models.reference.positions import unset_positions
from models.reference.rule_store import pack_label
from models.rules.problem import Problem
from models.rules.procedure.conditions import consents
from models.services.recording import begin
from models.store.desk import Desk
from models.store.unit import command


@dataclass(frozen=True)
class Order:
    """One paper to be made: which form, for whom, with which day printed on it."""

    form_id: str
    addressee: str | None = None
    on: date | None = None
    service_event: int | None = None


@dataclass(frozen=True)
class Gap:
    """Why a paper cannot be final yet: a missing fact (with its path) or an unset position."""

    form_id: str
    path: str
    label: str


@dataclass(frozen=True)
class Rendered:
    """A paper as bytes with the values it was made from."""

    spec: FormSpec
    values: dict[str, Any]
    docx: bytes
    pdf: bytes


def _needed(spec: FormSpec) -> set[str]:
    return {path.split(".")[0].removesuffix("[]") for path in spec.required}


def addressees_of(view: CaseView, spec: FormSpec) -> list[str | None]:
    """Return the parties a paper is made out to, [None] when there is one copy for the case."""
    if not spec.per_addressee:
        return [None]
    state = state_of(view)
    keys = {
        "parties": [p.key for p in state.parties],
        "requesters": [p.key for p in state.side("requester")],
        "respondents": [p.key for p in state.side("respondent")],
        "respondent_opinions": [p.key for p in state.side("respondent")],
    }.get(spec.addressees, [])
    if view.row["kind"] == "mediation" and spec.addressees == "parties":
        keys = [k for k in keys if not k.startswith("R") or consents(state, k)]
    return list(keys) or [None]


def facts_of(desk: Desk, view: CaseView, order: Order) -> dict[str, Any]:
    """Return the fact tree for one paper of a case."""
    spec = catalog().spec(order.form_id)
    day = order.on or desk.today()
    return facts_for(desk, view, day, _needed(spec), order.addressee, order.service_event)


def gaps(desk: Desk, view: CaseView, orders: Iterable[Order]) -> list[Gap]:
    """Return everything that is missing before these papers can be final, each item once."""
    found: dict[str, Gap] = {}
    for order in orders:
        spec = catalog().spec(order.form_id)
        for one in missing(spec, facts_of(desk, view, order)):
            found.setdefault(one.path, Gap(spec.id, one.path, one.label))
        for words in unset_positions(desk, spec.id):
            found.setdefault(words, Gap(spec.id, "settings", words))
    return list(found.values())


def render(
    spec: FormSpec, facts: dict[str, Any], *, draft: bool, pack: str, practice: bool
) -> Rendered:
    """Make one paper in both formats; MissingFacts, GlyphError when it cannot be made.

    A paper made for practice bears the word on every page and in the file's properties.
    """
    meta = {"pack": pack, "law": pack, "form": f"{spec.id} v{spec.version}"}
    if practice:
        meta["practice"] = "练习"
    paper = assemble(spec, facts, draft=draft, meta=meta, schema=catalog().schema)
    paper = replace(paper, practice=practice)
    values = {key: _kept(facts[key]) for key in facts if key in _printed(spec)}
    return Rendered(spec, values, write_docx(paper), write_pdf(paper))


def _kept(value: Any) -> Any:
    """Spell local times (the hour of a hearing) as text: a snapshot keeps moments in UTC only."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, dict):
        return {key: _kept(item) for key, item in value.items()}
    return [_kept(item) for item in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    """Return values as they can be kept: a time of day on a day has no time zone, so it is text."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, list) else value


@cache
def _printed(spec: FormSpec) -> frozenset[str]:
    """The top keys a paper may print; its snapshot keeps these."""
    own = {"office", "document", "case", "patent", "requesters", "respondents", "parties"}
    extra = {"third_parties", "addressee", "panel", "handler"}
    return frozenset(own | extra | _needed(spec))


def preview(desk: Desk, view: CaseView, order: Order, *, draft: bool = True) -> Rendered:
    """Return a paper without storing anything (the window shows the PDF bytes)."""
    spec = catalog().spec(order.form_id)
    return _rendered(desk, spec, facts_of(desk, view, order), not draft)


@command("make_documents")
def make_documents(
    desk: Desk, case_id: int, orders: tuple[Order, ...], *, final: bool = False
) -> None:
    """Make papers and store them; final ones need every fact and every position.

    All of them are stored, or none; `ids["document"]` is the last one.
    """
    view = begin(desk, case_id)
    if not orders:
        raise BadInput.of("orders", "没有选择文书")
    if final:
        open_ = gaps(desk, view, orders)
        if open_:
            raise BadInput(Problem(g.path, f"{g.label}：文书只能是草稿") for g in open_)
    for order in orders:
        spec = catalog().spec(order.form_id)
        facts = facts_of(desk, view, order)
        _store(desk, view, order, _rendered(desk, spec, facts, final), final=final)
    desk.unit.touch("document")


def _rendered(desk: Desk, spec: FormSpec, facts: dict[str, Any], final: bool) -> Rendered:
    try:
        practice = desk.practice is not None
        return render(spec, facts, draft=not final, pack=pack_label(desk), practice=practice)
    except MissingFacts as error:
        raise BadInput(_problem(m) for m in error.missing) from error
    except FormError as error:
        raise BadInput.of(spec.id, str(error)) from error


def _problem(one: Missing) -> Problem:
    return Problem(one.path, f"缺少{one.label}")


def _store(desk: Desk, view: CaseView, order: Order, made: Rendered, *, final: bool) -> None:
    values = canonical(made.values)
    row = Document.create(
        case=view.id,
        form_id=made.spec.id,
        form_version=made.spec.version,
        pack=pack_label(desk),
        addressee=order.addressee,
        number=view.row["case_no"] or view.row["receipt_no"],
        state="final" if final else "draft",
        values=made.values,
        values_sha=hashlib.sha256(values.encode()).hexdigest(),
        created_at=desk.now(),
        fonts=open_set().hashes(),
    )
    desk.unit.ids["document"] = row.id
    _files(desk, view, order, made, row.id)


def _files(desk: Desk, view: CaseView, order: Order, made: Rendered, document: int) -> None:
    folder = f"{view.row['receipt_no']}"
    stem = made.spec.title + (f"_{_name(view, order.addressee)}" if order.addressee else "")
    for suffix, data in (("docx", made.docx), ("pdf", made.pdf)):
        path = desk.unit.place(folder, stem, f".{suffix}")
        sha = desk.unit.write_file(path, data)
        DocumentFile.create(document=document, format=suffix, path=path, sha256=sha, size=len(data))


def _name(view: CaseView, key: str) -> str:
    party = view.party(key)
    return party.data["name"] if party else key


def make_notification_letter(desk: Desk, notification_id: int, *, draft: bool) -> Rendered:
    """Return the 行政裁决告知书 of a ledger entry; it belongs to no case yet."""
    spec = catalog().spec("notification_letter")
    facts = {
        "office": office_facts(desk),
        "document": {"on": desk.today()},
        "notification": records.notification_facts(desk, notification_id),
    }
    facts["document"]["on"] = facts["notification"]["told_on"]
    practice = desk.practice is not None
    return render(spec, facts, draft=draft, pack=pack_label(desk), practice=practice)


def orders_of_set(desk: Desk, case_id: int, name: str, on: date | None = None) -> list[Order]:
    """Return the papers of a stage set for a case of this kind, one order per addressee.

    BadInput when no paper of the set is made in such a case.
    """
    view = load_case(desk, case_id)
    specs = catalog().set(name, view.row["kind"])
    if not specs:
        raise BadInput.of("set", f"{reference.name('kind', view.row['kind'])}案件没有这一组文书")
    return [Order(spec.id, key, on) for spec in specs for key in addressees_of(view, spec)]


def offers_of(view: CaseView) -> list[tuple[str, FormSpec, list[Order]]]:
    """Return what can be made in a case: title of the stage set, the paper, whom it is for."""
    return [
        (title, spec, [Order(spec.id, key) for key in addressees_of(view, spec)])
        for title, specs in catalog().groups(view.row["kind"])
        for spec in specs
    ]
