"""Papers: made from the fact tree, stored with their bytes, hashes and the values they show."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from io import BytesIO

from forms import blocks as b
from forms.assemble import assemble
from forms.edited.edits import apply_edits
from forms.edited.identity import Identity
from forms.errors import FormError, MissingFacts
from forms.facts import Fact, Facts
from forms.reading.spec import FormSpec
from forms.validate import missing
from forms.writers.docx import write_docx
from forms.writers.fonts import FontSet, open_set
from forms.writers.pdf import write_pdf
from models import reference
from models.backup import paper_anchors
from models.canonical import canonical, sha256_text
from models.cases.case_file import CaseFile
from models.cases.ledger_rows import entry
from models.cases.loading import load
from models.entities import Document, DocumentFile
from models.entities.base import Columns
from models.errors import BadInput
from models.facts.case import office_facts
from models.facts.ledgers import entry_facts
from models.facts.tree import CaseFacts, Paper
from models.queries.edited_papers import Carried
from models.reference.paper_catalog import catalog
from models.reference.positions import unset_positions
from models.reference.rule_store import pack_label
from models.rules.dates import cn_date
from models.rules.events import Json, RequestStruck, Served, Visibility
from models.rules.problem import Problem
from models.rules.procedure.conditions import addressees
from models.services.papers.drafts import CasePapers
from models.services.shared.recording import begin, require
from models.store.desk import Desk
from models.store.unit import command


@dataclass(frozen=True)
class Order:
    """One paper to be made: which form, for whom, with which day printed on it."""

    form_id: str
    addressee: str | None = None
    on: date | None = None
    service_event: int | None = None

    @property
    def whose(self) -> tuple[str, str | None, int | None]:
        """Return what tells apart the papers that follow one another as versions."""
        return self.form_id, self.addressee, self.service_event


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
    values: dict[str, Json]
    docx: bytes
    pdf: bytes


def addressees_of(case: CaseFile, spec: FormSpec) -> list[str | None]:
    """Return the parties a paper is made out to, [None] when there is one copy for the case."""
    if not spec.per_addressee:
        return [None]
    return [p.key for p in addressees(case.state(), spec.addressees)] or [None]


def _paper(desk: Desk, order: Order) -> Paper:
    secret = visibility_of(catalog().spec(order.form_id)) is Visibility.DELIBERATION
    return Paper(order.on or desk.today(), order.addressee, order.service_event, secret)


def facts_of(desk: Desk, case: CaseFile, order: Order) -> Facts:
    """Return the facts of one paper of a case; each is built when it is read."""
    return CaseFacts(desk, case).of(_paper(desk, order))


def gaps(desk: Desk, case: CaseFile, orders: Iterable[Order]) -> list[Gap]:
    """Return everything that is missing before these papers can be final, each item once."""
    return _gaps(desk, CaseFacts(desk, case), orders)


def _gaps(desk: Desk, facts: CaseFacts, orders: Iterable[Order]) -> list[Gap]:
    found: dict[str, Gap] = {}
    for order in orders:
        spec = catalog().spec(order.form_id)
        for one in missing(spec, facts.of(_paper(desk, order))):
            found.setdefault(one.path, Gap(spec.id, one.path, one.label))
        for words in unset_positions(desk, spec.id):
            found.setdefault(words, Gap(spec.id, "settings", words))
    return list(found.values())


def assembled(desk: Desk, spec: FormSpec, facts: Facts, *, draft: bool) -> b.Paper:
    """Return a paper as its form and the record have it; BadInput when it cannot be made.

    A paper made for practice bears the word on every page and in the file's properties. There a
    final says where the audit was when it was made (models/backup/paper_anchors.py).
    """
    pack = pack_label(desk)
    meta = {"pack": pack, "law": pack, "form": f"{spec.id} v{spec.version}"}
    if not draft and (anchor := paper_anchors.of(desk.mark)):
        meta["audit"] = anchor
    if desk.practice is not None:
        meta["practice"] = "练习"
    with _refusing(spec):
        paper = assemble(spec, facts, draft=draft, meta=meta, schema=catalog().schema)
    return replace(paper, practice=desk.practice is not None)


@contextmanager
def _refusing(spec: FormSpec) -> Generator[None]:
    """Turn what keeps a paper from being made into BadInput."""
    try:
        yield
    except MissingFacts as error:
        raise BadInput(Problem(m.path, f"缺少{m.label}") for m in error.missing) from error
    except FormError as error:
        raise BadInput.of(spec.id, str(error)) from error


def rendered(
    desk: Desk,
    spec: FormSpec,
    facts: Facts,
    *,
    draft: bool,
    carried: Carried | None = None,
    identity: Identity | None = None,
) -> Rendered:
    """Make one paper in both formats, with the edits it carries; BadInput when it cannot be made.

    `identity` is how the DOCX of a draft is known when it comes back.
    """
    carried = carried or Carried()
    with _refusing(spec):
        paper = apply_edits(assembled(desk, spec, facts, draft=draft), carried.edits)
        if identity is not None:
            paper = replace(paper, origin=identity.properties(paper))
        values = _snapshot(spec, facts) | carried.kept()
        return Rendered(spec, values, write_docx(paper), write_pdf(paper, fonts_of(desk)))


def _snapshot(spec: FormSpec, facts: Facts) -> dict[str, Json]:
    """Return the values that a paper may print, as they are kept with it; empty ones are not."""
    kept = {key: _kept(facts[key]) for key in facts if key in _printed(spec)}
    return {key: value for key, value in kept.items() if value not in (None, {}, [])}


def _kept(value: Fact) -> Json:
    """Spell days and local times (the hour of a hearing) as text."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _kept(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_kept(item) for item in value]
    return value


@cache
def _printed(spec: FormSpec) -> frozenset[str]:
    """The top keys a paper may print; its snapshot keeps these."""
    own = {"office", "document", "case", "patent", "requesters", "respondents", "parties"}
    extra = {"third_parties", "addressee", "panel", "handler"}
    return frozenset(own | extra | spec.reads)


def preview(desk: Desk, case: CaseFile, order: Order, *, draft: bool = True) -> Rendered:
    """Return a paper without storing anything (the window shows the PDF bytes)."""
    spec = catalog().spec(order.form_id)
    carried = CasePapers(desk, case).carried(*order.whose)
    return rendered(desk, spec, facts_of(desk, case, order), draft=draft, carried=carried)


@command
def make_documents(
    desk: Desk, case_id: int, orders: tuple[Order, ...], *, final: bool = False
) -> None:
    """Make papers and store them; final ones need every fact and every position.

    Each says what the newest draft of its kind was edited to say. All of them are stored, or none;
    `ids["document"]` is the last one.
    """
    case = begin(desk, case_id)
    if final and case.log.has(RequestStruck):
        raise BadInput.of("orders", "本案已经撤出收案登记，文书只能是草稿")
    if not orders:
        raise BadInput.of("orders", "没有选择文书")
    require(p for n, order in enumerate(orders) for p in _order_problems(case, order, n))
    facts = CaseFacts(desk, case)
    if final:
        open_ = _gaps(desk, facts, orders)
        if open_:
            raise BadInput(Problem(g.path, f"{g.label}：文书只能是草稿") for g in open_)
    made: list[tuple[Order, Rendered]] = []
    papers = CasePapers(desk, case)
    for order in orders:
        spec, own = catalog().spec(order.form_id), facts.of(_paper(desk, order))
        carried = papers.carried(*order.whose)
        identity = None if final else papers.next_identity(*order.whose)
        done = rendered(desk, spec, own, draft=not final, carried=carried, identity=identity)
        made.append((order, done))
    if final:
        require(_made_before(desk, case, made))
    store_papers(desk, case, made, final=final)


def store_papers(
    desk: Desk, case: CaseFile, made: Sequence[tuple[Order, Rendered]], *, final: bool
) -> None:
    """Store papers with their files; `ids["document"]` is the last one."""
    numbers = Document.add([_document(desk, case, *one, final=final) for one in made])
    DocumentFile.add(
        [
            {**file, "document": number}
            for number, (order, rendered) in zip(numbers, made, strict=True)
            for file in _files(desk, case, order, rendered)
        ]
    )
    desk.unit.ids["document"] = numbers[-1]
    desk.unit.touch("document")


def _made_before(
    desk: Desk, case: CaseFile, made: Sequence[tuple[Order, Rendered]]
) -> Iterator[Problem]:
    """Yield the papers that are final already: a second one would be served beside the first.

    One that is served may be followed by another of its kind with other contents (a hearing that
    is moved, a second extension); one that still waits to be served is voided first.
    """
    known: dict[tuple[str, str | None], list[tuple[str, str, date]]] = {}
    finals = (Document.case == case.id) & Document.state.in_(("final", "issued"))
    for row in Document.select().where(finals).order_by(Document.id):
        kept = (row.state, row.values_sha, row.created_at.date())
        known.setdefault((row.form_id, row.addressee), []).append(kept)
    for number, (order, rendered) in enumerate(made):
        spec, content = rendered.spec, sha256_text(canonical(rendered.values))
        others = known.setdefault((order.form_id, order.addressee), [])
        same = [
            d for state, sha, d in others if sha == content or (spec.served and state == "final")
        ]
        if same:
            who = f"（送{case.name_of(order.addressee)}）" if order.addressee else ""
            words = f"“{spec.title}{who}”{cn_date(same[-1])}已有定稿；要改的，先作废原来的再生成"
            yield Problem(f"orders[{number}]", words)
        others.append(("final", content, desk.today()))


def _order_problems(case: CaseFile, order: Order, number: int) -> Iterator[Problem]:
    """Yield what the order names that is neither in the catalogue nor in the case."""
    place = f"orders[{number}]"
    if order.form_id not in catalog().ids():
        yield Problem(f"{place}.form_id", f"没有“{order.form_id[:40]}”这种文书")
    if order.addressee is not None and case.party(order.addressee) is None:
        yield Problem(f"{place}.addressee", f"本案没有当事人{order.addressee[:40]}")
    entry = case.entry(order.service_event) if order.service_event is not None else None
    if order.service_event is not None and not (entry and isinstance(entry.event, Served)):
        yield Problem(f"{place}.service_event", f"本案没有编号为{order.service_event}的送达登记")


def fonts_of(desk: Desk) -> FontSet:
    """Return the faces that the office sets its papers in: the bundled ones, or this machine's."""
    return open_set(desk.settings.text("internal.fonts") or "open")


def _document(desk: Desk, case: CaseFile, order: Order, made: Rendered, *, final: bool) -> Columns:
    """Return the row of a paper."""
    return {
        "case": case.id,
        "form_id": made.spec.id,
        "form_version": made.spec.version,
        "pack": pack_label(desk),
        "addressee": order.addressee,
        "number": case.record.number,
        "state": "final" if final else "draft",
        "values": made.values,
        "values_sha": sha256_text(canonical(made.values)),
        "created_at": desk.now(),
        "fonts": {**fonts_of(desk).hashes()},
        "visibility": visibility_of(made.spec),
    }


def visibility_of(spec: FormSpec) -> Visibility:
    """Return who may see a paper: as its own file says, else as its volume of the dossier."""
    if spec.visibility:
        return Visibility(spec.visibility)
    return Visibility.INTERNAL if spec.volume == "confidential" else Visibility.MAIN


def _files(desk: Desk, case: CaseFile, order: Order, made: Rendered) -> Iterator[Columns]:
    """Write the files of a paper and yield their rows."""
    stem = made.spec.title + (f"_{case.name_of(order.addressee)}" if order.addressee else "")
    for suffix, data in (("docx", made.docx), ("pdf", made.pdf)):
        file = desk.unit.place(case.record.receipt_no, stem, f".{suffix}")
        stored = desk.unit.put_stream(file, BytesIO(data))
        yield {
            "format": suffix,
            "path": file,
            "sha256": stored.sha256,
            "size": stored.size,
            "visibility": visibility_of(made.spec),
        }


def make_entry_paper(desk: Desk, entry_id: int, form_id: str, *, draft: bool) -> Rendered:
    """Return a paper of a row of a ledger (行政裁决告知书); it is not stored.

    BadInput when the row lacks a field that the paper needs.
    """
    row, spec = entry(entry_id), catalog().spec(form_id)
    paper = next((one for one in row.ledger.papers if one.form == form_id), None)
    if paper is None:
        raise BadInput.of("form_id", f"{row.ledger.name}没有“{spec.title}”")
    if lacking := row.lacking(paper):
        raise BadInput.of(row.ledger.id, f"须先填写{'、'.join(lacking)}，才能出{spec.title}")
    facts: Facts = {
        "office": office_facts(desk),
        "document": {"on": row.day},
        row.ledger.id: entry_facts(desk, row),
    }
    return rendered(desk, spec, facts, draft=draft)


def orders_of_set(desk: Desk, case_id: int, name: str, on: date | None = None) -> list[Order]:
    """Return the papers of a stage set for a case of this kind, one order per addressee.

    BadInput when no paper of the set is made in such a case.
    """
    case = load(desk, case_id)
    specs = catalog().set(name, case.kind)
    if not specs:
        raise BadInput.of("set", f"{reference.name('kind', case.kind)}案件没有这一组文书")
    return [Order(spec.id, key, on) for spec in specs for key in addressees_of(case, spec)]


def offers_of(case: CaseFile) -> list[tuple[str, FormSpec, list[Order]]]:
    """Return what can be made in a case: title of the stage set, the paper, whom it is for."""
    return [
        (title, spec, [Order(spec.id, key) for key in addressees_of(case, spec)])
        for title, specs in catalog().groups(case.kind)
        for spec in specs
    ]
