"""行为: which acts, by whom; only what the kind of patent protects against can be ticked."""

from models import reference
from models.queries.help import said
from ui.pages.intake.cards.ticks import Choice, TickSection
from ui.pages.intake.checked_form import About
from ui.widgets.layout import label

EVERYBODY = ""
COLUMNS = 5


class ActsSection(TickSection):
    """Ticks per respondent, and one line for all of them."""

    def __init__(self, about: About) -> None:
        super().__init__("被控侵权行为", "acts", about, COLUMNS, "warning")
        self.none = label("行政调解可以不填。", "secondary")
        self.body.insertWidget(1, self.none)
        self.refresh()

    def refresh(self) -> None:
        """Follow the patent's kind and the respondents."""
        self.none.setVisible(self.about.kind == "mediation")
        super().refresh()

    def choices(self) -> list[Choice]:
        """Return the acts that the patent protects against."""
        rows = reference.intake_rules().acts_for(self.about.patent_kind)
        return [(row.id, row.name) for row in rows]

    def people(self) -> dict[str, str]:
        """Return the respondents; with one of them there is no need to say whose an act is."""
        people = self.about.parties["respondents"]
        return {EVERYBODY: "全体被请求人"} | people if len(people) > 1 else {EVERYBODY: ""}

    def prepare(self) -> None:
        """Give the only respondent's acts to all, and drop acts that are no infringement."""
        people, allowed = list(self.about.parties["respondents"]), dict(self.choices())
        only = people[0] if len(people) == 1 else EVERYBODY
        pairs = [[act, EVERYBODY if by == only else by] for act, by in self.pairs]
        gone = [act for act, _ in pairs if act not in allowed]
        self.pairs = [pair for pair in pairs if pair[0] in allowed]
        names = "、".join(dict.fromkeys(reference.name("act", act) for act in gone))
        kind = reference.name("patent_kind", self.about.patent_kind)
        self.say(said("dropped_acts", kind=kind, names=names) if gone else "")

    def follow(self) -> None:
        """Bar what is answered for everybody."""
        everybody = self.blocks[0].codes()
        for block in self.blocks[1:]:
            block.bar(everybody)
