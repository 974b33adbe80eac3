"""What is being typed, kept while it is typed: no commands, nothing is audited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.canonical import parsed_object, spelled
from models.entities import Draft
from models.queries.drafts import draft
from models.rules.events import Json
from models.store.desk import Desk
from models.store.unseen import unseen


@dataclass(frozen=True)
class KeptDraft:
    """What was being typed, when it was kept, and what has happened in its case since.

    `rest` is what of it no field can show.
    """

    content: dict[str, Json]
    at: datetime
    since: str = ""
    rest: str = ""


def save_draft(desk: Desk, kind: str, key: str, content: Mapping[str, Json]) -> None:
    """Keep what is being typed; overwritten by the next save.

    Half a character, which no file can hold, is kept as "?": it must not keep the rest from disk.
    """
    kept = parsed_object(spelled(dict(content)).encode(errors="replace").decode())
    with desk.unaudited():
        Draft.put(kind=kind, key=key, content=kept, updated_at=desk.now())


def kept_draft(desk: Desk, kind: str, key: str, case_id: int | None = None) -> KeptDraft | None:
    """Return a kept draft, None when there is none; `case_id` is the case that it is about."""
    row = draft(desk, kind, key)
    if row is None:
        return None
    seen = row.content.get("last_seen")  # drafts of older programs do not say
    known = isinstance(seen, int) and not isinstance(seen, bool) and 0 < seen < 2**63
    found = unseen(desk, case_id, int(str(seen))) if case_id and known else None
    return KeptDraft(row.content, row.at, found.words if found else "", row.rest)


def drop_draft(desk: Desk, kind: str, key: str) -> None:
    """Forget a draft once it has become a record."""
    with desk.unaudited():
        Draft.delete().where((Draft.kind == kind) & (Draft.key == key)).execute()
