"""Asking the gates: which stand before an act, and what each says."""

from collections.abc import Iterable, Iterator, Mapping

from models.rules.events import GateOverridden
from models.rules.gates.checks import CHECKS
from models.rules.gates.model import TO_DECISION, Act, Gate, GateState, Level, Subject
from models.rules.problem import Problem


def before(gates: Mapping[str, Gate], act: Act) -> Iterator[Gate]:
    """Yield the gates that stand before an act: its own, on the way to a decision earlier ones."""
    acts = TO_DECISION[: TO_DECISION.index(act) + 1] if act in TO_DECISION else (act,)
    yield from (gate for gate in gates.values() if gate.before in acts)


def asked(gates: Iterable[Gate], subject: Subject) -> list[GateState]:
    """Return what each gate says of the case."""
    return [
        GateState(gate, tuple(CHECKS[gate.id](subject)), _override(gate, subject)) for gate in gates
    ]


def _override(gate: Gate, subject: Subject) -> GateOverridden | None:
    """Return the approved reason for passing a gate without what it asks; a block has none."""
    if gate.level is not Level.REASON:
        return None
    found = subject.state.log.last(GateOverridden, lambda e: e.gate == gate.id)
    return found.event if found else None


def problems(found: Iterable[GateState]) -> Iterator[Problem]:
    """Yield why an act cannot be taken, each with its article."""
    for one in found:
        if one.stops:
            for lack in one.lacks:
                place = lack.place or f"gate.{one.gate.id}"
                yield Problem(place, told(one, lack.text), gate=one.gate.id)


def told(state: GateState, text: str) -> str:
    """Return what is missing with the article, unless the text names it already."""
    basis = "、".join(one for one in state.gate.basis if one not in text)
    return f"{text}（{basis}）" if basis else text
