"""The register put right (更正): a number, a joined party, a request that should not be there.

Nothing is deleted: what was there before is in the event, and voiding the event brings it back
(`bring_back`). Papers that are final keep their text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.cases.loading import load, load_many
from models.cases.numbered import case_numbered
from models.entities import Case
from models.errors import BadInput
from models.rules.citation import cite
from models.rules.events import (
    AdvisoryOpinionIssued,
    Concluded,
    Docketed,
    Filed,
    JoinedPartyCorrected,
    Json,
    NotDocketed,
    NumberCorrected,
    Numbering,
    PartyJoined,
    RequestStruck,
    Served,
    StrikeGround,
)
from models.rules.folding import folded
from models.rules.identity import same_patent_digits
from models.rules.intake.differences import differences
from models.rules.procedure.stage import STRUCK
from models.services.shared.numbering import next_number
from models.services.shared.recording import NewEvent, begin, check_day, given_reason, record
from models.services.shared.register_rows import (
    RESPONDENTS,
    corrected_party,
    typed_party,
    write_number,
    write_party,
)
from models.store.desk import Desk
from models.store.unit import command

# ---- numbers


@command
def correct_number(desk: Desk, case_id: int, what: str, now: str, *, on: date, reason: str) -> None:
    """Register a number as it is on paper; the wrong one is free for the case whose it is."""
    case = begin(desk, case_id)
    check_day(desk, on)
    if what not in set(Numbering):
        raise BadInput.of("what", "只能更正收件号、案号或者不予立案文号")
    kind, why, wanted = Numbering(what), given_reason(reason, "更正"), now.strip()
    was = case.record.number_of(kind)
    if not was:
        raise BadInput.of("what", f"本案还没有{kind.label}")
    if wanted in ("", was):
        raise BadInput.of("now", f"填写正确的{kind.label}，与现在的“{was}”不同")
    counted = case.kind if kind is Numbering.CASE else kind.value
    number = next_number(desk, counted, _year(case, kind), wanted, case.id)
    write_number(desk, case, kind, number)
    event = NumberCorrected(what=kind, was=was, now=number, reason=why)
    record(desk, load(desk, case_id), [NewEvent(event, on)])


def _year(case: CaseFile, kind: Numbering) -> int:
    """Return the year that a number of the case is counted in."""
    given = {Numbering.CASE: Docketed, Numbering.REFUSAL: NotDocketed}
    day = case.log.last(given[kind]) if kind in given else None
    first = case.record.receipt_on
    return day.on.year if day else first.year if first else case.log.entries[0].on.year


# ---- joined parties


@command
def correct_joined_party(
    desk: Desk, case_id: int, party: str, data: Mapping[str, Json], *, on: date, reason: str
) -> None:
    """Put right what was typed of a joined party; fields that `data` leaves out stay as they are.

    What the request itself names is put right by `amend_request`.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    why, place = given_reason(reason, "更正"), case.party(party)
    if place is None or not case.log.has(PartyJoined, party):
        raise BadInput.of("party", "不是追加的当事人；请求书里的当事人在“更正或者补正”里更正")
    joined = case.log.last(PartyJoined, lambda e: e.party == party)
    if joined is not None and on < joined.on:
        raise BadInput.of("on", f"日期早于追加当事人的日期（{joined.on.isoformat()}）")
    was = typed_party(place)
    now = was | {name: value for name, value in data.items() if value not in (None, "")}
    wanted = corrected_party(desk, case, place, now)
    typed = typed_party(wanted)
    before: dict[str, Json] = {RESPONDENTS: [dict(was)]}
    after: dict[str, Json] = {RESPONDENTS: [dict(typed)]}
    changes = differences(reference.intake_rules(), before, after)
    if not changes:
        raise BadInput.of("data", "没有改动")
    write_party(desk, case, wanted)
    short = tuple(replace(one, field=one.field.partition(" ")[2]) for one in changes)
    event = JoinedPartyCorrected(
        party=party, was=Filed(was), now=Filed(typed), changes=short, reason=why
    )
    record(desk, load(desk, case_id), [NewEvent(event, on)])


# ---- requests that should not be on the register


@command
def strike_request(
    desk: Desk, case_id: int, ground: str, *, on: date, reason: str, into: str = ""
) -> None:
    """Strike a request off the register: misfiled, or merged with the one it was filed beside.

    `into` is a number of that case. Only while nothing was decided and no paper has reached
    anybody: what was answered is ended by a decision of the office (arts. 20, 36).
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    if ground not in set(StrikeGround):
        raise BadInput.of("ground", "事由只能是误收或者并入另案")
    why, kind = given_reason(reason, "更正"), StrikeGround(ground)
    _refuse_answered(desk, case)
    latest = max(entry.on for entry in case.log.entries)
    if on < latest:
        raise BadInput.of("on", f"日期早于本案最后一项登记（{latest.isoformat()}）")
    if into.strip() and kind is StrikeGround.MISFILED:
        raise BadInput.of("into", "误收的不并入别的案件")
    target = _target(desk, case, into) if kind is StrikeGround.MERGED else None
    event = RequestStruck(
        ground=kind,
        reason=why,
        into=target.id if target else None,
        into_number=target.record.number if target else "",
    )
    record(desk, case, [NewEvent(event, on)])


def _refuse_answered(desk: Desk, case: CaseFile) -> None:
    for kind in (Docketed, NotDocketed, Concluded, AdvisoryOpinionIssued):
        if case.log.has(kind):
            words = f"本案已经登记“{kind.label}”，不能撤出登记"
            raise BadInput.of("case", f"{words}；立案后不再办理的，撤销案件（{cite('dismissal')}）")
    if case.log.has(Served):
        raise BadInput.of(
            "case", f"已经向当事人送达文书，应当决定立案或者不予立案（{cite('docketing')}）"
        )
    if case.id in _merged_into(desk):
        raise BadInput.of("case", "有别的请求并入本案，先作废那些案件的“撤出收案登记”")


def _merged_into(desk: Desk) -> set[int | None]:
    """Return the cases with which others were merged; few ever are."""
    struck = [row.id for row in Case.select(Case.id).where(Case.status == STRUCK)]
    found = [one.log.last(RequestStruck) for one in load_many(desk, struck).values()]
    return {entry.event.into for entry in found if entry}


def _target(desk: Desk, case: CaseFile, number: str) -> CaseFile:
    """Return the case that a request is merged into; BadInput when it is not the same request."""
    found = case_numbered(number) if number.strip() else None
    if found is None or found == case.id:
        raise BadInput.of("into", f"填写另一案的案号或者收件号；没有“{number.strip()}”这件案件")
    other = load(desk, found)
    if other.record.status != "open" and other.record.status != "suspended":
        raise BadInput.of("into", "并入的案件已经结束或者已经撤出登记")
    for wrong in _differs(case, other):
        raise BadInput.of("into", f"{wrong}，不是同一请求；合并审理的分别立案（{cite('merging')}）")
    mine, theirs = case.record.receipt_on, other.record.receipt_on
    if mine and theirs and mine < theirs:
        raise BadInput.of("into", "并入的案件收件在后：把收件晚的并入收件早的，期限从早的算")
    return other


def _differs(case: CaseFile, other: CaseFile) -> Iterable[str]:
    """Yield why two requests are not one."""
    if case.kind != other.kind:
        yield "案件类别不同"
    for side in ("requester", "respondent"):
        mine, theirs = ({folded(party.name) for party in one.side(side)} for one in (case, other))
        if mine != theirs:
            yield f"{reference.name('side', side)}不同"
    one, two = case.patent, other.patent
    if one and two and same_patent_digits(one.number) != same_patent_digits(two.number):
        yield "专利不同"
