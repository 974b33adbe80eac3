"""Looks at the register, and a term that is longer than the law's own (专利法 42, 44)."""

from datetime import date

from models.errors import BadInput
from models.rules.citation import cite
from models.rules.dates import cn_date
from models.rules.events import PatentChecked, TermExtended
from models.rules.patent.invalidation import INVENTION
from models.services.shared.recording import NewEvent, begin, check_day, record
from models.store.desk import Desk
from models.store.unit import command


@command
def check_patent(
    desk: Desk,
    case_id: int,
    *,
    on: date,
    source: str,
    in_force: bool,
    paid_until: date | None = None,
    text: str = "",
) -> None:
    """Record a look at the register: where, whether the patent is in force, the annuity paid."""
    case = begin(desk, case_id)
    check_day(desk, on)
    if not source.strip():
        raise BadInput.of("source", "须写明核查的来源，如专利登记簿副本、国家知识产权局网站")
    if not in_force and not text.strip():
        raise BadInput.of("text", "专利权不是有效的，须写明查到的情况")
    seen = PatentChecked(
        source=source.strip(), in_force=in_force, paid_until=paid_until, text=text.strip()
    )
    record(desk, case, [NewEvent(seen, on)])


@command
def extend_term(desk: Desk, case_id: int, *, on: date, until: date, source: str) -> None:
    """Record that an invention lasts longer (期限补偿); `on` is the day of CNIPA's decision."""
    case = begin(desk, case_id)
    check_day(desk, on)
    if case.patent_kind != INVENTION:
        raise BadInput.of("until", f"只有发明专利可以补偿期限（{cite('term')}）")
    lawful = case.state().patent.until
    if lawful and until <= lawful:
        words = f"没有长于法定期限（{cn_date(lawful)}届满，{cite('term')}）"
        raise BadInput.of("until", words)
    if not source.strip():
        raise BadInput.of("source", "须写明期限补偿的决定或者登记簿的记载")
    record(desk, case, [NewEvent(TermExtended(until=until, source=source.strip()), on)])
