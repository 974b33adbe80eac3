"""Which cases a case is heard together with, as its own log says."""

from models.rules.events import CasesJoined, CasesParted, Log


def numbers_together(log: Log) -> dict[int, str]:
    """Return the cases with which a case is heard now: ids and the numbers that they had then."""
    found: dict[int, str] = {}
    for entry in log.entries:
        if isinstance(entry.event, CasesJoined):
            found = dict(zip(entry.event.cases, entry.event.numbers, strict=True))
        elif isinstance(entry.event, CasesParted):
            found = {n: number for n, number in found.items() if n not in entry.event.cases}
    return dict(sorted(found.items()))


def together_with(log: Log) -> tuple[int, ...]:
    """Return the ids of the cases with which a case is heard now; none while it is alone."""
    return tuple(numbers_together(log))
