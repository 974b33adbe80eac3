"""The forms of the ledger: a new notification, and what the person chose afterwards."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from models.queries.lists.ledger import Entry
from models.queries.people import Person
from models.reference import names
from models.services.arguments.shapes import Plain
from models.services.notification import (
    ALL_ROUTES,
    Told,
    record_notification,
    update_notification,
)
from ui.context import Context
from ui.widgets.dialog import FormDialog, Plan
from ui.widgets.fields import (
    ChoiceField,
    DateField,
    LongField,
    TextField,
    TickField,
    TicksField,
)
from ui.widgets.values import day, number, text, texts

ROLES = ("请求人", "被请求人", "代理人", "咨询人")


def _choices() -> list[tuple[str, str]]:
    routes = names()["route"]
    return [("", "尚未选择"), *((route, routes[route]) for route in ALL_ROUTES)]


class NewNotification(FormDialog):
    """新告知: everything that can be preset is preset, so that it takes under a minute."""

    def __init__(
        self, context: Context, people: Sequence[Person], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "新告知", context.worker, parent, "五条途径都要讲明；选择哪一条由当事人自己决定。",
            "notification",
        )  # fmt: skip
        form, words = self.form, names()
        form.add("person_name", "被告知人", TextField(), required=True)
        form.add("person_phone", "联系电话", TextField())
        form.add("person_role", "身份", ChoiceField([(role, role) for role in ROLES]))
        form.add("manner", "告知方式", ChoiceField(list(words["manner"].items())))
        form.add("routes", "已告知的途径", TicksField([(r, words["route"][r]) for r in ALL_ROUTES]))
        form.add("choice", "当事人选择", ChoiceField(_choices()))
        form.add("signed", "签字", TickField("当事人已在告知书上签字"))
        form.add("told_on", "告知日期", DateField(context.today()), required=True)
        working = [p for p in people if p.active]
        form.add(
            "by_staff", "告知人", ChoiceField([(p.id, p.name) for p in working]), required=True,
            hint="" if working else "请先在“名册”登记工作人员",
        )  # fmt: skip
        form.add("note", "备注", LongField(2))
        mine = next((p.id for p in working if p.name == context.actor), None)
        form.set_values(
            {"routes": ALL_ROUTES, "manner": "face", "told_on": context.today(), "by_staff": mine}
        )
        self._dirty = False
        self.resize(660, 640)

    def command(self, values: dict[str, Plain]) -> Plan:
        """Record what was told."""
        told_on, staff = day(values["told_on"]), number(values["by_staff"])
        assert told_on is not None and staff is not None, "the form requires both"
        told = Told(
            told_on=told_on,
            by_staff=staff,
            person_name=text(values["person_name"]),
            person_phone=text(values["person_phone"]),
            person_role=text(values["person_role"]),
            manner=text(values["manner"]),
            routes=texts(values["routes"]),
            choice=text(values["choice"]),
            signed=values["signed"] is True,
            note=text(values["note"]),
        )
        return record_notification, (told,), {}


class ChoiceDialog(FormDialog):
    """What the person chose, and whether the letter is signed."""

    def __init__(self, context: Context, entry: Entry, parent: QWidget | None = None) -> None:
        day: date = entry.told_on
        super().__init__(
            "更改选择和签字", context.worker, parent,
            f"{entry.person_name}　{day.isoformat()} 告知", "notification",
        )  # fmt: skip
        self._id = entry.id
        self.form.add("choice", "当事人选择", ChoiceField(_choices()))
        self.form.add("signed", "签字", TickField("当事人已在告知书上签字"))
        self.form.add("note", "备注", LongField(2))
        self.form.set_values({"choice": entry.choice, "signed": entry.signed, "note": entry.note})
        self._dirty = False

    def command(self, values: dict[str, Plain]) -> Plan:
        """Complete the entry."""
        return update_notification, (self._id,), values
