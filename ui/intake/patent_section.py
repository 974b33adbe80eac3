"""专利: the number with its check digit, the kind it says, dates, claims, report, invalidation."""

from PySide6.QtCore import Signal

from models import reference
from models.queries.dialogs.similar import SamePatent
from models.queries.help import said
from models.rules.events import Json
from models.rules.identity import PatentNumber, read_patent_number
from models.rules.intake.model import INVALIDATION_STATES, PATENT_KINDS, REPORT_STATES
from ui.intake.case_section import day_of, named
from ui.intake.checked_form import About, FormSection
from ui.widgets.fields import ChoiceField, DateField, TextField
from ui.widgets.layout import button, label
from ui.widgets.values import record, text


class PatentSection(FormSection):
    """The patent relied on; `number_left` asks for the cases that are about the same one."""

    number_left = Signal(str)

    def __init__(self, about: About) -> None:
        super().__init__("专利", "patent", about)
        form = self.form
        number = TextField()
        number.edit.setPlaceholderText("如 ZL202239800101.X")
        number.edit.editingFinished.connect(self._left)
        form.add("number", "专利号", number)
        self.suggest = button("", self._take_suggestion, "link", "改为建议的专利号")
        self.suggest.hide()
        number.column.addWidget(self.suggest)
        form.add("kind", "专利类型", ChoiceField(named("patent_kind", PATENT_KINDS), optional=True))
        form.add("title", "名称", TextField())
        form.add("holder", "专利权人", TextField())
        claims = TextField()
        claims.edit.setPlaceholderText("如 1、3-5")
        form.add("asserted_claims", "权利要求", claims)
        form.add("filed_on", "申请日", DateField(about.today), 1)
        form.add("granted_on", "授权公告日", DateField(about.today), 1)
        form.add("evaluation_report", "评价报告",
                 ChoiceField(named("evaluation_report", REPORT_STATES)), 1)  # fmt: skip
        form.add("invalidation", "无效宣告",
                 ChoiceField(named("invalidation", INVALIDATION_STATES)), 1)  # fmt: skip
        self.same = label("", "secondary")
        self.same.setAccessibleName("同一专利的案件")
        self.same.hide()
        self.body.addWidget(self.same)
        self._kept: dict[str, Json] = {}
        self._guessed = ""
        self._asked = ""

    def set_values(self, values: Json) -> None:
        """Show values; what the form has no field for is kept aside."""
        given = record(values)
        self._kept = {k: v for k, v in given.items() if k not in self.form.where}
        self.form.set_values(given)
        self._guessed, self._asked = "", ""
        self.same.hide()
        self._follow()

    def values(self) -> dict[str, Json]:
        """Return what stands in the fields."""
        return self._kept | super().values()

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
        kind = text(self.form.field("kind").value())
        self.about.patent_kind = kind
        self.about.filed_on = day_of(self.form.text("filed_on"), self.about)
        self.form.show_row("asserted_claims", shown=kind != "design")
        self.form.check("number", empty=False)
        self.form.check("granted_on", empty=False)
        read = self._read()
        right = read.suggestion if read and not read.problem and read.warnings else ""
        self.suggest.setVisible(bool(right) and right != (read.value if read else ""))
        self.suggest.setText(f"改为 ZL{right}")

    def _take_suggestion(self) -> None:
        read = self._read()
        if read and read.suggestion:
            self.form.field("number").set_value(f"ZL{read.suggestion}")
            self._changed("number")
            self._left()

    def _left(self) -> None:
        read = self._read()
        if read is None or read.problem or read.value == self._asked:
            return
        self._asked = read.value
        self.number_left.emit(read.value)

    def show_same(self, cases: list[SamePatent]) -> None:
        """Say which cases are about this patent already."""
        lines = [
            f"同一专利已有案件 {c.number}（{reference.stage_name(c.stage)}）："
            f"{'、'.join(c.requesters)} 与 {'、'.join(c.respondents)}"
            for c in cases
        ]
        if lines:
            lines.append(said("same_patent"))
        self.same.setText("\n".join(lines))
        self.same.setVisible(bool(lines))
