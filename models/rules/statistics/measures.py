"""The closed lists an indicator may name: what is counted, by which day, split by what."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.rules.procedure import KINDS

BASIS = "basis"  # the day by which cases are chosen: received, docketed or concluded
BASES = ("received", "docketed", "concluded")
_BOTH = ("adjudication", "mediation")
_ADJUDICATION = ("adjudication",)
_MEDIATION = ("mediation",)

# How a cell is made of what it counts.
SHOWS = ("count", "mean", "median", "max", "sum", "sum_yuan")


@dataclass(frozen=True)
class Subject:
    """What is counted one by one: its measures (days) with their kinds, dimensions, numbers."""

    id: str
    measures: Mapping[str, tuple[str, ...]]
    dimensions: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    unit: str = "件"

    @property
    def counted(self) -> str:
        """What a column of numbers is called: 件数, 项数, 人次."""
        return self.unit if len(self.unit) > 1 else f"{self.unit}数"

    @property
    def of_cases(self) -> bool:
        """Whether each one belongs to a case of some kind; rows of ledgers need not."""
        return "kind" in self.dimensions


CASE = Subject(
    "case",
    {
        BASIS: KINDS,
        "received": KINDS,
        "correction_asked": _ADJUDICATION,
        "corrected": _ADJUDICATION,
        "docketing_extended": _ADJUDICATION,
        "docketed": _BOTH,
        "not_docketed": _BOTH,
        "joined": _ADJUDICATION,
        "objected": _ADJUDICATION,
        "hearing_held": _ADJUDICATION,
        "tolled": _ADJUDICATION,
        "extended_first": _BOTH,
        "extended_second": _ADJUDICATION,
        "overdue": _BOTH,
        "decided": _ADJUDICATION,
        "agreed": _BOTH,
        "dismissed": _BOTH,
        "transferred": _ADJUDICATION,
        "concluded": KINDS,
        "published": _ADJUDICATION,
        "reconsidered": _BOTH,
        "sued": _ADJUDICATION,
        "judged": _ADJUDICATION,
        "changed_by_court": _ADJUDICATION,
        "performed": _ADJUDICATION,
        "demanded": _ADJUDICATION,
        "enforcement_applied": _ADJUDICATION,
        "holder_enforcement": _ADJUDICATION,
        "confirmation_applied": _MEDIATION,
        "notarised": _BOTH,
        "platform_notified": _ADJUDICATION,
    },
    (
        "kind", "mediation_kind", "channel", "patent_kind", "track", "outcome", "hearing_mode",
        "foreign", "hmt", "platform", "exhibition",
    ),
    ("handling_days", "tolled_days", "amount_fen"),
)  # fmt: skip
DEADLINE = Subject(
    "deadline", {BASIS: KINDS, "due": KINDS}, ("kind", "rule", "timeliness"), unit="项"
)

SUBJECTS: Mapping[str, Subject] = {one.id: one for one in (CASE, DEADLINE)}
# Dimensions with names of their own: only the values that occur are shown.
OPEN = frozenset({"platform", "exhibition", "rule"})
