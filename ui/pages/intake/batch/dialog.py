"""The dialog of 批量收案: the table at the top, below it what each of its rows gives."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.changes import Changes
from models.errors import BadInput, KnownError
from models.queries.signs import WRONG
from models.rules.events import Json
from models.rules.identity import same_patent_digits
from models.rules.problem import Problem
from models.rules.text_checks import NAME_LIMIT, text_problem
from models.services.arguments.shapes import Plain
from models.services.receiving.batch import file_batch
from models.store.desk import Desk
from ui.pages.intake.batch.lines import Line, Preview, preview
from ui.shell.context import Context
from ui.shell.targets import Cases
from ui.widgets.dialog import FormDialog, Plan
from ui.widgets.fields import DateField, LongField, TextField, TickField
from ui.widgets.layout import label
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table, TableOrWords
from ui.widgets.values import record, text

MOST = 200_000  # characters of a table
SAID = 3  # faults of rows that are said at the table; the preview has them all
WIDTH, ROOM = 900, 300  # px, of the dialog and of the fields above the preview
EXPLAIN = (
    "每行一名被请求人，各收一件，各有收件号。专利、请求人、代理人、请求事项、证据等照样式；"
    "样式里的被请求人不收。有一行不对，全部不收。"
)
HINT = (
    "从 Excel 或者 Word 连标题行一起复制后粘贴；也可以用逗号分开。认得的列：名称、类别、"
    "统一社会信用代码、负责人、经营者、地址、电话、被控产品、行为等"
)
EMPTY = "粘贴表格以后，这里逐行列出将要收的案件和不对的地方。"
COLUMNS: tuple[Column[Line], ...] = (
    Column("行", lambda one: str(one.number), None, 36, right=True, whole=True),
    Column("被请求人", lambda one: one.name, None, least=130),
    Column("说明", lambda one: one.state, lambda one: one.tone, least=200),
    Column("类别", lambda one: one.kind, None, 86, yields=5),
    Column("证件号码", lambda one: one.id_no, None, 150, yields=4),
    Column("地址", lambda one: one.address, None, 120, yields=6),
    Column("电话", lambda one: one.phone, None, 100, yields=1),
    Column("被控产品", lambda one: one.product, None, 100, yields=3),
    Column("行为", lambda one: one.acts, None, 100, yields=2),
)


class TableField(LongField):
    """A pasted table: what is between its cells stays."""

    def value(self) -> str:
        """Return the text as it is."""
        return self.edit.toPlainText()

    def problem(self) -> str:
        """Refuse what no table is; its cells are checked row by row."""
        return text_problem(self.value(), MOST, lines=True)


class BatchDialog(FormDialog):
    """Reads while it is pasted; what is wrong is said beside its row before anything is filed."""

    def __init__(self, context: Context, form: Mapping[str, Json], parent: QWidget) -> None:
        """`form` is the request in the form: the pattern, unless a case is named."""
        super().__init__("批量收案", context.worker, parent, EXPLAIN, "batch")
        self.context = context
        self._pattern = form
        self.read: Preview | None = None
        self.like = self.form.add(
            "like", "照哪一件", TextField(NAME_LIMIT),
            hint="已收案件的收件号或者案号；不填就照收案页上填的",
        )  # fmt: skip
        self.received = self.form.add(
            "received_on", "收到日期", DateField(context.today()), required=True
        )
        self.received.set_value(form.get("received_on") or context.today().isoformat())
        self.pasted = self.form.add(
            "table", "被请求人表", TableField(5, MOST), hint=HINT, required=True
        )
        words = "已有案件的也收（另有请求）"
        self.known_too = self.form.add("known_too", "已有案件", TickField(words))
        self.form.show_row("known_too", shown=False)
        self.table: Table[Line] = Table("逐行预览", PagedModel(COLUMNS, lambda one: one.number))
        self.summary = label("", "secondary")
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        place = outer.indexOf(self.message)
        outer.insertWidget(place, self.summary)
        outer.insertWidget(place + 1, TableOrWords(self.table, EMPTY), 2)
        self.save_button.setText("全部收案")
        self.area.setMinimumHeight(min(self.form.sizeHint().height(), ROOM))
        self.resize(WIDTH, 680)
        self.form.edited.connect(self._look)
        self.pasted.setFocus()

    def _look(self) -> None:
        """Read the table as it is now; an older reading is not shown any more."""
        form, values = self._pattern, self.form.values()
        day, like, pasted = values["received_on"], self.like.value().strip(), self.pasted.value()
        on = "" if day is None else str(day)
        self.context.worker.ask(
            lambda desk: preview(desk, form, like, on, pasted),
            self._show, failed=self._unread, owner=self, latest="batch",
        )  # fmt: skip

    def _show(self, found: Preview) -> None:
        self.read = found
        self.table.show_rows(found.lines)
        self.summary.setText(found.summary)
        self.form.show_row("known_too", shown=bool(found.batch.known))

    def _unread(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.read = None
        self.table.forget()
        problems = error.problems if isinstance(error, BadInput) else (Problem("", str(error)),)
        self.summary.setText(f"{WRONG} " + "；".join(one.problem for one in problems))

    def save(self) -> None:
        """File what is shown; as long as it is being read, what is typed is read first."""
        if not self.form.check():
            self._make_room()
            return
        form, on = self._pattern, str(self.received.value())
        like, pasted = self.like.value().strip(), self.pasted.value()

        def read(desk: Desk) -> Preview:
            return preview(desk, form, like, on, pasted)

        self.context.worker.ask(read, self._file, failed=self._failed, owner=self, latest="batch")

    def _file(self, found: Preview) -> None:
        self._show(found)
        super().save()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            error = BadInput(_beside(error.problems))
        super()._failed(error)

    def command(self, values: dict[str, Plain]) -> Plan:
        """File all rows."""
        assert self.read is not None, "it is read before it is filed"
        args = (self.read.pattern, self.read.cells)
        return file_batch, args, {"known_too": bool(values.get("known_too"))}

    def _done(self, changes: Changes) -> None:
        number = text(record(self.read.pattern.get("patent") if self.read else None).get("number"))
        super()._done(changes)
        self.context.go(Cases(search=same_patent_digits(number) or None))


def _beside(problems: Sequence[Problem]) -> list[Problem]:
    """Return a refusal by the fields of the dialog: what is wrong with rows is at their table."""
    rows = [one for one in problems if one.field.startswith("rows[")]
    more = [Problem("", f"……共{len(rows)}处，见逐行预览")] if len(rows) > SAID else []
    words = "；".join(one.problem for one in (*rows[:SAID], *more))
    rest = [one for one in problems if one not in rows]
    return [*rest, Problem("table", words)] if rows else rest
