"""Parties on record that are likely the same as one that is being typed, with what is known."""

from dataclasses import dataclass
from typing import Any

from models.entities import CaseParty, Party
from models.queries.similar import similar_parties
from models.store.desk import Desk

_SHOWN = (
    "kind", "name", "id_type", "id_no", "legal_rep", "legal_rep_post", "address", "postcode",
    "phone", "domiciled_in_prc", "region", "operator_name", "operator_id_no",
)  # fmt: skip


@dataclass(frozen=True)
class LikelyParty:
    """A party on record and why it may be the same; `values` are its columns that are filled."""

    id: int
    reason: str
    certain: bool
    values: dict[str, Any]


def likely_parties(
    desk: Desk, name: str, id_no: str = "", kind: str = "", without_case: int | None = None
) -> list[LikelyParty]:
    """Return the likeliest first; the parties of `without_case` are no news to it."""
    found = similar_parties(name, id_no, kind)
    if not found:
        return []
    own = CaseParty.select(CaseParty.party).where(CaseParty.case == without_case)
    known = {row.party_id for row in own} if without_case is not None else set()
    rows = {row.id: row for row in Party.select().where(Party.id.in_([m.party.key for m in found]))}
    return [
        LikelyParty(m.party.key, m.reason, m.certain, _values(rows[m.party.key]))
        for m in found
        if m.party.key not in known
    ]


def _values(row: Party) -> dict[str, Any]:
    shown = {name: getattr(row, name) for name in _SHOWN}
    return {name: value for name, value in shown.items() if value not in (None, "")}
