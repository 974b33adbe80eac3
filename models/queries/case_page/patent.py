"""The patent of a case as its page shows it: the request's rows, and what was found out since."""

from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.cases.records import PatentRecord
from models.queries.case_page.data import Rows
from models.queries.signs import Tone, with_sign
from models.queries.words import full_day
from models.rules.events import Concluded, Docketed, PatentChecked
from models.rules.patent.invalidation import tracks
from models.rules.patent.term import last_check, recheck, valid_until
from models.rules.procedure.state import CaseState


def patent_rows(case: CaseFile, patent: PatentRecord, today: date) -> Rows:
    """Return its rows; a case that is open says when the register is to be looked at again."""
    state = case.state(today)
    until = valid_until(state.patent, state.log)
    rows = (
        ("专利号", f"ZL{patent.number}"),
        ("名称", patent.title),
        ("种类", reference.name("patent_kind", patent.kind)),
        ("专利权人", patent.holder),
        ("申请日", full_day(patent.filed_on) if patent.filed_on else ""),
        ("授权公告日", full_day(patent.granted_on) if patent.granted_on else ""),
        ("专利有效至", full_day(until) if until else ""),
        ("最近核查", _checked(case, state, today)),
        ("评价报告", reference.name("evaluation_report", patent.evaluation_report)),
        ("无效宣告", _invalidations(state, patent)),
    )
    return tuple((label, text) for label, text in rows if text)


def _checked(case: CaseFile, state: CaseState, today: date) -> str:
    """Return the last look at the register, with why another is needed before a decision."""
    if case.kind != "adjudication":
        return ""
    seen = last_check(state.log)
    open_ = case.log.has(Docketed) and not case.now.has(Concluded)
    again = recheck(state.patent, state.log, today) if open_ else ""
    reminder = with_sign(Tone.WARNING, f"{again}，裁决前须核查") if again else ""
    return "　".join(filter(None, (_found(seen.on, seen.event) if seen else "", reminder)))


def _found(on: date, seen: PatentChecked) -> str:
    paid = f"，年费缴纳至{full_day(seen.paid_until)}" if seen.paid_until else ""
    result = "专利权有效" if seen.in_force else "专利权已经终止或者失效"
    return f"{full_day(on)}　{seen.source}：{result}{paid}"


def _invalidations(state: CaseState, patent: PatentRecord) -> str:
    """Return how far each invalidation has come, what the request says while none is on record."""
    known = (f"{full_day(t.last.on)}　{t.last.event.label}" for t in tracks(state.log))
    return "；".join(known) or reference.name("invalidation", patent.invalidation)
