"""Where ledgers are among the pages of the bar and the commands: each behind what it names."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Protocol, TypeVar

import resources
from models.rules.ledger_place import LedgerPlace, read_place
from models.rules.toml.rows import read_toml


class Named(Protocol):
    """A page or a command."""

    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=Named)


@cache
def bundled() -> tuple[LedgerPlace, ...]:
    """Return the places of the ledgers that come with the program.

    The window is shown before the rest of their files is read: that needs the names of all codes.
    """
    files = sorted(resources.path("ledgers").glob("*.toml"))
    return tuple(read_place(read_toml(f.read_text(encoding="utf-8"), f.name)) for f in files)


def placed(
    own: Sequence[Item], known: Iterable[LedgerPlace], make: Callable[[LedgerPlace], Item]
) -> tuple[Item, ...]:
    """Return the items with one for each ledger that is not among them, in their order."""
    made, behind = list(own), dict[str, int]()
    for one in known:
        ids = [item.id for item in made]
        if one.id in ids:
            continue
        behind[one.after] = behind.get(one.after, 0) + 1
        place = ids.index(one.after) + behind[one.after] if one.after in ids else len(ids)
        made.insert(place, make(one))
    return tuple(made)
