"""What a command changed: views refresh by it, and tests assert on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changes:
    """The result of one command: its name, the case it was about, the kinds and rows it touched."""

    action: str
    case_id: int | None = None
    kinds: frozenset[str] = frozenset()
    ids: Mapping[str, int] = field(default_factory=dict[str, int])

    def touches(self, *kinds: str) -> bool:
        """Return whether any of these kinds changed."""
        return not self.kinds.isdisjoint(kinds)
