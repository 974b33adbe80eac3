"""Where in the window something is done, as queries name it."""

from enum import Enum, StrEnum, auto


class Place(Enum):
    """The page where something missing is supplied."""

    CASE = auto()
    SETTINGS = auto()
    ROSTER = auto()


class CaseTab(StrEnum):
    """The parts of one case, in their order."""

    DEADLINES = "deadlines"
    REVIEW = "review"
    PARTIES = "parties"
    MATTER = "matter"
    SERVICE = "service"
    PAPERS = "papers"
    PROCEEDINGS = "proceedings"
    JOURNAL = "journal"
