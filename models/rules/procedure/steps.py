"""Next steps (下一步): from the steps as data and the state of a case, what can be done now.

A step is offered when everything in `after` has happened, nothing in `stop` has, and `done` has not
(for its own party when `per` names a side). Conditions are event types, `served:<document>` for a
service, `a|b` for either. Nothing here decides a date: `deadline` names the rule that does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.rules.procedure.conditions import met
from models.rules.procedure.state import CaseState, PartyState
from models.rules.toml_rows import Row, read_toml


@dataclass(frozen=True)
class Step:
    """One step of a procedure as data."""

    id: str
    name: str
    actor: str
    basis: str
    command: str
    per: str = "case"
    after: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    deadline: str = ""
    optional: bool = False
    repeat: bool = False


@dataclass(frozen=True)
class NextStep:
    """A step that can be taken now: by whom, under which article, and what is still missing."""

    id: str
    name: str
    actor: str
    basis: str
    command: str
    party: str | None
    party_name: str
    papers: tuple[str, ...]
    deadline: str
    optional: bool
    missing: tuple[str, ...] = ()


def load_steps(text: str) -> tuple[Step, ...]:
    """Return the steps of one procedure in their order; InputRefused names a mistake in them."""
    return read_toml(text, "procedure").each("step", _step)


def _step(row: Row) -> Step:
    return Step(
        id=row.text("id"),
        name=row.text("name"),
        actor=row.text("actor"),
        basis=row.text("basis"),
        command=row.text("command"),
        per=row.text("per", "case"),
        after=row.words("after", ()),
        done=row.words("done", ()),
        stop=row.words("stop", ()),
        needs=row.words("needs", ()),
        papers=row.words("papers", ()),
        deadline=row.text("deadline", ""),
        optional=row.flag("optional", False),
        repeat=row.flag("repeat", False),
    )


def _subjects(state: CaseState, per: str) -> Iterable[PartyState | None]:
    if per == "case":
        return (None,)
    if per == "party":
        return state.parties
    return state.side(per)


class _Answers:
    """Whether conditions hold, each asked once: many steps begin and end with the same ones."""

    def __init__(self, state: CaseState) -> None:
        self._state = state
        self._known: dict[tuple[str, str | None], bool] = {}

    def hold(self, condition: str, key: str | None) -> bool:
        """Say whether a condition holds for a party (or, with no key, for the case)."""
        asked = (condition, key)
        if asked not in self._known:
            self._known[asked] = met(self._state, condition, key)
        return self._known[asked]


def _offered(answers: _Answers, step: Step, key: str | None) -> bool:
    hold = answers.hold
    for one in step.after:
        if not hold(one, key):
            return False
    for one in step.stop:
        if hold(one, key):
            return False
    return step.repeat or not any(hold(one, key) for one in step.done)


def next_steps(
    state: CaseState, steps: Iterable[Step], missing: Mapping[str, tuple[str, ...]] | None = None
) -> list[NextStep]:
    """Return what can be done now; `missing` maps a need's id to what is still to be supplied."""
    lacking = missing or {}
    answers = _Answers(state)
    found: list[NextStep] = []
    for step in steps:
        for party in _subjects(state, step.per):
            key = party.key if party else None
            if not _offered(answers, step, key):
                continue
            words = tuple(text for need in step.needs for text in lacking.get(need, ()))
            found.append(
                NextStep(
                    step.id, step.name, step.actor, step.basis, step.command, key,
                    party.name if party else "", step.papers, step.deadline, step.optional, words,
                )
            )  # fmt: skip
    return found


def done_steps(state: CaseState, steps: Iterable[Step]) -> set[tuple[str, str | None]]:
    """Return (step, party) of what has been done and is done once only."""
    return {
        (step.id, party.key if party else None)
        for step in steps
        if not step.repeat
        for party in _subjects(state, step.per)
        if any(met(state, one, party.key if party else None) for one in step.done)
    }
