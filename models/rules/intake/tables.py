"""What an intake is read against: fields, acts, papers (TOML handed in as text)."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.rules.intake.fields import FieldTable, load_fields
from models.rules.intake.labels import Labels
from models.rules.problem import InputRefused, Problem
from models.rules.toml.rows import read_toml


@dataclass(frozen=True)
class ActRow:
    """An accused act and the patent kinds it can infringe (专利法 11)."""

    id: str
    name: str
    kinds: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True)
class PaperRow:
    """A paper a requester may hand in."""

    id: str
    name: str
    basis: str = ""


@dataclass(frozen=True)
class IntakeRules:
    """Everything `parse_intake` looks up."""

    acts: Mapping[str, ActRow]
    papers: Mapping[str, PaperRow]
    fields: FieldTable

    def acts_for(self, patent_kind: str) -> tuple[ActRow, ...]:
        """The acts that can be ticked for one kind of patent ("" = all)."""
        return tuple(a for a in self.acts.values() if not patent_kind or patent_kind in a.kinds)


def load_intake_rules(*, acts: str, papers: str, fields: str, labels: Labels) -> IntakeRules:
    """Read acts.toml, papers.toml and fields.toml; raises InputRefused."""
    known = set(labels.groups["patent_kind"])
    act_rows = read_toml(acts, "acts.toml").records("act", ActRow, needed=False)
    paper_rows = read_toml(papers, "papers.toml").records("paper", PaperRow, needed=False)
    problems = [
        Problem(f"acts.toml {a.id}", "没有name，或kinds写错")
        for a in act_rows
        if not a.name or not set(a.kinds) <= known
    ]
    problems += [Problem(f"papers.toml {p.id}", "没有name") for p in paper_rows if not p.name]
    if problems:
        raise InputRefused(problems)
    table = load_fields(fields, labels)
    return IntakeRules({a.id: a for a in act_rows}, {p.id: p for p in paper_rows}, table)
