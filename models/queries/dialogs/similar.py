"""Who and what is on record already: likely the same party, cases on the same patent."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.cases.case_file import CaseFile
from models.cases.standing import Standing, load_standing
from models.entities import Case, CaseParty, Party, Patent
from models.rules.citation import cite
from models.rules.identity import same_patent_digits
from models.rules.procedure.stage import STRUCK
from models.rules.similarity import KnownParty, Match, find_similar, same_person
from models.store.desk import Desk


@dataclass(frozen=True)
class SamePatent:
    """A case that is about the same patent, with its parties by name."""

    case_id: int
    number: str
    stage: str
    requesters: tuple[str, ...]
    respondents: tuple[str, ...]


def similar_parties(name: str, id_no: str = "", kind: str = "") -> list[Match]:
    """Return parties on record that are likely the same, the likeliest first."""
    found = Party.select(Party.id, Party.name, Party.kind, Party.id_no)
    known = [KnownParty(r.id, r.name, r.kind, r.id_no) for r in found]
    return find_similar(name, id_no, kind, known)


def same_patent_cases(desk: Desk, number: str, without: int | None = None) -> list[SamePatent]:
    """Return the cases on a patent (Order 81 arts. 21, 34: joint handling, repeat infringement)."""
    wanted = same_patent_digits(number)
    if not wanted:
        return []
    columns = (Case.id, Case.case_no, Case.refusal_no, Case.receipt_no, Case.stage)
    same = Patent.number.startswith(wanted) & (Case.status != STRUCK)
    found = Case.select(*columns).join(Patent).where(same).order_by(Case.id)
    cases = [row for row in found if row.id != without]
    parties = load_standing(desk, [row.id for row in cases])
    return [_same(row, parties[row.id]) for row in cases]


@dataclass(frozen=True)
class AlreadyRespondent:
    """A respondent of a case on a patent."""

    number: str
    name: str
    id_no: str

    def is_same(self, name: str, id_no: str) -> bool:
        """Whether a person is this one."""
        return same_person(self.name, self.id_no, name, id_no)


def already_respondents(desk: Desk, number: str) -> list[AlreadyRespondent]:
    """Return who is a respondent in a case on a patent."""
    cases = {one.case_id: one for one in same_patent_cases(desk, number)}
    columns = (CaseParty.case, Party.name, Party.id_no)
    found = CaseParty.select(*columns).join(Party).where(CaseParty.case.in_(list(cases)))
    places = found.where(CaseParty.side == "respondent").order_by(CaseParty.id)
    return [
        AlreadyRespondent(cases[one.case_id].number, one.party.name, one.party.id_no)
        for one in places
        if one.party.name in cases[one.case_id].respondents  # its joining was not voided
    ]


def _same(row: Case, parties: Iterable[Standing]) -> SamePatent:
    names: dict[str, list[str]] = {"requester": [], "respondent": [], "third_party": []}
    for one in parties:
        names[one.side].append(one.name)
    requesters, respondents = tuple(names["requester"]), tuple(names["respondent"])
    return SamePatent(
        row.id, row.case_no or row.refusal_no or row.receipt_no, row.stage, requesters, respondents
    )


def likenesses(desk: Desk, case: CaseFile) -> list[str]:
    """Return what the intake clerk should look at before going on, a sentence each."""
    found: list[str] = []
    for party in case.parties:
        person = party.person
        for match in similar_parties(person.name, person.id_no, person.kind):
            if match.party.key != person.id:
                found.append(f"{person.name}与已登记的“{match.party.name}”相似：{match.reason}")
    others = same_patent_cases(desk, case.patent.number, case.id) if case.patent else []
    for other in others:
        found.append(
            f"同一专利已有案件 {other.number}（{'、'.join(other.requesters)}与"
            f"{'、'.join(other.respondents)}），可以考虑合并审理（{cite('merging')}）"
        )
    return found
