"""The page 名册: staff, their 办案资质证件, and who is working at this desk."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.changes import Changes
from models.queries.people import ISSUER_NAMES, Person, people
from ui.context import Context
from ui.roster.forms import StaffDialog
from ui.widgets.layout import EDGE, GAP, button, label
from ui.widgets.lines import Line, LinesTable

HEADS = ("姓名", "岗位", "办案资质证件", "颁发机关", "有效期至", "证件状况", "电话", "在岗")
SIGNS = {"problem": "✕ ", "warning": "⚠ ", "good": "✓ ", "": ""}


class RosterPage(QWidget):
    """Everyone of the office; expired and expiring certificates say so in words."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.people: dict[int, Person] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(GAP)
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
        column.addLayout(line)
        self.warning = label("", "warning")
        column.addWidget(self.warning)
        self.table: LinesTable[int] = LinesTable("人员名册", HEADS, (5,))
        self.table.setAlternatingRowColors(True)
        self.table.picked.connect(self._picked)
        self.table.chosen.connect(lambda _key: self.change())
        column.addWidget(self.table, 1)
        column.addWidget(
            label("修改人员不影响已经组成的合议组：案件里保留组成当天的证件情况。", "secondary")
        )
        self._picked(None)

    def refresh(self) -> None:
        """Read the roster anew."""
        self.context.worker.ask(people, self._show, owner=self)

    def changed(self, changes: Changes) -> None:
        """Staff may have changed."""
        if changes.touches("staff"):
            self.refresh()

    def _show(self, found: list[Person]) -> None:
        self.people = {person.id: person for person in found}
        self.table.fill([_line(person) for person in found], dark=self.context.dark)
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

    def _picked(self, key: int | None) -> None:
        person = self.people.get(key) if key is not None else None
        self.change_button.setEnabled(person is not None)
        self.actor_button.setEnabled(bool(person and person.active))

    def new(self) -> None:
        """Open an empty form."""
        StaffDialog(self.context, None, self).open()

    def change(self) -> None:
        """Open the chosen person."""
        person = self._chosen()
        if person is not None:
            StaffDialog(self.context, person, self).open()

    def _chosen(self) -> Person | None:
        key = self.table.key()
        return self.people.get(key) if key is not None else None

    def work_as(self) -> None:
        """From now on everything is recorded under the chosen person's name."""
        person = self._chosen()
        if person is not None:
            self.context.work_as(person.name)
            self._show(list(self.people.values()))


def _line(person: Person) -> Line[int]:
    until = person.certificate_until.isoformat() if person.certificate_until else ""
    texts = (
        person.name, person.role_name, person.certificate_no,
        ISSUER_NAMES.get(person.certificate_issuer or "", ""), until,
        SIGNS[person.level] + person.validity, person.phone, "在岗" if person.active else "离岗",
    )  # fmt: skip
    kinds = {5: person.level} if person.level else {5: "secondary"}
    return Line(person.id, texts, kinds)
