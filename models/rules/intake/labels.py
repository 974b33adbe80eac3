"""Chinese names of codes (labels.toml), handed in as text."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.rules.toml.rows import read_toml


@dataclass(frozen=True)
class Labels:
    """Chinese names of codes, by group ("standing", "party_kind" …)."""

    groups: Mapping[str, Mapping[str, str]]

    def of(self, group: str, code: str | None) -> str:
        """The name of a code, "" for none; an unknown code means itself."""
        return self.groups[group].get(code, code) if code else ""


def load_labels(text: str) -> Labels:
    """Read labels.toml; raises InputRefused."""
    return Labels(read_toml(text, "labels.toml").groups())
