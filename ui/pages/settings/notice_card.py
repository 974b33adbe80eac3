"""The notice of a year's holidays, pasted as text: the days read from it, then the import."""

from collections.abc import Callable

from models.queries.lists.holidays import ArrangedDay, arranged_day
from models.queries.signs import with_sign
from models.rules.calendar_table import write_table
from models.rules.holiday_notice import Notice, read_notice
from models.rules.problem import InputRefused
from ui.steps.fields import grow
from ui.widgets.fields import LongField
from ui.widgets.layout import Card, button, label, restyle
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

DAYS: tuple[Column[ArrangedDay], ...] = (
    Column("日期", lambda one: one.said, width=160, whole=True),
    Column("种类", lambda one: one.kind, width=96),
    Column("名称", lambda one: one.name, least=120),
    Column("来源", lambda one: one.source, least=160),
)
EXPLAIN = (
    "国务院办公厅公布下一年的放假安排后，把通知全文连同标题粘贴到这里，核对读出的日子，再导入。"
    "没有公布的年份，日期标为“暂估”。"
)


class NoticeCard(Card):
    """Reads while it is pasted; nothing can be imported before every sentence is understood."""

    def __init__(self, take: Callable[[str], None]) -> None:
        """`take` imports a table of days."""
        super().__init__("粘贴放假通知")
        self._take = take
        self._notice: Notice | None = None
        self.field = grow(LongField(4), 4)
        self.field.edit.setAccessibleName("放假通知全文")
        self.field.edit.setPlaceholderText("国务院办公厅关于××××年部分节假日安排的通知……")
        self.field.edited.connect(self._read)
        self.said = label("")
        made = PagedModel(DAYS, lambda one: (one.day, one.kind))
        self.days = Table("读出的日子", made, most=12, picks=False)
        self.import_button = button("导入这些日子", self._import, "primary")
        for widget in (label(EXPLAIN, "secondary"), self.field, self.said, self.days):
            self.body.addWidget(widget)
        self.row(self.import_button, stretch=None).addStretch(1)
        self._read()

    def _read(self) -> None:
        """Show the days of what is pasted, or which sentences are wrong."""
        self._notice = None
        text, words = self.field.value(), self.field.problem()
        if text and not words:
            try:
                self._notice = read_notice(text)
                words = _summary(self._notice)
            except InputRefused as refused:
                words = "\n".join(f"{p.field}：{p.problem}" for p in refused.problems)
        self._show(words)

    def _show(self, words: str) -> None:
        found = self._notice
        self.said.setText(words)
        self.said.setVisible(bool(words))
        restyle(self.said, "problem" if found is None else "warning" if found.missing else "good")
        self.days.show_rows([arranged_day(one) for one in found.days] if found else ())
        self.days.setVisible(found is not None)
        self.import_button.setEnabled(found is not None)

    def _import(self) -> None:
        if self._notice is not None:
            self._take(write_table(self._notice.days))


def _summary(notice: Notice) -> str:
    """Say how many days were read, and whether the year is announced by it."""
    kinds = [one.kind for one in notice.days]
    words = f"{notice.year}年：放假{kinds.count('rest')}天，调休上班{kinds.count('work')}天。"
    if notice.missing:
        left = "、".join(notice.missing)
        return with_sign("warning", f"{words}没有写到{left}，这份通知不算全年已公布。")
    return with_sign("good", f"{words}七个节日都写到了，导入后这一年算作已公布。")
