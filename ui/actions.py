"""Every command of the window in one table: name, shortcut, what it does (also for Ctrl+K)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """One command: `target` is a page to go to, or the name of a method of the main window."""

    id: str
    text: str
    shortcut: str
    target: str
    keywords: str = ""


ACTIONS: tuple[Action, ...] = (
    Action("today", "今日", "Ctrl+1", "page:today", "jr 待办"),
    Action("intake", "收案", "Ctrl+2", "page:intake", "sa 新请求"),
    Action("cases", "案件", "Ctrl+3", "page:cases", "aj 列表"),
    Action("notification", "告知", "Ctrl+4", "page:notification", "gz 台账"),
    Action("serving", "送达", "Ctrl+5", "page:serving", "sd 回证 待送达"),
    Action("documents", "文书", "Ctrl+6", "page:documents", "ws 待签批 草稿"),
    Action("statistics", "统计", "Ctrl+7", "page:statistics", "tj 报表 指标"),
    Action("roster", "名册", "Ctrl+8", "page:roster", "mc 人员"),
    Action("settings", "设置", "Ctrl+9", "page:settings", "sz 本局口径"),
    Action("search", "查找案件、当事人、专利号", "Ctrl+F", "focus_search", "cz ss"),
    Action("palette", "命令", "Ctrl+K", "open_palette", "ml"),
    Action("help", "依据（F1）", "F1", "show_help", "yj 条文 帮助 怎么填"),
    Action("refresh", "刷新", "F5", "refresh_page", "sx"),
    Action("back", "返回", "Alt+Left", "go_back", "fh"),
    Action("larger", "大字", "Ctrl+=", "toggle_large", "dz 字号"),
    Action("dark", "深色", "Ctrl+Shift+D", "toggle_dark", "ss 夜间"),
    Action("practice", "练习案件", "", "open_practice", "lx 样例 培训"),
    Action("quit", "退出", "Ctrl+Q", "close", "tc"),
)
