"""What the scenario runner and `play` read of a desk: staff, cases, services, and the result.

The one place where they look below the services.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.cases import deadlines
from models.cases.loading import load
from models.queries.dialogs.next_steps import steps_of
from models.queries.documents import files_of
from models.queries.lists import case_list, heads
from models.queries.people import people
from models.rules.events import Served
from models.rules.problem import Problem
from models.services.arguments.shapes import Plain
from models.store.desk import Desk
from models.store.files.store import safe_name


@dataclass(frozen=True)
class CasePaper:
    """A stored paper of a case with its bytes by format; `stem` is a file name for it."""

    stem: str
    form: str
    title: str
    addressee: str | None
    state: str
    number: str | None
    contents: Mapping[str, bytes]


def office_name(desk: Desk) -> str:
    """Return the name of the office, "" while none is set up."""
    return str(desk.settings.get("office.name") or "")


def staff_ids(desk: Desk) -> dict[str, int]:
    """Return the staff by name; of several with one name someone who works now."""
    return {one.name: one.id for one in reversed(people(desk))}


def case_named(desk: Desk, word: str) -> int | None:
    """Return the case with this id, 收件号, 案号 or number of its refusal; None without one."""
    if word.isdecimal() and word.isascii() and len(word) < 10:
        return next(iter(heads.numbers(desk, [int(word)])), None)
    found = case_list.page(desk, case_list.CaseFilter(search=word)).rows if word.strip() else ()
    return next((row.id for row in found if word in (row.number, row.receipt_no)), None)


def last_service(desk: Desk, case_id: int, party: str, document: str = "") -> int | None:
    """Return the event of the last service on a party, of one document when it is named."""
    entry = load(desk, case_id).log.last(
        Served, lambda e: e.to == party and document in ("", e.document)
    )
    return entry.id if entry else None


def deadlines_of(desk: Desk, case_id: int, as_of: date) -> list[Plain]:
    """Return every deadline of a case as of a day, as the verb `deadlines` prints them."""
    found = deadlines.case_deadlines(desk, load(desk, case_id), as_of)
    return [one.to_json() for one in found]


def next_steps_of(desk: Desk, case_id: int) -> list[Mapping[str, Plain]]:
    """Return what can be done in a case now, the most urgent first, with what is missing."""
    return [
        {
            "id": one.step.id,
            "name": one.step.name,
            "party": one.step.party,
            "command": one.step.command,
            "actor": one.step.actor,
            "basis": one.step.cited,
            "missing": list(one.step.missing),
        }
        for one in steps_of(desk, load(desk, case_id))
    ]


def missing_of(desk: Desk, case_id: int) -> list[Mapping[str, Plain]]:
    """Return what the next steps of a case still lack, each thing once."""
    found = {
        text: {"gate": None, "text": text, "basis": one.step.cited}
        for one in reversed(steps_of(desk, load(desk, case_id)))
        for text in one.step.missing
    }
    return list(reversed(found.values()))


def papers_of(desk: Desk, case_id: int) -> list[CasePaper]:
    """Return the papers of a case in the order they were made, with a numbered file name each."""
    names = {one.key: one.name for one in load(desk, case_id).parties}
    found: list[CasePaper] = []
    for n, one in enumerate(files_of(desk, case_id), start=1):
        void = "已作废" if one.state == "void" else ""
        parts = (f"{n:02d}", void, one.title, names.get(one.addressee or "", ""))
        stem = safe_name("_".join(part for part in parts if part))
        found.append(
            CasePaper(
                stem, one.form_id, one.title, one.addressee, one.state, one.number, one.contents
            )
        )
    return found


def problem_json(problem: Problem) -> Mapping[str, Plain]:
    """Return one problem of a refusal as `play` prints it."""
    return {
        "gate": problem.gate or None,
        "field": problem.field or None,
        "basis": problem.basis,
        "text": problem.problem,
    }
