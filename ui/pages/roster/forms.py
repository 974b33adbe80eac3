"""The form for a member of staff."""

from datetime import date

from PySide6.QtWidgets import QWidget

from models.queries.help import said
from models.queries.people import ISSUER_NAMES, ROLE_NAMES, Person
from models.services.arguments.shapes import Plain
from models.services.office.office import StaffIn, add_staff, update_staff
from ui.shell.context import Context
from ui.widgets.dialog import FormDialog, Plan
from ui.widgets.fields import ChoiceField, DateField, TextField, TickField
from ui.widgets.values import day, text, text_or_none

VALID = 30  # years that a certificate may still run


class StaffDialog(FormDialog):
    """Add someone, or change what is of them."""

    def __init__(
        self, context: Context, person: Person | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "修改人员" if person else "新增人员", context.worker, parent,
            said("certificate"), "roster",
        )  # fmt: skip
        self._id = person.id if person else None
        today: date = context.today()
        form = self.form
        form.add("name", "姓名", TextField(), required=True)
        form.add("role", "岗位", ChoiceField(list(ROLE_NAMES.items())), required=True)
        form.add("phone", "电话", TextField())
        form.add("certificate_no", "办案资质证件号", TextField())
        form.add(
            "certificate_issuer", "颁发机关",
            ChoiceField(list(ISSUER_NAMES.items()), optional=True),
        )  # fmt: skip
        form.add("certificate_until", "有效期至", DateField(today, years=VALID))
        form.add("post_since", "任职起", DateField(today, years=VALID))
        form.add("post_until", "任职止", DateField(today, years=VALID))
        form.add("active", "在岗", TickField("在岗，可以办案"))
        form.set_values({"active": True} | ({} if person is None else _values(person)))
        self._dirty = False
        self.resize(640, 480)

    def command(self, values: dict[str, Plain]) -> Plan:
        """Add or change."""
        staff = StaffIn(
            name=text(values["name"]),
            role=text(values["role"]),
            certificate_no=text(values["certificate_no"]),
            certificate_issuer=text_or_none(values["certificate_issuer"]),
            certificate_until=day(values["certificate_until"]),
            phone=text(values["phone"]),
            active=values["active"] is True,
            post_since=day(values["post_since"]),
            post_until=day(values["post_until"]),
        )
        return (add_staff, (staff,), {}) if self._id is None else (
            update_staff, (self._id, staff), {}
        )  # fmt: skip


def _values(person: Person) -> dict[str, Plain]:
    names = ("name", "role", "phone", "certificate_no", "certificate_issuer",
             "certificate_until", "active", "post_since", "post_until")  # fmt: skip
    return {name: getattr(person, name) for name in names}
