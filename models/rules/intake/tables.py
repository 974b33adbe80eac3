"""The closed lists an intake is read against: acts, papers, labels (TOML handed in as text)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.rules.intake.model import PATENT_KINDS
from models.rules.problem import InputRefused, Problem


@dataclass(frozen=True)
class ActRow:
    """An accused act and the patent kinds it can infringe (专利法 11)."""

    id: str
    name: str
    kinds: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class PaperRow:
    """A paper a requester may hand in."""

    id: str
    name: str
    basis: str


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


def read_toml(text: str, source: str) -> dict[str, Any]:
    """Parse rule data; raises InputRefused naming the source."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputRefused([Problem(source, f"不是有效的TOML：{error}")]) from error


def load_intake_rules(acts_toml: str, papers_toml: str) -> IntakeRules:
    """Read acts.toml and papers.toml; raises InputRefused."""
    acts: dict[str, ActRow] = {}
    problems: list[Problem] = []
    for i, row in enumerate(read_toml(acts_toml, "acts.toml").get("act", [])):
        kinds = tuple(row.get("kinds", ()))
        if not row.get("id") or not row.get("name") or not set(kinds) <= set(PATENT_KINDS):
            problems.append(Problem(f"acts.toml act[{i}]", "缺少id、name，或kinds写错"))
            continue
        acts[row["id"]] = ActRow(row["id"], row["name"], kinds, row.get("basis", ""))
    papers: dict[str, PaperRow] = {}
    for i, row in enumerate(read_toml(papers_toml, "papers.toml").get("paper", [])):
        if not row.get("id") or not row.get("name"):
            problems.append(Problem(f"papers.toml paper[{i}]", "缺少id或name"))
            continue
        papers[row["id"]] = PaperRow(row["id"], row["name"], row.get("basis", ""))
    if problems:
        raise InputRefused(problems)
    return IntakeRules(acts, papers)


def load_labels(text: str) -> Labels:
    """Read labels.toml; raises InputRefused."""
    return Labels(read_toml(text, "labels.toml"))
