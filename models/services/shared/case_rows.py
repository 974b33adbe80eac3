"""The rows behind a request: parties, patent, evidence – made and amended from a typed intake."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import count, islice

from models import reference
from models.cases.case_file import CaseFile
from models.cases.records import EvidenceRecord, Place
from models.entities import Attachment, Case, CaseParty, Evidence, Patent
from models.entities.base import Columns, Entity
from models.errors import BadInput
from models.rules.attachments.attachment import Subject
from models.rules.events import Carrier, EvidenceReceived, Filed, PartyJoined
from models.rules.events.shapes import party_keys
from models.rules.folding import folded
from models.rules.intake.fields import TOP, Group
from models.rules.intake.model import Filled, Intake, PartyIn
from models.rules.intake.parties import LISTS
from models.services.shared.case_parties import add_parties, placed, replace_parties
from models.store.desk import Desk

KEYS = {one.side: one.letter for one in LISTS.values()}
LISTED = {one.side: name for name, one in LISTS.items()}
SOURCES = {"被请求人": "respondent", "本局": "office"}  # whoever else named: the requester's


def create(desk: Desk, intake: Intake, receipt_no: str, origin_case_id: int | None) -> int:
    """Create the rows of a new case and return its id."""
    # A request may come without its patent's particulars: then correction asks for them.
    patent = Patent.create(**_patent(intake)) if intake.patent.kind else None
    keys = keys_of(None, intake)
    case = Case.create(
        receipt_no=receipt_no,
        patent=patent,
        stage="received",
        status="open",
        receipt_on=intake.received_on.isoformat(),
        origin_case=origin_case_id,
        created_at=desk.now(),
        **_plain(intake, keys),
    )
    add_parties(case.id, _places(intake, keys))
    add_evidence(case.id, _evidence(intake))
    desk.unit.touch("case", "party", "patent")
    return case.id


def amend(desk: Desk, case: CaseFile, intake: Intake) -> None:
    """Bring the rows in line with an amended request; parties joined later stay.

    BadInput when it leaves out a party of whom something is on record.
    """
    keys = keys_of(case, intake)
    _refuse_left_out(case, set(keys.values()))
    patent = _amend_patent(case, intake)
    row = Case.update(patent=patent, **_plain(intake, keys))
    row.where(Case.id == case.id).execute()
    _amend_parties(desk, case, _places(intake, keys))
    _amend_evidence(case, intake)
    desk.unit.touch("case", "party", "patent")


def _amend_patent(case: CaseFile, intake: Intake) -> int | None:
    """Write the patent where it differs; return the number of its row."""
    if not intake.patent.kind:
        return None
    columns = _patent(intake)
    if case.patent is None:
        return Patent.create(**columns).id
    if any(case.patent.value(name) != value for name, value in columns.items()):
        Patent.update(**columns).where(Patent.id == case.patent.id).execute()
    return case.patent.id


def _amend_parties(desk: Desk, case: CaseFile, wanted: Sequence[Place]) -> None:
    """Write again who the request names, where that differs from what is there."""
    joined = _joined(case)
    if [_unnumbered(p) for p in case.parties if p.key not in joined] == list(wanted):
        return
    replace_parties(case.id, CaseParty.key.not_in(sorted(joined)), wanted)


def _unnumbered(place: Place) -> Place:
    return replace(place, person=replace(place.person, id=0))


def _amend_evidence(case: CaseFile, intake: Intake) -> None:
    """Write the request's evidence list where it differs; what came in later keeps its numbers."""
    later = numbers_received(case)
    wanted = _evidence(intake, later)
    before = [one for one in case.read_evidence() if one.no not in later]
    if [_row(one) for one in before] == wanted:
        return
    own = (Evidence.case == case.id) & Evidence.no.not_in(sorted(later))
    Evidence.delete().where(own).execute()
    add_evidence(case.id, wanted)
    _follow_evidence(case.id, before, wanted)


def _row(one: EvidenceRecord) -> Columns:
    """Return a piece of evidence as the columns of its row."""
    columns = asdict(one)
    return columns | Evidence.columns_for(columns.pop("more"))


def _follow_evidence(
    case_id: int, before: Sequence[EvidenceRecord], now: Sequence[Columns]
) -> None:
    """Have files go along with evidence that has another number now; or belong to the case."""
    found = {str(one["name"]): one["no"] for one in now}
    moved = {one.no: found.get(one.name) for one in before if found.get(one.name) != one.no}
    own = (Attachment.case == case_id) & (Attachment.subject == Subject.EVIDENCE)
    for row in list(Attachment.select().where(own & Attachment.subject_id.in_(list(moved)))):
        no = moved.get(row.subject_id or 0)
        subject = Subject.CASE if no is None else Subject.EVIDENCE
        change = Attachment.update(subject=subject.value, subject_id=no)
        change.where(Attachment.id == row.id).execute()


# ---- keys: what was ever said of one party can never be said of another


def _joined(case: CaseFile) -> set[str]:
    """Return the keys of all who were ever joined, also by mistake."""
    return {e.event.party for e in case.entries if isinstance(e.event, PartyJoined)}


def _free(case: CaseFile | None, letter: str) -> Iterator[str]:
    """Yield the keys of a side that no joined party ever had: R1, R2 …"""
    taken = _joined(case) if case else set[str]()
    return (key for n in count(1) if (key := f"{letter}{n}") not in taken)


def keys_of(case: CaseFile | None, intake: Intake) -> dict[str, str]:
    """Return the keys in the case of a request's parties, by the keys in the request itself.

    Who is in the case keeps the key, wherever the request names them now; whoever is new gets one
    of which nothing was ever said.
    """
    found: dict[str, str] = {}
    for side, letter in KEYS.items():
        new = [party for party in intake.parties if party.side == side]
        old = [p for p in case.side(side) if p.key not in _joined(case)] if case else []
        kept = _recognised(new, old)
        taken = {*kept.values(), *_spoken_of(case)}
        free = (key for key in _free(case, letter) if key not in taken)
        found |= {p.key: kept[p.key] if p.key in kept else next(free) for p in new}
    return found


def _recognised(new: Sequence[PartyIn], old: Sequence[Place]) -> dict[str, str]:
    """Return the keys in the case of those of a side who are in it, by their keys in the request.

    Who bears the number is it; else who bears the name; else, where both are open, who is named in
    the same place: a name or number was put right.
    """
    found: dict[str, str] = {}
    left = {place.key: place for place in old}

    def pair(same: Callable[[PartyIn, Place], bool]) -> None:
        for party in new:
            match = [p for p in left.values() if party.key not in found and same(party, p)]
            if match:
                found[party.key] = match[0].key
                del left[match[0].key]

    pair(lambda party, place: bool(party.id_no) and party.id_no == place.person.id_no)
    pair(lambda party, place: folded(party.name) == folded(place.name) != "")
    at = {id(one): number for number, one in enumerate(old)}
    pair(lambda party, place: at[id(place)] == new.index(party))
    return found


def _spoken_of(case: CaseFile | None) -> set[str]:
    """Return the keys that any entry of a case names, also a voided one."""
    return {key for entry in case.entries for key in party_keys(entry.event)} if case else set()


def _refuse_left_out(case: CaseFile, kept: Collection[str]) -> None:
    """Refuse a request that names a party no more of whom something is on record."""
    gone = [p for p in case.parties if p.key not in {*kept, *_joined(case)}]
    for place in gone:
        said = [e for e in case.log.entries if place.key in party_keys(e.event)]
        if said:
            words = "、".join(f"“{e.event.label}”（{e.on.isoformat()}）" for e in said[:3])
            raise BadInput.of(
                LISTED[place.side],
                f"{place.name}已有登记：{words}，不能从请求里去掉；登记错的先作废",
            )


def respondents_in(request: Filed) -> int:
    """Return how many respondents a request names."""
    named = request.data.get("respondents")
    return len(named) if isinstance(named, list) else 0


def next_number(case: CaseFile, letter: str) -> int:
    """Return the number of a party to be joined: above every one that a party ever had."""
    used = {p.key for p in case.parties} | _joined(case)
    if letter == KEYS["respondent"]:
        named = [e.event.intake for e in case.entries if isinstance(e.event, Carrier)]
        most = max((respondents_in(one) for one in named if one is not None), default=0)
        used.update(islice(_free(case, letter), most))
    return max((int(key[1:]) for key in used if key.startswith(letter)), default=0) + 1


def _places(intake: Intake, keys: Mapping[str, str]) -> list[Place]:
    return [placed(intake, party, keys[party.key]) for party in intake.parties]


def _patent(intake: Intake) -> Columns:
    return _columns(Patent, intake.patent, Group.PATENT)


def _columns(entity: type[Entity], record: Filled, *groups: Group) -> Columns:
    """Return what a row keeps of the fields of some groups: those its table has columns for."""
    fields = reference.fields().of(*groups)
    return entity.columns_for({f.id: record.value(f.id) for f in fields})


def _plain(intake: Intake, keys: Mapping[str, str]) -> Columns:
    return {
        **_columns(Case, intake, *TOP),
        "acts": [{"act": a.act, "by": keys.get(a.by)} for a in intake.acts],
        "asserted_claims": list(intake.patent.asserted_claims),
        "papers": [{"id": p.id, "of": keys.get(p.of, p.of)} for p in intake.papers],
    }


def numbers_received(case: CaseFile) -> set[int]:
    """Return the numbers of all evidence that came in after filing, also by a voided entry."""
    received = (e.event for e in case.entries if isinstance(e.event, EvidenceReceived))
    return {line.no for event in received for line in event.items}


def _evidence(intake: Intake, taken: Collection[int] = ()) -> list[Columns]:
    """Return the lines of the request's evidence; numbers `taken` belong to what came in later."""
    free = (n for n in count(1) if n not in taken)
    return [
        {
            "no": number,
            "side": SOURCES.get(item.source, "requester"),
            "note": "",
            **_columns(Evidence, item, Group.EVIDENCE),
        }
        for number, item in zip(free, intake.evidence, strict=False)
    ]


def add_evidence(case_id: int, lines: Sequence[Columns]) -> None:
    """Write lines of a case's evidence list."""
    Evidence.add([{**line, "case": case_id} for line in lines])
