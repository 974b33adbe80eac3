"""Parties on record that are likely the same as one that is being typed, with what is known."""

from dataclasses import dataclass

from models import reference
from models.entities import CaseParty, Party
from models.queries.dialogs.similar import similar_parties
from models.rules.events import Json
from models.rules.intake.fields import Group
from models.store.desk import Desk


@dataclass(frozen=True)
class LikelyParty:
    """A party on record and why it may be the same; `values` are its columns that are filled."""

    id: int
    reason: str
    certain: bool
    values: dict[str, Json]


def likely_parties(
    desk: Desk, name: str, id_no: str = "", kind: str = "", without_case: int | None = None
) -> list[LikelyParty]:
    """Return the likeliest first; the parties of `without_case` are no news to it."""
    found = similar_parties(name, id_no, kind)
    if not found:
        return []
    own = CaseParty.select(CaseParty.party).where(CaseParty.case == without_case)
    known = {row.party_id for row in own} if without_case is not None else set[int]()
    keys = [m.party.key for m in found if m.party.key not in known]
    chosen = Party.select().where(Party.id.in_(keys)).order_by(Party.id)
    rows = {row.id: row for row in chosen}
    latest = {(row.name, row.id_no or row.id): row.id for row in rows.values()}
    return [
        LikelyParty(m.party.key, m.reason, m.certain, _values(rows[m.party.key]))
        for m in found
        if m.party.key in latest.values()
    ]


def _values(row: Party) -> dict[str, Json]:
    """Return the fields of a party that the row keeps, without those that are empty."""
    columns = Party.columns()
    ids = [one.id for one in reference.fields().of(Group.PARTY) if one.id in columns]
    texts: dict[str, Json] = {name: getattr(row, name) for name in ids}
    return {name: value for name, value in texts.items() if value not in ("", None)}
