"""The columns of the three lists of 送达, on the screen and in the exported table."""

from models.queries import signs
from models.queries.lists import serving
from models.queries.lists.serving import ServiceRow
from models.queries.lists.to_serve import ToServe
from models.queries.words import full_day
from ui.widgets.paged import Column

SLIPS = {"final": ("good", "已存"), "draft": ("secondary", "草稿"), "none": ("warning", "没有")}
DAY, STATE, NUMBER, METHOD, WIDE = 96, 136, 184, 84, 180


def _state(line: ToServe) -> str:
    words = f"{line.days}（暂估）" if line.provisional and line.days else line.days
    return signs.with_sign(_tone(line), words) or signs.with_sign("secondary", "没有期限")


def _tone(line: ToServe) -> str:
    if line.late:
        return "problem"
    return "warning" if line.soon else "accent" if line.days else "secondary"


def _due(line: ToServe) -> str:
    return line.due.isoformat() if line.due else ""


def _whole(line: ToServe) -> str:
    return "\n".join(filter(None, (line.what, line.documents, line.tried)))


def _secondary(_line: ToServe | ServiceRow) -> str:
    return "secondary"


TO_SERVE: tuple[Column[ToServe], ...] = (
    Column("状态", _state, _tone, STATE, day=lambda s: s.due),
    Column("最迟", _due, None, DAY, lambda s: full_day(s.due) if s.due else "", whole=True),
    Column("案号", lambda s: s.number, None, NUMBER, whole=True),
    Column("受送达人", lambda s: s.addressee, least=WIDE),
    Column("文书", lambda s: s.documents, None, 0, _whole, WIDE),
    Column("已尝试", lambda s: s.tried, lambda _s: "warning", least=WIDE, yields=2),
    Column("当事人", lambda s: s.parties, _secondary, least=WIDE, yields=1),
)
UNDER_WAY: tuple[Column[ServiceRow], ...] = (
    Column(
        "状态",
        lambda s: signs.with_sign("accent", s.days),
        lambda _s: "accent",
        STATE,
        day=lambda s: s.day,
    ),
    Column("生效日", lambda s: s.day.isoformat(), None, DAY, lambda s: full_day(s.day), whole=True),
    Column("案号", lambda s: s.number, None, NUMBER, whole=True),
    Column("受送达人", lambda s: s.addressee),
    Column("文书", lambda s: s.document),
    Column("方式", lambda s: s.method, None, METHOD),
    Column(
        "发出日", lambda s: s.begun.isoformat() if s.begun else "", None, DAY, yields=1, whole=True
    ),
    Column("凭证", lambda s: s.proof, _secondary, least=WIDE, yields=2),
)


def _slip(row: ServiceRow) -> str:
    return signs.with_sign(*SLIPS[row.slip])


SERVED: tuple[Column[ServiceRow], ...] = (
    Column("生效日", lambda s: s.day.isoformat(), None, DAY, lambda s: full_day(s.day), whole=True),
    Column("案号", lambda s: s.number, None, NUMBER, whole=True),
    Column("受送达人", lambda s: s.addressee),
    Column("文书", lambda s: s.document),
    Column("方式", lambda s: s.method, None, METHOD),
    Column("凭证", lambda s: s.proof, _secondary),
    Column("送达回证", _slip, lambda s: SLIPS[s.slip][0], 92),
    Column("当事人", lambda s: s.parties, _secondary, least=WIDE, yields=1),
)
SORTED = {0: serving.DAY, 1: serving.NUMBER_OF_CASE}  # of SERVED, by the query
# On paper and in the table what the screen has no room for: each proof by itself.
SERVED_OUT: tuple[Column[ServiceRow], ...] = (
    *SERVED[:5],
    Column("发出日", lambda s: s.begun.isoformat() if s.begun else "", None, DAY, whole=True),
    Column("邮件号", lambda s: s.tracking),
    *SERVED[5:7],
    Column("送达人", lambda s: s.server),
    SERVED[7],
)
