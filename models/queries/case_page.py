"""The page of one case, read in one go: CasePageData from the rows, events and clocks."""

from collections.abc import Sequence
from datetime import date

from models import reference
from models.entities import Document
from models.queries import acceptance, deadlines, documents, next_steps, signs
from models.queries.case_dates import date_lines, full_day, short_basis, short_day
from models.queries.case_journal import event_lines
from models.queries.case_matter import (
    evidence_lines,
    matter_sections,
    party_cards,
    proceedings,
    service_lines,
)
from models.queries.case_page_data import (
    CasePageData,
    DateLine,
    FindingLine,
    Header,
    ReviewData,
    StepLine,
    StoredLine,
)
from models.queries.case_timeline import timeline_of
from models.queries.case_view import CaseView, load_case, state_of
from models.queries.next_steps import DatedStep
from models.store.desk import Desk

SOON_DAYS = 7
PAPER_STATES = {"draft": "草稿", "final": "定稿", "issued": "已送达", "void": "已作废"}
# Which clock the header counts down, the first that is still open.
_CLOCKS = (
    ("conclude", "距结案期限"),
    ("med_conclude_ownership", "距结案期限"),
    ("docketing", "距立案期限"),
    ("med_docket", "距调解立案期限"),
    ("med_serve", "距送达陈述意见通知书期限"),
    ("med_refuse", "距不予立案通知期限"),
    ("med_opinion", "距意见陈述期满"),
    ("publish", "距公开裁决信息期限"),
)


def case_page(desk: Desk, case_id: int) -> CasePageData:
    """Return everything the page of a case shows today; BadInput when there is no such case."""
    view = load_case(desk, case_id)
    today = desk.today()
    state = state_of(view, today)
    dates = date_lines(view, deadlines.case_deadlines(desk, view, today), today)
    names = {p.key: p.data["name"] for p in view.parties}
    decided = view.last("docketed") or view.last("not_docketed")
    return CasePageData(
        case_id=case_id,
        today=today,
        header=_header(view, dates, today),
        steps=tuple(_step(s, today) for s in next_steps.steps_of(desk, view)),
        dates=dates,
        timeline=timeline_of(view, state, dates, today),
        review=None if decided else _review(desk, view),
        parties=party_cards(view),
        matter=matter_sections(view),
        evidence=evidence_lines(view),
        services=service_lines(view),
        proceedings=proceedings(view),
        papers=_stored(case_id, names),
        events=event_lines(view),
        concluded=view.last("concluded") is not None,
        names=names,
    )


def _header(view: CaseView, dates: Sequence[DateLine], today: date) -> Header:
    row = view.row
    clock, day, tone = _clock(view, dates, today)
    mediation = row["kind"] == "mediation"
    kind = reference.name("case_kind", row["kind"])
    if mediation:
        kind = reference.name("mediation_kind", row["mediation_kind"])
    return Header(
        number=row["case_no"] or row["refusal_no"] or row["receipt_no"],
        kind=row["kind"],
        kind_name=kind,
        track=reference.name("track", row["track"]) if row["track"] else "",
        stage=row["stage"],
        stage_name=reference.stage_name(row["stage"]),
        status=row["status"],
        parties=" · ".join(
            f"{title} {'、'.join(_person(p.data) for p in found)}"
            for side, title in (
                ("requester", "请求人"), ("respondent", "被请求人"), ("third_party", "第三人"),
            )
            if (found := view.side(side))
        ),
        patent=_patent(view),
        handler=view.handler["name"] if view.handler else "",
        clock=clock,
        clock_day=day,
        tone=tone,
    )  # fmt: skip


def _person(data: dict[str, str]) -> str:
    if data["kind"] == "sole_trader" and data["operator_name"]:
        return f"{data['name']}（经营者 {data['operator_name']}）"
    return data["name"]


def _patent(view: CaseView) -> str:
    patent = view.patent
    if not patent:
        return ""
    claims = view.row["asserted_claims"] or []
    kind = reference.name("patent_kind", patent["kind"])
    text = f"ZL{patent['number']} {patent['title']}（{kind}）"
    return f"{text} · 权利要求 {'、'.join(str(c) for c in claims)}" if claims else text


def _clock(view: CaseView, dates: Sequence[DateLine], today: date) -> tuple[str, date | None, str]:
    """Return the header's clock in words, its day and tone."""
    ended = view.last("concluded")
    if ended:
        return f"{signs.DONE} 已结案", ended.on, "good"
    if view.row["status"] == "refused":
        refused = view.last("not_docketed")
        return "不予立案", refused.on if refused else None, "secondary"
    for rule, words in _CLOCKS:
        one = next((d for d in dates if d.rule == rule and d.open), None)
        if one is None:
            continue
        left = (one.due - today).days
        if one.status == "suspended":
            return f"{words.removeprefix('距')}暂停计算", one.due, "warning"
        if left < 0:
            return f"{words.removeprefix('距')}已过 {-left} 日", one.due, "problem"
        if left == 0:
            return f"{words.removeprefix('距')}今天届满", one.due, "warning"
        tone = "warning" if left <= SOON_DAYS else "accent"
        return f"{words} {left} 日", one.due, tone
    return "", None, "secondary"


def _step(dated: DatedStep, today: date) -> StepLine:
    step = dated.step
    text, tone = _due_words(dated, today)
    return StepLine(
        id=step.id,
        name=step.name,
        command=step.command,
        party=step.party,
        who=step.party_name,
        actor=step.actor,
        basis=short_basis(step.basis),
        due=dated.due,
        due_text=text,
        tone=tone,
        papers=step.papers,
        optional=step.optional,
        missing=step.missing,
    )


def _due_words(dated: DatedStep, today: date) -> tuple[str, str]:
    """Return until when a step has to be done, and its tone; ("", …) when no clock is running."""
    if dated.due is None or dated.status not in ("running", "overdue", "suspended", "lapsed"):
        return "", "secondary"
    guess = "（暂估）" if dated.provisional else ""
    left = (dated.due - today).days
    day = short_day(dated.due) if dated.due.year == today.year else full_day(dated.due)
    if dated.status == "suspended":
        return "期限暂停计算", "warning"
    if left < 0:
        return f"{signs.WRONG} 已逾期 {-left} 日（{day}）", "problem"
    tone = "warning" if left <= 3 else "secondary"
    return f"{signs.CARE + ' ' if left <= 3 else ''}最迟 {day}{guess}", tone


def _review(desk: Desk, view: CaseView) -> ReviewData:
    outcome = acceptance.check(desk, view)
    findings = tuple(
        FindingLine(
            reference.name("acceptance_item", f.item),
            f.state,
            reference.name("state", f.state),
            f.text,
            f.basis.replace("专利纠纷行政裁决和调解办法", "办法"),
        )
        for f in outcome.findings
    )
    return ReviewData(
        outcome.result,
        reference.name("acceptance", outcome.result),
        tuple(sorted(findings, key=lambda f: f.state == "met")),
        tuple(f"{c.text}（{c.basis}）" for c in outcome.corrections),
        tuple(f"{h.text}（{h.basis}）" if h.basis else h.text for h in outcome.hints),
    )


def _stored(case_id: int, names: dict[str, str]) -> tuple[StoredLine, ...]:
    found = Document.select(
        Document.id, Document.form_id, Document.addressee, Document.state, Document.created_at
    ).where(Document.case == case_id)
    return tuple(
        StoredLine(
            row.id,
            row.form_id,
            documents.title_of(row.form_id),
            names.get(row.addressee or "", ""),
            row.state,
            PAPER_STATES.get(str(row.state), ""),
            row.created_at.astimezone().date().isoformat(),
        )
        for row in found.order_by(Document.id.desc())
    )
