"""Rows of ledgers: entered, corrected with what was there before, linked to a case."""

from collections.abc import Mapping

from models.canonical import plain
from models.cases.ledger_rows import entry, entry_of, is_row, stored_row
from models.cases.numbered import case_numbered
from models.entities import Case, CaseParty, LedgerRow, Staff
from models.errors import BadInput
from models.reference import ledgers
from models.rules.events import Json
from models.rules.ledgers import Given, Kind, LedgerDef, LedgerEntry, Values
from models.rules.ledgers.entry import Reading, stored, with_day
from models.rules.procedure.stage import STRUCK
from models.services.shared.recording import require
from models.store.desk import Desk
from models.store.unit import command

STAFF = "staff:"  # how a scenario may spell a member of staff


@command
def record_entry(desk: Desk, ledger: str, values: Mapping[str, Given]) -> None:
    """Enter a row into a ledger; `ids` has it under the id of the ledger.

    Staff and cases are given by their row, or by name and number.
    """
    found = ledgers.ledger(ledger)
    reading = Reading(found, desk.today())
    read = reading.new(_looked_up(found, values, reading))
    _check(desk, found, read, reading)
    now, case_id = desk.now(), read.get(found.case)
    row = LedgerRow.create(
        ledger=found.id, day=read[found.day], values=stored(found, read), case=case_id,
        recorded_at=now, updated_at=now,
    )  # fmt: skip
    desk.unit.ids[found.id] = row.id
    desk.unit.touch("ledger")


@command
def update_entry(desk: Desk, ledger: str, entry_id: int, values: Mapping[str, Given]) -> None:
    """Correct or complete some fields of a row; the audit keeps what was there before."""
    found, row = stored_row(entry_id, ledger)
    before = entry_of(found, row)
    reading = Reading(found, desk.today())
    read = reading.some(_looked_up(found, values, reading))
    # A value that no longer fits its field reads as nothing: who gives nothing did not replace it.
    read = {name: value for name, value in read.items() if value != before.values.get(name)}
    if before.case_id is not None and found.case in read:
        reading.refuse(found.case, f"这条{found.entry}已经转为案件")
    _check(desk, found, {**before.values, **read}, reading)
    if not read:
        raise BadInput.of(found.id, "没有改动，不用保存")
    desk.unit.note["changed"] = {
        name: {"old": row.values.get(name, plain(before.values.get(name))), "new": plain(value)}
        for name, value in read.items()
    }
    _write(desk, row, before, read)


@command
def link_entry(desk: Desk, ledger: str, entry_id: int, case_id: int) -> None:
    """Link a row to the case that grew out of it, when the case was filed without naming it."""
    desk.unit.case_id = case_id
    if not is_row(case_id) or Case.get_or_none(Case.id == case_id) is None:
        raise BadInput.of("case", f"没有编号为{case_id}的案件")
    link(desk, entry_id, case_id, ledger)


def link(desk: Desk, entry_id: int, case_id: int, ledger: str = "") -> None:
    """Link a row to a case inside the running command; BadInput when it has one already."""
    found, row = stored_row(entry_id, ledger)
    before = entry_of(found, row)
    if not found.case:
        raise BadInput.of(found.id, f"{found.name}没有案件这一栏，不能转为案件")
    if before.case_id is not None and not _struck(before.case_id):
        raise BadInput.of(found.id, f"这条{found.entry}已经转为案件")
    _write(desk, row, before, {found.case: case_id})


def _struck(case_id: int) -> bool:
    """Whether a case was struck off the register: what it came from may become another one."""
    return Case.select().where((Case.id == case_id) & (Case.status == STRUCK)).exists()


def _write(desk: Desk, row: LedgerRow, before: LedgerEntry, read: Values) -> None:
    """Write some fields of a row; what the definition no longer names stays as it is."""
    found = before.ledger
    kept = with_day(found, row.values, row.day)
    kept = {name: value for name, value in kept.items() if name not in read}
    now = LedgerEntry(found, before.id, {**before.values, **read}, row.day)
    LedgerRow.update(
        values={**kept, **stored(found, read)}, day=now.day,
        case=now.case_id if found.case else row.case_id, updated_at=desk.now(),
    ).where(LedgerRow.id == before.id).execute()  # fmt: skip
    desk.unit.touch("ledger")


def _looked_up(ledger: LedgerDef, given: Mapping[str, Given], reading: Reading) -> dict[str, Given]:
    """Return the values with names of staff and numbers of cases as their rows."""
    made = dict(given)
    for name, value in given.items():
        kind = ledger.by_id[name].kind if name in ledger.by_id else None
        if not isinstance(value, str) or not value.strip():
            continue
        if kind is Kind.STAFF:
            made[name] = _staff_called(name, value.strip().removeprefix(STAFF), reading)
        elif kind is Kind.CASE:
            made[name] = _case_numbered(name, value.strip(), reading)
    return made


def _staff_called(field: str, name: str, reading: Reading) -> int | None:
    row = Staff.select().where(Staff.name == name).order_by(Staff.active.desc()).first()
    if row is None:
        reading.refuse(field, f"没有名为“{name}”的工作人员")
    return row.id if row else None


def _case_numbered(field: str, number: str, reading: Reading) -> int | None:
    found = case_numbered(number)
    if found is None:
        reading.refuse(field, f"没有案号或者收件号为“{number}”的案件")
    return found


def _check(desk: Desk, ledger: LedgerDef, values: Values, reading: Reading) -> None:
    """Refuse what is wrong, also staff, cases and parties that are not on record."""
    case_id = values.get(ledger.case)
    for field in ledger.fields:
        value = values.get(field.id)
        if field.kind is Kind.STAFF and value and not Staff.select().where(Staff.id == value):
            reading.refuse(field.id, "没有这名工作人员")
        elif field.kind is Kind.CASE and value and not Case.select().where(Case.id == value):
            reading.refuse(field.id, f"没有编号为{value}的案件")
        elif field.kind is Kind.PARTY and isinstance(value, str) and isinstance(case_id, int):
            _check_party(field.id, value, case_id, reading)
    require(dict.fromkeys(reading.problems))
    if isinstance(case_id, int):
        desk.unit.case_id = case_id


def _check_party(field: str, value: str, case_id: int, reading: Reading) -> None:
    rows = CaseParty.select().where(CaseParty.case == case_id)
    names = [row.party.name for row in rows]
    if value and value not in names:
        reading.refuse(field, f"本案没有这名当事人；有：{'、'.join(names)}")


def intake_from(entry_id: int) -> dict[str, Json]:
    """Return what a row already knows for the intake form (name, phone, channel)."""
    row = entry(entry_id)
    how = row.ledger.intake
    if how is None:
        raise BadInput.of(row.ledger.id, f"{row.ledger.entry}不能转为收案")
    phone = row.text(how.phone) if how.phone else ""
    mediation = any(row.text(field) == value for field, value in how.mediation.items())
    kind = "mediation" if mediation else "adjudication"
    requester: Json = {"name": row.text(how.name), "phone": phone}
    return {"kind": kind, "channel": how.channel, "requesters": [requester]}
