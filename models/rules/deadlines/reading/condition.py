"""For which cases a rule, or a part of it, is written: kind of mediation and settings."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.rules.deadlines.model import CaseInput
from models.rules.toml.rows import Plain, Row


@dataclass(frozen=True)
class Condition:
    """`when = { mediation_kind = …, settings = { … } }`; each names one value or several."""

    mediation_kinds: tuple[Plain, ...]
    settings: Mapping[str, tuple[Plain, ...]]

    def holds(self, case: CaseInput) -> bool:
        """Whether a case is of that kind and has those settings."""
        if self.mediation_kinds and case.mediation_kind not in self.mediation_kinds:
            return False
        return all(case.settings.get(name) in values for name, values in self.settings.items())


def read_condition(table: Row, name: str) -> Condition | None:
    """Compile the condition under a key; None when there is none."""
    inner = table.inner(name)
    if inner is None:
        return None
    kinds, chosen = inner.plain("mediation_kind"), read_settings(inner, "settings")
    inner.close()
    return Condition(kinds, chosen) if kinds or chosen else None


def read_settings(table: Row, name: str) -> Mapping[str, tuple[Plain, ...]]:
    """Return the settings under a key with the values that are wanted."""
    inner = table.inner(name)
    return {} if inner is None else {key: inner.plain(key) for key in inner.keys()}
