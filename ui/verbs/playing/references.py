"""References in a scenario: `staff:李敏`, `@notification`, `@S1`, `served:R2:decision`.

They are written where a command takes the number of a row, which no script can know beforehand.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models.reference import ledgers
from models.services.arguments.reading import NotFound
from models.store.desk import Desk
from ui.verbs.playing import report as play_report

# What commands return under a name of its own (`Changes.ids`).
RESULTS = frozenset({"case", "document", "event", "party", "staff"})


def results() -> frozenset[str]:
    """Return the names under which commands return rows; a new row of a ledger under its id."""
    return RESULTS | ledgers.ledgers().keys()


@dataclass(frozen=True)
class References:
    """Finds on the desk what is referred to; `known` are results so far and cases of scenarios."""

    desk: Desk
    staff: Mapping[str, int]
    known: Mapping[str, int]

    def look_up(self, word: str) -> int:
        """Return the row that a reference names; NotFound when there is none."""
        if word.startswith("staff:"):
            return self._staff(word.removeprefix("staff:"))
        if word.startswith("served:"):
            return self._service(word.removeprefix("served:"))
        return self._named(word.removeprefix("@"))

    def _staff(self, name: str) -> int:
        if name not in self.staff:
            raise NotFound(f"没有这名工作人员；有：{'、'.join(self.staff) or '（名册是空的）'}")
        return self.staff[name]

    def _service(self, words: str) -> int:
        party, _, document = words.partition(":")
        case_id = self.known.get("case")
        found = play_report.last_service(self.desk, case_id, party, document) if case_id else None
        if found is None:
            raise NotFound("没有这样的送达登记")
        return found

    def _named(self, name: str) -> int:
        found = self.known.get(name) or play_report.case_named(self.desk, name)
        if found is None:
            raise NotFound(
                "前面的步骤没有得到它"
                if name in results()
                else "没有这样的案件，也不是前面步骤的结果"
            )
        return found


def beforehand(references: References, word: str) -> int:
    """Look up a reference before any step has run: results and services may still come."""
    if word.startswith("served:") or word.removeprefix("@") in results():
        return 1
    return references.look_up(word)
