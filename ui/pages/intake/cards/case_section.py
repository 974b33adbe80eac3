"""案件: what kind of matter it is, when and how it came in. 事实和理由, 请求事项. 其他."""

from models import reference
from models.queries import signs
from models.rules.events import Json
from models.rules.intake.fields import Group
from models.rules.procedure.requests import check_requests
from ui.pages.intake.cards.section import FormSection
from ui.pages.intake.checked_form import About
from ui.widgets.layout import label

_FILED = {
    "kind": "已经收案的，类别不能更改；收错类别的，撤出登记后另行收案",
    "received_on": "写错的可以更正，期限随之重新计算；补正不改变收到日期",
}


class CaseSection(FormSection):
    """Kind, day of receipt, channel; the kind of dispute for a mediation."""

    def __init__(self, about: About) -> None:
        super().__init__("案件", Group.CASE, about)
        self._tell()

    def set_values(self, values: Json) -> None:
        """Show values; the kind decides which fields the other cards have."""
        super().set_values(values)
        self._tell()

    def lock_kind(self, *, locked: bool) -> None:
        """A filed request keeps its kind; what may be done about either is said beside it."""
        self.form.field("kind").input.setEnabled(not locked)
        for name, words in _FILED.items():
            self.form.show_problem(name, words if locked else "", "secondary")

    def _changed(self, name: str) -> None:
        self._tell()
        super()._changed(name)

    def _tell(self) -> None:
        self.about.kind = self.form.code("kind")
        self.about.received_on = self.form.day("received_on")


class ContentSection(FormSection):
    """What is asked for, one request a line, and the facts; pointed out: what cannot be granted."""

    def __init__(self, about: About) -> None:
        super().__init__("请求事项、事实和理由", Group.CONTENT, about, columns=1)
        self.outside = label("", "warning")
        self.outside.setObjectName("warning")
        self.outside.setAccessibleName("超出职权的请求事项")
        self.outside.hide()
        self.form.field("requests").column.addWidget(self.outside)

    def set_values(self, values: Json) -> None:
        """Show values."""
        super().set_values(values)
        self.refresh()

    def refresh(self) -> None:
        """Say which requests no adjudication can grant, each with the way that is open."""
        super().refresh()
        typed = self.form.text("requests").splitlines()
        asked = [line.strip() for line in typed if line.strip()]
        found = []
        if self.about.kind == "adjudication":
            found = check_requests(asked, reference.acceptance_data().requests)
        self.outside.setText(
            "\n".join(f"{signs.CARE} 第{f.index + 1}项：{f.hint}（{f.basis}）" for f in found)
        )
        self.outside.setVisible(bool(found))


class OtherSection(FormSection):
    """Suits, agreements, platform, place and day: what decides acceptance and jurisdiction."""

    def __init__(self, about: About) -> None:
        super().__init__("其他情况", Group.OTHER, about)
