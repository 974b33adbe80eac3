"""The columns of the list of cases."""

from models.queries import signs
from models.queries.lists.case_rows import CaseRow
from models.queries.signs import Tone
from models.rules.procedure.stage import STRUCK
from ui.widgets.paged import Column


def _due(row: CaseRow) -> str:
    if row.due is None:
        return ""
    return f"{row.due_name} {row.due.isoformat()}" + ("（暂估）" if row.provisional else "")


def _whole(row: CaseRow) -> str:
    """Return what the columns tell that may have been left out."""
    told = (
        row.number,
        row.kind,
        row.patent,
        row.stage,
        row.handler,
        f"{row.received_on.isoformat()}收件",
    )
    return "\n".join(filter(None, told))


_SIGNS = {
    "overdue": signs.WRONG, "soon": signs.CARE, "running": signs.RUNNING,
    "suspended": signs.PAUSED, "closed": signs.DONE, "refused": signs.NOTHING,
    STRUCK: signs.NOTHING,
}  # fmt: skip
_TONES = {
    "overdue": Tone.PROBLEM, "soon": Tone.WARNING, "running": Tone.ACCENT,
    "suspended": Tone.SECONDARY, "closed": Tone.GOOD, "refused": Tone.SECONDARY,
    STRUCK: Tone.SECONDARY,
}  # fmt: skip
COLUMNS: tuple[Column[CaseRow], ...] = (
    Column("状态", lambda row: f"{_SIGNS[row.state]} {row.state_text}",
           lambda row: _TONES[row.state], 112),
    Column("案号", lambda row: row.number, None, 182, _whole, whole=True),
    Column("请求人", lambda row: row.requesters, least=120),
    Column("被请求人", lambda row: row.respondents, least=120),
    Column("最近期限", _due, None, 196, whole=True),
    Column("阶段", lambda row: row.stage, None, 104, yields=2),
    Column("承办人", lambda row: row.handler, None, 72, yields=1),
    Column("收件日", lambda row: row.received_on.isoformat(), None, 96, yields=3, whole=True),
)  # fmt: skip
# The columns by which the list is read in order; an index leads along each.
SORTED = {1: "number", 4: "due", 7: "received"}
