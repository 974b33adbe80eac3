"""The page of one case, read in one go: CasePageData from the rows, the log and the deadlines."""

from datetime import date, datetime

from models import reference
from models.cases.case_file import CaseFile
from models.cases.deadlines import case_deadlines
from models.cases.loading import load
from models.cases.projecting.projections import at
from models.queries import documents, signs
from models.queries.case_page.data import (
    CasePageData,
    FindingLine,
    ReviewData,
    StepLine,
    StoredLine,
)
from models.queries.case_page.dates import date_lines
from models.queries.case_page.gates import gate_lines
from models.queries.case_page.header import header_of
from models.queries.case_page.journal import event_lines, rows_of
from models.queries.case_page.matter import (
    evidence_lines,
    matter_sections,
    party_cards,
    proceedings,
    service_lines,
)
from models.queries.case_page.timeline import timeline_of
from models.queries.dialogs import missing
from models.queries.dialogs.next_steps import DatedStep, reviewed_steps
from models.queries.edited_papers import KEPT, carried_of
from models.queries.lists.heads import numbers
from models.queries.signs import Tone
from models.queries.words import (
    DAYS_AMBER,
    finding_state,
    near_day,
    paper_state,
    short_basis,
    short_law,
)
from models.reference.paper_catalog import catalog
from models.rules.acceptance.model import AcceptanceResult, Finding
from models.rules.events import Concluded
from models.rules.procedure.conditions import addressees
from models.rules.procedure.together import together_with
from models.store.desk import Desk
from models.store.sql import SqlRow, number, rows

_FILES = "SELECT count(*) FROM attachment WHERE case_id = ? AND withdrawn = ''"
_PAPERS = (
    f"SELECT id, form_id, addressee, state, created_at, {KEPT} FROM document"  # noqa: S608
    " WHERE case_id = ? ORDER BY id DESC"
)
_TIMED = frozenset({"running", "overdue", "suspended", "lapsed"})


def case_page(desk: Desk, case_id: int) -> CasePageData:
    """Return everything the page of a case shows today; BadInput when there is no such case."""
    with desk.reading():
        # Its row has the stage as of the day on which it was written.
        return _page(desk, at(load(desk, case_id), desk.today()))


def _page(desk: Desk, case: CaseFile) -> CasePageData:
    today = desk.today()
    deadlines = case_deadlines(desk, case, today)
    dates = date_lines(case, deadlines, today)
    names = {p.key: p.name for p in case.parties}
    review = missing.review_of(desk, case)
    fields = rows_of(case)
    return CasePageData(
        case_id=case.id,
        last_seen=desk.last_entry,
        today=today,
        header=header_of(case, dates, today, numbers(desk, together_with(case.log))),
        steps=tuple(_step(s, today) for s in reviewed_steps(desk, case, review)),
        dates=dates,
        timeline=timeline_of(case, case.state(today), dates, today),
        review=None if review is None else _review(review),
        parties=party_cards(case),
        matter=matter_sections(case, today),
        evidence=evidence_lines(case),
        services=service_lines(case),
        gates=gate_lines(desk, case),
        proceedings=proceedings(case, fields),
        papers=_stored(desk, case),
        attachments=number(desk, _FILES, [case.id]),
        events=event_lines(case, fields),
        concluded=case.now.has(Concluded),
        names=names,
    )


def _step(dated: DatedStep, today: date) -> StepLine:
    step = dated.step
    text, tone = _until(dated, today)
    return StepLine(
        id=step.id,
        name=step.name,
        command=step.command,
        party=step.party,
        who=step.party_name,
        actor=step.actor,
        basis=short_basis(step.cited),
        due=dated.due,
        due_text=text,
        tone=tone,
        papers=step.papers,
        optional=step.optional,
        missing=dated.missing,
    )


def _until(dated: DatedStep, today: date) -> tuple[str, Tone]:
    """Return until when a step has to be done, and its tone; ("", …) when no clock is running."""
    if dated.due is None or dated.status not in _TIMED:
        return "", Tone.SECONDARY
    if dated.status == "suspended":
        return "期限暂停计算", Tone.WARNING
    left, day = (dated.due - today).days, near_day(dated.due, today)
    if left < 0:
        return f"{signs.WRONG} 已逾期 {-left} 日（{day}）", Tone.PROBLEM
    words = f"最迟 {day}{'（暂估）' if dated.provisional else ''}"
    if left > DAYS_AMBER:
        return words, Tone.SECONDARY
    return f"{signs.CARE} {words}", Tone.WARNING


def _review(found: AcceptanceResult) -> ReviewData:
    return ReviewData(
        found.result,
        reference.name("acceptance", found.result),
        tuple(_finding(f) for f in sorted(found.findings, key=lambda f: f.state == "met")),
        tuple(f"{c.text}（{c.basis}）" for c in found.corrections),
        tuple(f"{h.text}（{h.basis}）" if h.basis else h.text for h in found.hints),
    )


def _finding(found: Finding) -> FindingLine:
    state = finding_state(found.state)
    item = reference.name("acceptance_item", found.item)
    basis = short_law(found.basis)
    return FindingLine(item, found.state, state.sign, state.text, state.tone, found.text, basis)


def _stored(desk: Desk, case: CaseFile) -> tuple[StoredLine, ...]:
    """Return the papers on file, the newest first."""
    return tuple(_paper(case, row) for row in rows(desk, _PAPERS, [case.id]))


def _paper(case: CaseFile, row: SqlRow) -> StoredLine:
    number, form, addressee, code, at, edits = row
    assert isinstance(number, int)
    form_id, code = str(form), str(code)
    to, state = case.party(str(addressee)), paper_state(code)
    made = datetime.fromisoformat(str(at)).astimezone().date()
    told = _told(case, form_id) if code == "final" and not addressee else ""
    return StoredLine(
        number, form_id, documents.title_of(form_id), to.name if to else "", code, state.sign,
        f"{state.text}{told}", state.tone, made.isoformat(), len(carried_of(edits).edits),
    )  # fmt: skip


def _told(case: CaseFile, form_id: str) -> str:
    """Say how many of those whom a paper is for have it, once one of them does."""
    if form_id not in catalog().ids() or not (spec := catalog().spec(form_id)).served:
        return ""
    state = case.state()
    people = addressees(state, spec.addressees)
    there = sum(state.has(f"served:{spec.served}", p.key) for p in people)
    return f"，已送达 {there}/{len(people)} 方" if there else ""
