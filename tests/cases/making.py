"""Cases made from events alone, as the loader would give them."""

from collections.abc import Iterable

from models.cases.case_file import CaseFile
from models.cases.records import CaseRecord, PersonRecord, Place
from models.rules.events import Entry, Event


def place(key: str, side: str, name: str, *, domiciled: bool = True) -> Place:
    """Return a company as a party."""
    person = PersonRecord(
        0, "company", name, "", "", "", "", "", "", "", domiciled, "mainland", "", "", ""
    )
    return Place(key, side, None, "", person)


PEOPLE = (place("P1", "requester", "甲"), place("R1", "respondent", "乙"))


def case_of(
    entries: Iterable[Entry[Event]],
    *,
    kind: str = "adjudication",
    mediation_kind: str | None = None,
    parties: Iterable[Place] = PEOPLE,
) -> CaseFile:
    """Return a case with these entries."""
    record = CaseRecord(
        1, kind, mediation_kind, "1", None, None, "", None, None, "", "", "", (), (), (), (), (),
        None, None, "docketed", "open", None, None, None,
    )  # fmt: skip
    return CaseFile(1, record, None, None, tuple(parties), tuple(entries))
