"""今日: what is due, late, unserved or waiting for a signature, each with the place to solve it.

Dates come from the table `case_deadline` and are compared with today; what is to be served or
signed comes from the projection of the open steps.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from models import reference
from models.cases import gating
from models.cases.case_file import CaseFile
from models.cases.deadlines import ARRANGED
from models.cases.ledger_rows import is_row
from models.cases.loading import load_many
from models.cases.projecting.projections import bring_up_to_date
from models.cases.projecting.waiting import APPROVAL
from models.queries.drafts import drafts
from models.queries.lists import case_list
from models.queries.lists.heads import Head, heads, numbers
from models.queries.lists.ledger import reminded
from models.queries.lists.open_steps import OpenStep, open_steps
from models.queries.lists.tried import tried
from models.queries.places import CaseTab
from models.queries.signs import Tone
from models.queries.words import (
    DAYS_LISTED,
    attempts_text,
    audit_words,
    days_text,
    full_day,
    short_day,
)
from models.reference import ledgers
from models.rules.dates import WEEKDAYS
from models.rules.events import Json
from models.rules.gates.model import Act
from models.rules.procedure.arranged import INSTALMENT
from models.rules.serving.attempts import Attempt
from models.store import sql
from models.store.desk import Desk
from models.store.sql import Value

SHOWN = 60
TITLE_MOST = 60
GATED = 12  # cases of which is told what they lack: each is read whole
_BEFORE = {"deliberate": Act.DELIBERATION, "issue_decision": Act.DECISION}
STEP_DRAFT_DAYS = 14  # an older one still comes back in its dialog, but is not pointed at


@dataclass(frozen=True)
class TodayLine:
    """One line: which case, what, by when, how grave; `tab` of the case page (or the intake draft).

    `key` is that of the draft. A row of a ledger names its `ledger` and its `entry`.
    """

    case_id: int | None
    number: str
    parties: str
    what: str
    due: date | None
    days: str
    tone: Tone
    provisional: bool
    tab: CaseTab | None
    key: str = ""
    ledger: str = ""
    entry: int = 0

    @property
    def in_days(self) -> str:
        """How far its day is; a day that may still move says so."""
        return f"{self.days}（暂估）" if self.provisional and self.days else self.days


@dataclass(frozen=True)
class TodayCard:
    """One card: its id, title and lines; `total` counts those that are not shown, too.

    `explains` is behind the title of the card, but not on the button that leads to it.
    """

    id: str
    title: str
    lines: tuple[TodayLine, ...]
    total: int
    explains: str = ""

    @property
    def heading(self) -> str:
        """The title with its explanation."""
        return f"{self.title}（{self.explains}）" if self.explains else self.title


@dataclass(frozen=True)
class Today:
    """The whole page for one day; `audit` is where the audit was, for the printed page."""

    day: date
    office: str
    cards: tuple[TodayCard, ...]
    audit: str = ""

    @property
    def title(self) -> str:
        """The day as it is shown at the top: 2026年5月20日 星期三."""
        return f"{full_day(self.day)} 星期{WEEKDAYS[self.day.weekday()]}"


@dataclass(frozen=True)
class _Row:
    """A line before its case is called by name: what, of whom, by when; `tried` is said first."""

    case_id: int
    what: str
    party: str
    due: date | None
    provisional: bool
    tab: CaseTab
    tried: str = ""


@dataclass(frozen=True)
class _Card:
    """A card before its cases are called by name."""

    id: str
    title: str
    rows: Sequence[_Row]
    total: int
    explains: str = ""


def today_view(desk: Desk) -> Today:
    """Return everything the page shows today."""
    bring_up_to_date(desk)
    with desk.reading():
        waiting = open_steps(desk, ("serve", APPROVAL))
        unserved = [one for one in waiting if one.waiting.command != APPROVAL]
        approvals = [one for one in waiting if one.waiting.command == APPROVAL]
        cards = (
            *_dates(desk),
            _arranged(desk),
            _steps("unserved", "未送达文书", unserved),
            _attempts(desk),
            _steps("approvals", "等待签批", [one for one in approvals if one.waiting.ready]),
            _gated(desk),
            _provisional(desk),
        )
        called = heads(desk, (row.case_id for card in cards for row in card.rows))
        *shown, moving = (_called(desk, card, called) for card in cards)
        whole = (*shown, *_reminders(desk), moving, _drafts(desk))
        name = desk.settings.get("office.name") or ""
    return Today(desk.today(), str(name), whole, audit_words(desk.mark.entries, desk.mark.head))


def _dates(desk: Desk) -> Iterable[_Card]:
    today = desk.today()
    first, last = today + timedelta(days=1), today + timedelta(days=DAYS_LISTED)
    late, values = case_list.overdue_sql(desk)
    between = "d.status = 'running' AND d.due BETWEEN ? AND ?"
    yield _dated(desk, "overdue", "已逾期", late, values)
    yield _dated(desk, "due", "今天到期", between, [today.isoformat()] * 2)
    days = [first.isoformat(), last.isoformat()]
    yield replace(_dated(desk, "week", "本周到期", between, days), explains="七日内")


def _arranged(desk: Desk) -> _Card:
    """Hearings, sessions and payments of the coming days, and those that nobody recorded.

    What is paid after a case was closed is followed where the office has decided to.
    """
    where = "d.status = ? AND d.due <= ?"
    values = [ARRANGED, (desk.today() + timedelta(days=DAYS_LISTED)).isoformat()]
    if desk.settings.get("position.follow_payments") is not True:
        closed = "SELECT c.id FROM case_file c WHERE c.stage = 'closed'"
        where += f" AND NOT (d.rule = ? AND d.case_id IN ({closed}))"
        values.append(INSTALMENT)
    card = _dated(desk, "arranged", "近期日程", where, values)
    return replace(card, explains="七日内和已过未登记的")


def _provisional(desk: Desk) -> _Card:
    where = "d.status = 'running' AND d.provisional = 1 AND d.due >= ?"
    return _dated(desk, "provisional", "暂估日期", where, [desk.today().isoformat()])


def _dated(desk: Desk, key: str, title: str, where: str, values: Sequence[Value]) -> _Card:
    statement = (
        'SELECT d.case_id, d.name, d."key", d.due, d.provisional FROM case_deadline d'  # noqa: S608
        f" WHERE {where} ORDER BY d.due, d.case_id LIMIT ?"
    )
    found = [
        _Row(
            case_id,
            str(name),
            str(party),
            date.fromisoformat(str(due)),
            bool(guess),
            CaseTab.DEADLINES,
        )
        for case_id, name, party, due, guess in sql.rows(desk, statement, [*values, SHOWN + 1])
        if isinstance(case_id, int)
    ]
    if len(found) <= SHOWN:
        return _Card(key, title, found, len(found))
    total = sql.number(desk, f"SELECT count(*) FROM case_deadline d WHERE {where}", values)  # noqa: S608
    return _Card(key, title, found[:SHOWN], total)


def _steps(key: str, title: str, waiting: list[OpenStep]) -> _Card:
    return _Card(key, title, [_step(one) for one in waiting[:SHOWN]], len(waiting))


def _step(one: OpenStep) -> _Row:
    step, waiting = one.step, one.waiting
    tab = CaseTab.SERVICE
    if waiting.command == APPROVAL:
        tab = CaseTab.REVIEW if step.deadline == "docketing" else CaseTab.PROCEEDINGS
    party = waiting.party or ""
    return _Row(one.case_id, step.name, party, one.due, waiting.provisional, tab)


def _gated(desk: Desk) -> _Card:
    """The cases that wait for their deliberation or decision, with how much they lack for it."""
    waiting = open_steps(desk, tuple(_BEFORE))
    cases = load_many(desk, [one.case_id for one in waiting[:GATED]])
    lines = [_lacking(desk, one, cases[one.case_id]) for one in waiting[:GATED]]
    return _Card("gates", "等待合议、裁决", lines, len(waiting), "还差什么")


def _lacking(desk: Desk, one: OpenStep, case: CaseFile) -> _Row:
    found = gating.asked(desk, case, _BEFORE[one.waiting.command], desk.today())
    left = sum(len(state.lacks) for state in found if state.stops)
    what = f"{one.step.name}：还差{left}项" if left else f"{one.step.name}：可以办理"
    return _Row(one.case_id, what, "", one.due, one.waiting.provisional, CaseTab.GATES)


def _attempts(desk: Desk) -> _Card:
    """Return the papers whose last attempt failed, those that wait longest first."""
    found: dict[tuple[int, str, tuple[Attempt, ...]], list[str]] = {}
    for case_id, papers in tried(desk).items():
        for (to, document), attempts in papers.items():
            found.setdefault((case_id, to, attempts), []).append(document)
    known = reference.document_names()
    lines = [
        _Row(
            case_id, "、".join(known.get(one, one) for one in documents), to, None, False,
            CaseTab.SERVICE, attempts_text(attempts),
        )
        for (case_id, to, attempts), documents in sorted(
            found.items(), key=lambda one: (one[0][2][-1].on, one[0][0])
        )
    ]  # fmt: skip
    return _Card("attempts", "送达未成", lines[:SHOWN], len(lines), "没有送到，也没有另行送达的")


def _called(desk: Desk, card: _Card, heads: Mapping[int, Head]) -> TodayCard:
    lines = tuple(_line(row, heads[row.case_id], desk.today()) for row in card.rows)
    return TodayCard(card.id, card.title, lines, card.total, card.explains)


def _line(row: _Row, head: Head, today: date) -> TodayLine:
    what = f"{row.what}（{head.names[row.party]}）" if row.party in head.names else row.what
    what = "　".join(filter(None, (row.tried, what)))
    days, tone = "", Tone.ACCENT
    if row.due is not None:
        days = days_text(row.due, today)
        tone = _tone(row.due, today)
    return TodayLine(
        row.case_id, head.number, head.parties, what, row.due, days, tone, row.provisional, row.tab
    )


def _tone(due: date, today: date) -> Tone:
    return Tone.PROBLEM if due < today else Tone.WARNING if due == today else Tone.ACCENT


def _reminders(desk: Desk) -> Iterable[TodayCard]:
    """Yield the rows of ledgers whose dates are near or past, where a ledger reminds at all."""
    if not any(one.reminders for one in ledgers.ledgers().values()):
        return
    found, today = reminded(desk), desk.today()
    called = numbers(desk, {one.entry.case_id for one in found if one.entry.case_id})
    lines = tuple(
        TodayLine(
            one.entry.case_id, called.get(one.entry.case_id or 0, ""), one.entry.called, one.what,
            one.due, days_text(one.due, today), _tone(one.due, today), False, None,
            ledger=one.entry.ledger.id, entry=one.entry.id,
        )
        for one in found[:SHOWN]
    )  # fmt: skip
    yield TodayCard("ledgers", "台账到期", lines, len(found))


def _drafts(desk: Desk) -> TodayCard:
    lines = [*_intake_drafts(desk), *_step_drafts(desk)]
    return TodayCard("drafts", "未完成的草稿", tuple(lines[:SHOWN]), len(lines))


def _intake_drafts(desk: Desk) -> Iterable[TodayLine]:
    """Yield the requests that are being typed."""
    for one in drafts(desk, "intake"):
        title = _title(one.content) or "当事人未填写"
        what = f"收案登记未完成（{_kept(one.at)}）"
        yield TodayLine(None, "草稿", title, what, None, "", Tone.ACCENT, False, None, one.key)


def _step_drafts(desk: Desk) -> Iterable[TodayLine]:
    """Yield what was being typed for a step when the program ended, of the last days."""
    since = desk.now() - timedelta(days=STEP_DRAFT_DAYS)
    found = [
        (int(case_id), one)
        for one in drafts(desk, "step")
        if one.at >= since and (case_id := one.key.partition(":")[0]).isdecimal()
    ]
    there = numbers(desk, {case_id for case_id, _one in found if is_row(case_id)})
    called = heads(desk, there)
    for case_id, one in found:
        if case_id in called:
            what = f"“{_title(one.content)}”填写未完成（{_kept(one.at)}）"
            line = _Row(case_id, what, "", None, False, CaseTab.DEADLINES)
            yield _line(line, called[case_id], desk.today())


def _title(content: Mapping[str, Json]) -> str:
    """Return what a draft is called; what another version kept may be of any shape."""
    title = content.get("title")
    return title[:TITLE_MOST] if isinstance(title, str) else ""


def _kept(at: datetime) -> str:
    local = at.astimezone()
    return f"{short_day(local.date())} {local:%H:%M} 暂存"
