"""专利: the number with its check digit, the kind it says, dates, claims, report, invalidation."""

from PySide6.QtCore import Signal

from models import reference
from models.queries.dialogs.similar import SamePatent
from models.queries.help import said
from models.rules.events import Json
from models.rules.identity import PatentNumber, read_patent_number
from models.rules.intake.fields import Group
from ui.pages.intake.cards.section import FormSection
from ui.pages.intake.checked_form import About
from ui.widgets.layout import button, label


class PatentSection(FormSection):
    """The patent relied on; `number_left` asks for the cases that are about the same one."""

    number_left = Signal(str)

    def __init__(self, about: About) -> None:
        super().__init__("专利", Group.PATENT, about)
        number = self.form.text_field("number")
        number.edit.editingFinished.connect(self._left)
        self.suggest = button("", self._take_suggestion, "link", "改为建议的专利号")
        self.suggest.hide()
        number.column.addWidget(self.suggest)
        self.same = label("", "secondary")
        self.same.setAccessibleName("同一专利的案件")
        self.same.hide()
        self.body.addWidget(self.same)
        self._guessed = ""
        self._asked = ""

    def set_values(self, values: Json) -> None:
        """Show values."""
        super().set_values(values)
        self._guessed, self._asked = "", ""
        self.same.hide()
        self._follow()

    def _changed(self, name: str) -> None:
        if name == "number":
            self._guess()
        self._follow()
        super()._changed(name)

    def _read(self) -> PatentNumber | None:
        typed = self.form.text("number")
        return read_patent_number(typed) if typed else None

    def _guess(self) -> None:
        """Take the kind from the number unless somebody has chosen one."""
        read, chosen = self._read(), self.form.field("kind").value()
        if read and read.kind and chosen in (None, self._guessed) and chosen != read.kind:
            self._guessed = read.kind
            self.form.field("kind").set_value(read.kind)

    def _follow(self) -> None:
        self.about.patent_kind = self.form.code("kind")
        read = self._read()
        right = read.suggestion if read and not read.problem and read.warnings else ""
        self.suggest.setVisible(bool(right) and right != (read.value if read else ""))
        self.suggest.setText(f"改为 ZL{right}")

    def _take_suggestion(self) -> None:
        read = self._read()
        if read and read.suggestion:
            self.form.field("number").set_value(f"ZL{read.suggestion}")
            self.form.check("number")
            self._changed("number")
            self._left()

    def _left(self) -> None:
        read = self._read()
        if read is None or read.problem or read.value == self._asked:
            return
        self._asked = read.value
        self.number_left.emit(read.value)

    def show_same(self, asked: str, cases: list[SamePatent]) -> None:
        """Say which cases are about this patent already, unless it is another one by now."""
        if asked != self._asked:
            return
        lines = [
            f"同一专利已有案件 {c.number}（{reference.stage_name(c.stage)}）："
            f"{'、'.join(c.requesters)} 与 {'、'.join(c.respondents)}"
            for c in cases
        ]
        if lines:
            lines.append(said("same_patent"))
        self.same.setText("\n".join(lines))
        self.same.setVisible(bool(lines))
