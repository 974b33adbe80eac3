"""Reading the file of a ledger: every mistake is refused with its file, its line and its key."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

from models.rules.ledger_place import read_place
from models.rules.ledgers.field_reader import Names, read_field
from models.rules.ledgers.model import (
    Dialog,
    Figures,
    Intake,
    Kind,
    LedgerDef,
    LedgerField,
    Listing,
    Paper,
    Reminder,
)
from models.rules.procedure import KINDS
from models.rules.statistics.measures import Subject
from models.rules.statistics.spec import read_group
from models.rules.toml.rows import MOST, Row, read_toml

Known = Mapping[str, LedgerField]


def load_ledger(text: str, file: str, names: Names) -> LedgerDef:
    """Read one ledger; InputRefused names file, line and key of what is wrong."""
    row = read_toml(text, file)
    made = _ledger(row, names)
    row.close()
    return made


def _ledger(row: Row, names: Names) -> LedgerDef:
    place = read_place(row)
    fields = row.each("field", lambda one: read_field(one, names))
    known = {one.id: one for one in fields}
    if len(known) < len(fields):
        row.refuse("field", "编号重复")
    if sum(one.kind is Kind.CASE for one in fields) > 1:
        row.refuse("field", "一本台账只能有一栏案件")
    day, called = row.text("day"), row.text("called")
    _require(row, "called", [called], known)
    _require(row, "day", [day], known, Kind.DATE)
    if not known[day].required:
        row.refuse("day", "这一栏须为必填（required）")
    intake = row.inner("intake")
    return LedgerDef(
        **asdict(place),
        name=row.text("name", f"{place.title}台账"),
        entry=row.text("entry", f"{place.title}记录"),
        help=row.text("help"),
        day=day,
        called=called,
        fields=fields,
        listing=_listing(row.row("list"), known),
        dialogs=row.each("dialog", lambda one: _dialog(one, known)),
        papers=row.each("paper", lambda one: _paper(one, known), needed=False),
        reminders=row.each("remind", lambda one: _reminder(one, known, day), needed=False),
        figures=_figures(row, place.id, known),
        intake=_intake(intake, known) if intake else None,
    )


def _require(row: Row, key: str, named: Iterable[str], known: Known, *kinds: Kind) -> None:
    """Refuse a name that is no field, or one of another type than these."""
    for one in named:
        if one not in known:
            row.refuse(key, f"没有“{one}”这一栏")
        if kinds and known[one].kind not in kinds:
            row.refuse(key, f"“{one}”这一栏的类型须为{'、'.join(kinds)}")


def _listing(row: Row, known: Known) -> Listing:
    made = row.record(Listing)
    _require(row, "columns", made.columns, known)
    _require(row, "narrow", made.narrow, known)
    _require(row, "filters", made.filters, known, Kind.CHOICE, Kind.BOOL)
    return made


def _dialog(row: Row, known: Known) -> Dialog:
    made = row.read(Dialog)
    _require(row, "fields", made.fields, known)
    asked = tuple(one.id for one in known.values() if one.typed)
    return replace(made, fields=made.fields or asked)


def _paper(row: Row, known: Known) -> Paper:
    made = row.read(Paper)
    _require(row, "needs", made.needs, known)
    return made


def _reminder(row: Row, known: Known, day: str) -> Reminder:
    made = row.read(Reminder)
    _require(row, "date", [made.date], known, Kind.DATE)
    _require(row, "done", [made.done] if made.done else (), known)
    for key, number in (("days", made.days), ("workdays", made.workdays)):
        if not 0 <= number <= MOST:
            row.refuse(key, f"应为0至{MOST}的整数")
    if made.done == day:
        row.refuse("done", "记录的日期总是填了的，不能表示办完")
    return made


def _intake(row: Row, known: Known) -> Intake:
    made = row.record(Intake)
    _require(row, "name", [made.name], known)
    _require(row, "phone", [made.phone] if made.phone else (), known)
    _require(row, "mediation", made.mediation, known)
    return made


def _figures(table: Row, ledger: str, known: Known) -> Figures | None:
    """Read the table for 统计: written like one of statistics.toml, over the ledger's own rows."""
    row = table.inner("figures")
    if row is None:
        return None
    linked, detail = row.text("linked", "linked"), row.text("detail", "")
    _require(row, "detail", [detail] if detail else (), known)
    subject = Subject(
        ledger,
        {row.text("measure", "entered"): KINDS},
        tuple(one.id for one in known.values() if one.kind in (Kind.CHOICE, Kind.BOOL))
        + ((linked,) if any(one.kind is Kind.CASE for one in known.values()) else ()),
        tuple(one.id for one in known.values() if one.kind in (Kind.INT, Kind.YUAN)),
        row.text("unit", "件"),
    )
    group = read_group(row, subject, ledger, "own")
    made = Figures(group, linked, detail, row.flag("first", False))
    row.close()
    return made
