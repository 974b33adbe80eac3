"""The drafts of a case's papers: how each is known again, and the edits that are carried on."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from forms.edited.identity import Identity
from models.cases.case_file import CaseFile
from models.cases.values import as_number, text_or_none
from models.queries.edited_papers import KEPT, Carried, carried_of
from models.store.desk import Desk
from models.store.sql import rows


@dataclass(frozen=True)
class PaperRow:
    """One stored paper: a draft, a final or a void one."""

    id: int
    state: str
    carried: Carried


class CasePapers:
    """The stored papers of a case by form and addressee, in the order they were made."""

    def __init__(self, desk: Desk, case: CaseFile) -> None:
        self._desk, self._case = desk, case
        self._begun: Counter[tuple[str, str | None]] = Counter()

    @cached_property
    def _rows(self) -> dict[tuple[str, str | None], list[PaperRow]]:
        found: dict[tuple[str, str | None], list[PaperRow]] = {}
        for number, form, addressee, state, edits in rows(self._desk, _PAPERS, [self._case.id]):
            one = PaperRow(as_number(number), str(state), carried_of(edits))
            found.setdefault((str(form), text_or_none(addressee)), []).append(one)
        return found

    def of(self, form_id: str, addressee: str | None) -> list[PaperRow]:
        """Return the papers of a form for an addressee."""
        return self._rows.get((form_id, addressee), [])

    def newest(self, form_id: str, addressee: str | None) -> PaperRow | None:
        """Return the last of them that is not void."""
        return next((r for r in reversed(self.of(form_id, addressee)) if r.state != "void"), None)

    def carried(self, form_id: str, addressee: str | None, service: int | None) -> Carried:
        """Return the edits for the next paper: those of the newest, while it is a draft."""
        row = self.newest(form_id, addressee)
        if row is None or row.state != "draft" or row.carried.service != service:
            return Carried(service=service)
        return row.carried

    def next_identity(self, form_id: str, addressee: str | None, service: int | None) -> Identity:
        """Return how the next draft is known; each call is for one more."""
        key = form_id, addressee
        self._begun[key] += 1
        number = len(self.of(*key)) + self._begun[key]
        return Identity(
            self._case.id, self._case.record.receipt_no, form_id, addressee, number, service
        )


_PAPERS = (
    f"SELECT id, form_id, addressee, state, {KEPT} FROM document"  # noqa: S608 - our own names
    " WHERE case_id = ? ORDER BY id"
)
