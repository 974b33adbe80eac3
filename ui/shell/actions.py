"""Every command of the window in one table: name, shortcut, what it does (also for Ctrl+K)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from models.rules.ledger_place import LedgerPlace
from ui.shell import targets
from ui.shell.ledger_places import bundled, placed
from ui.shell.targets import Target


class Act(Enum):
    """What the window itself does, whatever page is shown."""

    SEARCH = auto()
    PALETTE = auto()
    HELP = auto()
    REFRESH = auto()
    BACK = auto()
    LARGER = auto()
    DARK = auto()
    PRACTICE = auto()
    QUIT = auto()


@dataclass(frozen=True)
class Action:
    """One command: a page to go to, or what the window does."""

    id: str
    text: str
    shortcut: str
    target: Target | Act
    keywords: str = ""


def with_ledgers(actions: Sequence[Action], known: Iterable[LedgerPlace]) -> tuple[Action, ...]:
    """Return the commands with those that go to ledgers."""

    def action(one: LedgerPlace) -> Action:
        return Action(one.id, one.title, one.shortcut, targets.Ledger(one.id), one.keywords)

    return placed(actions, known, action)


_OWN: tuple[Action, ...] = (
    Action("today", "今日", "Ctrl+1", targets.Today(), "jr 待办"),
    Action("intake", "收案", "Ctrl+2", targets.Intake(), "sa 新请求"),
    Action("cases", "案件", "Ctrl+3", targets.Cases(), "aj 列表"),
    Action("serving", "送达", "Ctrl+5", targets.Serving(), "sd 回证 待送达"),
    Action("documents", "文书", "Ctrl+6", targets.Documents(), "ws 待签批 草稿"),
    Action("statistics", "统计", "Ctrl+7", targets.Statistics(), "tj 报表 指标"),
    Action("roster", "名册", "Ctrl+8", targets.Roster(), "mc 人员"),
    Action("settings", "设置", "Ctrl+9", targets.Settings(), "sz 本局口径"),
    Action("search", "查找案件、当事人、专利号", "Ctrl+F", Act.SEARCH, "cz ss"),
    Action("palette", "命令", "Ctrl+K", Act.PALETTE, "ml"),
    Action("help", "依据（F1）", "F1", Act.HELP, "yj 条文 帮助 怎么填"),
    Action("refresh", "刷新", "F5", Act.REFRESH, "sx"),
    Action("back", "返回", "Alt+Left", Act.BACK, "fh"),
    Action("larger", "大字", "Ctrl+=", Act.LARGER, "dz 字号"),
    Action("dark", "深色", "Ctrl+Shift+D", Act.DARK, "ss 夜间"),
    Action("practice", "练习案件", "", Act.PRACTICE, "lx 样例 培训"),
    Action("quit", "退出", "Ctrl+Q", Act.QUIT, "tc"),
)


ACTIONS = with_ledgers(_OWN, bundled())
