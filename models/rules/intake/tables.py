"""The closed lists an intake is read against: acts, papers, labels (TOML handed in as text)."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.rules.intake.model import PATENT_KINDS
from models.rules.problem import InputRefused, Problem
from models.rules.toml_rows import read_toml


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
    """Everything `parse_intake` and `check_field` look up."""

    acts: Mapping[str, ActRow]
    papers: Mapping[str, PaperRow]

    def acts_for(self, patent_kind: str) -> tuple[ActRow, ...]:
        """The acts that can be ticked for one kind of patent ("" = all)."""
        return tuple(a for a in self.acts.values() if not patent_kind or patent_kind in a.kinds)


@dataclass(frozen=True)
class Labels:
    """Chinese names of codes, by group ("standing", "party_kind" …)."""

    groups: Mapping[str, Mapping[str, str]]

    def of(self, group: str, code: str | None) -> str:
        """The name of a code, "" for none; an unknown code stands for itself."""
        return self.groups[group].get(code, code) if code else ""

    def options(self, group: str) -> tuple[tuple[str, str], ...]:
        """Code and name of every option, in the order of the file."""
        return tuple(self.groups[group].items())


def load_intake_rules(acts_toml: str, papers_toml: str) -> IntakeRules:
    """Read acts.toml and papers.toml; raises InputRefused."""
    acts = read_toml(acts_toml, "acts.toml").records("act", ActRow, needed=False)
    papers = read_toml(papers_toml, "papers.toml").records("paper", PaperRow, needed=False)
    problems = [
        Problem(f"acts.toml {a.id}", "没有name，或kinds写错")
        for a in acts
        if not a.name or not set(a.kinds) <= set(PATENT_KINDS)
    ]
    problems += [Problem(f"papers.toml {p.id}", "没有name") for p in papers if not p.name]
    if problems:
        raise InputRefused(problems)
    return IntakeRules({a.id: a for a in acts}, {p.id: p for p in papers})


def load_labels(text: str) -> Labels:
    """Read labels.toml; raises InputRefused."""
    return Labels(read_toml(text, "labels.toml").groups())
