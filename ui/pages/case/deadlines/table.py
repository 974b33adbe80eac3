"""The table of dates: what, whom, until when, its state, under which article, why."""

from models.queries.case_page.data import DateLine
from models.queries.words import full_day, short_name
from ui.widgets.paged import Column

COLUMNS: tuple[Column[DateLine], ...] = (
    Column("期限", lambda d: d.name, None, 146),
    Column("对象", lambda d: short_name(d.who), None, 128, lambda d: d.who),
    Column("届满日", lambda d: d.due.isoformat(), None, 92, lambda d: full_day(d.due), whole=True),
    Column("状态", lambda d: f"{d.sign} {d.status_text}", lambda d: d.tone, 132),
    Column("依据", lambda d: d.basis_short, None, 116, lambda d: d.basis),
    Column("为什么", lambda d: d.why, lambda _d: "secondary"),
)
