"""The page 名册: staff, their 办案资质证件, and who is working at this desk."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from models.queries.people import ISSUER_NAMES, Person, people
from models.queries.signs import with_sign
from ui.pages.base import Page
from ui.pages.roster.forms import StaffDialog
from ui.shell import targets
from ui.shell.context import Context
from ui.widgets.layout import GAP, button, label
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

COLUMNS: tuple[Column[Person], ...] = (
    Column("姓名", lambda p: p.name, width=88),
    Column("岗位", lambda p: p.role_name, width=112),
    Column("办案资质证件", lambda p: p.certificate_no, least=120),
    Column("颁发机关", lambda p: ISSUER_NAMES.get(p.certificate_issuer or "", ""), width=112),
    Column("有效期至", lambda p: _day(p.certificate_until), width=98, whole=True),
    Column("证件状况", lambda p: with_sign(p.level, p.validity), lambda p: p.level or "secondary",
           least=130),
    Column("电话", lambda p: p.phone, width=112, whole=True),
    Column("在岗", lambda p: "在岗" if p.active else "离岗", width=52),
)  # fmt: skip


class RosterPage(Page[targets.Roster]):
    """Everyone of the office; expired and expiring certificates say so."""

    shows = frozenset({"staff"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        self.working = label("", "accent", wrap=False)
        self.actor_button = button("设为当前工作人员", self.work_as)
        self.change_button = button("修改", self.change)
        self.new_button = button("新增人员", self.new, "primary")
        line.addWidget(self.working)
        line.addStretch(1)
        for one in (self.actor_button, self.change_button, self.new_button):
            line.addWidget(one)
        self.column.addLayout(line)
        self.warning = label("", "warning")
        self.column.addWidget(self.warning)
        self.table = Table("人员名册", PagedModel(COLUMNS, lambda p: p.id), picks=False)
        self.table.moved.connect(self._picked)
        self.table.opened.connect(self.change)
        self.table.offer(self.change_button, self.actor_button)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(
            label("修改人员不影响已经组成的合议组：案件里保留组成当天的证件情况。", "secondary")
        )
        self._picked()

    def refresh(self) -> None:
        """Read the roster."""
        self.context.worker.ask(people, self._show, owner=self)

    def _show(self, found: list[Person]) -> None:
        self.table.show_rows(found)
        self.working.setText(f"当前工作人员：{self.context.actor}")
        names = {person.name for person in found if person.active}
        words = [
            f"{p.name}的办案资质证件{p.validity}"
            for p in found
            if p.active and p.level in ("problem", "warning")
        ]
        if not found:
            words = ["名册还是空的：请先新增人员，再选定当前工作人员。"]
        elif self.context.actor not in names:
            words.insert(0, f"“{self.context.actor}”不在名册里，请选定当前工作人员")
        self.warning.setText("；".join(words))
        self.warning.setVisible(bool(words))

    def _picked(self) -> None:
        person = self.table.current()
        self.change_button.setEnabled(person is not None)
        self.actor_button.setEnabled(bool(person and person.active))

    def new(self) -> None:
        """Open an empty form."""
        StaffDialog(self.context, None, self).open()

    def change(self) -> None:
        """Open the chosen person."""
        person = self.table.current()
        if person is not None:
            StaffDialog(self.context, person, self).open()

    def work_as(self) -> None:
        """From now on everything is recorded under the chosen person's name."""
        person = self.table.current()
        if person is not None:
            self.context.work_as(person.name)
            self._show(self.table.lines.rows)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
