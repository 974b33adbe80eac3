"""Parties on record that are likely the same as one that is being typed, with what is known."""

from dataclasses import dataclass

from models.entities import CaseParty, Party
from models.queries.dialogs.similar import similar_parties
from models.store.desk import Desk


@dataclass(frozen=True)
class LikelyParty:
    """A party on record and why it may be the same; `values` are its columns that are filled."""

    id: int
    reason: str
    certain: bool
    values: dict[str, str | bool]


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
    rows = {row.id: row for row in Party.select().where(Party.id.in_(keys))}
    return [
        LikelyParty(m.party.key, m.reason, m.certain, _values(rows[m.party.key]))
        for m in found
        if m.party.key in rows
    ]


def _values(row: Party) -> dict[str, str | bool]:
    texts = {
        "kind": row.kind,
        "name": row.name,
        "id_type": row.id_type,
        "id_no": row.id_no,
        "legal_rep": row.legal_rep,
        "legal_rep_post": row.legal_rep_post,
        "address": row.address,
        "postcode": row.postcode,
        "phone": row.phone,
        "region": row.region,
        "operator_name": row.operator_name,
        "operator_id_no": row.operator_id_no,
    }
    filled: dict[str, str | bool] = {name: text for name, text in texts.items() if text}
    return filled | {"domiciled_in_prc": row.domiciled_in_prc}
