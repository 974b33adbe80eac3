"""Who and what is on record already: likely the same party, cases on the same patent."""

from dataclasses import dataclass

from models.entities import Case, CaseParty, Party, Patent
from models.queries.case_view import CaseView
from models.rules.citation import cite
from models.rules.identity import read_patent_number
from models.rules.similarity import KnownParty, Match, find_similar


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
    rows = Party.select(Party.id, Party.name, Party.kind, Party.id_no)
    known = [KnownParty(r.id, r.name, r.kind, r.id_no) for r in rows]
    return find_similar(name, id_no, kind, known)


def same_patent_cases(number: str, without: int | None = None) -> list[SamePatent]:
    """Return the cases on a patent (Order 81 arts. 21, 34: joint handling, repeat infringement)."""
    wanted = read_patent_number(number).value
    query = Case.select().join(Patent).where(Patent.number == wanted).order_by(Case.id)
    return [_same(row) for row in query if row.id != without]


def _same(row: Case) -> SamePatent:
    places = list(CaseParty.select().where(CaseParty.case == row.id).order_by(CaseParty.ordinal))
    return SamePatent(
        row.id,
        row.case_no or row.receipt_no,
        row.stage,
        tuple(p.party.name for p in places if p.side == "requester"),
        tuple(p.party.name for p in places if p.side == "respondent"),
    )


def likenesses(view: CaseView) -> list[str]:
    """Return in words what the intake clerk should look at before going on."""
    found = []
    for party in view.parties:
        data = party.data
        for match in similar_parties(data["name"], data["id_no"], data["kind"]):
            if match.party.key != data["id"]:
                found.append(f"{data['name']}与已登记的“{match.party.name}”相似：{match.reason}")
    for other in same_patent_cases(view.patent.get("number", ""), view.id) if view.patent else []:
        found.append(
            f"同一专利已有案件 {other.number}（{'、'.join(other.requesters)}与"
            f"{'、'.join(other.respondents)}），可以考虑合并审理（{cite('merging')}）"
        )
    return found
