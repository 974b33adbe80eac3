"""The roster: staff with their 办案资质证件 and what to say about its validity today."""

from dataclasses import dataclass
from datetime import date

from models.entities import Staff
from models.store.desk import Desk

EXPIRES_SOON_DAYS = 60
ROLE_NAMES = {
    "handler": "承办人",
    "panel": "合议组成员",
    "section_head": "科室负责人",
    "dept_head": "部门负责人",
    "clerk": "书记员",
    "intake": "窗口人员",
}
ISSUER_NAMES = {"cnipa": "国务院专利行政部门", "province": "省级人民政府"}


@dataclass(frozen=True)
class Person:
    """One member of staff; `validity` of the certificate, `level` problem, warning, good or ""."""

    id: int
    name: str
    role: str
    certificate_no: str
    certificate_issuer: str | None
    certificate_until: date | None
    phone: str
    active: bool
    post_since: date | None
    post_until: date | None
    validity: str
    level: str

    @property
    def role_name(self) -> str:
        """The post in Chinese."""
        return ROLE_NAMES.get(self.role, self.role)


def people(desk: Desk) -> list[Person]:
    """Return everyone on the roster, those who work now first."""
    today = desk.today()
    return [_person(row, today) for row in Staff.select().order_by(Staff.active.desc(), Staff.id)]


def at_work(desk: Desk) -> str:
    """Return who is working, "" while nobody of the roster was chosen: papers name a person."""
    known = Staff.select().where(Staff.active, Staff.name == desk.actor).exists()
    return desk.actor if known else ""


def _person(row: Staff, today: date) -> Person:
    words, level = validity(row.certificate_no, row.certificate_until, today)
    return Person(
        row.id, row.name, row.role, row.certificate_no, row.certificate_issuer or None,
        row.certificate_until, row.phone, bool(row.active), row.post_since, row.post_until,
        words, level,
    )  # fmt: skip


def validity(number: str, until: date | None, today: date) -> tuple[str, str]:
    """Return what the certificate is worth today (办法第4条), and how urgent that is."""
    if not number:
        return "未登记证件，不能参加合议组", ""
    if until is None:
        return "未登记有效期", "warning"
    days = (until - today).days
    if days < 0:
        return f"已于{until.isoformat()}到期", "problem"
    if days <= EXPIRES_SOON_DAYS:
        return f"还有{days}日到期", "warning"
    return "有效", "good"
