"""节假日: importing a year's arrangement, seeing what was imported, withdrawing a year."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.changes import Changes
from models.errors import BadInput
from models.queries.lists.heads import numbers
from models.queries.lists.holidays import LoadedYear, loaded_years
from models.queries.places import CaseTab
from models.queries.signs import with_sign
from models.rules.calendar_table import sample_table
from models.services.arguments.shapes import Plain
from models.services.office.holidays import (
    Cancelled,
    MovedDate,
    import_arrangement,
    withdraw_arrangement,
)
from models.store.desk import Desk
from models.store.files.store import write_whole
from ui.output import file_choice
from ui.pages.settings.notice_card import DAYS, NoticeCard
from ui.shell import messages, targets
from ui.shell.context import Context
from ui.widgets.dialog import FormDialog, Plan
from ui.widgets.fields import TextField
from ui.widgets.layout import Card, Scroll, button, label
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table
from ui.work.long_work import LongWork, Progress

MAX_CSV_BYTES = 2_000_000
MOVED_SHOWN = 500
IMPORTED = Changes("", None, frozenset({"holiday", "case"}))  # as the service's own would say
YEARS: tuple[Column[LoadedYear], ...] = (
    Column("年份", lambda one: f"{one.year}年", width=84, whole=True),
    Column(
        "状态",
        lambda one: with_sign("good", "已公布") if one.announced else with_sign("warning", "暂估"),
        lambda one: "good" if one.announced else "warning",
        84,
    ),
    Column("放假", lambda one: f"{one.count('rest')}天", width=84, whole=True),
    Column("调休上班", lambda one: f"{one.count('work')}天", width=98, whole=True),
    Column("来源", lambda one: one.source, least=160),
)


class WithdrawDialog(FormDialog):
    """Asks why the imported days of a year are withdrawn."""

    def __init__(self, context: Context, year: int, parent: QWidget) -> None:
        explain = f"{year}年导入的日子全部撤回，日期按程序自带的日历重新计算；撤回的内容记入日志。"
        super().__init__(f"撤回{year}年的安排", context.worker, parent, explain, "holiday")
        self._year = year
        self.form.add("reason", "理由", TextField(), required=True)
        self._dirty = False
        self.resize(620, 240)
        self.form.field("reason").setFocus()

    def command(self, values: dict[str, Plain]) -> Plan:
        """Return the command with its arguments."""
        return withdraw_arrangement, (self._year,), {"reason": str(values["reason"])}


class HolidayPage(Scroll):
    """Importing a year's holidays; every date that moves is listed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.notice = NoticeCard(self.import_text)
        card = Card("用节假日表导入")
        card.body.addWidget(
            label(
                "也可以把样表改成那一年放假和调休上班的日子，再导入。样表是程序已有的最近一年，"
                "原样导入不改变任何日期。",
                "secondary",
            )
        )
        self.import_button = button("导入节假日表…", self.choose)
        self.work = LongWork(context.worker, "导入", cancellable=True)
        self.result = label("")
        self.sample_button = button("存一份样表…", self.save_sample)
        card.row(self.import_button, self.sample_button, stretch=None).addStretch(1)
        self.numbers: dict[int, str] = {}
        columns = (
            Column[MovedDate]("案号", lambda one: self.numbers.get(one.case_id, "")),
            Column[MovedDate]("期限", lambda one: f"{one.name} {one.key}".strip()),
            Column[MovedDate]("原日期", lambda one: one.before.isoformat(), width=98),
            Column[MovedDate](
                "新日期", lambda one: one.after.isoformat(), lambda _one: "accent", 98
            ),
        )
        model = PagedModel(columns, lambda one: (one.case_id, one.rule, one.key))
        self.table = Table("移动的日期", model, picks=False)
        self.table.setMinimumHeight(240)
        self.table.opened.connect(self._open)
        self.table.hide()
        for widget in (self.work, self.result, self.table):
            self.notice.body.addWidget(widget)
        for part in (self.notice, self._years_card(), card):
            self.column.addWidget(part)
        self.column.addStretch(1)
        context.worker.changed.connect(self._changed)

    def _years_card(self) -> Card:
        card = Card("已载入的年份")
        self.years = Table("已载入的年份", PagedModel(YEARS, lambda one: one.year), most=6)
        self.years.moved.connect(self._picked)
        self.days = Table(
            "这一年的日子", PagedModel(DAYS, lambda one: one.day), most=10, picks=False
        )
        self.withdraw_button = button("撤回这一年…", self._withdraw)
        self.withdraw_button.setEnabled(False)
        card.body.addWidget(self.years)
        self.years.offer(self.withdraw_button)
        card.row(self.withdraw_button, stretch=None).addStretch(1)
        card.body.addWidget(self.days)
        return card

    def refresh(self) -> None:
        """Read the years that are loaded."""
        self.context.worker.ask(loaded_years, self._show_years, owner=self, latest="years")

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches("holiday"):
            self.refresh()

    def _show_years(self, years: list[LoadedYear]) -> None:
        self.years.show_rows(years)
        self._picked()

    def _picked(self) -> None:
        chosen = self.years.current()
        self.days.show_rows(chosen.days if chosen else ())
        self.withdraw_button.setEnabled(chosen is not None and bool(chosen.imported))

    def _withdraw(self) -> None:
        if chosen := self.years.current():
            WithdrawDialog(self.context, chosen.year, self).open()

    def choose(self) -> None:
        """Ask for the file, then import it."""
        chosen = file_choice.open_one(self, "导入节假日表", "节假日表 (*.csv)")
        if not chosen:
            return
        try:
            self.import_text(read_csv(Path(chosen)))
        except BadInput as refused:
            self._failed(refused)

    def save_sample(self) -> None:
        """Write a table to fill in, in the coding that Excel and WPS open without a question."""
        path = file_choice.save_as(self, "存样表", "节假日样表.csv", "节假日表 (*.csv)")
        if not path:
            return
        self.context.worker.ask(
            lambda _desk: write_whole(Path(path), sample_table().encode("utf-8-sig")),
            lambda _none: self.result.setText(with_sign("good", f"样表已存为：{path}")),
            self._failed,
            owner=self,
        )

    def import_text(self, text: str) -> None:
        """Import a table; the dates of every open case are computed again."""
        self.import_button.setEnabled(False)
        self.table.hide()
        self.result.setText("正在重新计算每个案件的日期……")

        def run(desk: Desk, progress: Progress) -> tuple[list[MovedDate], dict[int, str]]:
            moved = import_arrangement(desk, text, progress)
            return moved, numbers(desk, {one.case_id for one in moved})

        self.work.start(run, self._done, self._failed)

    def _done(self, answer: tuple[list[MovedDate], dict[int, str]]) -> None:
        moved, self.numbers = answer
        self.import_button.setEnabled(True)
        self.notice.field.set_value(None)
        self.result.setText(
            f"✓ 已导入，{len(moved)}个日期有变动。" if moved else "✓ 已导入，没有日期变动。"
        )
        self.table.show_rows(moved[:MOVED_SHOWN])
        self.table.setVisible(bool(moved))
        self.context.worker.changed.emit(IMPORTED)

    def _failed(self, error: Exception) -> None:
        self.import_button.setEnabled(True)
        if isinstance(error, Cancelled):
            self.result.setText("已取消导入，原有日期没有改变。")
        elif isinstance(error, BadInput):
            words = "\n".join(f"{p.field}：{p.problem}" for p in error.problems[:10])
            self.result.setText(f"没有导入，原有日期没有改变：\n{words}")
        else:
            self.result.setText("")
            messages.show_error(error, self)

    def _open(self, moved: MovedDate) -> None:
        self.context.go(targets.Case(moved.case_id, CaseTab.DEADLINES))


def read_csv(path: Path) -> str:
    """Read a table as Excel and WPS write it (UTF-8 or GBK); BadInput when it is none."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_CSV_BYTES else None
    except OSError as error:
        why = f"读不出来（{error.strerror}），请关闭正在打开它的程序"
        raise BadInput.of("文件", why) from error
    if data is None:
        raise BadInput.of("文件", "太大了，不像是节假日表")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")  # "Unicode 文本" of Excel
    for coding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    raise BadInput.of("文件", "不是文字表格，请另存为 CSV 后再导入")
