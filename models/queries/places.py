"""Where in the window something is done, as queries name it."""

from enum import Enum, StrEnum


class Place(Enum):
    """The page where something missing is supplied, as a link to it is called."""

    CASE = "看审查"
    SETTINGS = "去设置"
    ROSTER = "去名册"
    GATES = "看还差什么"


class CaseTab(StrEnum):
    """The parts of one case, in their order."""

    DEADLINES = "deadlines"
    REVIEW = "review"
    PARTIES = "parties"
    MATTER = "matter"
    SERVICE = "service"
    PAPERS = "papers"
    FILES = "files"
    PROCEEDINGS = "proceedings"
    GATES = "gates"
    JOURNAL = "journal"
