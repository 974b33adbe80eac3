"""已送达: the services of all cases, with words, a method and a period to look for."""

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from models import reference
from models.queries.lists import serving
from models.queries.lists.serving import ServiceFilter, ServiceRow
from models.store.desk import Desk
from ui.output.list_export import Sheet, read_pages
from ui.pages.serving import columns
from ui.pages.serving.panes import Pane, UnderWayPane
from ui.shell.context import Context
from ui.widgets.fields import DateField
from ui.widgets.filters.chips import Chip, ChipBar
from ui.widgets.heading.sorting import Sorting
from ui.widgets.layout import GAP, label
from ui.widgets.search import SearchBox
from ui.widgets.wheel import combo
from ui.work.long_work import Progress


class ServedPane(Pane[ServiceRow]):
    """What took effect, a page at a time, the latest first."""

    enter = UnderWayPane.enter

    def __init__(self, context: Context) -> None:
        super().__init__(context, "已送达", columns.SERVED, lambda row: row.event, "")
        self._asked = ServiceFilter()
        self.sorting = Sorting(self.table, columns.SORTED, serving.LATEST)
        self.sorting.changed.connect(self.refresh)
        self.words_field = SearchBox("查找", "案号、当事人、文书、邮件号")
        self.method = combo()
        self.method.addItem("全部", "")
        for one in reference.methods().values():
            self.method.addItem(one.name, one.id)
        self.since = DateField(context.today())
        self.until = DateField(context.today())
        self.problem = label("", "problem", wrap=False)
        self.chips = ChipBar(self.clear, self.table)
        self._filters()

    def _filters(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        days = (("从", self.since), ("到", self.until))
        self._add(line, "查找", self.words_field, 3)
        self._add(line, "方式", self.method, 0)
        for text, field in days:
            field.edit.setPlaceholderText("如 3-9")
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("国") * 8)
            self._add(line, text, field, 0)
            field.edited.connect(self.words_field.ask_soon)
        self.words_field.asked.connect(self.refresh)
        self.method.currentIndexChanged.connect(self.refresh)
        self.body.insertLayout(0, line)
        self.problem.hide()
        self.body.insertWidget(1, self.problem)
        self.body.insertWidget(2, self.chips)

    @staticmethod
    def _add(line: QHBoxLayout, text: str, field: QWidget, stretch: int) -> None:
        name = QLabel(text)
        target = field.focusProxy() or field
        target.setObjectName(f"filter:{text}")
        name.setBuddy(target)
        target.setAccessibleName({"从": "生效日从", "到": "生效日到"}.get(text, text))
        line.addWidget(name)
        line.addWidget(field, stretch)

    def wanted(self) -> ServiceFilter:
        """Return what is looked for."""
        return ServiceFilter(
            self.words_field.words(),
            self.method.currentData(),
            self.since.value(),
            self.until.value(),
        )

    def clear(self) -> None:
        """Look for nothing in particular again."""
        self.words_field.clear()
        self.since.set_value(None)
        self.until.set_value(None)
        with QSignalBlocker(self.method):
            self.method.setCurrentIndex(0)
        self.refresh()

    def _chips(self) -> list[Chip]:
        words, method = self.words_field.words(), self.method.currentText()

        def without_words() -> None:
            self.words_field.clear()
            self.refresh()

        def without_day(field: DateField) -> None:
            field.set_value(None)
            self.refresh()

        days = (("从", self.since), ("到", self.until))
        return [
            *([Chip(f"查找：{words}", without_words)] if words else []),
            *([Chip(f"方式：{method}", partial(self.method.setCurrentIndex, 0))]
              if self.method.currentIndex() > 0 else []),
            *(Chip(f"{text}：{field.value() or field.typed()}", partial(without_day, field))
              for text, field in days if field.typed()),
        ]  # fmt: skip

    def count(self, total: int) -> None:
        """Say how many there are, also beside the conditions."""
        super().count(total)
        self.chips.counted(total, "份")

    def refresh(self) -> None:
        """Read the first page, then how many there are."""
        self.words_field.stop()
        wrong = self.since.problem() or self.until.problem()
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        self.chips.show_chips(self._chips())
        if wrong:
            return
        wanted, order = self.wanted(), self.sorting.order
        self._asked = wanted
        worker = self.context.worker
        self.table.read(
            worker, lambda desk, after: serving.page(desk, wanted, after, order), self._read
        )
        worker.ask(lambda desk: serving.count(desk, wanted), self.count, owner=self,
                   latest="count")  # fmt: skip

    def _read(self, first: bool) -> None:
        if first:
            bare = self._asked == ServiceFilter()
            self.list.say(
                "还没有生效的送达。\n在“待送达”里选一行，按回车登记。" if bare
                else "没有符合条件的送达。\n可以清除条件再看。"
            )  # fmt: skip

    def sheet(self) -> Sheet[ServiceRow]:
        """Return everything that is looked for, with each proof in a column of its own."""
        wanted, order = self._asked, self.sorting.order
        words = [
            f"查找：{wanted.search}" if wanted.search else "",
            self.method.currentText() if wanted.method else "",
            f"{wanted.since or ''}至{wanted.until or ''}" if wanted.since or wanted.until else "",
        ]
        note = "　".join([self.context.today().isoformat(), *(w for w in words if w)])

        def read(desk: Desk, progress: Progress) -> list[ServiceRow] | None:
            total = serving.count(desk, wanted)
            return read_pages(lambda a: serving.page(desk, wanted, a, order), total, progress)

        return Sheet("送达登记", note, columns.SERVED_OUT, read, columns.SERVED[:-1])
