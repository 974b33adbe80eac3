"""The columns of the list of papers, on the screen and in the exported table."""

from collections.abc import Callable

from models.queries import signs
from models.queries.lists import papers
from models.queries.lists.papers import APPROVAL, PaperRow
from models.queries.signs import Tone
from models.queries.words import State, full_day, paper_state
from ui.widgets.paged import Column

WAITS = State(signs.CARE, "待签批", Tone.WARNING)
TABS = (
    ("", "全部"),
    *((code, WAITS.text if code == APPROVAL else paper_state(code).text)
      for code in ("draft", APPROVAL, "final", "issued", "void")),
)  # fmt: skip
NOTHING = {
    "": "还没有文书。\n在案件的“文书”页勾选要制作的文书，存草稿或者生成定稿。",
    "draft": "没有草稿。\n内容不齐的文书只能存草稿，补齐以后到案件里生成定稿。",
    APPROVAL: "没有等待签批的审批表。\n立案审批表、结案审批表制作以后、签批登记以前列在这里。",
    "final": "没有已定稿、还没有送达的文书。",
    "issued": "没有已送达的文书。\n定稿登记送达以后列在这里。",
    "void": "没有已作废的文书。",
}
STATE, NUMBER, DAY = 100, 184, 96
STATE_AT, CASE_AT, TITLE_AT, WHO_AT, NUMBER_AT, MADE_AT, WHY_AT = range(7)
SORTED = {
    STATE_AT: papers.STATE, CASE_AT: papers.NUMBER_OF_CASE, TITLE_AT: papers.TITLE,
    MADE_AT: papers.MADE,
}  # fmt: skip


def _look(row: PaperRow) -> State:
    return WAITS if row.waits else paper_state(row.state)


def state_text(row: PaperRow) -> str:
    """Return sign and word of a paper's state."""
    look = _look(row)
    return f"{look.sign} {look.text}"


def columns(why: Callable[[PaperRow], str]) -> tuple[Column[PaperRow], ...]:
    """Return the columns; `why` says why a paper is still a draft."""

    def state_in_full(row: PaperRow) -> str:
        also = f"（{paper_state(row.state).text}）" if row.waits else ""
        return f"{state_text(row)}{also}"

    return (
        Column("状态", state_text, lambda row: _look(row).tone, STATE, state_in_full),
        Column("案号", lambda row: row.case_number, None, NUMBER,
               lambda row: f"{row.case_number}\n{row.parties}".strip(), whole=True),
        Column("文书", lambda row: row.title, least=150),
        Column("受送达人", lambda row: row.who, least=130),
        Column("文号", lambda row: row.number, None, NUMBER, yields=1, whole=True),
        Column("制作日期", lambda row: row.made.isoformat(), None, DAY,
               lambda row: full_day(row.made), yields=2, whole=True),
        Column("为什么还是草稿", why, lambda _row: "secondary", least=260),
    )  # fmt: skip


def out(why: Callable[[PaperRow], str]) -> tuple[Column[PaperRow], ...]:
    """Return the columns of the exported table: with the parties, too."""
    return (*columns(why), Column("当事人", lambda row: row.parties))
