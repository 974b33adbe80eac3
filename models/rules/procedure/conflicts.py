"""Who may have to step aside (art. 5): people of the office who share a name, unit or phone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.rules.folding import folded


@dataclass(frozen=True)
class Known:
    """Somebody on a party's side: as what, the name, and what else is known of them."""

    what: str
    name: str
    phone: str = ""
    unit: str = ""
    address: str = ""


def shared(one: Known, others: Iterable[Known]) -> Iterator[str]:
    """Yield what somebody shares with whom; that the names are alike proves nothing by itself."""
    for other in others:
        if _same(one.name, other.name):
            yield f"与{other.what}同名"
        elif _same(one.phone, other.phone):
            yield f"与{other.what}电话相同"
        elif _same(one.unit, other.unit) or _same(one.unit, other.name):
            yield f"与{other.what}单位相同"
        elif _same(one.address, other.address):
            yield f"与{other.what}地址相同"


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and folded(one) == folded(other)
