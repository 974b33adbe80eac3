"""The head of a case's page: what it is called, whom and what it concerns, its closing clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.cases.records import PersonRecord
from models.queries import signs
from models.queries.case_page.data import DateLine, Header
from models.queries.signs import Tone
from models.queries.words import DAYS_AMBER
from models.reference.clocks import clocks
from models.rules.events import Concluded, NotDocketed, RequestStruck
from models.rules.parties.apart import closings
from models.rules.patent.claims import claims_relied

_SIDES = (("requester", "请求人"), ("respondent", "被请求人"), ("third_party", "第三人"))


@dataclass(frozen=True)
class _Clock:
    """The header's clock: its words, its day, its tone."""

    text: str
    day: date | None
    tone: Tone


def header_of(
    case: CaseFile, dates: Sequence[DateLine], today: date, together: Mapping[int, str]
) -> Header:
    """Return the head of the page; `together` are the numbers of cases heard together with it."""
    record = case.record
    clock = _clock(case, dates, today)
    mediation = record.kind == "mediation"
    group, code = (
        ("mediation_kind", record.mediation_kind) if mediation else ("case_kind", case.kind)
    )
    gone = {key: f"（已{e.event.kind.short}）" for key, e in closings(case.log).items()}
    return Header(
        number=record.number,
        kind=record.kind,
        kind_name=reference.name(group, code),
        track=reference.name("track", record.track),
        stage=record.stage,
        stage_name=reference.stage_name(record.stage),
        status=record.status,
        parties=" · ".join(
            f"{title} {'、'.join(_called(p.person) + gone.get(p.key, '') for p in found)}"
            for side, title in _SIDES
            if (found := case.side(side))
        ),
        patent=_patent(case),
        handler=case.handler.name if case.handler else "",
        clock=clock.text,
        clock_day=clock.day,
        tone=clock.tone,
        together=tuple(together.items()),
    )


def _called(person: PersonRecord) -> str:
    if person.kind == "sole_trader" and person.operator_name:
        return f"{person.name}（经营者 {person.operator_name}）"
    return person.name


def _patent(case: CaseFile) -> str:
    patent = case.patent
    if patent is None:
        return ""
    kind = reference.name("patent_kind", patent.kind)
    text = f"ZL{patent.number} {patent.title}（{kind}）"
    claims = "、".join(str(no) for no in claims_relied(case.state()))
    return f"{text} · 权利要求 {claims}" if claims else text


def _clock(case: CaseFile, dates: Sequence[DateLine], today: date) -> _Clock:
    ended = case.now.last(Concluded)
    if ended:
        return _Clock(f"{signs.DONE} 已结案", ended.on, Tone.GOOD)
    struck = case.log.last(RequestStruck)
    if struck:
        into = f"：{struck.event.into_number}" if struck.event.into_number else ""
        words = f"已撤出登记（{struck.event.ground.label}{into}）"
        return _Clock(words, struck.on, Tone.SECONDARY)
    if case.record.status == "refused":
        refused = case.log.last(NotDocketed)
        return _Clock("不予立案", refused.on if refused else None, Tone.SECONDARY)
    for rule, clock in clocks().items():
        one = next((d for d in dates if d.rule == rule and d.open), None)
        if clock.header and one is not None:
            return _countdown(clock.header, one, today)
    return _Clock("", None, Tone.SECONDARY)


def _countdown(name: str, one: DateLine, today: date) -> _Clock:
    left = (one.due - today).days
    if one.status == "suspended":
        return _Clock(f"{name}暂停计算", one.due, Tone.WARNING)
    if left < 0:
        return _Clock(f"{name}已过 {-left} 日", one.due, Tone.PROBLEM)
    if left == 0:
        return _Clock(f"{name}今天届满", one.due, Tone.WARNING)
    tone = Tone.WARNING if left <= DAYS_AMBER else Tone.ACCENT
    return _Clock(f"距{name} {left} 日", one.due, tone)
