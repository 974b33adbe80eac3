"""The report: every table of a period, in one moment of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.queries.people import at_work
from models.queries.statistics import entries
from models.queries.statistics.facts import Loaded, load
from models.queries.statistics.indicators import indicators
from models.queries.words import full_day
from models.reference import names
from models.reference.rule_store import rules_of
from models.rules.statistics import Period, Spec, Table, count
from models.rules.statistics.count import UNKNOWN
from models.rules.statistics.measures import SUBJECTS
from models.store.collector import collector_at_rest
from models.store.desk import Desk

# Dimensions that have their names where the rest of the program has them.
_SHARED = {
    "kind": "kind",
    "mediation_kind": "mediation_kind",
    "channel": "channel",
    "patent_kind": "patent_kind",
    "track": "track",
}
BASIS_NAMES = {"received": "收件日", "docketed": "立案日", "concluded": "结案日"}


@dataclass(frozen=True)
class Wanted:
    """What is asked for: both days counted; basis received, docketed or concluded; "" = all."""

    first: date
    last: date
    basis: str = "received"
    kind: str = ""


@dataclass(frozen=True)
class Report:
    """The tables, for whom and when they were made, and the facts behind their numbers."""

    wanted: Wanted
    office: str
    made_on: date
    made_by: str
    tables: tuple[Table, ...]
    loaded: Mapping[str, Loaded]

    @property
    def period(self) -> str:
        """The period as text."""
        return f"{full_day(self.wanted.first)}至{full_day(self.wanted.last)}"

    @property
    def basis(self) -> str:
        """The day that chooses the cases, as text."""
        return f"按{BASIS_NAMES[self.wanted.basis]}口径"

    @property
    def kind(self) -> str:
        """The kind of cases, as text."""
        return names()["kind"][self.wanted.kind] if self.wanted.kind else "全部类型"


def report(desk: Desk, wanted: Wanted) -> Report:
    """Count everything that the indicators in force name."""
    spec = indicators(desk)
    period = Period(wanted.first.isoformat(), wanted.last.isoformat(), wanted.kind)
    with collector_at_rest(), desk.reading():
        loaded = load(desk, period, wanted.basis) | entries.load(desk, period)
        labels = _labels(desk, spec)
        name = str(desk.settings.get("office.name") or "")
        counted = [
            _noted(
                count(g, one.facts, period, labels | entries.labels(g.subject, spec)), one.left_out
            )
            for g in spec.groups
            if (one := loaded[g.subject.id])
        ]
    for one in loaded.values():
        one.facts.memo.clear()
    tables = tuple(table for table in counted if table is not None)
    return Report(wanted, name, desk.today(), at_work(desk), tables, loaded)


def _noted(table: Table | None, left_out: int) -> Table | None:
    """Return a table that says what is not in its numbers."""
    if table is None or not left_out:
        return table
    words = f"另有 {left_out} 条读不出来，没有计入。"
    return replace(table, note=f"{table.note}　{words}" if table.note else words)


def _labels(desk: Desk, spec: Spec) -> dict[str, Mapping[str, str]]:
    rules = {name: versions[0].name for name, versions in rules_of(desk).rules.items()}
    known: dict[str, Mapping[str, str]] = {d: names()[group] for d, group in _SHARED.items()}
    known |= {**spec.labels, "rule": rules}
    # A value that is not recorded has a name of its own where that says more.
    return {d: {**known.get(d, {}), "": spec.unknown.get(d, UNKNOWN)} for d in _dimensions()}


def _dimensions() -> set[str]:
    return {name for subject in SUBJECTS.values() for name in subject.dimensions}
