# pyright: basic
"""All cards of the request together: their values, what follows from what, the way to a field."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.rules.events import Json
from models.rules.problem import Problem
from ui.pages.intake import collect
from ui.pages.intake.cards.acts_section import ActsSection
from ui.pages.intake.cards.agent_card import AgentsSection
from ui.pages.intake.cards.case_section import CaseSection, ContentSection, OtherSection
from ui.pages.intake.cards.evidence_table import EvidenceSection
from ui.pages.intake.cards.papers_section import PapersSection
from ui.pages.intake.cards.party_card import PartiesSection
from ui.pages.intake.cards.patent_section import PatentSection
from ui.pages.intake.cards.section import CardsSection, Section
from ui.pages.intake.checked_form import About
from ui.widgets.values import record

MAKERS: dict[str, Callable[[About], Section]] = {
    "case": CaseSection,
    "requesters": partial(PartiesSection, "requesters"),
    "respondents": partial(PartiesSection, "respondents"),
    "agents": AgentsSection,
    "patent": PatentSection,
    "acts": ActsSection,
    "content": ContentSection,
    "evidence": EvidenceSection,
    "papers": PapersSection,
    "other": OtherSection,
}


class Sections(QObject):
    """The cards in the order of the request form; `edited` when a person typed something."""

    edited = Signal()

    def __init__(self, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self.today = today
        self.about = About(today)
        self.all: dict[str, Section] = {}
        self._extra: dict[str, Json] = {}
        self._coming: collect.Values = {}
        self._loading = False

    @property
    def complete(self) -> bool:
        """Whether every card is made."""
        return len(self.all) == len(MAKERS)

    def make_next(self) -> tuple[str, Section]:
        """Make the next card; all at once would hold the window up."""
        name = list(MAKERS)[len(self.all)]
        section = MAKERS[name](self.about)
        self.all[name] = section
        section.edited.connect(self._edited)
        if isinstance(section, PartiesSection):
            section.removed.connect(lambda n, side=section.part: self._remove(side, n))
        return name, section

    @property
    def case(self) -> CaseSection:
        """案件."""
        return cast(CaseSection, self.all["case"])

    @property
    def requesters(self) -> PartiesSection:
        """请求人."""
        return cast(PartiesSection, self.all["requesters"])

    @property
    def respondents(self) -> PartiesSection:
        """被请求人."""
        return cast(PartiesSection, self.all["respondents"])

    @property
    def patent(self) -> PatentSection:
        """专利."""
        return cast(PatentSection, self.all["patent"])

    def values(self) -> collect.Values:
        """Return everything as typed."""
        return {**{name: s.values() for name, s in self.all.items()}, "extra": self._extra}

    def intake(self) -> dict[str, Json]:
        """Return the intake JSON."""
        return collect.to_intake(self.values(), self.today)

    def set_values(self, values: collect.Values) -> None:
        """Show a whole request at once; nobody typed it."""
        for step in self.filling(values):
            step()

    def filling(self, values: collect.Values) -> Iterator[Callable[[], None]]:
        """Yield the steps that show a request card by card; newer ones put an end to these."""
        self._coming = values
        self._extra = record(values.get("extra"))
        for name in self.all:
            yield partial(self._fill, name, values)
        yield partial(self._as_loaded, self._follow)

    def _fill(self, name: str, values: collect.Values) -> None:
        if self._coming is values:
            section = self.all[name]
            # Acts and papers are listed by person and kind of patent: those must be known.
            self._as_loaded(section.refresh)
            self._as_loaded(partial(section.set_values, values.get(name)))

    def _as_loaded(self, act: Callable[[], None]) -> None:
        """Do something that is not an edit of a person."""
        self._loading = True
        try:
            act()
        finally:
            self._loading = False

    def _follow(self) -> None:
        for section in self.all.values():
            section.refresh()

    def _edited(self) -> None:
        if self._loading or not self.complete:
            return
        for section in self.all.values():
            if isinstance(section, CardsSection):
                section.offer_back(None)
        self._follow()
        self.edited.emit()

    def _remove(self, side: str, index: int) -> None:
        """Take a party out with what names it; until something is typed it can be put back."""
        before = self.values()
        self.set_values(collect.without_party(before, side, index))
        self.edited.emit()
        section = self.all[side]
        assert isinstance(section, CardsSection)
        section.offer_back(partial(self._put_back, before))

    def _put_back(self, before: collect.Values) -> None:
        self.set_values(before)
        self.edited.emit()

    def target(self, path: str) -> QWidget | None:
        """Return the input that a field path of the intake JSON names."""
        place = collect.place(path)
        return self.all[place.section].target(place.index, place.name) if place else None

    def show_problems(
        self, problems: Iterable[Problem], first: Callable[[str], None]
    ) -> list[Problem]:
        """Show refusals beside their fields and go to the first; returns those without a field."""
        rest: list[Problem] = []
        shown = False
        for one in problems:
            place = collect.place(one.field)
            if place is None or not self.all[place.section].show_problem(
                place.index, place.name, one.problem
            ):
                rest.append(one)
            elif not shown:
                shown = True
                first(one.field)
        return rest
