"""Joining a party while the case is under way (arts. 23, 24)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.rules.citation import cite
from models.rules.events import Filed, Json, PartyJoined
from models.rules.folding import folded
from models.rules.parties.joint import co_owners
from models.services.receiving.intake import filed, read
from models.services.shared import case_parties, case_rows
from models.services.shared.recording import NewEvent, begin, check_day, record
from models.store.desk import Desk
from models.store.unit import command

JOINED_AS = {"requester": "P", "respondent": "R", "third_party": "T"}


@command
def join_party(
    desk: Desk, case_id: int, data: Mapping[str, Json], *, on: date, side: str = "respondent"
) -> None:
    """Add a respondent, third party or co-owner by a ruling before the hearing (arts. 23, 24).

    `data` has the fields of one party of the intake JSON; `ids["party"]` is its ordinal.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    if side not in JOINED_AS:
        raise BadInput.of("side", "追加的是共有人、被请求人或者第三人")
    number = case_rows.next_number(case, JOINED_AS[side])
    key = f"{JOINED_AS[side]}{number}"
    intake = read(desk, _with_party(case, data))
    place = replace(case_parties.placed(intake, intake.respondents[-1], key), side=side)
    if side == "requester" and folded(place.name) not in co_owners(case.state()):
        raise BadInput.of("side", f"追加为共同请求人的只能是专利权的共有人（{cite('joint')}）")
    case_parties.add_parties(case_id, [place])
    desk.unit.touch("party")
    desk.unit.ids["party"] = number
    joined = replace(case, parties=tuple(sorted((*case.parties, place), key=case_parties.ordinal)))
    record(desk, joined, [NewEvent(PartyJoined(party=key), on)])


def _with_party(case: CaseFile, data: Mapping[str, Json]) -> Filed:
    """Return the request with one respondent more, so that the same checks apply to it."""
    whole = case.last_request.data
    named = whole.get("respondents")
    respondents = named if isinstance(named, list) else []
    return filed({**whole, "respondents": [*respondents, dict(data)]})
