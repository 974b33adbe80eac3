"""What the program shows of a case on a day: dates, steps, lists, journal; and what must agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from models import reference
from models.backup.verify import verify
from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.cases.projecting import projections
from models.cases.projecting.check import check
from models.queries.case_page.data import CasePageData, EventLine
from models.queries.case_page.page import case_page
from models.queries.dialogs.next_steps import steps_of
from models.queries.lists import case_list, to_serve, today
from models.queries.lists import serving as ledger
from models.queries.lists.case_list import CaseFilter
from models.queries.lists.open_steps import open_steps
from models.queries.lists.serving import ServiceFilter
from models.store.desk import Desk
from ui.verbs.playing.scenario import Clock

_COMMANDS = {
    step.command
    for kind in ("adjudication", "mediation", "advisory")
    for step in reference.steps(kind)
}


@dataclass
class Seen:
    """A case as it is seen on a day; `request` is what is filed."""

    desk: Desk
    clock: Clock
    staff: Mapping[str, int]
    request: dict[str, Any]
    case_id: int = 0

    # ---- the day

    def on(self, day: str) -> Self:
        """Let it be that day."""
        self.clock.day = date.fromisoformat(day)
        if self.case_id:
            self._agree()
        return self

    @property
    def day(self) -> date:
        """The day the story has reached."""
        return self.desk.today()

    def case(self) -> CaseFile:
        """Return the case as it is stored."""
        return load(self.desk, self.case_id)

    # ---- what the program shows

    def date(self, rule: str, key: str = "") -> str:
        """Return a date as “2026-03-17 running”, “… met → day”; "" when there is none."""
        return self.dates(rule).get(key, "")

    def dates(self, rule: str) -> dict[str, str]:
        """Return the dates of a rule by party or item."""
        found = deadlines.case_deadlines(self.desk, self.case(), self.day)
        return {
            d.party or "": f"{d.due} {d.status}" + (f" → {d.met_on}" if d.met_on else "")
            for d in found
            if d.id == rule
        }

    def stage(self) -> tuple[str, str]:
        """Return stage and status as the case list reads them."""
        record = self.case().record
        return record.stage, record.status

    def steps(self) -> set[str]:
        """Return what has to be done now: “serve_request R1”."""
        return {
            f"{s.step.id} {s.step.party or ''}".strip()
            for s in steps_of(self.desk, self.case())
            if not s.step.optional
        }

    def may(self) -> set[str]:
        """Return what may be done now and need not be."""
        return {s.step.id for s in steps_of(self.desk, self.case()) if s.step.optional}

    def lacks(self, step: str) -> list[str]:
        """Return what a step still lacks, as the page of the case says it."""
        line = next(s for s in self.page().steps if s.id == step)
        return [one.text for one in line.missing]

    def page(self) -> CasePageData:
        """Return the page of the case."""
        return case_page(self.desk, self.case_id)

    def papers(self) -> set[str]:
        """Return the forms that the open steps offer."""
        return {paper for step in self.page().steps for paper in step.papers}

    def journal(self) -> list[str]:
        """Return the entries of the journal, the oldest day first."""
        return [line.name for line in reversed(self.page().events)]

    def entry(self, kind: str) -> EventLine:
        """Return the newest entry of a type in the journal, a voided one too."""
        return next(e for e in self.page().events if e.type == kind and not e.voids)

    def on_today(self, card: str) -> list[str]:
        """Return the lines of a card of 今日: “答辩（甲公司） 2026-03-17”."""
        found = next(c for c in today.today_view(self.desk).cards if c.id == card)
        assert found.total == len(found.lines)
        return [f"{line.what} {line.due or ''}".strip() for line in found.lines]

    def to_serve(self) -> dict[str, str]:
        """Return what 送达 wants served: step and addressee, with the last day."""
        return {
            f"{line.step} {line.addressee}".strip(): str(line.due or "")
            for line in to_serve.to_serve(self.desk)
        }

    def under_way(self) -> list[str]:
        """Return the services that have not taken effect: paper, addressee, day."""
        return [f"{r.document} {r.addressee} {r.day}" for r in ledger.under_way(self.desk)]

    def served(self, **wanted: Any) -> list[str]:
        """Return the lines of the ledger of services, the latest first."""
        page = ledger.page(self.desk, ServiceFilter(**wanted))
        assert len(page.rows) == ledger.count(self.desk, ServiceFilter(**wanted))
        return [f"{r.document} {r.addressee} {r.day}" for r in page.rows]

    def listed(self, **wanted: Any) -> str:
        """Return how 案件 shows the case under a filter: state, first date; "" when it does not."""
        rows = case_list.page(self.desk, CaseFilter(**wanted)).rows
        row = next((r for r in rows if r.id == self.case_id), None)
        return f"{row.state} {row.due_name} {row.due or ''}".strip() if row else ""

    def clock_text(self) -> str:
        """Return the countdown in the header of the page."""
        return self.page().header.clock

    # ---- what must hold on every day

    def _agree(self) -> None:
        """Compare what lists read with what is computed from the log."""
        projections.bring_up_to_date(self.desk)
        assert list(check(self.desk)) == []
        stage, status = self.stage()
        if status == "closed" and stage != "serving":
            # What follows a closed case (publication, court) has dates; lists want it served only.
            wanted = {s for s in self.steps() if s.startswith("serve_")}
        else:
            wanted = self.steps()
        mine = {
            f"{o.waiting.step} {o.waiting.party or ''}".strip()
            for o in open_steps(self.desk, _COMMANDS, [self.case_id])
        }
        assert mine == wanted, "the lists and the page of the case offer the same"

    def intact(self) -> bool:
        """Say whether the whole folder is in order."""
        return verify(self.desk) == []
