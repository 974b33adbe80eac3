"""Settings, office positions (本局口径), staff."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from models.cases.projecting import projections
from models.entities import Staff
from models.errors import BadInput
from models.queries.people import ISSUER_NAMES, ROLE_NAMES
from models.rules.citation import cite
from models.rules.problem import Problem
from models.rules.text_checks import LINE_LIMIT, NAME_LIMIT, text_problem
from models.store.desk import Desk
from models.store.settings.definitions import Value
from models.store.unit import command


@dataclass(frozen=True)
class StaffIn:
    """A member of staff as typed; `certificate_issuer` is cnipa or province (art. 4).

    The post is held from `post_since` to `post_until`, both included.
    """

    name: str
    role: str
    certificate_no: str = ""
    certificate_issuer: str | None = None
    certificate_until: date | None = None
    phone: str = ""
    active: bool = True
    post_since: date | None = None
    post_until: date | None = None


@command(scripted=False)
def set_setting(
    desk: Desk,
    key: str,
    value: Value,
    *,
    source: str = "",
    confirmed_by: str = "",
    confirmed_on: date | None = None,
) -> None:
    """Set one setting or office position, with its source and who confirmed it when."""
    _write(desk, {key: value}, source, confirmed_by, confirmed_on)


@command
def set_settings(
    desk: Desk,
    values: Mapping[str, Value],
    *,
    source: str = "",
    confirmed_by: str = "",
    confirmed_on: date | None = None,
) -> None:
    """Set several settings at once; all of them or none."""
    _write(desk, values, source, confirmed_by, confirmed_on)


def _write(desk: Desk, values: Mapping[str, Value], source: str, by: str, on: date | None) -> None:
    for field, text in (("source", source), ("confirmed_by", by)):
        if wrong := text_problem(text, LINE_LIMIT):
            raise BadInput.of(field, wrong)
    checked: dict[str, Value] = {}
    for key, value in values.items():
        if desk.settings.info(key).definition.group == "practice":
            raise BadInput.of(key, "练习日期不能在设置里改")
        checked[key] = desk.settings.validate(key, value)
    desk.settings.put(checked, source=source, by=by, on=on)
    projections.settings_changed(desk, list(values))
    desk.unit.touch("setting")


def _staff_problems(staff: StaffIn) -> list[Problem]:
    found: list[Problem] = []
    if not staff.name.strip():
        found.append(Problem("name", "须填写姓名"))
    texts = {"name": staff.name, "certificate_no": staff.certificate_no, "phone": staff.phone}
    for field, text in texts.items():
        wrong = text_problem(text, NAME_LIMIT)
        found += [Problem(field, wrong)] if wrong else []
    if staff.role not in ROLE_NAMES:
        found.append(Problem("role", "没有这种岗位"))
    if staff.post_since and staff.post_until and staff.post_until < staff.post_since:
        found.append(Problem("post_until", "任职结束日期早于开始日期"))
    if staff.certificate_no and staff.certificate_issuer not in ISSUER_NAMES:
        found.append(
            Problem(
                "certificate_issuer",
                f"请选择颁发机关：办案资质证件由国务院专利行政部门或者省级人民政府颁发（{cite('certificate')}）",
            )
        )
    return found


def _entered_before(staff: StaffIn, own: int = 0) -> list[Problem]:
    """A person is in the roster once, a certificate belongs to one person.

    Of two people of one name without a certificate the telephone tells who is who.
    """
    name, number = staff.name.strip(), staff.certificate_no.strip()
    others = [row for row in Staff.select().where(Staff.id != own) if row.name.strip() == name]
    if number:
        held = Staff.select().where((Staff.id != own) & (Staff.certificate_no == number))
        if (holder := held.first()) is not None:
            words = f"证件号{number}已经登记在{holder.name}名下{_left(holder)}"
            return [Problem("certificate_no", words)]
        return []
    for row in others:
        if not row.certificate_no and row.phone.strip() == staff.phone.strip():
            words = f"名册里已经有{name}{_left(row)}；同名的另一个人，填写电话以便区分"
            return [Problem("name", words)]
    return []


def _left(row: Staff) -> str:
    return "" if row.active else "（已停用，改为在岗即可）"


@command
def add_staff(desk: Desk, staff: StaffIn) -> None:
    """Add a member of staff; `ids["staff"]` is the new row."""
    problems = [*_staff_problems(staff), *_entered_before(staff)]
    if problems:
        raise BadInput(problems)
    desk.unit.ids["staff"] = Staff.create(**asdict(staff)).id
    desk.unit.touch("staff")


@command(scripted=False)
def update_staff(desk: Desk, staff_id: int, staff: StaffIn) -> None:
    """Change a member of staff; panels already appointed keep what was on that day."""
    problems = [*_staff_problems(staff), *_entered_before(staff, staff_id)]
    if Staff.get_or_none(Staff.id == staff_id) is None:
        problems.append(Problem("staff", "没有这名工作人员"))
    if problems:
        raise BadInput(problems)
    Staff.update(**asdict(staff)).where(Staff.id == staff_id).execute()
    desk.unit.touch("staff")
