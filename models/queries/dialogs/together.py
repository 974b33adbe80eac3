"""Which cases a dialog offers of those that are, or may be, heard together with one (合并审理)."""

from collections.abc import Iterator
from dataclasses import dataclass

from models import reference
from models.cases.case_file import CaseFile
from models.cases.loading import load_many
from models.entities import Case, CaseParty, Party
from models.queries.dialogs.similar import same_patent_cases
from models.queries.lists.heads import heads
from models.rules.events.base import ADJUDICATION
from models.rules.procedure.together import together_with
from models.rules.similarity import same_person
from models.store.desk import Desk

_ASKING = frozenset({"schedule_hearing", "cancel_hearing", "record_hearing", "part_cases"})
_OPEN = ("open", "suspended")
_OFFERED = 100  # cases; others are named by their numbers


@dataclass(frozen=True)
class CaseTogether:
    """A case heard together with another; `further` are parties (key, name) that only it has."""

    id: int
    number: str
    open: bool
    further: tuple[tuple[str, str], ...]


def cases_together(desk: Desk, case: CaseFile, command: str) -> tuple[CaseTogether, ...]:
    """Return the cases with which a case is heard, for the commands that may go for all of them."""
    ids = together_with(case.log) if command in _ASKING else ()
    return tuple(
        CaseTogether(
            one.id, one.record.number, one.record.status in _OPEN, tuple(_further(case, one))
        )
        for one in load_many(desk, ids).values()
    )


def _further(case: CaseFile, other: CaseFile) -> Iterator[tuple[str, str]]:
    for place in other.parties:
        person = place.person
        known = (p.person for p in case.parties)
        if not any(same_person(p.name, p.id_no, person.name, person.id_no) for p in known):
            side = reference.name("side", place.side)
            yield place.key, f"{other.record.number}　{side}　{place.name}"


def joinable(desk: Desk, case: CaseFile, command: str) -> tuple[tuple[int, str], ...]:
    """Return docketed, open cases on the same patent or against the same respondent, by name."""
    if command != "join_cases":
        return ()
    number = case.patent.number if case.patent else ""
    likely = {one.case_id for one in same_patent_cases(desk, number, case.id)}
    people = [place.person for place in case.side("respondent")]
    known = Party.name.in_([p.name for p in people])
    known |= Party.id_no.in_([p.id_no for p in people if p.id_no])
    places = CaseParty.select(CaseParty.case).join(Party).where(known)
    likely |= {row.case_id for row in places.where(CaseParty.side == "respondent")}
    likely -= {case.id, *together_with(case.log)}
    open_ones = Case.select(Case.id).where(
        Case.id.in_(sorted(likely)), Case.kind == ADJUDICATION, Case.status.in_(_OPEN),
        Case.case_no.is_null(False),
    )  # fmt: skip
    found = heads(desk, [row.id for row in open_ones.order_by(Case.id).limit(_OFFERED)])
    return tuple((n, f"{head.number}　{head.parties}") for n, head in found.items())
