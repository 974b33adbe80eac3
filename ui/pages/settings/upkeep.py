"""Holidays and look: cards of the settings that are no settings."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.errors import BadInput
from models.queries.lists.heads import numbers
from models.queries.places import CaseTab
from models.queries.signs import with_sign
from models.services.office.holidays import Cancelled, MovedDate, import_arrangement
from models.store.desk import Desk
from models.store.files.store import write_whole
from ui.output import file_choice
from ui.shell import messages, targets
from ui.shell.actions import Act
from ui.shell.context import Context
from ui.widgets.layout import Card, Scroll, button, label
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table
from ui.work.long_work import LongWork, Progress

MAX_CSV_BYTES = 2_000_000
MOVED_SHOWN = 500
SAMPLE = """date,kind,name,source
2027-01-01,rest,元旦,国务院办公厅通知
2027-02-07,work,春节调休上班,国务院办公厅通知
2027-12-31,complete,,写complete的一行表示这一年已全部公布
"""


class HolidayPage(Scroll):
    """Importing a year's holidays; every date that moves is listed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        card = Card("节假日安排")
        card.body.addWidget(
            label(
                "国务院办公厅公布下一年的放假安排后，照样表填好放假和调休上班的日子，再导入。"
                "没有公布的年份，日期标为“暂估”。",
                "secondary",
            )
        )
        self.import_button = button("导入节假日表…", self.choose, "primary")
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
            card.body.addWidget(widget)
        self.column.addWidget(card)
        self.column.addStretch(1)

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
            lambda _desk: write_whole(Path(path), SAMPLE.encode("utf-8-sig")),
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
        self.result.setText(
            f"✓ 已导入，{len(moved)}个日期有变动。" if moved else "✓ 已导入，没有日期变动。"
        )
        self.table.show_rows(moved[:MOVED_SHOWN])
        self.table.setVisible(bool(moved))

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
    for coding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    raise BadInput.of("文件", "不是文字表格，请另存为 CSV 后再导入")


class LookPage(Scroll):
    """Dark and large type."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        card = Card("显示")
        self.state = label("", "secondary")
        card.body.addWidget(self.state)
        self.dark_button = button("", lambda: context.run(Act.DARK))
        self.large_button = button("", lambda: context.run(Act.LARGER))
        card.row(self.dark_button, self.large_button, stretch=None).addStretch(1)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Say how it looks now."""
        dark, large = self.context.dark, self.context.large
        size = "大字" if large else "标准字号"
        self.state.setText(f"现在是{'深色' if dark else '浅色'}、{size}。")
        self.dark_button.setText("改用浅色" if dark else "改用深色")
        self.large_button.setText("改用标准字号" if large else "改用大字")
        for one in (self.dark_button, self.large_button):
            one.setAccessibleName(one.text())
