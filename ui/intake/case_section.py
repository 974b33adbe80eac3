"""案件: what kind of matter it is, when and how it came in. 事实和理由, 请求事项. 其他."""

from datetime import date

from models import reference
from models.rules.dates import read_date
from models.rules.events import Json
from models.rules.intake.model import CHANNELS, KINDS, MEDIATION_KINDS, SPECIAL_MATTERS
from models.rules.requests import check_requests
from ui.intake.checked_form import About, FormSection
from ui.widgets.fields import ChoiceField, DateField, LongField, NumberField, TextField
from ui.widgets.layout import label
from ui.widgets.values import day, record, text

ANSWERS = ((None, "未询问"), (False, "否"), (True, "是"))


def named(group: str, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return codes with their Chinese names."""
    return [(code, reference.name(group, code)) for code in codes]


class CaseSection(FormSection):
    """Kind, day of receipt, channel; the kind of dispute for a mediation."""

    def __init__(self, about: About) -> None:
        super().__init__("案件", "", about)
        form = self.form
        form.add("kind", "案件类别", ChoiceField(named("kind", KINDS)))
        form.add("mediation_kind", "调解类别",
                 ChoiceField(named("mediation_kind", MEDIATION_KINDS), optional=True))  # fmt: skip
        form.add("received_on", "收到日期", DateField(about.today), 1, required=True)
        form.add("channel", "来源", ChoiceField(named("channel", CHANNELS)), 1)
        self._follow()

    def set_values(self, values: Json) -> None:
        """Show values; the kind first, because it decides which fields there are."""
        self.form.set_values(record(values))
        self._follow()

    def lock_kind(self, *, locked: bool) -> None:
        """A filed request keeps its kind and its day of receipt."""
        for name in ("kind", "received_on"):
            self.form.field(name).input.setEnabled(not locked)

    def _changed(self, name: str) -> None:
        self._follow()
        super()._changed(name)

    def _follow(self) -> None:
        kind = text(self.form.field("kind").value())
        self.about.kind = kind
        self.about.received_on = day(self.form.field("received_on").value())
        self.form.show_row("mediation_kind", shown=kind == "mediation")


def _lines(count: int) -> LongField:
    """A text field that keeps its height and scrolls inside."""
    one = LongField(count)
    one.edit.setFixedHeight(one.edit.minimumHeight())
    return one


class ContentSection(FormSection):
    """What is asked for, one request a line, and the facts; pointed out: what cannot be granted."""

    def __init__(self, about: About) -> None:
        super().__init__("请求事项、事实和理由", "", about, columns=1)
        form = self.form
        form.add("requests", "请求事项", _lines(3), hint="每行写一项")
        self.outside = label("", "warning")
        self.outside.setObjectName("warning")
        self.outside.setAccessibleName("超出职权的请求事项")
        self.outside.hide()
        form.forms[0].grid.addWidget(self.outside, form.forms[0].grid.rowCount(), 1)
        form.add("facts_and_reasons", "事实和理由", _lines(7))
        form.add("product", "被控产品", _lines(2), hint="名称、型号、店铺或者商品编号")

    def _changed(self, name: str) -> None:
        if name == "requests":
            self.refresh()
        super()._changed(name)

    def set_values(self, values: Json) -> None:
        """Show values."""
        super().set_values(values)
        self.refresh()

    def refresh(self) -> None:
        """Say which requests no adjudication can grant, each with the way that is open."""
        typed = self.form.text("requests").splitlines()
        asked = [line.strip() for line in typed if line.strip()]
        found = []
        if self.about.kind == "adjudication":
            found = check_requests(asked, reference.acceptance_data().requests)
        self.outside.setText(
            "\n".join(f"⚠ 第{f.index + 1}项：{f.hint}（{f.basis}）" for f in found)
        )
        self.outside.setVisible(bool(found))


class OtherSection(FormSection):
    """Suits, agreements, platform, place and day: what decides acceptance and jurisdiction."""

    def __init__(self, about: About) -> None:
        super().__init__("其他情况", "", about)
        form = self.form
        for name, title in (
            ("already_sued", "是否已起诉"), ("other_route_agreed", "约定其他途径"),
            ("request_signed", "请求书已签章"), ("within_area", "属本局辖区"),
            ("still_infringing", "仍在侵权"), ("holder_acted", "权利人已起诉或请求"),
            ("licensee_authorised", "被许可人获授权"), ("patentee_not_acting", "专利权人不请求"),
        ):  # fmt: skip
            form.add(name, title, ChoiceField(ANSWERS))
        form.add("place_of_act", "行为地", TextField(), 1)
        form.add("infringement_known_on", "知道侵权日", DateField(about.today), 1)
        form.add("ecommerce_platform", "电商平台", TextField(), 1)
        form.add("exhibition", "展会", TextField(), 1)
        form.add("copies", "副本份数", NumberField(), 1)
        matters = named("special_matter", SPECIAL_MATTERS)
        form.add("special_matter", "特别事项", ChoiceField([("", "未询问"), *matters]), 1)
        for name, title in (("urging_dispatched_on", "催告发出日"),
                            ("urging_received_on", "催告收到日")):  # fmt: skip
            form.add(name, title, DateField(about.today), 1)
        self.refresh()

    def refresh(self) -> None:
        """An advisory opinion asks for the warning letter; the other kinds do not."""
        advisory = self.about.kind == "advisory"
        for name in ("urging_dispatched_on", "urging_received_on", "holder_acted"):
            self.form.show_row(name, shown=advisory)
        for name in ("still_infringing", "licensee_authorised", "patentee_not_acting"):
            self.form.show_row(name, shown=self.about.kind == "adjudication")
        self.form.check("infringement_known_on", empty=False)


def day_of(typed: str, about: About) -> date | None:
    """Return the day that is typed, None when it is none."""
    return read_date(typed, about.today).value if typed else None
