"""The edits that a stored paper carries, beside the values it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.edited.edits import Edit
from models.cases.values import as_count, json_object
from models.rules.events import Json
from models.store.desk import Desk
from models.store.sql import Value, rows
from models.store.sql_dialect import json_or_null, json_text

_KEY = "edits"  # of what is kept with a paper
KEPT = json_text(json_or_null('"values"'), _KEY)  # what `carried_of` reads, of the table document


@dataclass(frozen=True)
class Carried:
    """The edits of a draft, and the entry of the service that it proves."""

    edits: tuple[Edit, ...] = ()
    service: int | None = None

    def kept(self) -> dict[str, Json]:
        """Return what is kept with a paper, nothing when it has no edits."""
        if not self.edits:
            return {}
        said: list[Json] = [{"was": e.was, "now": e.now, "nth": e.nth} for e in self.edits]
        return {_KEY: {"paragraphs": said, "service": self.service}}


def edits_of(desk: Desk, document_id: int) -> tuple[Edit, ...]:
    """Return the edits that a stored paper carries."""
    return next((carried_of(edits).edits for (edits,) in rows(desk, _EDITS, [document_id])), ())


def carried_of(value: Value) -> Carried:
    """Return what a paper carries from what is kept with it."""
    return _carried(json_object(value) if isinstance(value, str) else {})


def carried_in(values: Mapping[str, Json]) -> Carried:
    """Return what a paper carries from all that is kept with it."""
    found = values.get(_KEY)
    return _carried(found if isinstance(found, dict) else {})


def _carried(found: Mapping[str, Json]) -> Carried:
    said, service = found.get("paragraphs"), found.get("service")
    edits = [_edit(one) for one in said] if isinstance(said, list) else []
    return Carried(tuple(edits), service if isinstance(service, int) else None)


def _edit(one: Json) -> Edit:
    values = one if isinstance(one, dict) else {}
    return Edit(str(values.get("was", "")), str(values.get("now", "")), as_count(values.get("nth")))


_EDITS = f"SELECT {KEPT} FROM document WHERE id = ?"  # noqa: S608 - our own names
