"""还差什么: what the law asks before the decision of a case, met or not, and where it is mended."""

from collections.abc import Iterator
from dataclasses import replace

from models.cases import gating
from models.cases.case_file import CaseFile
from models.queries.case_page.data import GateLine
from models.queries.signs import Tone, with_sign
from models.reference.step_files import step_file
from models.rules.citation import read_citation, told
from models.rules.decided.in_force import in_force
from models.rules.events import Concluded, Docketed, EnforcementApplied, Performed, Served
from models.rules.events.base import MEDIATION
from models.rules.gates.model import DEMAND_LETTER, Act, Gate, GateState, Lack, Level
from models.store.desk import Desk

_TONES = {Level.BLOCK: Tone.PROBLEM, Level.REASON: Tone.WARNING, Level.TELL: Tone.SECONDARY}
_RANK = (Tone.PROBLEM, Tone.WARNING, Tone.SECONDARY, Tone.GOOD)


def gate_lines(desk: Desk, case: CaseFile) -> tuple[GateLine, ...]:
    """Return what stands before the next act that binds, what is missing first; else none."""
    act = _ahead(case)
    if act is None:
        return ()
    found = gating.asked(desk, case, act, desk.today())
    found.sort(key=lambda one: tuple(Act).index(one.gate.before))
    lines = [line for one in found if not one.gate.of_draft for line in _lines(one)]
    lines.sort(key=lambda line: _RANK.index(line.tone))
    return tuple(replace(line, key=number) for number, line in enumerate(lines))


def _ahead(case: CaseFile) -> Act | None:
    """Return which act a case is on its way to."""
    docketed = case.log.has(Docketed)
    if case.now.has(Concluded):
        return _to_enforce(case)
    if case.kind == MEDIATION:
        return Act.AGREEMENT if docketed else Act.MEDIATION
    return Act.DECISION if docketed else None


def _to_enforce(case: CaseFile) -> Act | None:
    """Return what is next against those who were ordered and did nothing yet; else None."""
    now = in_force(case.now)
    left = [key for key in now.ordered if not case.now.has(Performed, key)] if now else []
    if not left or any(case.now.has(EnforcementApplied, key) for key in left):
        return None
    urged = case.now.all(Served, lambda e: e.document == DEMAND_LETTER and e.to in left)
    return Act.ENFORCEMENT if urged else Act.DEMAND


def _lines(one: GateState) -> Iterator[GateLine]:
    if one.met:
        yield _line(one.gate, "", "已具备", Tone.GOOD)
    elif one.overridden:
        words = f"{one.overridden.reason}（{one.overridden.approver}批准）"
        yield _line(one.gate, words, "已说明理由", Tone.GOOD)
    else:
        for lack in one.lacks:
            line = _line(one.gate, lack.text, _state(one.gate), _TONES[one.gate.level])
            yield _mended(line, one.gate, lack)


def _state(gate: Gate) -> str:
    return "还差" if gate.level is Level.BLOCK else gate.level.label


def _line(gate: Gate, text: str, state: str, tone: Tone) -> GateLine:
    basis = told(one for one in map(read_citation, gate.basis) if one) or "、".join(gate.basis)
    return GateLine(
        gate.title, text, with_sign(tone, state), tone, basis, gate.before.label, gate.ways
    )


def _mended(line: GateLine, gate: Gate, lack: Lack) -> GateLine:
    """Return the line of something missing with what opens the place where it is mended."""
    step = step_file(gate.mend) if gate.mend else None
    return replace(
        line,
        party=lack.party,
        step=step.id if step else "",
        command=step.command if step else "",
        preset={"kind": gate.event} if gate.event else {},
        of_office=gate.of_office,
        gate=gate.id if gate.level is Level.REASON else "",
    )
